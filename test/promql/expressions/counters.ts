import { hours, minutes, days } from '../../../lib/core/duration';
import { perSecond, quantity } from '../../../lib/core/quantity';
import { avg, bottomk, count, countValues, group, max, min, quantileAcross, stddev, stdvar, sum, topk } from '../../../lib/promql/aggregate';
import { absent, absentOverTime, increase, irate, rate, ratio, resets } from '../../../lib/promql/functions';
import { oneStep, oneStepOrAtLeast } from '../../../lib/promql/window';
import { build, cpu, errors, latency, lastBackup, queueDepth, requests, sentBytes, shopUp } from '../metrics';
import { vectorOf } from './witness';

const five = minutes(5);
const perRoute = sum(rate(requests, five)).by('route');

export const counters = [
  vectorOf(rate(requests, five), 'rate(http_requests_total{job="shop"}[5m])', 'gauge', 'requests/s', { method: true, route: true, status: true, job: true, instance: true }),
  vectorOf(rate(requests.where({ status: /5../, route: { not: '/health' } }), five), 'rate(http_requests_total{job="shop",status=~"5..",route!="/health"}[5m])', 'gauge', 'requests/s', { method: true, route: true, status: true, job: true, instance: true }),
  vectorOf(rate(requests.where({ method: ['GET', 'POST'] }), five), 'rate(http_requests_total{job="shop",method=~"GET|POST"}[5m])', 'gauge', 'requests/s', { method: true, route: true, status: true, job: true, instance: true }),
  vectorOf(rate(sentBytes, { range: five, offset: days(1) }), 'rate(sent_bytes_total{job="shop"}[5m] offset 1d)', 'gauge', 'bytes/s', { route: true, job: true, instance: true }),
  vectorOf(rate(sentBytes, { range: five, at: 'end' }), 'rate(sent_bytes_total{job="shop"}[5m] @ end())', 'gauge', 'bytes/s', { route: true, job: true, instance: true }),
  vectorOf(rate(sentBytes, { range: five, at: 1700000000, offset: hours(1) }), 'rate(sent_bytes_total{job="shop"}[5m] @ 1700000000.000 offset 1h)', 'gauge', 'bytes/s', { route: true, job: true, instance: true }),
  vectorOf(rate(sentBytes, oneStep), 'rate(sent_bytes_total{job="shop"}[step()])', 'gauge', 'bytes/s', { route: true, job: true, instance: true }),
  vectorOf(rate(sentBytes, oneStepOrAtLeast(minutes(1))), 'rate(sent_bytes_total{job="shop"}[max_of(step(), 1m)])', 'gauge', 'bytes/s', { route: true, job: true, instance: true }),
  vectorOf(rate(cpu, five), 'rate(cpu_seconds_total{job="shop"}[5m])', 'gauge', 'ratio', { mode: true, job: true, instance: true }),
  vectorOf(irate(cpu.where({ mode: 'user' }), five), 'irate(cpu_seconds_total{job="shop",mode="user"}[5m])', 'gauge', 'ratio', { mode: true, job: true, instance: true }),
  vectorOf(increase(requests, hours(1)), 'increase(http_requests_total{job="shop"}[1h])', 'gauge', 'requests', { method: true, route: true, status: true, job: true, instance: true }),
  vectorOf(resets(requests, hours(1)), 'resets(http_requests_total{job="shop"}[1h])', 'gauge', 'resets', { method: true, route: true, status: true, job: true, instance: true }),
  vectorOf(rate(errors, five), 'rate(errors_total{job=~"shop|depot"}[5m])', 'gauge', 'errors/s', { kind: true, job: true, instance: true }),
  vectorOf(rate(errors.where({ job: 'depot' }), five), 'rate(errors_total{job="depot"}[5m])', 'gauge', 'errors/s', { kind: true, job: true, instance: true }),
  vectorOf(absent(requests), 'absent(http_requests_total{job="shop"})', 'gauge', 'ratio', { job: true }),
  vectorOf(absent(errors), 'absent(errors_total{job=~"shop|depot"})', 'gauge', 'ratio', {}),
  vectorOf(absentOverTime(shopUp, hours(1)), 'absent_over_time(up{job="shop"}[1h])', 'gauge', 'ratio', { job: true }),

  vectorOf(sum(rate(requests, five)), 'sum(rate(http_requests_total{job="shop"}[5m]))', 'gauge', 'requests/s', {}),
  vectorOf(perRoute, 'sum by (route) (rate(http_requests_total{job="shop"}[5m]))', 'gauge', 'requests/s', { route: true }),
  vectorOf(sum(rate(requests, five)).by('route', 'method'), 'sum by (route, method) (rate(http_requests_total{job="shop"}[5m]))', 'gauge', 'requests/s', { route: true, method: true }),
  vectorOf(sum(rate(requests, five)).without('instance', 'status'), 'sum without (instance, status) (rate(http_requests_total{job="shop"}[5m]))', 'gauge', 'requests/s', { method: true, route: true, job: true }),
  vectorOf(sum(perRoute), 'sum(sum by (route) (rate(http_requests_total{job="shop"}[5m])))', 'gauge', 'requests/s', {}),
  vectorOf(avg(queueDepth).by('queue'), 'avg by (queue) (queue_depth{job="shop"})', 'gauge', 'orders', { queue: true }),
  vectorOf(min(shopUp).by('job'), 'min by (job) (up{job="shop"})', 'gauge', 'ratio', { job: true }),
  vectorOf(max(queueDepth).without('instance'), 'max without (instance) (queue_depth{job="shop"})', 'gauge', 'orders', { queue: true, job: true }),
  vectorOf(stddev(queueDepth).by('queue'), 'stddev by (queue) (queue_depth{job="shop"})', 'gauge', 'orders', { queue: true }),
  vectorOf(stddev(lastBackup), 'stddev(last_backup_timestamp_seconds{job="shop"})', 'gauge', 'seconds', {}),
  vectorOf(stdvar(queueDepth).by('queue'), 'stdvar by (queue) (queue_depth{job="shop"})', 'gauge', 'orders times orders', { queue: true }),
  vectorOf(quantileAcross(0.9, queueDepth), 'quantile(0.9, queue_depth{job="shop"})', 'gauge', 'orders', {}),
  vectorOf(count(requests).by('route'), 'count by (route) (http_requests_total{job="shop"})', 'gauge', 'series', { route: true }),
  vectorOf(group(build).by('version'), 'group by (version) (shop_build_info{job="shop"})', 'gauge', 'ratio', { version: true }),
  vectorOf(countValues('depth', queueDepth), 'count_values("depth", queue_depth{job="shop"})', 'gauge', 'series', { depth: true }),
  vectorOf(countValues('depth', queueDepth).by('queue'), 'count_values by (queue) ("depth", queue_depth{job="shop"})', 'gauge', 'series', { depth: true, queue: true }),
  vectorOf(countValues('depth', queueDepth).without('instance', 'job'), 'count_values without (instance, job) ("depth", queue_depth{job="shop"})', 'gauge', 'series', { depth: true, queue: true }),
  vectorOf(topk(3, perRoute), 'topk(3, sum by (route) (rate(http_requests_total{job="shop"}[5m])))', 'gauge', 'requests/s', { route: true }),
  vectorOf(topk(1, rate(requests, five)).by('route'), 'topk by (route) (1, rate(http_requests_total{job="shop"}[5m]))', 'gauge', 'requests/s', { method: true, route: true, status: true, job: true, instance: true }),
  vectorOf(bottomk(2, queueDepth).without('queue'), 'bottomk without (queue) (2, queue_depth{job="shop"})', 'gauge', 'orders', { queue: true, job: true, instance: true }),
  vectorOf(ratio(sum(rate(requests.where({ status: '500' }), five)).by('route'), perRoute), 'sum by (route) (rate(http_requests_total{job="shop",status="500"}[5m])) / sum by (route) (rate(http_requests_total{job="shop"}[5m]))', 'gauge', 'ratio', { route: true }),
  vectorOf(ratio(sum(rate(sentBytes, five)).by('route'), perRoute), 'sum by (route) (rate(sent_bytes_total{job="shop"}[5m])) / sum by (route) (rate(http_requests_total{job="shop"}[5m]))', 'gauge', 'bytes per requests', { route: true }),
  vectorOf(sum(rate(requests.where({ status: '500' }), five)).orZero(), 'sum(rate(http_requests_total{job="shop",status="500"}[5m])) or vector(0)', 'gauge', 'requests/s', {}),
  vectorOf(sum(increase(requests, hours(1))).above(quantity(10, 'requests')), 'sum(increase(http_requests_total{job="shop"}[1h])) > 10', 'gauge', 'requests', {}),
  vectorOf(perRoute.atLeast(perSecond(0.1, 'requests')), 'sum by (route) (rate(http_requests_total{job="shop"}[5m])) >= 0.1', 'gauge', 'requests/s', { route: true }),
  vectorOf(sum(rate(latency.count, five)).by('route'), 'sum by (route) (rate(http_request_duration_seconds_count{job="shop"}[5m]))', 'gauge', 'requests/s', { route: true }),
];
