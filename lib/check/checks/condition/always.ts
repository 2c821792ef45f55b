import { verdict } from '../../analysis/interval';
import { outOfReach } from '../../analysis/out-of-reach';
import { core } from '../../analysis/path';
import { thresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { rangeText } from './never';

/** These yield nothing where there is nothing, so that a comparison which is always true still asks for something to be there. */
const existence: ReadonlySet<string> = new Set(['count_over_time', 'present_over_time', 'absent', 'absent_over_time', 'timestamp']);

export const always = check({
  id: 'condition/always',
  severity: 'error',
  title: 'a condition that is always true',
  rationale: 'A comparison that every possible value passes asks nothing. As the condition of an alert it fires as long as the series exists; as a guard it guards nothing.',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total[5m])) >= 0'),
  good: alerting('sum(rate(http_requests_total[5m])) <= 0', { for: '2m' }),
  *find(expression) {
    for (const threshold of thresholds(expression)) {
      const { measured, sign, limit, comparison, role } = threshold;
      const { values, constant, isCondition } = expression.facts(measured);
      if (comparison.bool === true || constant !== undefined || isCondition || values.min === values.max) continue;
      const inner = core(measured);
      if (inner.kind === 'call' && existence.has(inner.name)) continue;
      if (verdict(values, sign, limit) !== 'always' || outOfReach(expression, threshold) !== 'values') continue;
      yield {
        message: `the value is ${rangeText(values)}, so '${sign} ${numberText(limit)}' is always true`,
        spot: expression.spot(comparison),
        severity: role === 'principal' && expression.purpose === 'alert' ? 'error' : 'warning',
        fix: 'correct the threshold or the operator',
      };
    }
  },
});
