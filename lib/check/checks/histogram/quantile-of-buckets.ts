import { check } from '../../check';
import { alerting } from '../../example/example';

export const quantileOfBuckets = check({
  id: 'histogram/quantile-of-buckets',
  severity: 'error',
  title: 'the aggregation quantile over buckets',
  rationale: 'The aggregation quantile() picks among series: over buckets it yields how often some bucket was counted, not how long something took. That is what histogram_quantile() is for.',
  subject: 'expression',
  bad: alerting('quantile(0.95, rate(http_request_duration_seconds_bucket[5m])) > 1'),
  good: alerting('quantile(0.95, sum by (instance) (rate(http_requests_total[5m]))) > 100'),
  *find(expression) {
    for (const node of expression.aggregates) {
      const { sample } = expression.facts(node.expression);
      if (node.operator !== 'quantile' || (sample !== 'buckets' && sample !== 'bucketRates')) continue;
      yield { message: 'quantile() over buckets picks among counts, not among observed values', spot: expression.spot(node), fix: 'write histogram_quantile(0.95, sum by (le) (rate(..._bucket[5m])))' };
    }
  },
});
