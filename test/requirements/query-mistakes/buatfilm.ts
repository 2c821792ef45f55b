import { dashboardFile } from '../../../lib/check/example/example';
import type { QueryMistake } from './mistake';
import { systemExamples } from './mistake';

const catalog = `defaults: {scrapeInterval: 15s, evaluationInterval: 30s}
metrics:
  up: {type: gauge, unit: ratio, jobs: [payment-api, notification-worker, postgresql], range: {min: 0, max: 1}, lowIsBad: true}
  pg_up: {type: gauge, unit: ratio, jobs: [postgresql], range: {min: 0, max: 1}, lowIsBad: true}
  http_requests_total: {type: counter, unit: requests, labels: {method: [GET, POST], route: "*", status: ["200", "404", "500", "503"]}, jobs: [payment-api]}
  orders_total: {type: counter, unit: orders, labels: {status: [created, pending_payment, paid, failed], payment_method: "*"}, jobs: [payment-api]}
  orders_pending: {type: gauge, unit: orders, range: {min: 0}, jobs: [payment-api]}
  order_pending_oldest_age_seconds: {type: gauge, unit: seconds, range: {min: 0}, jobs: [payment-api]}
  payment_transactions_total: {type: counter, unit: transactions, labels: {status: [paid, failed, pending], provider: [midtrans], payment_type: "*"}, jobs: [payment-api]}
  payment_processing_duration_seconds: {type: summary, unit: seconds, quantiles: [0.5, 0.9, 0.99], labels: {provider: [midtrans]}, jobs: [payment-api]}
  webhook_received_total: {type: counter, unit: webhooks, labels: {valid: ["true", "false"], provider: [midtrans]}, jobs: [payment-api]}
  webhook_processing_duration_seconds: {type: histogram, unit: seconds, buckets: [0.01, 0.05, 0.1, 0.5, 1, 2], jobs: [payment-api]}
  notifications_sent_total: {type: counter, unit: notifications, labels: {channel: [email, chat], status: [sent, failed]}, jobs: [notification-worker]}
  notification_outbox_backlog: {type: gauge, unit: notifications, labels: {channel: [email, chat], status: [PENDING, RETRYING]}, range: {min: 0}, shared: true, jobs: [notification-worker]}
  db_query_duration_seconds: {type: histogram, unit: seconds, labels: {operation: "*", table: "*"}, buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5], jobs: [payment-api]}
  external_service_duration_seconds: {type: histogram, unit: seconds, labels: {service: [midtrans], operation: "*", status: [success, error]}, buckets: [0.1, 0.5, 1, 2, 5, 10], jobs: [payment-api]}
  process_resident_memory_bytes: {type: gauge, unit: bytes, range: {min: 0}, jobs: [payment-api, notification-worker, prometheus]}
`;

const { alert, panel } = systemExamples(catalog);

const share = (metric: string, part: string, window: string): string => `sum(rate(${metric}{${part}}[${window}])) / sum(rate(${metric}[${window}]))`;
const failing = `${share('http_requests_total', 'status=~"5.."', '5m')} > 0.05\nand sum(rate(http_requests_total[5m])) > 0.1`;
const p95 = (family: string, window = '5m', matchers = ''): string => `histogram_quantile(0.95, sum by (le) (rate(${family}_bucket${matchers}[${window}])))`;
const memory = 'process_resident_memory_bytes{job=~"payment-api|notification-worker"} > 512 * 1024 * 1024';

export const buatfilmMistakes: readonly QueryMistake[] = [
  {
    id: 'BF-M02',
    what: 'a request counter that no code registers',
    check: 'selector/unknown-metric',
    bad: panel('sum by (route) (rate(api_requests_total[$__rate_interval]))', { unit: 'reqps', legend: '{{route}}' }),
    good: panel('sum by (route) (rate(http_requests_total[$__rate_interval]))', { unit: 'reqps', legend: '{{route}}' }),
  },
  {
    id: 'BF-M10',
    what: 'a limit that is the last bound, which no quantile exceeds',
    check: 'histogram/threshold-beyond-buckets',
    bad: alert(`${p95('webhook_processing_duration_seconds')} > 2`),
    good: alert(`${p95('webhook_processing_duration_seconds')} > 1`),
  },
  {
    id: 'BF-M11',
    what: 'one counter under two names',
    check: 'selector/unknown-metric',
    bad: alert('sum(rate(notification_sent_total[5m])) > 10'),
    good: alert('sum(rate(notifications_sent_total[5m])) > 10'),
  },
  {
    id: 'BF-M12',
    what: 'a table that every replica reports, added up over the replicas',
    check: 'gauge/shared-sum',
    bad: alert('sum(notification_outbox_backlog) > 50'),
    good: alert('sum(max by (channel, status) (notification_outbox_backlog)) > 50'),
  },
  {
    id: 'BF-M16',
    what: 'quantiles of replicas averaged',
    check: 'histogram/aggregated-quantile',
    bad: panel('avg(payment_processing_duration_seconds{quantile="0.99"})', { unit: 's' }),
    good: panel('max by (instance) (payment_processing_duration_seconds{quantile="0.99"})', { unit: 's', legend: '{{instance}}' }),
  },
  {
    id: 'BF-A (all)',
    what: 'a runbook under a key that nothing reads',
    check: 'alert/no-runbook',
    bad: { ...alert(failing), text: alert(failing).text.replace('runbook_url:', 'runbook:') },
    good: alert(failing),
  },
  {
    id: 'BF-A01',
    what: 'failures per second of each series, printed as a percentage',
    check: 'ratio/per-second',
    bad: alert('rate(http_requests_total{status=~"5.."}[5m]) > 0.05', { name: 'HighErrorRate', description: 'The error rate is {{ $value | humanizePercentage }}.' }),
    good: alert(failing, { name: 'HighErrorRate', description: 'The error rate is {{ $value | humanizePercentage }}.' }),
  },
  {
    id: 'BF-A01',
    what: 'a text with a label that no series has',
    check: 'template/unknown-label',
    bad: alert(failing, { description: 'Requests to {{ $labels.endpoint }} fail.' }),
    good: alert(failing.replaceAll('sum(', 'sum by (route) ('), { description: 'Requests to {{ $labels.route }} fail.' }),
  },
  {
    id: 'BF-A02',
    what: 'standstill asked of each series, of which one is quiet while all is well',
    check: 'condition/idle-series',
    bad: alert('rate(webhook_received_total[10m]) == 0', { name: 'PaymentWebhookStopped', for: '1m' }),
    good: alert('sum(rate(webhook_received_total{valid="true"}[10m])) == 0 or absent(webhook_received_total{valid="true"})', { name: 'PaymentWebhookStopped', for: '1m' }),
  },
  {
    id: 'BF-A02',
    what: 'ten minutes of window and ten of waiting, where the text says ten',
    check: 'alert/late-event',
    bad: alert('sum(rate(webhook_received_total[10m])) == 0', { name: 'PaymentWebhookStopped', for: '10m', description: 'No webhook has come for 10 minutes.' }),
    good: alert('sum(rate(webhook_received_total[10m])) == 0', { name: 'PaymentWebhookStopped', for: '1m', description: 'No webhook has come for 10 minutes.' }),
  },
  {
    id: 'BF-A03',
    what: 'the scrape of an exporter taken for the life of the database',
    check: 'absence/exporter-up',
    bad: alert('up{job="postgresql"} == 0 or absent(up{job="postgresql"})', { name: 'DatabaseDown' }),
    good: alert('pg_up{job="postgresql"} == 0 or up{job="postgresql"} == 0 or absent(up{job="postgresql"})', { name: 'DatabaseDown' }),
  },
  {
    id: 'BF-A04',
    what: 'silence when discovery loses the worker',
    check: 'absence/vanished-target',
    bad: alert('up{job="notification-worker"} == 0', { name: 'WorkerDown' }),
    good: alert('up{job="notification-worker"} == 0 or absent(up{job="notification-worker"})', { name: 'WorkerDown' }),
  },
  {
    id: 'BF-A05',
    what: 'paid transactions divided by themselves, so that it never fires',
    check: 'ratio/self-division',
    bad: alert('rate(payment_transactions_total{status="paid"}[1h]) / rate(payment_transactions_total[1h]) < 0.7', { for: '15m' }),
    good: alert(`${share('payment_transactions_total', 'status="paid"', '1h')} < 0.7\nand sum(increase(payment_transactions_total[1h])) > 10`, { for: '15m' }),
  },
  {
    id: 'BF-A06',
    what: 'a limit for all channels, asked of each channel and state by each replica',
    check: 'gauge/shared-per-replica',
    bad: alert('notification_outbox_backlog > 50'),
    good: alert('sum(max by (channel, status) (notification_outbox_backlog)) > 50'),
  },
  {
    id: 'BF-A07',
    what: 'invalid webhooks per second, printed as a percentage',
    check: 'ratio/per-second',
    bad: alert('rate(webhook_received_total{valid="false"}[5m]) > 0.1', { name: 'WebhookSignatureFailures', description: '{{ $value | humanizePercentage }} of the webhooks are invalid.' }),
    good: alert(`${share('webhook_received_total', 'valid="false"', '5m')} > 0.1\nand sum(rate(webhook_received_total[5m])) > 0.1`, { name: 'WebhookSignatureFailures', description: '{{ $value | humanizePercentage }} of the webhooks are invalid.' }),
  },
  {
    id: 'BF-A08',
    what: 'a quantile of what the buckets counted since the process started',
    check: 'histogram/no-rate',
    bad: alert('histogram_quantile(0.95, webhook_processing_duration_seconds_bucket) > 1'),
    good: alert(`${p95('webhook_processing_duration_seconds')} > 1`),
  },
  {
    id: 'BF-A09',
    what: 'the same, of calls to the payment provider',
    check: 'histogram/no-rate',
    bad: alert('histogram_quantile(0.95, external_service_duration_seconds_bucket{service="midtrans"}) > 5', { for: '10m' }),
    good: alert(`${p95('external_service_duration_seconds', '10m', '{service="midtrans"}')} > 5`, { for: '10m' }),
  },
  {
    id: 'BF-A10',
    what: 'a count that has been high for half an hour, told as the age of each order',
    check: 'alert/age-of-each',
    bad: alert('max(orders_pending) > 20', { for: '30m', description: 'More than 20 orders have been pending for more than 30 minutes.' }),
    good: alert('max(order_pending_oldest_age_seconds) > 1800', { description: 'An order has been pending for more than 30 minutes.' }),
  },
  {
    id: 'BF-A11',
    what: 'failed notifications divided by themselves, so that one failure is enough',
    check: 'ratio/self-division',
    bad: alert('rate(notifications_sent_total{status="failed"}[10m]) / rate(notifications_sent_total[10m]) > 0.1', { for: '10m' }),
    good: alert('sum by (channel) (rate(notifications_sent_total{status="failed"}[10m])) / sum by (channel) (rate(notifications_sent_total[10m])) > 0.1\nand sum by (channel) (rate(notifications_sent_total[10m])) > 0.01', { for: '10m' }),
  },
  {
    id: 'BF-A12',
    what: 'memory of every process that is scraped, the monitoring itself included',
    check: 'selector/unscoped',
    bad: alert('process_resident_memory_bytes > 512 * 1024 * 1024'),
    good: alert(memory),
  },
  {
    id: 'BF-A12',
    what: 'a number of mebibytes, printed as megabytes',
    check: 'template/unit-word',
    bad: alert('process_resident_memory_bytes{job="payment-api"} / 1024 / 1024 > 512', { description: 'The process uses {{ $value }} MB.' }),
    good: alert(memory, { description: 'The process uses {{ $value | humanize1024 }}B.' }),
  },
  {
    id: 'BF-D01',
    what: 'a dashboard in the envelope of the HTTP API',
    check: 'dashboard/envelope',
    bad: dashboardFile('{"dashboard": {"uid": "payments", "title": "Payments", "panels": []}, "overwrite": true}\n'),
    good: dashboardFile('{"uid": "payments", "title": "Payments", "panels": []}\n'),
  },
  {
    id: 'BF-D01',
    what: 'a dashboard that links and updates cannot find again',
    check: 'dashboard/no-uid',
    bad: dashboardFile('{"title": "Payments", "panels": []}\n'),
    good: dashboardFile('{"uid": "payments", "title": "Payments", "panels": []}\n'),
  },
  {
    id: 'BF-D02',
    what: 'a line for every series, named by all of its labels',
    check: 'panel/unlabelled-lines',
    bad: panel('rate(http_requests_total[$__rate_interval])', { unit: 'reqps' }),
    good: panel('sum by (route) (rate(http_requests_total[$__rate_interval]))', { unit: 'reqps', legend: '{{route}}' }),
  },
  {
    id: 'BF-D03',
    what: 'failures per second on an axis of shares',
    check: 'panel/unit',
    bad: panel('sum(rate(http_requests_total{status=~"5.."}[$__rate_interval]))', { title: 'Error rate', unit: 'percentunit' }),
    good: panel(share('http_requests_total', 'status=~"5.."', '$__rate_interval'), { title: 'Error rate', unit: 'percentunit' }),
  },
  {
    id: 'BF-D04',
    what: 'counters as they are since their process started',
    check: 'counter/raw-shown',
    bad: panel('sum by (status) (orders_total)', { type: 'bargauge', legend: '{{status}}' }),
    good: panel('sum by (status) (increase(orders_total[1h]))', { type: 'bargauge', legend: '{{status}}' }),
  },
  {
    id: 'BF-D05',
    what: 'paid transactions divided by themselves, times a hundred',
    check: 'ratio/self-division',
    bad: panel('rate(payment_transactions_total{status="paid"}[1h]) / rate(payment_transactions_total[1h]) * 100', { unit: 'percent', legend: '{{provider}}' }),
    good: panel(share('payment_transactions_total', 'status="paid"', '1h'), { unit: 'percentunit' }),
  },
  {
    id: 'BF-D06',
    what: 'a quantile of raw buckets',
    check: 'histogram/no-rate',
    bad: panel('histogram_quantile(0.95, webhook_processing_duration_seconds_bucket)', { unit: 's' }),
    good: panel(p95('webhook_processing_duration_seconds', '$__rate_interval'), { unit: 's' }),
  },
  {
    id: 'BF-D08',
    what: 'a quantile of raw buckets, by table',
    check: 'histogram/no-rate',
    bad: panel('histogram_quantile(0.95, sum by (le, table) (db_query_duration_seconds_bucket))', { unit: 's', legend: '{{table}}' }),
    good: panel('histogram_quantile(0.95, sum by (le, table) (rate(db_query_duration_seconds_bucket[$__rate_interval])))', { unit: 's', legend: '{{table}}' }),
  },
  {
    id: 'BF-D09',
    what: 'failures counted once in every bucket',
    check: 'histogram/bucket-as-count',
    bad: panel('sum by (service) (rate(external_service_duration_seconds_bucket{status="error"}[$__rate_interval]))', { unit: 'ops', legend: '{{service}}' }),
    good: panel('sum by (service) (rate(external_service_duration_seconds_count{status="error"}[$__rate_interval])) / sum by (service) (rate(external_service_duration_seconds_count[$__rate_interval]))', { unit: 'percentunit', legend: '{{service}}' }),
  },
];
