import { hours, minutes, seconds } from '../../../lib/core/duration';
import { fraction } from '../../../lib/core/quantity';
import { sum } from '../../../lib/promql/aggregate';
import * as experimental from '../../../lib/promql/experimental';
import { delta, increase, rate, time } from '../../../lib/promql/functions';
import { byAllLabels, on } from '../../../lib/promql/match';
import { build, latency, lastBackup, queueDepth, requests, shopUp } from '../metrics';
import { scalarOf, vectorOf } from './witness';

const hour = hours(1);
const five = minutes(5);
const depths = sum(queueDepth).by('queue');
const perRoute = sum(rate(requests, five)).by('route');

/** What Prometheus takes only with its feature flags. */
export const experiments = [
  vectorOf(experimental.limitk(2, queueDepth), 'limitk(2, queue_depth{job="shop"})', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(experimental.limitk(1, queueDepth).by('queue'), 'limitk by (queue) (1, queue_depth{job="shop"})', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(experimental.limitRatio(0.5, queueDepth), 'limit_ratio(0.5, queue_depth{job="shop"})', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(experimental.limitRatio(-0.5, queueDepth), 'limit_ratio(-0.5, queue_depth{job="shop"})', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(experimental.info(rate(requests, five), build, 'version'), 'info(rate(http_requests_total{job="shop"}[5m]), {__name__="shop_build_info",version=~".+"})', 'gauge', 'requests/s', { method: true, route: true, status: true, job: true, instance: true, version: true }),
  vectorOf(experimental.sortByLabel(depths, 'queue'), 'sort_by_label(sum by (queue) (queue_depth{job="shop"}), "queue")', 'gauge', 'orders', { queue: true }),
  vectorOf(experimental.sortByLabelDesc(depths, 'queue'), 'sort_by_label_desc(sum by (queue) (queue_depth{job="shop"}), "queue")', 'gauge', 'orders', { queue: true }),
  vectorOf(experimental.doubleExponentialSmoothing(queueDepth, hour, { smoothing: 0.5, trend: 0.25 }), 'double_exponential_smoothing(queue_depth{job="shop"}[1h], 0.5, 0.25)', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(experimental.madOverTime(lastBackup, hour), 'mad_over_time(last_backup_timestamp_seconds{job="shop"}[1h])', 'gauge', 'seconds', { disk: true, job: true, instance: true }),
  vectorOf(experimental.tsOfMaxOverTime(queueDepth, hour), 'ts_of_max_over_time(queue_depth{job="shop"}[1h])', 'gauge', 'timestamp', { queue: true, job: true, instance: true }),
  vectorOf(experimental.tsOfMinOverTime(depths, { range: hour, step: five }), 'ts_of_min_over_time(sum by (queue) (queue_depth{job="shop"})[1h:5m])', 'gauge', 'timestamp', { queue: true }),
  vectorOf(experimental.tsOfLastOverTime(shopUp, hour), 'ts_of_last_over_time(up{job="shop"}[1h])', 'gauge', 'timestamp', { job: true, instance: true }),
  vectorOf(experimental.tsOfFirstOverTime(shopUp, hour), 'ts_of_first_over_time(up{job="shop"}[1h])', 'gauge', 'timestamp', { job: true, instance: true }),
  vectorOf(experimental.startTimestamp(requests), 'start_timestamp(http_requests_total{job="shop"})', 'gauge', 'timestamp', { method: true, route: true, status: true, job: true, instance: true }),
  vectorOf(experimental.histogramQuantiles(sum(rate(latency.buckets, five)).by('le', 'route'), 'share', 0.5, 0.95), 'histogram_quantiles(sum by (le, route) (rate(http_request_duration_seconds_bucket{job="shop"}[5m])), "share", 0.5, 0.95)', 'gauge', 'seconds', { route: true, share: true }),
  scalarOf(experimental.end().minus(experimental.start()), 'end() - start()', 'seconds'),
  scalarOf(experimental.range(), 'range()', 'seconds'),
  scalarOf(experimental.maxOf(experimental.step(), seconds(60)), 'max_of(step(), 60)', 'seconds'),
  scalarOf(experimental.minOf(time(), time()), 'min_of(time(), time())', 'timestamp'),
  vectorOf(increase(requests, experimental.anchored(five)), 'increase(http_requests_total{job="shop"}[5m] anchored)', 'gauge', 'requests', { method: true, route: true, status: true, job: true, instance: true }),
  vectorOf(rate(requests, experimental.smoothed({ range: five, offset: minutes(1) })), 'rate(http_requests_total{job="shop"}[5m] smoothed offset 1m)', 'gauge', 'requests/s', { method: true, route: true, status: true, job: true, instance: true }),
  vectorOf(delta(queueDepth, experimental.smoothed(five)), 'delta(queue_depth{job="shop"}[5m] smoothed)', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(perRoute.dividedBy(perRoute, experimental.fill(byAllLabels(), { left: fraction(0), right: fraction(0) })), 'sum by (route) (rate(http_requests_total{job="shop"}[5m])) / ignoring () fill (0) sum by (route) (rate(http_requests_total{job="shop"}[5m]))', 'gauge', 'ratio', { route: true }),
  vectorOf(perRoute.dividedBy(perRoute, experimental.fill(on('route'), { right: fraction(1) })), 'sum by (route) (rate(http_requests_total{job="shop"}[5m])) / on (route) fill_right (1) sum by (route) (rate(http_requests_total{job="shop"}[5m]))', 'gauge', 'ratio', { route: true }),
  vectorOf(perRoute.dividedBy(sum(perRoute), experimental.fill(on().groupLeft(), { left: fraction(0), right: fraction(1) })), 'sum by (route) (rate(http_requests_total{job="shop"}[5m])) / on () group_left () fill_left (0) fill_right (1) sum(sum by (route) (rate(http_requests_total{job="shop"}[5m])))', 'gauge', 'ratio', { route: true }),
];
