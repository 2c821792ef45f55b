import { describe, expect, test } from '@jest/globals';
import { days, hours, minutes, seconds } from '../../lib/core/duration';
import { fraction, percent, perSecond, quantity } from '../../lib/core/quantity';
import { gauge, nativeHistogram } from '../../lib/metric/metric';
import { sum } from '../../lib/promql/aggregate';
import { rate } from '../../lib/promql/functions';
import type { RuleGroup } from '../../lib/rule/group';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds, observes, observesNative } from '../../lib/rule/scenario/input';
import { inSequence } from '../../lib/rule/scenario/sequence';
import { valueCounts } from '../../lib/rule/scenario/value-test';
import { availability, customRatio, latency, nativeLatency, probesSucceed, ratioOfGauges } from '../../lib/rule/slo/indicator';
import { perFeature } from '../../lib/rule/slo/per-feature';
import type { Slo } from '../../lib/rule/slo/slo';
import { slo } from '../../lib/rule/slo/slo';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import { runProofs, runValueProofs, runWrittenProofs } from './promtool';
import { expressionTest } from './expression-test';
import { latency as duration, orders, requests, traffic } from './shop';

const common = { period: days(30), service: 'shop', team: 'shop', runbook: 'shop/slo', title: 'The shop', alerts: 'Shop', target: percent(99.9) } as const;
const counted = { ...common, volume: perSecond(0.1, 'requests') } as const;

const nativeDuration = nativeHistogram('shop_answer_seconds', { help: 'Time to answer.', unit: 'seconds', counts: 'requests', labels: {}, jobs: ['shop'] });
const wantedReplicas = gauge('shop_wanted_replicas', { help: 'Replicas that should run.', unit: 'replicas', labels: {}, jobs: ['shop'] });
const readyReplicas = gauge('shop_ready_replicas', { help: 'Replicas that run.', unit: 'replicas', labels: {}, jobs: ['shop'] });

const indicators: Readonly<Record<string, Slo>> = {
  'availability by what fails': slo('shop-failures', { ...counted, indicator: availability({ total: requests, bad: requests.where({ status: '500' }) }), events: traffic }),
  'availability by what succeeds': slo('shop-successes', { ...counted, indicator: availability({ total: requests, good: requests.where({ status: '200' }) }), events: traffic }),
  'latency of a classic histogram': slo('shop-latency', {
    ...counted,
    indicator: latency(duration, seconds(0.5), { route: { not: '/health' } }),
    events: (good, bad) => observes(duration, { route: '/' }, { observed: [{ rate: perSecond(good, 'requests'), each: seconds(0.5) }, { rate: perSecond(bad, 'requests'), each: seconds(0.51) }] }),
  }),
  'latency of a native histogram': slo('shop-native-latency', {
    ...counted,
    indicator: nativeLatency(nativeDuration, seconds(0.5), 'requests'),
    events: (good, bad) => [observesNative(nativeDuration, {}, { observed: [{ rate: perSecond(good, 'requests'), each: seconds(0.2) }, { rate: perSecond(bad, 'requests'), each: seconds(2) }] })],
  }),
  'probes that succeed': slo('shop-probes', {
    ...common,
    indicator: probesSucceed(probeSuccess.where({ target: 'shop' })),
    events: (good, bad) => [holds(probeSuccess, { target: 'shop' }, fraction(good / (good + bad)))],
  }),
  'a ratio of gauges': slo('shop-replicas', {
    ...common,
    indicator: ratioOfGauges({ good: readyReplicas, total: wantedReplicas, verdict: 'did not run' }),
    events: (good, bad) => [holds(readyReplicas, {}, quantity(good, 'replicas')), holds(wantedReplicas, {}, quantity(good + bad, 'replicas'))],
  }),
  'any other ratio': slo('shop-checkout', {
    ...common,
    volume: perSecond(0.1, 'visits'),
    indicator: customRatio({ events: 'visits', verdict: 'ended without an order', total: (window) => sum(rate(requests.where({ route: '/cart' }), window)), good: (window) => sum(rate(requests.where({ route: '/cart', status: '200' }), window)) }),
    events: (good, bad) => traffic(good, bad, '/cart'),
  }),
};

describe.each(Object.entries(indicators))('%s', (_name, { groups }) => {
  test('every alert fires above its threshold, stays silent below, and ends with the short window', async () => {
    const { passed, output } = await runWrittenProofs(groups);
    expect({ passed, output }).toEqual({ passed: true, output: expect.stringContaining('SUCCESS') });
  }, 60_000);

  test('every recorded series has the value that follows from the events', async () => {
    const { recordings, withValue } = valueCounts(groups);
    expect(withValue).toBe(recordings);
    expect(recordings).toBeGreaterThan(15);
    const { passed, output } = await runValueProofs(groups);
    expect({ passed, output }).toEqual({ passed: true, output: expect.stringContaining('SUCCESS') });
  }, 60_000);
});

const shopFailures = slo('shop-failures', { ...counted, indicator: availability({ total: requests, bad: requests.where({ status: '500' }) }), events: traffic, keep: percent(20) });

/** Asks the real engine for values at a moment. */
async function valuesOf(groups: readonly RuleGroup[], given: readonly InputSeries[], every: ReturnType<typeof minutes>, at: ReturnType<typeof minutes>, expected: Readonly<Record<string, number | undefined>>): Promise<void> {
  const { passed, output } = await runProofs(expressionTest(groups, given, every, at, expected));
  expect({ passed, output }).toEqual({ passed: true, output: expect.stringContaining('SUCCESS') });
}

describe('a budget', () => {
  test('is weighted by events: a night of failures without traffic costs what its few events cost', async () => {
    // 90 minutes at 100/s without a failure, and 90 minutes at 1/s of which half fails: 0.5 of 101, not a quarter.
    const given = inSequence({ given: traffic(100, 0), lasts: minutes(90) }, { given: traffic(0.5, 0.5) });
    await valuesOf(shopFailures.groups, given, minutes(1), minutes(180), {
      'round(slo:error_ratio:rate30d{slo="shop-failures"}, 0.001)': 0.005,
      'round(slo:error_ratio:rate30m{slo="shop-failures"}, 0.001)': 0.5,
    });
  });

  test('survives a time without a single event: no share, no NaN, and what is left stays', async () => {
    const given = inSequence({ given: traffic(99.95, 0.05), lasts: hours(2) }, { given: traffic(0, 0) });
    await valuesOf(shopFailures.groups, given, minutes(1), hours(4), {
      'slo:error_ratio:rate5m{slo="shop-failures"}': undefined,
      'slo:error_ratio:rate1h{slo="shop-failures"}': undefined,
      'round(slo:budget_remaining:ratio{slo="shop-failures"}, 0.01)': 0.5,
      'slo:deploys_allowed:bool{slo="shop-failures"}': 1,
      'slo:time_to_exhaustion:seconds{slo="shop-failures"}': undefined,
    });
  });

  test('forgets no event of a counter that restarts, and takes a missed scrape for what it is', async () => {
    const good = grows(requests, { route: '/', status: '200' }, { rate: perSecond(99, 'requests'), lasts: minutes(30) }, { restart: true }, { rate: perSecond(99, 'requests') });
    const bad = grows(requests, { route: '/', status: '500' }, { rate: perSecond(1, 'requests'), lasts: minutes(20) }, { missing: true, lasts: minutes(2) }, { rate: perSecond(1, 'requests') });
    await valuesOf(shopFailures.groups, [good, bad], seconds(30), minutes(58), { 'round(slo:error_ratio:rate1h{slo="shop-failures"}, 0.0005)': 0.01 });
  });

  test('allows a deploy only while enough of it is left and it does not burn fast', async () => {
    const gate = (badShare: number, expected: number): Promise<void> => valuesOf(shopFailures.groups, traffic(100 * (1 - badShare), 100 * badShare), minutes(1), minutes(30), { 'slo:deploys_allowed:bool{slo="shop-failures"}': expected });
    await gate(0.00079, 1);
    await gate(0.00081, 0);
    await gate(0.02, 0);
    const burstAfterCalm = inSequence({ given: traffic(1000, 0), lasts: hours(6) }, { given: traffic(9.5, 0.5) });
    await valuesOf(shopFailures.groups, burstAfterCalm, minutes(2), hours(7.2), {
      'slo:budget_remaining:ratio{slo="shop-failures"} > bool 0.8': 1,
      'slo:burn_rate:current{slo="shop-failures"} > bool 14.4': 1,
      'slo:deploys_allowed:bool{slo="shop-failures"}': 0,
    });
  }, 60_000);
});

test('features of one service have budgets of their own', async () => {
  const features = perFeature({ cart: { route: '/cart' }, search: { route: ['/search', '/suggest'] } }, (feature, conditions) =>
    slo(`shop-${feature}`, {
      ...counted,
      alerts: feature === 'cart' ? 'Cart' : 'Search',
      labels: { feature },
      indicator: availability({ total: requests.where(conditions), bad: requests.where({ ...conditions, status: '500' }) }),
      events: (good, bad) => traffic(good, bad, feature === 'cart' ? '/cart' : '/suggest'),
    }),
  );
  const groups = features.flatMap(({ groups: own }) => own);
  await valuesOf(groups, [...traffic(99, 1, '/cart'), ...traffic(100, 0, '/search'), ...traffic(300, 0, '/suggest')], minutes(1), minutes(20), {
    'round(slo:error_ratio:rate5m{feature="cart"}, 0.0001)': 0.01,
    'slo:error_ratio:rate5m{feature="search"}': 0,
    'round(slo:events_total:rate5m{feature="search"}, 0.1)': 400,
  });
  const { passed, output } = await runWrittenProofs(groups);
  expect({ passed, output }).toEqual({ passed: true, output: expect.stringContaining('SUCCESS') });
});

test('orders that are born by their first event are counted once they are there', async () => {
  const born = slo('shop-orders', {
    ...common,
    volume: perSecond(0.001, 'orders'),
    indicator: availability({ total: orders, bad: orders.where({ country: 'id' }) }),
    events: (good, bad) => [grows(orders, { country: 'de' }, perSecond(good, 'orders')), grows(orders, { country: 'id' }, perSecond(bad, 'orders'))],
  });
  const given = [
    grows(orders, { country: 'de' }, perSecond(1, 'orders')),
    grows(orders, { country: 'id' }, { missing: true, lasts: minutes(10) }, { startsAt: quantity(1, 'orders') }, { rate: perSecond(1, 'orders') }),
  ];
  await valuesOf(born.groups, given, seconds(30), minutes(9), { 'slo:error_ratio:rate5m{slo="shop-orders"}': 0 });
  await valuesOf(born.groups, given, seconds(30), minutes(20), { 'round(slo:error_ratio:rate5m{slo="shop-orders"}, 0.01)': 0.5 });
});
