import { check } from '../../check';
import { alerting } from '../../example/example';

export const selfComparison = check({
  id: 'condition/self-comparison',
  severity: 'error',
  title: 'an expression compared with itself',
  rationale: 'Both sides are the same, so the comparison is decided before it is made. Mostly an offset or a matcher was forgotten on one side.',
  subject: 'expression',
  bad: alerting('http_active_connections > http_active_connections'),
  good: alerting('http_active_connections > http_active_connections offset 1h'),
  *find(expression) {
    for (const node of expression.binaries) {
      if (node.bool === true || expression.identity(node.left) !== expression.identity(node.right)) continue;
      const outcome = outcomes[node.operator];
      if (outcome === undefined || node.left.kind === 'number') continue;
      yield { message: `both sides of '${node.operator}' are the same, so the result is ${outcome}`, spot: expression.spot(node), fix: 'write what was meant on one side: an offset, another matcher' };
    }
  },
});

/** Of each operator between equal sides. `x == x` and `x != x` tell NaN from numbers, and are meant. */
const outcomes: Readonly<Record<string, string>> = {
  '>': 'always empty',
  '<': 'always empty',
  unless: 'always empty',
  '>=': 'the left side',
  '<=': 'the left side',
  and: 'the left side',
  or: 'the left side',
  '-': 'always 0',
};
