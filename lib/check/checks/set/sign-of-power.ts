import { check } from '../../check';
import { recording } from '../../example/example';

export const signOfPower = check({
  id: 'set/sign-of-power',
  severity: 'warning',
  title: 'a sign before a power',
  rationale: 'A power is taken before its sign: -2 ^ 2 is -4. Where the square of a negative number is meant, it needs brackets.',
  subject: 'expression',
  bad: recording('job:queue_depth:square', '-max by (job) (queue_depth) ^ 2'),
  good: recording('job:queue_depth:square', '(-max by (job) (queue_depth)) ^ 2'),
  *find(expression) {
    for (const node of expression.binaries) {
      const parent = expression.parent(node);
      if (node.operator !== '^' || parent?.kind !== 'unary' || parent.operator !== '-' || parent.expression !== node) continue;
      yield { message: 'the power is taken first, and its sign is changed after', spot: expression.spot(parent), fix: 'put what belongs together into brackets' };
    }
  },
});
