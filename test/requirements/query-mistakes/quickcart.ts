import type { QueryMistake } from './mistake';
import { systemExamples } from './mistake';

const { alert, panel } = systemExamples(`defaults: {scrapeInterval: 15s, evaluationInterval: 30s, retention: 15d}
metrics:
  up: {type: gauge, unit: ratio, jobs: [quickcart-bot, postgresql, redis], range: {min: 0, max: 1}, lowIsBad: true}
  pg_up: {type: gauge, unit: ratio, jobs: [postgresql], range: {min: 0, max: 1}, lowIsBad: true}
  redis_up: {type: gauge, unit: ratio, jobs: [redis], range: {min: 0, max: 1}, lowIsBad: true}
  redis_memory_used_bytes: {type: gauge, unit: bytes, range: {min: 0}, jobs: [redis]}
  redis_memory_max_bytes: {type: gauge, unit: bytes, range: {min: 0}, jobs: [redis]}
  node_filesystem_avail_bytes: {type: gauge, unit: bytes, labels: {device: "*", mountpoint: "*"}, jobs: [node]}
  node_filesystem_size_bytes: {type: gauge, unit: bytes, labels: {device: "*", mountpoint: "*"}, jobs: [node]}
  kube_pod_container_status_restarts_total: {type: counter, unit: restarts, labels: {namespace: "*", pod: "*", container: "*"}, jobs: [kube-state-metrics]}
  engine_daemon_image_actions_seconds: {type: histogram, unit: seconds, labels: {action: [pull, delete]}, buckets: [0.1, 0.5, 1, 5, 10], jobs: [docker]}
  probe_success: {type: gauge, unit: ratio, labels: {target: "*"}, range: {min: 0, max: 1}, lowIsBad: true, jobs: [blackbox]}
  probe_duration_seconds: {type: gauge, unit: seconds, labels: {target: "*"}, range: {min: 0}, jobs: [blackbox]}
  payments_total: {type: counter, unit: payments, labels: {status: [succeeded, failed, expired]}, jobs: [quickcart-bot]}
  payment_success_ratio: {type: gauge, unit: ratio, range: {min: 0, max: 1}, lowIsBad: true, jobs: [sql-exporter]}
  telegram_rate_limited_total: {type: counter, unit: answers, labels: {method: "*"}, jobs: [quickcart-bot]}
  revenue_idr_total: {type: counter, unit: IDR, labels: {payment_method: "*"}, jobs: [quickcart-bot]}
`);

const bot = 'probe_success{job="blackbox",target="quickcart-bot"}';
const payments = (part: string): string => `sum(rate(payments_total{status="${part}"}[15m])) / sum(rate(payments_total{status=~"succeeded|failed"}[15m]))`;
const enough = 'and sum(increase(payments_total{status=~"succeeded|failed"}[15m])) > 5';

export const quickcartMistakes: readonly QueryMistake[] = [
  {
    id: 'QC-M12',
    what: 'a rate per second that is asked for as if it were a metric',
    check: 'selector/unknown-metric',
    bad: alert('http_requests_per_second > 100'),
    good: alert('sum(rate(revenue_idr_total[5m])) > 100'),
  },
  {
    id: 'QC-M09, QC-A09',
    what: 'a count of restarts that never falls, compared with three',
    check: 'counter/raw-compared',
    bad: alert('kube_pod_container_status_restarts_total{namespace="quickcart"} > 3', { for: '' }),
    good: alert('sum by (namespace, pod, container) (increase(kube_pod_container_status_restarts_total{namespace="quickcart"}[1h])) > 3', { for: '' }),
  },
  {
    id: 'QC-A09',
    what: 'a window of an hour and an hour of waiting',
    check: 'alert/late-event',
    bad: alert('increase(kube_pod_container_status_restarts_total{namespace="quickcart"}[1h]) > 3', { name: 'ContainerRestarting', for: '1h' }),
    good: alert('increase(kube_pod_container_status_restarts_total{namespace="quickcart"}[1h]) > 3', { name: 'ContainerRestarting', for: '' }),
  },
  {
    id: 'QC-M10, QC-A10',
    what: 'five minutes asked of a histogram that ends at ten seconds',
    check: 'histogram/threshold-beyond-buckets',
    bad: alert('histogram_quantile(0.95, sum by (le) (rate(engine_daemon_image_actions_seconds_bucket{action="pull"}[15m]))) > 300', { for: '' }),
    good: alert('sum(rate(engine_daemon_image_actions_seconds_sum{action="pull"}[15m])) / sum(rate(engine_daemon_image_actions_seconds_count{action="pull"}[15m])) > 300', { for: '' }),
  },
  {
    id: 'QC-A03',
    what: 'a minute of waiting for something that takes hours',
    check: 'alert/hasty',
    bad: alert('1 - node_filesystem_avail_bytes{mountpoint="/"} / node_filesystem_size_bytes{mountpoint="/"} > 0.9', { for: '1m' }),
    good: alert('1 - node_filesystem_avail_bytes{mountpoint="/"} / node_filesystem_size_bytes{mountpoint="/"} > 0.9', { for: '15m' }),
  },
  {
    id: 'QC-M08, QC-A08',
    what: 'a limit that is 0 where none is set',
    check: 'ratio/zero-denominator',
    bad: alert('redis_memory_used_bytes{job="redis"} / redis_memory_max_bytes{job="redis"} > 0.8'),
    good: alert('redis_memory_used_bytes{job="redis"} / (redis_memory_max_bytes{job="redis"} > 0) > 0.8'),
  },
  {
    id: 'QC-A11',
    what: 'a bot that announces its own death: nothing tells when its probe is gone',
    check: 'absence/vanished-target',
    bad: alert(`${bot} == 0`, { for: '2m' }),
    good: alert(`${bot} == 0 or absent(${bot})`, { for: '2m' }),
  },
  {
    id: 'QC-A12',
    what: 'a failed probe that counts as a slow one',
    check: 'condition/failed-probe',
    bad: alert('probe_duration_seconds{target="quickcart-bot"} > 3', { for: '3m' }),
    good: alert('probe_duration_seconds{target="quickcart-bot"} > 3 and on (instance, target) probe_success{target="quickcart-bot"} == 1', { for: '3m' }),
  },
  {
    id: 'QC-A13',
    what: 'the exporter of the database taken for the database',
    check: 'absence/exporter-up',
    bad: alert('up{job="postgresql"} == 0 or absent(up{job="postgresql"})', { for: '1m' }),
    good: alert('pg_up{job="postgresql"} == 0 or absent(pg_up{job="postgresql"})', { for: '1m' }),
  },
  {
    id: 'QC-A14',
    what: 'the exporter of the cache taken for the cache',
    check: 'absence/exporter-up',
    bad: alert('up{job="redis"} == 0 or absent(up{job="redis"})', { for: '1m' }),
    good: alert('redis_up{job="redis"} == 0 or absent(redis_up{job="redis"})', { for: '1m' }),
  },
  {
    id: 'QC-M16, QC-A22',
    what: 'a quantity that is bad when it is low, asked for above its limit',
    check: 'direction/low-is-bad',
    bad: alert('max(payment_success_ratio) > 0.95'),
    good: alert('max(payment_success_ratio) < 0.95'),
  },
  {
    id: 'QC-A22',
    what: 'a share of the few payments of a quiet hour',
    check: 'ratio/no-guard',
    bad: alert(`${payments('succeeded')} < 0.95`),
    good: alert(`${payments('succeeded')} < 0.95\n${enough}`),
  },
  {
    id: 'QC-A26',
    what: 'a window that holds too few samples',
    check: 'range/too-short',
    bad: alert('sum(increase(telegram_rate_limited_total[15s])) > 5', { for: '1m' }),
    good: alert('sum(increase(telegram_rate_limited_total[1m])) > 5', { for: '1m' }),
  },
  {
    id: 'QC-D07',
    what: 'ninety days of samples that are kept for fifteen',
    check: 'dashboard/beyond-retention',
    bad: panel('sum(increase(revenue_idr_total[1d]))', { dashboard: { time: { from: 'now-90d', to: 'now' } } }),
    good: panel('sum(increase(revenue_idr_total[1d]))', { dashboard: { time: { from: 'now-7d', to: 'now' } } }),
  },
];
