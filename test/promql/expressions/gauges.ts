import { days, hours, minutes, seconds } from '../../../lib/core/duration';
import { bytes, fraction, quantity } from '../../../lib/core/quantity';
import { max, stdvar, sum } from '../../../lib/promql/aggregate';
import * as f from '../../../lib/promql/functions';
import { on } from '../../../lib/promql/match';
import { wholeRange } from '../../../lib/promql/window';
import { build, freeBytes, full, heading, lastBackup, oldest, pack, queueDepth, requests, shopUp } from '../metrics';
import { vectorOf } from './witness';

const hour = hours(1);
const depths = sum(queueDepth).by('queue');
const angle = f.rad(f.instant(heading));
const share = f.instant(full);

export const gauges = [
  vectorOf(f.instant(queueDepth), 'queue_depth{job="shop"}', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.ago(queueDepth, days(7)), 'queue_depth{job="shop"} offset 7d', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.asOf(queueDepth, 'start'), 'queue_depth{job="shop"} @ start()', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.asOf(queueDepth, quantity(1700000000, 'timestamp')), 'queue_depth{job="shop"} @ 1700000000.000', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.instant(pack.quantiles.where({ quantile: '0.9' })), 'pack_duration_seconds{job="shop",quantile="0.9"}', 'gauge', 'seconds', { queue: true, quantile: true, job: true, instance: true }),
  vectorOf(f.changes(queueDepth, hour), 'changes(queue_depth{job="shop"}[1h])', 'gauge', 'changes', { queue: true, job: true, instance: true }),
  vectorOf(f.delta(queueDepth, hour), 'delta(queue_depth{job="shop"}[1h])', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.delta(lastBackup, hour), 'delta(last_backup_timestamp_seconds{job="shop"}[1h])', 'gauge', 'seconds', { disk: true, job: true, instance: true }),
  vectorOf(f.idelta(queueDepth, hour), 'idelta(queue_depth{job="shop"}[1h])', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.deriv(freeBytes, hour), 'deriv(disk_free_bytes{job="shop"}[1h])', 'gauge', 'bytes/s', { disk: true, job: true, instance: true }),
  vectorOf(f.deriv(oldest, hour), 'deriv(oldest_order_seconds{job="shop"}[1h])', 'gauge', 'ratio', { queue: true, job: true, instance: true }),
  vectorOf(f.deriv(depths, { range: hour, step: minutes(1) }), 'deriv(sum by (queue) (queue_depth{job="shop"})[1h:1m])', 'gauge', 'orders/s', { queue: true }),
  vectorOf(f.predictLinear(freeBytes, hours(6), days(4)), 'predict_linear(disk_free_bytes{job="shop"}[6h], 345600)', 'gauge', 'bytes', { disk: true, job: true, instance: true }),
  vectorOf(f.predictLinear(freeBytes, hours(6), days(4)).below(bytes(0)), 'predict_linear(disk_free_bytes{job="shop"}[6h], 345600) < 0', 'gauge', 'bytes', { disk: true, job: true, instance: true }),

  vectorOf(f.avgOverTime(queueDepth, hour), 'avg_over_time(queue_depth{job="shop"}[1h])', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.minOverTime(queueDepth, hour), 'min_over_time(queue_depth{job="shop"}[1h])', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.maxOverTime(queueDepth, { range: wholeRange, at: 'end' }), 'max_over_time(queue_depth{job="shop"}[range()] @ end())', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.sumOverTime(queueDepth, hour), 'sum_over_time(queue_depth{job="shop"}[1h])', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.countOverTime(requests, hour), 'count_over_time(http_requests_total{job="shop"}[1h])', 'gauge', 'samples', { method: true, route: true, status: true, job: true, instance: true }),
  vectorOf(f.quantileOverTime(0.95, queueDepth, hour), 'quantile_over_time(0.95, queue_depth{job="shop"}[1h])', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.stddevOverTime(queueDepth, hour), 'stddev_over_time(queue_depth{job="shop"}[1h])', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.stdvarOverTime(lastBackup, hour), 'stdvar_over_time(last_backup_timestamp_seconds{job="shop"}[1h])', 'gauge', 'seconds times seconds', { disk: true, job: true, instance: true }),
  vectorOf(f.lastOverTime(queueDepth, hour), 'last_over_time(queue_depth{job="shop"}[1h])', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.firstOverTime(queueDepth, hour), 'first_over_time(queue_depth{job="shop"}[1h])', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.presentOverTime(queueDepth, hour), 'present_over_time(queue_depth{job="shop"}[1h])', 'gauge', 'ratio', { queue: true, job: true, instance: true }),
  vectorOf(f.avgOverTime(shopUp, { range: days(30), step: minutes(5) }), 'avg_over_time(up{job="shop"}[30d:5m])', 'gauge', 'ratio', { job: true, instance: true }),
  vectorOf(f.maxOverTime(depths, { range: days(1), step: minutes(5), offset: days(7) }), 'max_over_time(sum by (queue) (queue_depth{job="shop"})[1d:5m] offset 7d)', 'gauge', 'orders', { queue: true }),
  vectorOf(f.maxOverTime(sum(f.rate(requests, minutes(5))), days(1)), 'max_over_time(sum(rate(http_requests_total{job="shop"}[5m]))[1d:])', 'gauge', 'requests/s', {}),
  vectorOf(f.avgOverTime(depths.isAbove(quantity(5, 'orders')), { range: days(1), step: minutes(1) }), 'avg_over_time((sum by (queue) (queue_depth{job="shop"}) > bool 5)[1d:1m])', 'gauge', 'ratio', { queue: true }),

  vectorOf(f.abs(f.delta(queueDepth, hour)), 'abs(delta(queue_depth{job="shop"}[1h]))', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.ceil(queueDepth), 'ceil(queue_depth{job="shop"})', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.floor(queueDepth), 'floor(queue_depth{job="shop"})', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.round(queueDepth), 'round(queue_depth{job="shop"})', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(f.round(oldest, seconds(0.5)), 'round(oldest_order_seconds{job="shop"}, 0.5)', 'gauge', 'seconds', { queue: true, job: true, instance: true }),
  vectorOf(f.clamp(share, fraction(0), fraction(1)), 'clamp(disk_full_ratio{job="shop"}, 0, 1)', 'gauge', 'ratio', { disk: true, job: true, instance: true }),
  vectorOf(f.clampMin(depths, quantity(1, 'orders')), 'clamp_min(sum by (queue) (queue_depth{job="shop"}), 1)', 'gauge', 'orders', { queue: true }),
  vectorOf(f.clampMax(depths, f.scalar(max(queueDepth))), 'clamp_max(sum by (queue) (queue_depth{job="shop"}), scalar(max(queue_depth{job="shop"})))', 'gauge', 'orders', { queue: true }),
  vectorOf(f.sgn(f.delta(queueDepth, hour)), 'sgn(delta(queue_depth{job="shop"}[1h]))', 'gauge', 'ratio', { queue: true, job: true, instance: true }),
  vectorOf(f.sqrt(stdvar(queueDepth)), 'sqrt(stdvar(queue_depth{job="shop"}))', 'gauge', 'orders', {}),
  vectorOf(f.sqrt(freeBytes), 'sqrt(disk_free_bytes{job="shop"})', 'gauge', 'sqrt of bytes', { disk: true, job: true, instance: true }),
  vectorOf(f.exp(share), 'exp(disk_full_ratio{job="shop"})', 'gauge', 'ratio', { disk: true, job: true, instance: true }),
  vectorOf(f.ln(freeBytes), 'ln(disk_free_bytes{job="shop"})', 'gauge', 'ln of bytes', { disk: true, job: true, instance: true }),
  vectorOf(f.log2(share), 'log2(disk_full_ratio{job="shop"})', 'gauge', 'ratio', { disk: true, job: true, instance: true }),
  vectorOf(f.log10(freeBytes), 'log10(disk_free_bytes{job="shop"})', 'gauge', 'log10 of bytes', { disk: true, job: true, instance: true }),

  vectorOf(angle, 'rad(conveyor_heading{job="shop"})', 'gauge', 'radians', { job: true, instance: true }),
  vectorOf(f.deg(angle), 'deg(rad(conveyor_heading{job="shop"}))', 'gauge', 'degrees', { job: true, instance: true }),
  vectorOf(f.sin(angle), 'sin(rad(conveyor_heading{job="shop"}))', 'gauge', 'ratio', { job: true, instance: true }),
  vectorOf(f.cos(angle), 'cos(rad(conveyor_heading{job="shop"}))', 'gauge', 'ratio', { job: true, instance: true }),
  vectorOf(f.tan(angle), 'tan(rad(conveyor_heading{job="shop"}))', 'gauge', 'ratio', { job: true, instance: true }),
  vectorOf(f.asin(share), 'asin(disk_full_ratio{job="shop"})', 'gauge', 'radians', { disk: true, job: true, instance: true }),
  vectorOf(f.acos(share), 'acos(disk_full_ratio{job="shop"})', 'gauge', 'radians', { disk: true, job: true, instance: true }),
  vectorOf(f.atan(share), 'atan(disk_full_ratio{job="shop"})', 'gauge', 'radians', { disk: true, job: true, instance: true }),
  vectorOf(f.sinh(share), 'sinh(disk_full_ratio{job="shop"})', 'gauge', 'ratio', { disk: true, job: true, instance: true }),
  vectorOf(f.cosh(share), 'cosh(disk_full_ratio{job="shop"})', 'gauge', 'ratio', { disk: true, job: true, instance: true }),
  vectorOf(f.tanh(share), 'tanh(disk_full_ratio{job="shop"})', 'gauge', 'ratio', { disk: true, job: true, instance: true }),
  vectorOf(f.asinh(share), 'asinh(disk_full_ratio{job="shop"})', 'gauge', 'ratio', { disk: true, job: true, instance: true }),
  vectorOf(f.acosh(share.plus(fraction(1))), 'acosh(disk_full_ratio{job="shop"} + 1)', 'gauge', 'ratio', { disk: true, job: true, instance: true }),
  vectorOf(f.atanh(share), 'atanh(disk_full_ratio{job="shop"})', 'gauge', 'ratio', { disk: true, job: true, instance: true }),
  vectorOf(f.sin(f.vector(f.time().modulo(days(1))).dividedBy(days(1)).times(f.pi())), 'sin(vector(time() % 86400) / 86400 * pi())', 'gauge', 'ratio', {}),

  vectorOf(f.timestamp(requests), 'timestamp(http_requests_total{job="shop"})', 'gauge', 'timestamp', { method: true, route: true, status: true, job: true, instance: true }),
  vectorOf(f.time().minus(f.timestamp(shopUp)), 'time() - timestamp(up{job="shop"})', 'gauge', 'seconds', { job: true, instance: true }),
  vectorOf(f.minute(), 'minute()', 'gauge', 'minute of hour', {}),
  vectorOf(f.hour().atLeast(quantity(9, 'hour of day')), 'hour() >= 9', 'gauge', 'hour of day', {}),
  vectorOf(f.hour(lastBackup), 'hour(last_backup_timestamp_seconds{job="shop"})', 'gauge', 'hour of day', { disk: true, job: true, instance: true }),
  vectorOf(f.dayOfWeek().equals(f.weekday('saturday')), 'day_of_week() == 6', 'gauge', 'day of week', {}),
  vectorOf(f.dayOfMonth(lastBackup), 'day_of_month(last_backup_timestamp_seconds{job="shop"})', 'gauge', 'day of month', { disk: true, job: true, instance: true }),
  vectorOf(f.dayOfYear(), 'day_of_year()', 'gauge', 'day of year', {}),
  vectorOf(f.daysInMonth(), 'days_in_month()', 'gauge', 'days', {}),
  vectorOf(f.month(), 'month()', 'gauge', 'month of year', {}),
  vectorOf(f.year(f.instant(lastBackup)), 'year(last_backup_timestamp_seconds{job="shop"})', 'gauge', 'year', { disk: true, job: true, instance: true }),
  vectorOf(f.minute(lastBackup), 'minute(last_backup_timestamp_seconds{job="shop"})', 'gauge', 'minute of hour', { disk: true, job: true, instance: true }),
  vectorOf(depths.above(quantity(5, 'orders')).given(f.hour().atLeast(quantity(9, 'hour of day')), on()), 'sum by (queue) (queue_depth{job="shop"}) > 5 and on () hour() >= 9', 'gauge', 'orders', { queue: true }),
  vectorOf(f.always(), 'vector(1)', 'gauge', 'ratio', {}),

  vectorOf(f.labelReplace(shopUp, { to: 'host', from: 'instance', pattern: /(.*):[0-9]+/, value: '$1' }), 'label_replace(up{job="shop"}, "host", "$1", "instance", "(.*):[0-9]+")', 'gauge', 'ratio', { job: true, instance: true, host: true }),
  vectorOf(f.labelReplace(depths, { to: 'queue', from: 'queue', pattern: /(?<first>.).*/, value: '${first}!' }), 'label_replace(sum by (queue) (queue_depth{job="shop"}), "queue", "${first}!", "queue", "(?<first>.).*")', 'gauge', 'orders', { queue: true }),
  vectorOf(f.labelJoin(shopUp, { to: 'target', from: ['job', 'instance'], separator: '/' }), 'label_join(up{job="shop"}, "target", "/", "job", "instance")', 'gauge', 'ratio', { job: true, instance: true, target: true }),
  vectorOf(f.dropLabel(max(build).by('version', 'revision'), 'revision'), 'label_replace(max by (version, revision) (shop_build_info{job="shop"}), "revision", "", "", "")', 'gauge', 'ratio', { version: true }),
  vectorOf(f.sort(depths), 'sort(sum by (queue) (queue_depth{job="shop"}))', 'gauge', 'orders', { queue: true }),
  vectorOf(f.sortDesc(depths), 'sort_desc(sum by (queue) (queue_depth{job="shop"}))', 'gauge', 'orders', { queue: true }),
];
