import type { QueryMistake } from './mistake';
import { systemExamples } from './mistake';

const { alert, panel } = systemExamples(`metrics:
  up: {type: gauge, unit: ratio, jobs: [backend-api, postgres], range: {min: 0, max: 1}, lowIsBad: true}
  pg_up: {type: gauge, unit: ratio, jobs: [postgres], range: {min: 0, max: 1}, lowIsBad: true}
  http_requests_total: {type: counter, unit: requests, labels: {method: "*", route: "*", status: "*"}, jobs: [backend-api]}
  http_request_duration_seconds: {type: histogram, unit: seconds, labels: {method: "*", route: "*"}, buckets: [0.01, 0.05, 0.1, 0.5, 1, 2, 5], jobs: [backend-api]}
  payment_seconds: {type: summary, unit: seconds, quantiles: [0.5, 0.9, 0.99], jobs: [backend-api]}
`);

export const baselineMistakes: readonly QueryMistake[] = [
  {
    id: 'BL-A01',
    what: 'failures per second against a twentieth, called a rate',
    check: 'ratio/per-second',
    bad: alert('rate(http_requests_total{status=~"5.."}[5m]) > 0.05', { name: 'HighErrorRate', description: 'The error rate is {{ $value }} errors per second.' }),
    good: alert('sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05\nand sum(rate(http_requests_total[5m])) > 1', { name: 'HighErrorRate', description: '{{ $value | humanizePercentage }} of the requests fail.' }),
  },
  {
    id: 'BL-A02',
    what: 'a quantile over the name of the family',
    check: 'histogram/family-name',
    bad: alert('histogram_quantile(0.95, rate(http_request_duration_seconds[5m])) > 1'),
    good: alert('histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1'),
  },
  {
    id: 'BL-A03',
    what: 'the scrape of an exporter taken for the life of the database',
    check: 'absence/exporter-up',
    bad: alert('up{job="postgres"} == 0 or absent(up{job="postgres"})', { name: 'DatabaseDown' }),
    good: alert('pg_up{job="postgres"} == 0 or up{job="postgres"} == 0 or absent(up{job="postgres"})', { name: 'DatabaseDown' }),
  },
  {
    id: 'BL-A03',
    what: 'silence when the target is gone',
    check: 'absence/vanished-target',
    bad: alert('up{job="postgres"} == 0', { name: 'DatabaseDown' }),
    good: alert('pg_up{job="postgres"} == 0 or up{job="postgres"} == 0 or absent(up{job="postgres"})', { name: 'DatabaseDown' }),
  },
  {
    id: 'BL-M04',
    what: 'a panel over a gauge that nobody registers',
    check: 'selector/unknown-metric',
    bad: panel('max(active_users)', { type: 'stat' }),
    good: panel('sum(rate(http_requests_total[$__rate_interval]))', { type: 'stat', unit: 'reqps' }),
  },
  {
    id: 'BL-M13',
    what: 'quantiles of several replicas averaged',
    check: 'histogram/aggregated-quantile',
    bad: panel('avg(payment_seconds{quantile="0.9"})', { unit: 's' }),
    good: panel('histogram_quantile(0.9, sum by (le) (rate(http_request_duration_seconds_bucket[$__rate_interval])))', { unit: 's' }),
  },
];
