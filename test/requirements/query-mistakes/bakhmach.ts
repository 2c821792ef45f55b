import { ruleFile } from '../../../lib/check/example/example';
import type { QueryMistake } from './mistake';
import { systemExamples } from './mistake';

const catalog = `metrics:
  up: {type: gauge, unit: ratio, jobs: [backend, database], range: {min: 0, max: 1}, lowIsBad: true}
  pg_up: {type: gauge, unit: ratio, jobs: [database], range: {min: 0, max: 1}, lowIsBad: true}
  http_requests_total: {type: counter, unit: requests, labels: {method: "*", route: "*", status: "*"}, jobs: [backend]}
  http_request_duration_seconds: {type: histogram, unit: seconds, labels: {method: "*", route: "*"}, buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10], jobs: [backend]}
slos:
  backend-availability: {objective: 99.9, window: 30d}
`;

const { alert, panel } = systemExamples(catalog);

const apdex = (four: string): string =>
  `(\n  sum(rate(http_request_duration_seconds_bucket{le="0.5"}[$__rate_interval]))\n+\n  sum(rate(http_request_duration_seconds_bucket{${four}}[$__rate_interval]))\n) / 2 / sum(rate(http_request_duration_seconds_count[$__rate_interval]))`;

const failures = (window: string): string => `sum(rate(http_requests_total{status=~"5.."}[${window}])) / sum(rate(http_requests_total[${window}]))`;

const burn = (budget: string): string => `${failures('1h')} > 14.4 * ${budget}\nand ${failures('5m')} > 14.4 * ${budget}\nand sum(rate(http_requests_total[5m])) > 1`;

export const bakhmachMistakes: readonly QueryMistake[] = [
  {
    id: 'BH-A (all)',
    what: 'no severity, so that nothing can be routed by it',
    check: 'alert/no-severity',
    bad: ruleFile(alert(`${failures('5m')} > 0.05\nand sum(rate(http_requests_total[5m])) > 1`, { labels: 'team: backend' }).text, catalog),
    good: alert(`${failures('5m')} > 0.05\nand sum(rate(http_requests_total[5m])) > 1`, { labels: 'severity: critical\nteam: backend' }),
  },
  {
    id: 'BH-A01',
    what: 'failures per second of each series against five percent',
    check: 'ratio/per-second',
    bad: alert('rate(http_requests_total{status=~"5.."}[5m]) > 0.05', { name: 'HighErrorRate' }),
    good: alert(`${failures('5m')} > 0.05\nand sum(rate(http_requests_total[5m])) > 1`, { name: 'HighErrorRate' }),
  },
  {
    id: 'BH-A02',
    what: 'silence when the exporter is gone',
    check: 'absence/vanished-target',
    bad: alert('pg_up{job="database"} == 0', { name: 'DatabaseDown' }),
    good: alert('pg_up{job="database"} == 0 or absent(pg_up{job="database"})', { name: 'DatabaseDown' }),
  },
  {
    id: 'BH-A03',
    what: 'memory of hosts on which no exporter runs',
    check: 'selector/unknown-metric',
    bad: alert('1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes > 0.9'),
    good: alert('sum(rate(http_requests_total[5m])) > 100'),
  },
  {
    id: 'BH-D03',
    what: 'processes that no exporter counts',
    check: 'selector/unknown-metric',
    bad: panel('topk(10, sum by (groupname) (rate(namedprocess_namegroup_cpu_seconds_total[$__rate_interval])))', { type: 'table' }),
    good: panel('topk(10, sum by (route) (rate(http_requests_total[$__rate_interval])))', { type: 'table' }),
  },
  {
    id: 'BH-D07',
    what: 'a bound of two seconds, written as Prometheus 3 does not store it',
    check: 'histogram/le-format',
    bad: panel(apdex('le="2"'), { type: 'gauge', unit: 'percentunit' }),
    good: panel(apdex('le=~"2(\\\\.0)?"'), { type: 'gauge', unit: 'percentunit' }),
  },
  {
    id: 'BH-S01',
    what: 'a budget that is not that of the objective',
    check: 'slo/budget',
    bad: alert(burn('0.013'), { name: 'BackendAvailabilityBurn', for: '' }),
    good: alert(burn('0.001'), { name: 'BackendAvailabilityBurn', for: '' }),
  },
  {
    id: 'BH-S03',
    what: 'success counted by 2xx answers alone',
    check: 'ratio/success-codes',
    bad: panel('sum(rate(http_requests_total{status=~"2.."}[$__rate_interval])) / sum(rate(http_requests_total[$__rate_interval]))', { unit: 'percentunit' }),
    good: panel('sum(rate(http_requests_total{status!~"5.."}[$__rate_interval])) / sum(rate(http_requests_total[$__rate_interval]))', { unit: 'percentunit' }),
  },
];
