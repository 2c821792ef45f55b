import { core } from '../../analysis/path';
import { principalThresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const thresholdNotABucket = check({
  id: 'histogram/threshold-not-a-bucket',
  severity: 'info',
  title: 'a threshold between two bucket bounds',
  rationale: 'Within a bucket a quantile is a guess: observations are taken to be spread evenly between its bounds. At a threshold that is itself a bound the quantile is exact.',
  subject: 'expression',
  bad: alerting('histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 3'),
  good: alerting('histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1'),
  *find(expression) {
    if (expression.purpose !== 'alert') return;
    for (const { measured, limit, limitNode } of principalThresholds(expression)) {
      const inner = core(measured);
      const histogram = inner.kind === 'call' && inner.name === 'histogram_quantile' ? inner.arguments[1] : undefined;
      const bounds = histogram === undefined ? undefined : expression.facts(histogram).buckets;
      const value = limit / expression.facts(measured).scale;
      const above = bounds?.find((bound) => bound > value);
      if (bounds === undefined || above === undefined || value <= 0 || bounds.some((bound) => Math.abs(bound - value) < 1e-9 * bound)) continue;
      const below = bounds.findLast((bound) => bound < value) ?? 0;
      yield { message: `${numberText(value)} lies between the bounds ${numberText(below)} and ${numberText(above)}, where the quantile is a guess`, spot: expression.spot(limitNode), fix: `take a bound as threshold, or let the histogram have the bound ${numberText(value)}` };
    }
  },
});
