import { verdict } from '../../analysis/interval';
import { outOfReach } from '../../analysis/out-of-reach';
import { thresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const never = check({
  id: 'condition/never',
  severity: 'error',
  title: 'a condition that is never true',
  rationale: 'Counters and rates are never negative, an answer is 1 or 0, a share is at most 1. A comparison beyond what the value can be yields nothing, and the alert on it never fires.',
  subject: 'expression',
  bad: alerting('rate(process_cpu_seconds_total{job="api"}[5m]) < 0'),
  good: alerting('delta(process_resident_memory_bytes{job="api"}[5m]) < 0'),
  *find(expression) {
    for (const threshold of thresholds(expression)) {
      const { values } = expression.facts(threshold.measured);
      if (threshold.comparison.bool === true || verdict(values, threshold.sign, threshold.limit) !== 'never' || outOfReach(expression, threshold) !== 'values') continue;
      yield {
        message: `the value is ${rangeText(values)}, so '${threshold.sign} ${numberText(threshold.limit)}' is never true`,
        spot: expression.spot(threshold.comparison),
        fix: 'correct the threshold or the operator',
      };
    }
  },
});

export function rangeText({ min, max }: { readonly min: number; readonly max: number }): string {
  if (min === max) return `always ${numberText(min)}`;
  if (max === Infinity) return min === 0 ? 'never negative' : `at least ${numberText(min)}`;
  return min === -Infinity ? `at most ${numberText(max)}` : `between ${numberText(min)} and ${numberText(max)}`;
}
