import { formatDuration, milliseconds } from '../../../core/duration';
import { check } from '../../check';
import { alerting } from '../../example/example';

const day = 86_400_000;

/** Loki refuses a query that reaches further back: `max_query_length`. Source: https://grafana.com/docs/loki/latest/configure/#limits_config */
const furthest = 721 * 3_600_000;

export const wideRange = check({
  id: 'logql/wide-range',
  severity: 'error',
  title: 'a rule that reads days of logs at every evaluation',
  rationale: 'Each evaluation reads all lines of the range anew, because nothing counts them beforehand. Beyond 30 days and an hour Loki refuses the query (max_query_length).',
  subject: 'logql',
  bad: alerting('sum(count_over_time({service_name="shop-worker"} |= "backup failed" [90d])) > 3'),
  good: alerting('sum(count_over_time({service_name="shop-worker"} |= "backup failed" [1d])) > 3'),
  *find(query) {
    if (query.purpose === 'panel') return;
    for (const { range, span } of query.ranges) {
      const { milliseconds: length } = range.range;
      if (length <= day) continue;
      const isRefused = length > furthest;
      yield { message: isRefused ? `Loki refuses a range of ${formatDuration(milliseconds(length))}` : `every evaluation reads ${formatDuration(milliseconds(length))} of lines`, spot: query.spot(span), severity: isRefused ? 'error' : 'warning', fix: 'record the count of an hour, and add the hours up in Prometheus' };
    }
  },
});
