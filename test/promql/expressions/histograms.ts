import { hours, minutes, seconds } from '../../../lib/core/duration';
import { bytes, fraction, kibibytes, percent, quantity } from '../../../lib/core/quantity';
import { avg, sum } from '../../../lib/promql/aggregate';
import * as f from '../../../lib/promql/functions';
import { bodySize, latency, pack, payment } from '../metrics';
import { vectorOf } from './witness';

const five = minutes(5);
const classic = sum(f.rate(latency.buckets, five)).by('le', 'route');
const native = sum(f.rate(bodySize, five)).by('route');
const payments = f.rate(payment, five);

export const histograms = [
  vectorOf(f.rate(latency.buckets, five), 'rate(http_request_duration_seconds_bucket{job="shop"}[5m])', 'bucketRates', 'seconds among requests/s', { le: true, route: true, job: true, instance: true }),
  vectorOf(f.increase(latency.buckets, five), 'increase(http_request_duration_seconds_bucket{job="shop"}[5m])', 'bucketRates', 'seconds among requests', { le: true, route: true, job: true, instance: true }),
  vectorOf(classic, 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="shop"}[5m]))', 'bucketRates', 'seconds among requests/s', { le: true, route: true }),
  vectorOf(classic.times(fraction(2)), 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="shop"}[5m])) * 2', 'bucketRates', 'seconds among requests/s', { le: true, route: true }),
  vectorOf(classic.plus(classic), 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="shop"}[5m])) + sum by (le, route) (rate(http_request_duration_seconds_bucket{job="shop"}[5m]))', 'bucketRates', 'seconds among requests/s', { le: true, route: true }),
  vectorOf(f.quantile(0.95, classic), 'histogram_quantile(0.95, sum by (le, route) (rate(http_request_duration_seconds_bucket{job="shop"}[5m])))', 'gauge', 'seconds', { route: true }),
  vectorOf(f.quantile(0.5, f.rate(latency.buckets, five)), 'histogram_quantile(0.5, rate(http_request_duration_seconds_bucket{job="shop"}[5m]))', 'gauge', 'seconds', { route: true, job: true, instance: true }),
  vectorOf(f.quantile(0.95, classic).above(seconds(0.5)), 'histogram_quantile(0.95, sum by (le, route) (rate(http_request_duration_seconds_bucket{job="shop"}[5m]))) > 0.5', 'gauge', 'seconds', { route: true }),
  vectorOf(f.histogramFraction(seconds(0), seconds(0.5), classic), 'histogram_fraction(0, 0.5, sum by (le, route) (rate(http_request_duration_seconds_bucket{job="shop"}[5m])))', 'gauge', 'ratio', { route: true }),
  vectorOf(f.average(latency, five), 'sum(rate(http_request_duration_seconds_sum{job="shop"}[5m])) / sum(rate(http_request_duration_seconds_count{job="shop"}[5m]))', 'gauge', 'seconds', {}),
  vectorOf(f.average(latency, five, 'route'), 'sum by (route) (rate(http_request_duration_seconds_sum{job="shop"}[5m])) / sum by (route) (rate(http_request_duration_seconds_count{job="shop"}[5m]))', 'gauge', 'seconds', { route: true }),
  vectorOf(f.rate(latency.sum, five), 'rate(http_request_duration_seconds_sum{job="shop"}[5m])', 'gauge', 'ratio', { route: true, job: true, instance: true }),
  vectorOf(f.rate(latency.upTo(seconds(0.5)), five), 'rate(http_request_duration_seconds_bucket{job="shop",le="0.5"}[5m])', 'gauge', 'requests/s', { le: true, route: true, job: true, instance: true }),
  vectorOf(f.rate(latency.upTo(seconds(1)), five), 'rate(http_request_duration_seconds_bucket{job="shop",le="1.0"}[5m])', 'gauge', 'requests/s', { le: true, route: true, job: true, instance: true }),
  vectorOf(f.ratio(sum(f.rate(latency.upTo(seconds(0.5)), five)), sum(f.rate(latency.count, five))).below(percent(99)), 'sum(rate(http_request_duration_seconds_bucket{job="shop",le="0.5"}[5m])) / sum(rate(http_request_duration_seconds_count{job="shop"}[5m])) < 0.99', 'gauge', 'ratio', {}),
  vectorOf(f.rate(pack.count, five), 'rate(pack_duration_seconds_count{job="shop"}[5m])', 'gauge', 'parcels/s', { queue: true, job: true, instance: true }),
  vectorOf(f.increase(pack.sum, five), 'increase(pack_duration_seconds_sum{job="shop"}[5m])', 'gauge', 'seconds', { queue: true, job: true, instance: true }),

  vectorOf(f.rate(bodySize, five), 'rate(http_body_bytes{job="shop"}[5m])', 'nativeRates', 'bytes among requests/s', { route: true, job: true, instance: true }),
  vectorOf(native, 'sum by (route) (rate(http_body_bytes{job="shop"}[5m]))', 'nativeRates', 'bytes among requests/s', { route: true }),
  vectorOf(native.dividedBy(fraction(2)), 'sum by (route) (rate(http_body_bytes{job="shop"}[5m])) / 2', 'nativeRates', 'bytes among requests/s', { route: true }),
  vectorOf(f.quantile(0.99, native), 'histogram_quantile(0.99, sum by (route) (rate(http_body_bytes{job="shop"}[5m])))', 'gauge', 'bytes', { route: true }),
  vectorOf(f.histogramCount(native), 'histogram_count(sum by (route) (rate(http_body_bytes{job="shop"}[5m])))', 'gauge', 'requests/s', { route: true }),
  vectorOf(f.histogramCount(f.increase(payment, hours(1))).above(quantity(100, 'payments')), 'histogram_count(increase(payment_duration_seconds{job="shop"}[1h])) > 100', 'gauge', 'payments', { route: true, job: true, instance: true }),
  vectorOf(f.histogramSum(native), 'histogram_sum(sum by (route) (rate(http_body_bytes{job="shop"}[5m])))', 'gauge', 'bytes/s', { route: true }),
  vectorOf(f.histogramSum(payments), 'histogram_sum(rate(payment_duration_seconds{job="shop"}[5m]))', 'gauge', 'ratio', { route: true, job: true, instance: true }),
  vectorOf(f.histogramSum(f.increase(payment, hours(1))), 'histogram_sum(increase(payment_duration_seconds{job="shop"}[1h]))', 'gauge', 'seconds', { route: true, job: true, instance: true }),
  vectorOf(f.histogramAvg(native).above(kibibytes(64)), 'histogram_avg(sum by (route) (rate(http_body_bytes{job="shop"}[5m]))) > 65536', 'gauge', 'bytes', { route: true }),
  vectorOf(f.histogramStddev(payments), 'histogram_stddev(rate(payment_duration_seconds{job="shop"}[5m]))', 'gauge', 'seconds', { route: true, job: true, instance: true }),
  vectorOf(f.histogramStdvar(payments), 'histogram_stdvar(rate(payment_duration_seconds{job="shop"}[5m]))', 'gauge', 'seconds times seconds', { route: true, job: true, instance: true }),
  vectorOf(f.histogramFraction(bytes(0), bytes(1024), native), 'histogram_fraction(0, 1024, sum by (route) (rate(http_body_bytes{job="shop"}[5m])))', 'gauge', 'ratio', { route: true }),
  vectorOf(f.trimAbove(native, bytes(1024)), 'sum by (route) (rate(http_body_bytes{job="shop"}[5m])) </ 1024', 'nativeRates', 'bytes among requests/s', { route: true }),
  vectorOf(f.trimBelow(native, bytes(1024)), 'sum by (route) (rate(http_body_bytes{job="shop"}[5m])) >/ 1024', 'nativeRates', 'bytes among requests/s', { route: true }),
  vectorOf(f.sumOverTime(native, { range: hours(1), step: minutes(5) }), 'sum_over_time(sum by (route) (rate(http_body_bytes{job="shop"}[5m]))[1h:5m])', 'nativeRates', 'bytes among requests/s', { route: true }),
  vectorOf(f.quantile(0.9, sum(f.rate(bodySize, five))), 'histogram_quantile(0.9, sum(rate(http_body_bytes{job="shop"}[5m])))', 'gauge', 'bytes', {}),
  vectorOf(avg(f.quantile(0.9, native)), 'avg(histogram_quantile(0.9, sum by (route) (rate(http_body_bytes{job="shop"}[5m]))))', 'gauge', 'bytes', {}),
];
