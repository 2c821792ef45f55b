import { isRateCall } from '../../analysis/path';
import { core } from '../../analysis/path';
import { thresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';
import type { Node } from '../../../promql/node';
import { unwrapped } from '../../../promql/node';

export const increaseEquals = check({
  id: 'counter/increase-equals',
  severity: 'error',
  title: 'an increase compared for equality',
  rationale: 'The functions increase() and rate() extrapolate to the ends of their range, so one event may count as 1.07. A comparison with a whole number is true by accident only.',
  subject: 'expression',
  bad: alerting('sum(increase(jobs_finished_total[10m])) == 1'),
  good: alerting('sum(increase(jobs_finished_total[10m])) == 0'),
  *find(expression) {
    for (const { measured, sign, limit, comparison } of thresholds(expression)) {
      if ((sign !== '==' && sign !== '!=') || limit === 0 || !isRateCall(sumless(measured))) continue;
      yield { message: `an extrapolated increase is ${sign === '==' ? 'hardly ever' : 'nearly always'} ${sign} ${numberText(limit)}`, spot: expression.spot(comparison), fix: 'compare with > or <, or round() first' };
    }
  },
});

function sumless(node: Node): Node {
  const inner = core(node);
  // Rounding makes whole numbers of it.
  if (node.kind === 'call' && (node.name === 'round' || node.name === 'ceil' || node.name === 'floor')) return node;
  return inner.kind === 'aggregate' && inner.operator === 'sum' ? sumless(unwrapped(inner.expression)) : inner;
}
