import { ancestors } from '../../analysis/path';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const averagedOverTime = check({
  id: 'histogram/averaged-over-time',
  severity: 'warning',
  title: 'quantiles averaged over time',
  rationale: 'An average of quantiles gives a minute with one request the weight of a minute with a thousand. Take the rate over the longer window, and its quantile: that weighs every request alike.',
  subject: 'expression',
  bad: alerting('avg_over_time(histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))[1h:1m]) > 1'),
  good: alerting('histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[1h]))) > 1'),
  *find(expression) {
    for (const call of expression.calls) {
      if (call.name !== 'histogram_quantile') continue;
      const average = ancestors(expression, call).find((node) => node.kind === 'call' && (node.name === 'avg_over_time' || node.name === 'sum_over_time'));
      if (average !== undefined) yield { message: 'quantiles of many moments are averaged', spot: expression.spot(average), fix: 'widen the range of the rate instead' };
    }
  },
});
