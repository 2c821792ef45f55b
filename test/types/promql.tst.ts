import { describe, expect, test } from 'tstyche';
import { days, hours, minutes, seconds } from '../../lib/core/duration';
import { bytes, fraction, mebibytes, percent, perSecond, quantity } from '../../lib/core/quantity';
import { avg, count, max, stddev, sum, topk } from '../../lib/promql/aggregate';
import * as experimental from '../../lib/promql/experimental';
import * as f from '../../lib/promql/functions';
import { ignoring, on } from '../../lib/promql/match';
import { constant } from '../../lib/promql/scalar';
import type { Scalar } from '../../lib/promql/scalar';
import type { Condition, Vector } from '../../lib/promql/vector';
import { bodySize, build, cpu, errors, freeBytes, full, heading, lastBackup, latency, oldest, queueDepth, requests, sentBytes, shopUp } from '../promql/metrics';

const five = minutes(5);
const perRoute = sum(f.rate(requests, five)).by('route');
const perMethod = sum(f.rate(requests, five)).by('method');
const both = sum(f.rate(requests, five)).by('route', 'method');
const failed = f.ratio(sum(f.rate(requests.where({ status: '500' }), five)).by('route'), perRoute);
const depth = f.instant(queueDepth);
const native = f.rate(bodySize, five);

describe('counters', () => {
  test('are read through their rate, gauges are not', () => {
    expect(f.rate(requests, five)).type.toBe<Vector<'gauge', 'requests/s', 'method' | 'route' | 'status' | 'job' | 'instance'>>();
    expect(f.rate(cpu, five)).type.toBe<Vector<'gauge', 'ratio', 'mode' | 'job' | 'instance'>>();
    // @ts-expect-error rate() needs a counter or a histogram: for a gauge take delta(), deriv() or avgOverTime()
    f.rate(queueDepth, five);
    // @ts-expect-error increase() needs a counter or a histogram
    f.increase(queueDepth, five);
    // @ts-expect-error irate() needs a counter or a histogram
    f.irate(queueDepth, five);
    // @ts-expect-error resets() needs a counter or a histogram
    f.resets(queueDepth, five);
  });

  test('have no rate without a range', () => {
    // @ts-expect-error Expected 2 arguments, but got 1
    f.rate(requests);
    // @ts-expect-error Argument of type 'number' is not assignable to parameter of type
    f.rate(requests, 300);
    // @ts-expect-error not assignable to parameter of type 'TypedSeries
    f.rate(f.rate(requests, five), five);
  });

  test('mean nothing by themselves', () => {
    // @ts-expect-error sum() of a counter mixes processes of different age: take rate() or increase() first
    sum(requests);
    // @ts-expect-error max() of a counter mixes processes of different age
    max(requests);
    // @ts-expect-error instant() of a counter depends on when the process started
    f.instant(requests);
    // @ts-expect-error delta() of a counter depends on when the process started: take rate() or increase() first
    f.delta(requests, five);
    // @ts-expect-error avgOverTime() of a counter depends on when the process started
    f.avgOverTime(requests, five);
    // @ts-expect-error a counter or raw histogram by itself depends on when its process started
    f.lastOverTime(requests, five).above(quantity(5, 'requests'));
    // @ts-expect-error a counter or raw histogram by itself depends on when its process started
    f.rate(requests, five).dividedBy(requests);
    // @ts-expect-error a counter or raw histogram by itself depends on when its process started
    f.ratio(f.increase(requests, five), requests);
    count(requests);
    f.timestamp(requests);
    perRoute.unless(requests, on('route'));
  });
});

describe('units', () => {
  test('are compared with themselves', () => {
    expect(failed.above(percent(5))).type.toBe<Condition<'ratio', 'route'>>();
    f.instant(oldest).above(minutes(5));
    f.instant(freeBytes).below(mebibytes(1));
    // @ts-expect-error the expression is in ratio, what it is compared with in seconds
    failed.above(seconds(5));
    // @ts-expect-error the expression is in seconds, what it is compared with in bytes
    f.instant(oldest).above(bytes(5));
    // @ts-expect-error the expression is in ratio, what it is compared with in requests
    failed.above(quantity(5, 'requests'));
    // @ts-expect-error the expression is in requests/s, what it is compared with in requests
    perRoute.above(quantity(5, 'requests'));
    // @ts-expect-error the expression is in timestamp, what it is compared with in seconds
    f.instant(lastBackup).below(hours(26));
    // @ts-expect-error the expression is in bytes, what it is compared with in ratio
    f.instant(freeBytes).below(full);
  });

  test('are never left out', () => {
    // @ts-expect-error a bare number has no unit: beside ratio write percent(5)
    failed.above(5);
    // @ts-expect-error a bare number has no unit
    failed.times(100);
    // @ts-expect-error a bare number has no unit
    depth.plus(1);
    failed.times(fraction(100));
  });

  test('cancel, multiply and become rates', () => {
    expect(f.instant(freeBytes).dividedBy(sum(f.rate(sentBytes, five)), on().groupLeft())).type.toBe<Vector<'gauge', 'seconds', 'disk' | 'job' | 'instance'>>();
    expect(sum(f.rate(sentBytes, five)).times(hours(1))).type.toBe<Vector<'gauge', 'bytes', never>>();
    expect(sum(f.rate(sentBytes, five)).dividedBy(sum(f.rate(requests, five)))).type.toBe<Vector<'gauge', 'bytes per requests', never>>();
    expect(f.deriv(freeBytes, hours(1))).type.toBe<Vector<'gauge', 'bytes/s', 'disk' | 'job' | 'instance'>>();
    expect(f.stdvarOverTime(oldest, hours(1))).type.toBe<Vector<'gauge', 'seconds times seconds', 'queue' | 'job' | 'instance'>>();
  });

  test('are added to their own kind', () => {
    depth.plus(depth);
    // @ts-expect-error bytes and ratio cannot be added
    f.instant(freeBytes).plus(full);
    // @ts-expect-error ratio cannot be subtracted from bytes
    f.instant(freeBytes).minus(full);
    // @ts-expect-error bytes divided by seconds has no remainder
    f.instant(freeBytes).modulo(seconds(5));
    // @ts-expect-error the expression is in ratio, what it is compared with in seconds
    depth.toThePower(seconds(2));
    // @ts-expect-error Type '"seconds"' is not assignable to type '"bytes"'
    f.clampMin(freeBytes, seconds(1));
    f.clampMin(freeBytes, bytes(1));
  });

  test('of moments keep moments and lengths of time apart', () => {
    expect(f.time().minus(lastBackup)).type.toBe<Vector<'gauge', 'seconds', 'disk' | 'job' | 'instance'>>();
    expect(f.time().minus(hours(1))).type.toBe<Scalar<'timestamp'>>();
    expect(f.time().modulo(days(1))).type.toBe<Scalar<'seconds'>>();
    expect(f.instant(lastBackup).plus(hours(26))).type.toBe<Vector<'gauge', 'timestamp', 'disk' | 'job' | 'instance'>>();
    // @ts-expect-error timestamp and timestamp cannot be added
    f.time().plus(lastBackup);
    // @ts-expect-error timestamp cannot be subtracted from seconds
    constant(hours(1)).minus(f.time());
    // @ts-expect-error the expression is in timestamp, what it is compared with in seconds
    f.time().isAbove(hours(1));
    // @ts-expect-error the expression is in hour of day, what it is compared with in seconds
    f.hour().above(hours(9));
    f.hour().above(quantity(9, 'hour of day'));
    // @ts-expect-error hour() takes a value in timestamp, not in seconds
    f.hour(oldest);
  });

  test('of angles are radians', () => {
    f.sin(f.rad(heading));
    // @ts-expect-error sin() takes a value in radians, not in degrees
    f.sin(heading);
    // @ts-expect-error rad() takes a value in degrees, not in ratio
    f.rad(full);
  });
});

describe('labels', () => {
  test('are those that the aggregation keeps', () => {
    expect(both).type.toBe<Vector<'gauge', 'requests/s', 'route' | 'method'>>();
    expect(max(depth).without('instance')).type.toBe<Vector<'gauge', 'orders', 'queue' | 'job'>>();
    // @ts-expect-error the expression has no label 'pod'
    sum(f.rate(requests, five)).by('pod');
    // @ts-expect-error the expression has no label 'pod'
    sum(f.rate(requests, five)).without('pod');
    // @ts-expect-error the expression has no label 'method'
    max(perRoute).by('method');
    // @ts-expect-error Expected at least 1 arguments, but got 0
    max(perRoute).by();
    // @ts-expect-error the expression has no label 'method'
    topk(3, perRoute).by('method');
    topk(3, both).by('method');
  });

  test('agree on both sides of an operator', () => {
    f.ratio(perRoute, perRoute);
    // @ts-expect-error both sides need the same labels: 'route' only on the left
    f.ratio(perRoute, perMethod);
    // @ts-expect-error both sides need the same labels: 'method' only on the left; aggregate it away or match on(...)
    both.dividedBy(perRoute);
    // @ts-expect-error both sides need the same labels: 'route' only on the right
    sum(f.rate(requests, five)).above(perRoute);
    // @ts-expect-error both sides need the same labels: 'route' only on the left
    failed.above(percent(5)).given(sum(f.rate(requests, five)).above(perSecond(1, 'requests')));
    failed.above(percent(5)).given(perRoute.above(perSecond(1, 'requests')));
    failed.above(percent(5)).given(sum(f.rate(requests, five)).above(perSecond(1, 'requests')), on());
    // @ts-expect-error both sides need the same labels
    failed.above(percent(5)).unless(perMethod);
    // @ts-expect-error both sides need the same labels
    perRoute.or(perMethod);
  });

  test('that are matched exist', () => {
    expect(both.dividedBy(perRoute, on('route').groupLeft())).type.toBe<Vector<'gauge', 'ratio', 'route' | 'method'>>();
    // @ts-expect-error on(...) needs labels that both sides have: not 'method'
    both.dividedBy(perRoute, on('method').groupLeft());
    // @ts-expect-error ignoring(...) names a label that neither side has: 'pod'
    both.dividedBy(perRoute, ignoring('method', 'pod').groupLeft());
    both.dividedBy(perRoute, ignoring('method').groupLeft());
    // @ts-expect-error both sides need the same labels: 'route' only on the left
    both.dividedBy(perMethod, ignoring('method').groupLeft());
    // @ts-expect-error on(...) needs labels that both sides have: not 'method'
    both.given(perRoute, on('method'));
    // @ts-expect-error and, or and unless need neither groupLeft() nor groupRight()
    both.given(perRoute, on('route').groupLeft());
    // @ts-expect-error a number has no labels to match
    both.above(perSecond(1, 'requests'), on('route'));
  });

  test('that are taken over exist', () => {
    const up = f.instant(shopUp);
    expect(up.times(build, on('job', 'instance').groupLeft('version'))).type.toBe<Vector<'gauge', 'ratio', 'job' | 'instance' | 'version'>>();
    // @ts-expect-error groupLeft() takes labels of the right side: not 'commit'
    up.times(build, on('job', 'instance').groupLeft('commit'));
    expect(f.instant(build).times(up, on('job', 'instance').groupRight('version'))).type.toBe<Vector<'gauge', 'ratio', 'job' | 'instance' | 'version'>>();
    // @ts-expect-error groupRight() takes labels of the left side: not 'commit'
    f.instant(build).times(up, on('job', 'instance').groupRight('commit'));
    // @ts-expect-error 'job' is matched already: it need not be taken over
    up.times(build, on('job', 'instance').groupLeft('job'));
  });

  test('are added and taken away', () => {
    expect(f.labelReplace(shopUp, { to: 'host', from: 'instance', pattern: /(.*):\d+/, value: '$1' })).type.toBe<Vector<'gauge', 'ratio', 'job' | 'instance' | 'host'>>();
    // @ts-expect-error the expression has no label 'pod'
    f.labelReplace(shopUp, { to: 'host', from: 'pod', pattern: /(.*)/, value: '$1' });
    // @ts-expect-error the expression has no label 'pod'
    f.labelJoin(shopUp, { to: 'target', from: ['job', 'pod'], separator: '/' });
    f.labelJoin(shopUp, { to: 'target', from: ['job', 'instance'], separator: '/' });
    expect(f.dropLabel(both, 'method')).type.toBe<Vector<'gauge', 'requests/s', 'route'>>();
    // @ts-expect-error the expression has no label 'pod'
    f.dropLabel(both, 'pod');
  });

  test('of what is absent are those that are sure', () => {
    expect(f.absent(requests)).type.toBe<Condition<'ratio', 'job'>>();
    expect(f.absent(errors)).type.toBe<Condition<'ratio', never>>();
  });

  test('keep zero from being added to several series', () => {
    expect(sum(f.rate(requests, five)).orZero()).type.toBe<Vector<'gauge', 'requests/s', never>>();
    // @ts-expect-error orZero() would add a series without 'route': aggregate everything, or name the series with or(...)
    perRoute.orZero();
  });

  test('keep a vector of several series from becoming a number', () => {
    expect(f.scalar(sum(freeBytes))).type.toBe<Scalar<'bytes'>>();
    // @ts-expect-error scalar() of several series is NaN: aggregate 'route' away
    f.scalar(perRoute);
  });
});

describe('histograms', () => {
  const buckets = sum(f.rate(latency.buckets, five)).by('le', 'route');

  test('have quantiles of their bucket rates', () => {
    expect(f.quantile(0.95, buckets)).type.toBe<Vector<'gauge', 'seconds', 'route'>>();
    // @ts-expect-error keep 'le' in the aggregation: a quantile needs the buckets
    f.quantile(0.95, sum(f.rate(latency.buckets, five)).by('route'));
    // @ts-expect-error keep 'le' in the aggregation: a quantile needs the buckets
    f.quantile(0.95, sum(f.rate(latency.buckets, five)));
    // @ts-expect-error a quantile of a raw histogram is the one since the process started: take rate() first
    f.quantile(0.95, latency.buckets);
    // @ts-expect-error a quantile needs the buckets of a histogram
    f.quantile(0.95, queueDepth);
    // @ts-expect-error a quantile needs the buckets of a histogram
    f.quantile(0.95, f.rate(latency.count, five));
    // @ts-expect-error the expression is in seconds, what it is compared with in bytes
    f.quantile(0.95, buckets).above(mebibytes(1));
  });

  test('are added up and never averaged', () => {
    // @ts-expect-error sum() of a raw histogram mixes processes of different age: take rate() first
    sum(latency.buckets);
    // @ts-expect-error avg() of a histogram means nothing: add up with sum(), then take quantile()
    avg(f.rate(latency.buckets, five));
    // @ts-expect-error max() of a histogram means nothing
    max(native);
    // @ts-expect-error stddev() of a raw histogram mixes processes of different age
    stddev(bodySize);
    expect(sum(native).by('route')).type.toBe<Vector<'nativeRates', 'bytes among requests/s', 'route'>>();
  });

  test('are no numbers', () => {
    // @ts-expect-error a histogram is no number to compare: take quantile() or histogramAvg()
    buckets.above(percent(5));
    // @ts-expect-error a histogram and a number cannot be added or subtracted
    native.plus(f.histogramCount(native));
    native.plus(native);
    // @ts-expect-error two histograms cannot be multiplied
    native.times(native);
    // @ts-expect-error nothing can be divided by a histogram: take histogramCount() or the count series
    f.histogramCount(native).dividedBy(native);
    // @ts-expect-error avgOverTime() needs a gauge, not a histogram: take quantile() of its rate()
    f.avgOverTime(buckets, hours(1));
    expect(native.times(fraction(2))).type.toBe<Vector<'nativeRates', 'bytes among requests/s', 'route' | 'job' | 'instance'>>();
  });

  test('that are native have functions of their own', () => {
    expect(f.histogramCount(native)).type.toBe<Vector<'gauge', 'requests/s', 'route' | 'job' | 'instance'>>();
    expect(f.histogramSum(f.increase(bodySize, five))).type.toBe<Vector<'gauge', 'bytes', 'route' | 'job' | 'instance'>>();
    // @ts-expect-error histogramAvg() of a raw histogram is the one since the process started: take rate() first
    f.histogramAvg(bodySize);
    // @ts-expect-error histogramCount() needs a native histogram: a classic one has series of their own for count and sum
    f.histogramCount(buckets);
    // @ts-expect-error Type '"seconds"' is not assignable to type '"bytes"'
    f.histogramFraction(seconds(0), seconds(1), native);
    f.histogramFraction(bytes(0), bytes(1), native);
    // @ts-expect-error Type '"seconds"' is not assignable to type '"bytes"'
    f.trimAbove(native, seconds(1));
  });
});

describe('conditions', () => {
  const deep = depth.above(quantity(5, 'orders'));

  test('are narrowed by a further comparison', () => {
    expect(deep.atMost(quantity(9, 'orders'))).type.toBe<Condition<'orders', 'queue' | 'job' | 'instance'>>();
  });

  test('are joined to conditions only', () => {
    expect(deep.or(deep)).type.toBe<Condition<'orders', 'queue' | 'job' | 'instance'>>();
    expect(deep.or(depth)).type.toBe<Vector<'gauge', 'orders', 'queue' | 'job' | 'instance'>>();
    expect(depth.or(deep)).type.toBe<Vector<'gauge', 'orders', 'queue' | 'job' | 'instance'>>();
    // @ts-expect-error the expression is in orders, what it is compared with in ratio
    deep.or(failed);
  });

  test('that are judged instead of filtered are numbers', () => {
    expect(depth.isAbove(quantity(5, 'orders'))).type.toBe<Vector<'gauge', 'ratio', 'queue' | 'job' | 'instance'>>();
  });
});

describe('experiments', () => {
  test('are checked like everything else', () => {
    expect(experimental.info(f.rate(requests, five), build, 'version')).type.toBe<Vector<'gauge', 'requests/s', 'method' | 'route' | 'status' | 'job' | 'instance' | 'version'>>();
    // @ts-expect-error the expression has no label 'commit'
    experimental.info(f.rate(requests, five), build, 'commit');
    // @ts-expect-error the expression has no label 'job'
    experimental.info(perRoute, build, 'version');
    // @ts-expect-error Type '"bytes"' is not assignable to type '"seconds"'
    experimental.maxOf(seconds(1), bytes(1));
    // @ts-expect-error not assignable to parameter of type
    f.avgOverTime(queueDepth, experimental.anchored(five));
    f.changes(queueDepth, experimental.anchored(five));
    // @ts-expect-error not assignable to parameter of type
    f.changes(queueDepth, experimental.smoothed(five));
  });
});
