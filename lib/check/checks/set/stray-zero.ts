import { unwrapped } from '../../../promql/node';
import { thresholds } from '../../analysis/threshold';
import { verdict } from '../../analysis/interval';
import type { Expression } from '../../analysis/expression';
import type { BinaryNode } from '../../../promql/node';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const strayZero = check({
  id: 'set/stray-zero',
  severity: 'error',
  title: 'a default value that stands beside the series',
  rationale: 'The default of "or vector(0)" has no labels. Beside series that have some it is no default but one more series, always there, and a test for zero is always true of it.',
  subject: 'expression',
  bad: alerting('(sum by (queue) (rate(jobs_finished_total[5m])) or vector(0)) == 0'),
  good: alerting('(sum(rate(jobs_finished_total[5m])) or vector(0)) == 0', { for: '2m' }),
  *find(expression) {
    for (const node of expression.binaries) {
      if (node.operator !== 'or' || !hasLabels(expression, node)) continue;
      const right = unwrapped(node.right);
      if (right.kind !== 'call' || right.name !== 'vector') continue;
      const fires = thresholds(expression).some(({ measured, sign, limit }) => measured === node && verdict(expression.facts(right).values, sign, limit) === 'always');
      const fix = 'aggregate without grouping, or leave out the default';
      if (fires && expression.purpose === 'alert') yield { message: 'the default has no labels, so it stands beside the others and passes the comparison always', spot: expression.spot(node), fix };
      else yield { message: 'the default has no labels, so it stands beside the others as a series of its own', spot: expression.spot(node), severity: 'warning', fix };
    }
  },
});

function hasLabels(expression: Expression, { left }: BinaryNode): boolean {
  return [...expression.facts(left).labels.known.values()].some(({ isOptional }) => !isOptional);
}
