import type { QueryMistake } from './mistake';
import { systemExamples } from './mistake';

const { alert, panel } = systemExamples(`metrics:
  up: {type: gauge, unit: ratio, jobs: [canvascast-api, canvascast-worker], range: {min: 0, max: 1}, lowIsBad: true}
  http_requests_total: {type: counter, unit: requests, labels: {method: [GET, POST], route: "*", status: ["200", "404", "500", "503"]}, jobs: [canvascast-api]}
  http_request_duration_seconds: {type: histogram, unit: seconds, labels: {method: [GET, POST], route: "*", status: ["200", "404", "500", "503"]}, buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10], jobs: [canvascast-api]}
  job_duration_seconds: {type: histogram, unit: seconds, labels: {status: [completed, failed, cancelled]}, buckets: [60, 120, 300, 600, 900], jobs: [canvascast-worker]}
  pipeline_step_duration_seconds: {type: histogram, unit: seconds, labels: {step: "*", status: [success, error]}, buckets: [5, 15, 30, 60, 120, 300, 600], jobs: [canvascast-worker]}
  job_queue_depth: {type: gauge, unit: jobs, range: {min: 0}, shared: true, jobs: [canvascast-worker]}
  jobs_by_status: {type: gauge, unit: jobs, labels: {status: [PENDING, FAILED, COMPLETED]}, range: {min: 0}, shared: true, jobs: [canvascast-worker]}
  jobs_finished_total: {type: counter, unit: jobs, labels: {status: [completed, failed, cancelled]}, jobs: [canvascast-worker]}
`);

const failedShare = (window: string): string => `sum(rate(jobs_finished_total{status="failed"}[${window}])) / sum(rate(jobs_finished_total{status=~"completed|failed"}[${window}]))`;
const failures = (window: string): string => `sum(rate(http_requests_total{status=~"5.."}[${window}])) / sum(rate(http_requests_total[${window}]))`;

export const canvascastMistakes: readonly QueryMistake[] = [
  {
    id: 'CC-A01',
    what: 'failures per second of each series against a tenth, in an alert on the error rate',
    check: 'ratio/per-second',
    bad: alert('rate(http_requests_total{status=~"5.."}[5m]) > 0.1', { name: 'HighErrorRate' }),
    good: alert(`${failures('5m')} > 0.1\nand sum(rate(http_requests_total[5m])) > 1`, { name: 'HighErrorRate' }),
  },
  {
    id: 'CC-A02',
    what: 'one alert for each worker, all over the same queue',
    check: 'gauge/shared-per-replica',
    bad: alert('job_queue_depth > 100'),
    good: alert('max(job_queue_depth) > 100'),
  },
  {
    id: 'CC-A03',
    what: 'a rate over a gauge',
    check: 'counter/rate-of-gauge',
    bad: alert('rate(jobs_by_status{status="FAILED"}[1h]) > 0.1', { for: '15m' }),
    good: alert(`${failedShare('1h')} > 0.1\nand sum(increase(jobs_finished_total{status=~"completed|failed"}[1h])) > 5`, { for: '15m' }),
  },
  {
    id: 'CC-A04',
    what: 'a quantile over the name of the family, which has no series',
    check: 'histogram/family-name',
    bad: alert('histogram_quantile(0.95, http_request_duration_seconds) > 5'),
    good: alert('histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 5'),
  },
  {
    id: 'CC-M04',
    what: 'a limit beyond the last bucket',
    check: 'histogram/threshold-beyond-buckets',
    bad: alert('histogram_quantile(0.95, sum by (le) (rate(job_duration_seconds_bucket[1h]))) > 1200'),
    good: alert('histogram_quantile(0.95, sum by (le) (rate(job_duration_seconds_bucket[1h]))) > 600'),
  },
  {
    id: 'CC-M06',
    what: 'the depth of one queue, added up over the workers that all report it',
    check: 'gauge/shared-sum',
    bad: alert('sum(job_queue_depth) > 100'),
    good: alert('max(job_queue_depth) > 100'),
  },
  {
    id: 'CC-M07',
    what: 'a status in small letters where the metric writes it in capitals',
    check: 'selector/unknown-value',
    bad: panel('max by (status) (jobs_by_status{status="failed"})', { legend: '{{status}}' }),
    good: panel('max by (status) (jobs_by_status{status="FAILED"})', { legend: '{{status}}' }),
  },
  {
    id: 'CC-D (the model)',
    what: 'a kind of panel that Grafana no longer has',
    check: 'panel/removed-type',
    bad: panel('sum by (route) (rate(http_requests_total[$__rate_interval]))', { unit: 'reqps', legend: '{{route}}', type: 'graph' }),
    good: panel('sum by (route) (rate(http_requests_total[$__rate_interval]))', { unit: 'reqps', legend: '{{route}}' }),
  },
  {
    id: 'CC-D (the model)',
    what: 'a comment in JSON',
    check: 'json/syntax',
    bad: withComment(panel('sum(rate(http_requests_total[$__rate_interval]))', { unit: 'reqps' })),
    good: panel('sum(rate(http_requests_total[$__rate_interval]))', { unit: 'reqps' }),
  },
  {
    id: 'CC-D01',
    what: 'a line for every series',
    check: 'panel/unlabelled-lines',
    bad: panel('rate(http_requests_total[$__rate_interval])', { unit: 'reqps' }),
    good: panel('sum by (route) (rate(http_requests_total[$__rate_interval]))', { unit: 'reqps', legend: '{{route}}' }),
  },
  {
    id: 'CC-D02',
    what: 'failed requests of each series divided by themselves',
    check: 'ratio/self-division',
    bad: panel('rate(http_requests_total{status=~"5.."}[$__rate_interval]) / rate(http_requests_total[$__rate_interval])', { unit: 'percentunit', type: 'stat' }),
    good: panel(failures('$__rate_interval'), { unit: 'percentunit', type: 'stat' }),
  },
  ...(['active_users', 'job_cost_usd_total', 'subscriptions_active'] as const).map(
    (name, index): QueryMistake => ({
      id: ['CC-D03', 'CC-D08', 'CC-D12'][index] ?? '',
      what: `a panel over ${name}, which nothing exports`,
      check: 'selector/unknown-metric',
      bad: panel(name.endsWith('_total') ? `sum(increase(${name}[1d]))` : `max(${name})`, { type: 'stat' }),
      good: panel('max(job_queue_depth)', { type: 'stat' }),
    }),
  ),
];

function withComment(example: QueryMistake['bad']): QueryMistake['bad'] {
  return { ...example, text: example.text.replace('  "panels"', '  // the panels\n  "panels"') };
}
