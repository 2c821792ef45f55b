import { days, hours, minutes, seconds } from '../../../lib/core/duration';
import { bytes, fraction, gibibytes, percent, perSecond, quantity } from '../../../lib/core/quantity';
import { max, min, sum } from '../../../lib/promql/aggregate';
import { absent, increase, instant, pi, presentOverTime, rate, ratio, scalar, time, vector } from '../../../lib/promql/functions';
import { ignoring, on } from '../../../lib/promql/match';
import { constant } from '../../../lib/promql/scalar';
import { build, costs, diskBytes, freeBytes, full, lastBackup, oldest, queueDepth, requests, sentBytes, shopUp } from '../metrics';
import { scalarOf, vectorOf } from './witness';

const five = minutes(5);
const all = sum(rate(requests, five)).by('route', 'method');
const perRoute = sum(rate(requests, five)).by('route');
const depth = instant(queueDepth);
const free = instant(freeBytes);
const up = instant(shopUp);

export const operators = [
  vectorOf(depth.above(quantity(5, 'orders')), 'queue_depth{job="shop"} > 5', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(depth.below(quantity(5, 'orders')), 'queue_depth{job="shop"} < 5', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(depth.atLeast(quantity(5, 'orders')), 'queue_depth{job="shop"} >= 5', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(depth.atMost(quantity(5, 'orders')), 'queue_depth{job="shop"} <= 5', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(up.equals(fraction(0)), 'up{job="shop"} == 0', 'gauge', 'ratio', { job: true, instance: true }),
  vectorOf(up.differsFrom(fraction(1)), 'up{job="shop"} != 1', 'gauge', 'ratio', { job: true, instance: true }),
  vectorOf(depth.above(quantity(5, 'orders')).atMost(quantity(9, 'orders')), 'queue_depth{job="shop"} > 5 <= 9', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(depth.isAbove(quantity(5, 'orders')), 'queue_depth{job="shop"} > bool 5', 'gauge', 'ratio', { queue: true, job: true, instance: true }),
  vectorOf(depth.isBelow(quantity(5, 'orders')), 'queue_depth{job="shop"} < bool 5', 'gauge', 'ratio', { queue: true, job: true, instance: true }),
  vectorOf(depth.isAtLeast(quantity(5, 'orders')), 'queue_depth{job="shop"} >= bool 5', 'gauge', 'ratio', { queue: true, job: true, instance: true }),
  vectorOf(depth.isAtMost(quantity(5, 'orders')), 'queue_depth{job="shop"} <= bool 5', 'gauge', 'ratio', { queue: true, job: true, instance: true }),
  vectorOf(depth.isEqualTo(quantity(5, 'orders')), 'queue_depth{job="shop"} == bool 5', 'gauge', 'ratio', { queue: true, job: true, instance: true }),
  vectorOf(depth.isDifferentFrom(quantity(5, 'orders')), 'queue_depth{job="shop"} != bool 5', 'gauge', 'ratio', { queue: true, job: true, instance: true }),
  vectorOf(free.below(instant(diskBytes)), 'disk_free_bytes{job="shop"} < disk_size_bytes{job="shop"}', 'gauge', 'bytes', { disk: true, job: true, instance: true }),
  vectorOf(max(freeBytes).by('disk', 'job').isBelow(max(diskBytes).by('disk'), on('disk')), 'max by (disk, job) (disk_free_bytes{job="shop"}) < bool on (disk) max by (disk) (disk_size_bytes{job="shop"})', 'gauge', 'ratio', { disk: true }),
  vectorOf(max(freeBytes).by('disk', 'job').below(max(diskBytes).by('disk'), ignoring('job')), 'max by (disk, job) (disk_free_bytes{job="shop"}) < ignoring (job) max by (disk) (disk_size_bytes{job="shop"})', 'gauge', 'bytes', { disk: true }),

  vectorOf(free.plus(diskBytes), 'disk_free_bytes{job="shop"} + disk_size_bytes{job="shop"}', 'gauge', 'bytes', { disk: true, job: true, instance: true }),
  vectorOf(instant(diskBytes).minus(free), 'disk_size_bytes{job="shop"} - disk_free_bytes{job="shop"}', 'gauge', 'bytes', { disk: true, job: true, instance: true }),
  vectorOf(instant(diskBytes).minus(free).dividedBy(diskBytes), '(disk_size_bytes{job="shop"} - disk_free_bytes{job="shop"}) / disk_size_bytes{job="shop"}', 'gauge', 'ratio', { disk: true, job: true, instance: true }),
  vectorOf(free.plus(gibibytes(1)), 'disk_free_bytes{job="shop"} + 1073741824', 'gauge', 'bytes', { disk: true, job: true, instance: true }),
  vectorOf(free.times(fraction(2)), 'disk_free_bytes{job="shop"} * 2', 'gauge', 'bytes', { disk: true, job: true, instance: true }),
  vectorOf(instant(full).times(diskBytes), 'disk_full_ratio{job="shop"} * disk_size_bytes{job="shop"}', 'gauge', 'bytes', { disk: true, job: true, instance: true }),
  vectorOf(free.dividedBy(minutes(1)), 'disk_free_bytes{job="shop"} / 60', 'gauge', 'bytes/s', { disk: true, job: true, instance: true }),
  vectorOf(sum(rate(sentBytes, five)).times(hours(1)), 'sum(rate(sent_bytes_total{job="shop"}[5m])) * 3600', 'gauge', 'bytes', {}),
  vectorOf(sum(free).dividedBy(sum(rate(sentBytes, five))), 'sum(disk_free_bytes{job="shop"}) / sum(rate(sent_bytes_total{job="shop"}[5m]))', 'gauge', 'seconds', {}),
  vectorOf(sum(increase(costs, days(1))).dividedBy(sum(increase(requests, days(1)))), 'sum(increase(costs_usd_total{job="shop"}[1d])) / sum(increase(http_requests_total{job="shop"}[1d]))', 'gauge', 'USD per requests', {}),
  vectorOf(sum(increase(costs, days(1))).dividedBy(sum(increase(requests, days(1)))).times(quantity(1000, 'requests')), 'sum(increase(costs_usd_total{job="shop"}[1d])) / sum(increase(http_requests_total{job="shop"}[1d])) * 1000', 'gauge', 'USD', {}),
  vectorOf(free.modulo(bytes(4096)), 'disk_free_bytes{job="shop"} % 4096', 'gauge', 'bytes', { disk: true, job: true, instance: true }),
  vectorOf(instant(full).toThePower(fraction(2)), 'disk_full_ratio{job="shop"} ^ 2', 'gauge', 'ratio', { disk: true, job: true, instance: true }),
  vectorOf(free.toThePower(fraction(2)), 'disk_free_bytes{job="shop"} ^ 2', 'gauge', 'power of bytes', { disk: true, job: true, instance: true }),
  vectorOf(free.atan2(diskBytes), 'disk_free_bytes{job="shop"} atan2 disk_size_bytes{job="shop"}', 'gauge', 'radians', { disk: true, job: true, instance: true }),
  vectorOf(free.negated(), '-disk_free_bytes{job="shop"}', 'gauge', 'bytes', { disk: true, job: true, instance: true }),
  vectorOf(free.plus(diskBytes).negated(), '-(disk_free_bytes{job="shop"} + disk_size_bytes{job="shop"})', 'gauge', 'bytes', { disk: true, job: true, instance: true }),
  vectorOf(free.minus(instant(diskBytes).minus(free)), 'disk_free_bytes{job="shop"} - (disk_size_bytes{job="shop"} - disk_free_bytes{job="shop"})', 'gauge', 'bytes', { disk: true, job: true, instance: true }),

  vectorOf(all.dividedBy(perRoute, on('route').groupLeft()), 'sum by (route, method) (rate(http_requests_total{job="shop"}[5m])) / on (route) group_left () sum by (route) (rate(http_requests_total{job="shop"}[5m]))', 'gauge', 'ratio', { route: true, method: true }),
  vectorOf(all.dividedBy(perRoute, ignoring('method').groupLeft()), 'sum by (route, method) (rate(http_requests_total{job="shop"}[5m])) / ignoring (method) group_left () sum by (route) (rate(http_requests_total{job="shop"}[5m]))', 'gauge', 'ratio', { route: true, method: true }),
  vectorOf(perRoute.dividedBy(all, on('route').groupRight()), 'sum by (route) (rate(http_requests_total{job="shop"}[5m])) / on (route) group_right () sum by (route, method) (rate(http_requests_total{job="shop"}[5m]))', 'gauge', 'ratio', { route: true, method: true }),
  vectorOf(up.times(build, on('job', 'instance').groupLeft('version')), 'up{job="shop"} * on (job, instance) group_left (version) shop_build_info{job="shop"}', 'gauge', 'ratio', { job: true, instance: true, version: true }),
  vectorOf(instant(build).times(up, on('job', 'instance').groupRight('version', 'revision')), 'shop_build_info{job="shop"} * on (job, instance) group_right (version, revision) up{job="shop"}', 'gauge', 'ratio', { job: true, instance: true, version: true, revision: true }),
  vectorOf(perRoute.dividedBy(sum(rate(requests, five)), on().groupLeft()), 'sum by (route) (rate(http_requests_total{job="shop"}[5m])) / on () group_left () sum(rate(http_requests_total{job="shop"}[5m]))', 'gauge', 'ratio', { route: true }),
  vectorOf(max(queueDepth).by('queue', 'job').minus(min(queueDepth).by('queue', 'job'), on('queue')), 'max by (queue, job) (queue_depth{job="shop"}) - on (queue) min by (queue, job) (queue_depth{job="shop"})', 'gauge', 'orders', { queue: true }),
  vectorOf(depth.above(max(queueDepth).by('queue'), on('queue').groupLeft()), 'queue_depth{job="shop"} > on (queue) group_left () max by (queue) (queue_depth{job="shop"})', 'gauge', 'orders', { queue: true, job: true, instance: true }),

  vectorOf(perRoute.given(perRoute.above(perSecond(1, 'requests'))), 'sum by (route) (rate(http_requests_total{job="shop"}[5m])) and sum by (route) (rate(http_requests_total{job="shop"}[5m])) > 1', 'gauge', 'requests/s', { route: true }),
  vectorOf(all.given(perRoute.above(perSecond(1, 'requests')), on('route')), 'sum by (route, method) (rate(http_requests_total{job="shop"}[5m])) and on (route) sum by (route) (rate(http_requests_total{job="shop"}[5m])) > 1', 'gauge', 'requests/s', { route: true, method: true }),
  vectorOf(all.unless(perRoute, ignoring('method')), 'sum by (route, method) (rate(http_requests_total{job="shop"}[5m])) unless ignoring (method) sum by (route) (rate(http_requests_total{job="shop"}[5m]))', 'gauge', 'requests/s', { route: true, method: true }),
  vectorOf(perRoute.given(sum(rate(requests, five)), on()), 'sum by (route) (rate(http_requests_total{job="shop"}[5m])) and on () sum(rate(http_requests_total{job="shop"}[5m]))', 'gauge', 'requests/s', { route: true }),
  vectorOf(presentOverTime(shopUp, days(1)).unless(shopUp), 'present_over_time(up{job="shop"}[1d]) unless up{job="shop"}', 'gauge', 'ratio', { job: true, instance: true }),
  vectorOf(max(shopUp).by('job').equals(fraction(0)).or(absent(shopUp)), 'max by (job) (up{job="shop"}) == 0 or absent(up{job="shop"})', 'gauge', 'ratio', { job: true }),
  vectorOf(all.or(perRoute, on('route')), 'sum by (route, method) (rate(http_requests_total{job="shop"}[5m])) or on (route) sum by (route) (rate(http_requests_total{job="shop"}[5m]))', 'gauge', 'requests/s', { route: true }),
  vectorOf(perRoute.or(perRoute).given(perRoute), '(sum by (route) (rate(http_requests_total{job="shop"}[5m])) or sum by (route) (rate(http_requests_total{job="shop"}[5m]))) and sum by (route) (rate(http_requests_total{job="shop"}[5m]))', 'gauge', 'requests/s', { route: true }),
  vectorOf(ratio(perRoute, perRoute).above(percent(5)).given(perRoute.above(perSecond(1, 'requests')).or(perRoute.below(perSecond(0.1, 'requests')))), 'sum by (route) (rate(http_requests_total{job="shop"}[5m])) / sum by (route) (rate(http_requests_total{job="shop"}[5m])) > 0.05 and (sum by (route) (rate(http_requests_total{job="shop"}[5m])) > 1 or sum by (route) (rate(http_requests_total{job="shop"}[5m])) < 0.1)', 'gauge', 'ratio', { route: true }),

  scalarOf(time(), 'time()', 'timestamp'),
  scalarOf(constant(hours(1)), '3600', 'seconds'),
  scalarOf(time().plus(hours(1)), 'time() + 3600', 'timestamp'),
  scalarOf(constant(hours(1)).plus(time()), '3600 + time()', 'timestamp'),
  scalarOf(time().minus(hours(1)), 'time() - 3600', 'timestamp'),
  scalarOf(time().minus(time()), 'time() - time()', 'seconds'),
  scalarOf(time().modulo(days(1)), 'time() % 86400', 'seconds'),
  scalarOf(pi().times(fraction(2)), 'pi() * 2', 'radians'),
  scalarOf(constant(bytes(8)).dividedBy(seconds(2)), '8 / 2', 'bytes/s'),
  scalarOf(constant(fraction(2)).toThePower(fraction(-1)).negated(), '-2 ^ -1', 'ratio'),
  scalarOf(constant(fraction(2)).atan2(fraction(1)), '2 atan2 1', 'radians'),
  scalarOf(time().isAbove(quantity(0, 'timestamp')), 'time() > bool 0', 'ratio'),
  scalarOf(time().isBelow(time()), 'time() < bool time()', 'ratio'),
  scalarOf(time().isAtLeast(time()), 'time() >= bool time()', 'ratio'),
  scalarOf(time().isAtMost(time()), 'time() <= bool time()', 'ratio'),
  scalarOf(time().isEqualTo(time()), 'time() == bool time()', 'ratio'),
  scalarOf(time().isDifferentFrom(time()), 'time() != bool time()', 'ratio'),
  scalarOf(scalar(sum(free)), 'scalar(sum(disk_free_bytes{job="shop"}))', 'bytes'),
  vectorOf(vector(time()), 'vector(time())', 'gauge', 'timestamp', {}),
  vectorOf(vector(percent(5)), 'vector(0.05)', 'gauge', 'ratio', {}),
  vectorOf(time().minus(lastBackup), 'time() - last_backup_timestamp_seconds{job="shop"}', 'gauge', 'seconds', { disk: true, job: true, instance: true }),
  vectorOf(time().minus(lastBackup).above(hours(26)), 'time() - last_backup_timestamp_seconds{job="shop"} > 93600', 'gauge', 'seconds', { disk: true, job: true, instance: true }),
  vectorOf(instant(lastBackup).plus(hours(26)).below(time()), 'last_backup_timestamp_seconds{job="shop"} + 93600 < time()', 'gauge', 'timestamp', { disk: true, job: true, instance: true }),
  vectorOf(time().above(instant(lastBackup).plus(hours(26))), 'time() > last_backup_timestamp_seconds{job="shop"} + 93600', 'gauge', 'timestamp', { disk: true, job: true, instance: true }),
  vectorOf(time().below(lastBackup), 'time() < last_backup_timestamp_seconds{job="shop"}', 'gauge', 'timestamp', { disk: true, job: true, instance: true }),
  vectorOf(time().atLeast(lastBackup), 'time() >= last_backup_timestamp_seconds{job="shop"}', 'gauge', 'timestamp', { disk: true, job: true, instance: true }),
  vectorOf(time().atMost(lastBackup), 'time() <= last_backup_timestamp_seconds{job="shop"}', 'gauge', 'timestamp', { disk: true, job: true, instance: true }),
  vectorOf(time().isAbove(lastBackup), 'time() > bool last_backup_timestamp_seconds{job="shop"}', 'gauge', 'ratio', { disk: true, job: true, instance: true }),
  vectorOf(instant(lastBackup).modulo(days(1)), 'last_backup_timestamp_seconds{job="shop"} % 86400', 'gauge', 'seconds', { disk: true, job: true, instance: true }),
  vectorOf(constant(fraction(1)).minus(instant(full)), '1 - disk_full_ratio{job="shop"}', 'gauge', 'ratio', { disk: true, job: true, instance: true }),
  vectorOf(constant(fraction(2)).times(free), '2 * disk_free_bytes{job="shop"}', 'gauge', 'bytes', { disk: true, job: true, instance: true }),
  vectorOf(constant(gibibytes(1)).dividedBy(free), '1073741824 / disk_free_bytes{job="shop"}', 'gauge', 'ratio', { disk: true, job: true, instance: true }),
  vectorOf(constant(seconds(60)).minus(oldest), '60 - oldest_order_seconds{job="shop"}', 'gauge', 'seconds', { queue: true, job: true, instance: true }),
  vectorOf(instant(oldest).plus(time()), 'oldest_order_seconds{job="shop"} + time()', 'gauge', 'timestamp', { queue: true, job: true, instance: true }),
  vectorOf(free.minus(scalar(sum(free))), 'disk_free_bytes{job="shop"} - scalar(sum(disk_free_bytes{job="shop"}))', 'gauge', 'bytes', { disk: true, job: true, instance: true }),
];
