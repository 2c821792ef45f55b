import { thresholds } from '../../analysis/threshold';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const nan = check({
  id: 'condition/nan',
  severity: 'error',
  title: 'a comparison with NaN',
  rationale: 'Nothing equals NaN, not even NaN, and nothing is above or below it. To find NaN, compare a value with itself: NaN is the only one that differs from itself.',
  subject: 'expression',
  bad: alerting('cache_hit_ratio == NaN'),
  good: alerting('cache_hit_ratio != cache_hit_ratio'),
  *find(expression) {
    for (const { limit, sign, comparison } of thresholds(expression)) {
      if (Number.isNaN(limit)) yield { message: `'${sign} NaN' is ${sign === '!=' ? 'always' : 'never'} true`, spot: expression.spot(comparison), fix: 'write x != x to find NaN, x == x to leave it out' };
    }
  },
});
