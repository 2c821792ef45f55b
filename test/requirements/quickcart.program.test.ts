import { describe, expect, jest, test } from '@jest/globals';
import { days, hours, minutes } from '../../lib/core/duration';
import { bytes, gibibytes, perSecond } from '../../lib/core/quantity';
import type { Alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds } from '../../lib/rule/scenario/input';
import type { Proof } from '../../lib/rule/scenario/proof';
import { filesFor } from '../../lib/rule/scenario/promtool-test';
import { ordersLow } from '../../rules/quickcart/business-alerts';
import { quickcartGroups } from '../../rules/quickcart/groups';
import { shopHours } from '../../rules/quickcart/hours';
import { httpRequests, orders, payments, redis, telegramUpdates } from '../../rules/quickcart/metrics';
import { paymentSuccessRateLow } from '../../rules/quickcart/payment-alerts';
import { redisMemoryHigh } from '../../rules/quickcart/platform-alerts';
import { dynamicThresholdExceeded, userActivityLow } from '../../rules/quickcart/security-alerts';
import { httpRequestSpike } from '../../rules/quickcart/service-alerts';
import { officeMoments } from '../../rules/shared/office-hours';
import { proofSettings, runProofs } from '../rule/promtool';

const every = minutes(4);

jest.setTimeout(60_000);

/** What the real Prometheus says of an alert in situations. */
async function proves(alert: Alert, ...situations: readonly Omit<Proof, 'name'>[]): Promise<boolean> {
  const { passed } = await runProofs(filesFor([alert], quickcartGroups, situations.map((situation) => ({ name: alert.name, ...situation })), proofSettings));
  return passed;
}

const requests = (...phases: Parameters<typeof grows<'requests', typeof httpRequests.labelSpec, 'quickcart-api', never>> extends readonly [unknown, unknown, ...infer Phases] ? Phases : never): InputSeries =>
  grows(httpRequests, { method: 'GET', route: '/products', status: '200' }, ...phases);

const [monday, sunday] = [officeMoments(shopHours).firstOpens, officeMoments(shopHours).closed];

describe('business hours', () => {
  const sold = (count: number): readonly InputSeries[] => [grows(orders, { status: 'paid', payment_method: 'qris' }, perSecond(count / 3600, 'orders'))];

  test('few orders are told while the shop is open, and not while it is closed', async () => {
    expect([monday, sunday]).toEqual(['2026-03-02T01:00:00Z', '2026-03-01T01:00:00Z']);
    expect(await proves(ordersLow, { given: sold(1), startsAt: monday, checks: [{ at: hours(2), expects: 'something' }] }, { given: sold(1), startsAt: '2026-03-01T01:00:00Z', checks: [{ at: hours(2), expects: 'nothing' }] })).toBe(true);
    // Fifteen hours after eight in the morning the shop is closed.
    expect(await proves(ordersLow, { given: sold(1), startsAt: monday, every, checks: [{ at: hours(15), expects: 'nothing' }] })).toBe(true);
  });

  test('few users are told while the shop is open, and not at night', async () => {
    const given = [grows(telegramUpdates, { update_type: 'message' }, { rate: perSecond(1, 'updates'), lasts: days(7) }, { rate: perSecond(0.1, 'updates') })];
    const startsAt = officeMoments(shopHours, 1).firstOpens;
    expect(await proves(userActivityLow, { given, startsAt, every, checks: [{ at: hours(7 * 24 + 4), expects: 'something' }, { at: hours(7 * 24 + 15), expects: 'nothing' }] })).toBe(true);
  });

  test('many orders are not told: the low side is the bad one', async () => {
    expect(await proves(ordersLow, { given: sold(30), startsAt: monday, checks: [{ at: hours(2), expects: 'nothing' }] })).toBe(true);
  });
});

test('a low share of payments is told, and a high one is not', async () => {
  const paying = (good: number, bad: number): readonly InputSeries[] => [grows(payments, { status: 'succeeded', payment_method: 'qris' }, perSecond(good / 60, 'payments')), grows(payments, { status: 'failed', payment_method: 'qris' }, perSecond(bad / 60, 'payments'))];
  expect(await proves(paymentSuccessRateLow, { given: paying(9, 1), checks: [{ at: minutes(30), expects: 'something' }] }, { given: paying(99, 1), checks: [{ at: minutes(30), expects: 'nothing' }] })).toBe(true);
  const expired = grows(payments, { status: 'expired', payment_method: 'qris' }, perSecond(1, 'payments'));
  expect(await proves(paymentSuccessRateLow, { given: [...paying(99, 1), expired], checks: [{ at: minutes(30), expects: 'nothing' }] })).toBe(true);
});

test('a Redis without a limit does not fire for ever', async () => {
  const using = (limit: number): readonly InputSeries[] => [holds(redis.memoryUsed, { instance: 'redis-0' }, gibibytes(1)), holds(redis.memoryLimit, { instance: 'redis-0' }, bytes(limit))];
  expect(await proves(redisMemoryHigh, { given: using(0), checks: [{ at: minutes(20), expects: 'nothing' }] }, { given: using(1.1 * 1024 ** 3), checks: [{ at: minutes(20), expects: 'something' }] })).toBe(true);
});

describe('a dynamic threshold', () => {
  test('tells what no ordinary day has, long before the fixed limit', async () => {
    const given = [requests({ rate: perSecond(8, 'requests'), lasts: hours(12) }, { rate: perSecond(12, 'requests'), lasts: hours(12) }, { rate: perSecond(30, 'requests') })];
    const at = minutes(24 * 60 + 24);
    expect(await proves(dynamicThresholdExceeded, { given, every, checks: [{ at, expects: 'something' }] })).toBe(true);
    expect(await proves(httpRequestSpike, { given, every, checks: [{ at, expects: 'nothing' }] })).toBe(true);
  });

  test('stands beside a fixed limit, which a slow rise does not escape', async () => {
    const rising = Array.from({ length: 10 }, (_, index) => ({ rate: perSecond(20 + index * 10, 'requests'), lasts: hours(24) }));
    const given = [requests({ rate: perSecond(10, 'requests'), lasts: hours(24) }, ...rising, { rate: perSecond(120, 'requests') })];
    expect(await proves(httpRequestSpike, { given, every, checks: [{ at: hours(275), expects: 'something' }] })).toBe(true);
  });
});
