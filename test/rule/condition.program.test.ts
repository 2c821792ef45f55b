import { describe, expect, test } from '@jest/globals';
import { days, hours, minutes } from '../../lib/core/duration';
import { fraction, percent, perSecond, quantity } from '../../lib/core/quantity';
import { sum } from '../../lib/promql/aggregate';
import { instant, rate } from '../../lib/promql/functions';
import { on } from '../../lib/promql/match';
import type { Vector } from '../../lib/promql/vector';
import type { MovedWindow } from '../../lib/promql/window';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import { comparedWithLastWeek, seasonalBand } from '../../lib/rule/condition/baseline';
import { worseThan } from '../../lib/rule/condition/direction';
import { outsideMaintenance } from '../../lib/rule/condition/maintenance';
import { outside, within } from '../../lib/rule/condition/office-hours';
import { shareOf } from '../../lib/rule/condition/share';
import { group } from '../../lib/rule/group';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds } from '../../lib/rule/scenario/input';
import { inSequence } from '../../lib/rule/scenario/sequence';
import { runWrittenProofs } from './promtool';
import { freeConnections, maintenance, orders, requests, shopAlert, traffic, waitingOrders } from './shop';

async function expectProven(...alerts: readonly Alert[]): Promise<void> {
  const { passed, output } = await runWrittenProofs([group('shop', { rules: alerts })]);
  expect({ passed, output }).toEqual({ passed: true, output: expect.stringContaining('SUCCESS') });
}

const waiting = (count: number): InputSeries => holds(waitingOrders, {}, quantity(count, 'orders'));
const pool = (count: number): InputSeries => holds(freeConnections, { pool: 'main' }, quantity(count, 'connections'));
const shop = { job: 'shop', instance: 'shop-0' };

describe('office hours on the real engine', () => {
  // Jakarta is seven hours ahead of UTC; 2026-03-02 is a Monday there.
  const tooManyWaiting = instant(waitingOrders).above(quantity(10, 'orders'));
  const office = { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '09:00', to: '17:30', zone: 'Asia/Jakarta' } as const;
  const says = { labels: shop, description: '11 orders wait.' };
  const common = { ...shopAlert, description: ({ value }: { readonly value: string }): string => `${value} orders wait.` };

  test('an alert speaks from the first minute to the last, and on no other day', async () => {
    await expectProven(
      alert('OrdersWaitInOfficeHours', {
        ...common,
        when: tooManyWaiting.given(within(office), on()),
        fires: [
          { name: 'Monday 09:00 in Jakarta, and not before', given: [waiting(11)], startsAt: '2026-03-02T01:50:00Z', notYetAt: minutes(11), at: minutes(13), alerts: [says] },
          { name: 'Friday until 17:30', given: [waiting(11)], startsAt: '2026-03-06T10:20:00Z', at: minutes(9), resolvedAt: minutes(11), alerts: [says] },
        ],
        silent: [
          { name: 'Sunday at noon', given: [waiting(11)], startsAt: '2026-03-01T05:00:00Z', at: minutes(10) },
          { name: 'Saturday at noon', given: [waiting(11)], startsAt: '2026-03-07T05:00:00Z', at: minutes(10) },
          { name: 'in office hours with few orders', given: [waiting(10)], startsAt: '2026-03-02T05:00:00Z', at: minutes(10) },
        ],
      }),
      alert('OrdersWaitOutsideOfficeHours', {
        ...common,
        when: tooManyWaiting.given(outside(office), on()),
        fires: { name: 'Saturday at noon', given: [waiting(11)], startsAt: '2026-03-07T05:00:00Z', at: minutes(10), alerts: [says] },
        silent: { name: 'Monday at noon', given: [waiting(11)], startsAt: '2026-03-02T05:00:00Z', at: minutes(10) },
      }),
    );
  });

  test('hours that pass midnight belong to the day on which they begin, and days need not follow each other', async () => {
    const night = { days: ['saturday', 'monday', 'sunday'], from: '22:00', to: '06:00', zone: 'UTC' } as const;
    await expectProven(
      alert('OrdersWaitAtNight', {
        ...common,
        when: tooManyWaiting.given(within(night), on()),
        fires: { name: 'Tuesday 05:00, in the night that began on Monday', given: [waiting(11)], startsAt: '2026-03-03T05:00:00Z', at: minutes(10), alerts: [says] },
        silent: [
          { name: 'Tuesday 23:00', given: [waiting(11)], startsAt: '2026-03-03T23:00:00Z', at: minutes(10) },
          { name: 'Saturday 05:00, in the night that began on Friday', given: [waiting(11)], startsAt: '2026-03-07T05:00:00Z', at: minutes(10) },
          { name: 'Monday at noon', given: [waiting(11)], startsAt: '2026-03-02T12:00:00Z', at: minutes(10) },
        ],
      }),
      alert('OrdersWaitOnSunday', {
        ...common,
        when: tooManyWaiting.given(within({ days: ['sunday'], from: '00:00', to: '24:00', zone: 'UTC' }), on()),
        fires: { name: 'Sunday before midnight', given: [waiting(11)], startsAt: '2026-03-01T23:50:00Z', at: minutes(9), resolvedAt: minutes(11), alerts: [says] },
        silent: { name: 'Monday', given: [waiting(11)], startsAt: '2026-03-02T12:00:00Z', at: minutes(10) },
      }),
    );
  });
});

describe('baselines on the real engine', () => {
  const ordersOver = (window: MovedWindow): Vector<'gauge', 'orders/s', 'country'> => sum(rate(orders, window)).by('country');
  const sold = (...rates: readonly { readonly rate: number; readonly days?: number }[]): InputSeries => {
    const [first, ...others] = rates.map(({ rate: perSec, days: length }) => ({ rate: perSecond(perSec, 'orders'), ...(length === undefined ? {} : { lasts: days(length) }) }));
    return grows(orders, { country: 'de' }, first ?? { rate: perSecond(0, 'orders') }, ...others);
  };
  const common = { ...shopAlert, for: minutes(0), description: ({ value }: { readonly value: string }): string => `${value} orders per second.` };

  test('the same hour last week, in both directions', async () => {
    await expectProven(
      alert('OrdersTripled', {
        ...common,
        when: comparedWithLastWeek(ordersOver, { range: hours(2), direction: 'above', factor: fraction(3) }),
        fires: { given: [sold({ rate: 1, days: 7 }, { rate: 3.1 })], every: minutes(30), at: days(7.25), alerts: [{ labels: { country: 'de' }, description: '3.1 orders per second.' }] },
        silent: [
          { name: 'at 2.9 times', given: [sold({ rate: 1, days: 7 }, { rate: 2.9 })], every: minutes(30), at: days(7.25) },
          { name: 'without a past', given: [sold({ rate: 100 })], every: minutes(30), at: days(1) },
        ],
      }),
      alert('OrdersHalved', {
        ...common,
        when: comparedWithLastWeek(ordersOver, { range: hours(2), direction: 'below', factor: fraction(0.5) }),
        fires: { given: [sold({ rate: 1, days: 7 }, { rate: 0.49 })], every: minutes(30), at: days(7.25), alerts: [{ labels: { country: 'de' }, description: '0.49 orders per second.' }] },
        silent: { given: [sold({ rate: 1, days: 7 }, { rate: 0.51 })], every: minutes(30), at: days(7.25) },
      }),
    );
  });

  test('a seasonal band follows the median, so that one odd week moves nothing', async () => {
    const band = seasonalBand(ordersOver, { range: hours(4), weeks: 3, margin: percent(40) });
    const oddWeek = (now: number): InputSeries => sold({ rate: 1, days: 7 }, { rate: 50, days: 7 }, { rate: 1.1, days: 7 }, { rate: now });
    await expectProven(
      alert('OrdersBelowUsual', {
        ...common,
        when: band.below(),
        fires: { name: 'at 59 % of the median of 1, 50 and 1.1', given: [oddWeek(0.65)], every: hours(2), at: days(21.5), alerts: [{ labels: { country: 'de' }, description: '0.65 orders per second.' }] },
        silent: { name: 'at 61 % of it', given: [oddWeek(0.67)], every: hours(2), at: days(21.5) },
      }),
      alert('OrdersAboveUsual', {
        ...common,
        when: band.above(),
        fires: { name: 'at 141 %', given: [oddWeek(1.55)], every: hours(2), at: days(21.5), alerts: [{ labels: { country: 'de' }, description: '1.55 orders per second.' }] },
        silent: { name: 'at 139 %', given: [oddWeek(1.53)], every: hours(2), at: days(21.5) },
      }),
    );
  });
});

test('a share is guarded against small numbers, and low is bad where that is so', async () => {
  const failures = { of: requests.where({ status: '500' }), among: requests, window: minutes(5), atLeast: perSecond(0.1, 'requests') } as const;
  await expectProven(
    alert('ManyFailures', {
      ...shopAlert,
      when: shareOf(failures).above(percent(5)),
      description: ({ value }) => `${value} fail.`,
      fires: { given: traffic(94.9, 5.1), at: minutes(10), alerts: [{ description: '5.1% fail.' }] },
      silent: [
        { name: 'at 4.9 %', given: traffic(95.1, 4.9), at: minutes(10) },
        { name: 'when hardly anybody asks', given: traffic(0, 0.09), at: minutes(10) },
        { name: 'without a single failure', given: traffic(10, 0).slice(0, 1), at: minutes(10) },
      ],
    }),
    alert('FewSuccesses', {
      ...shopAlert,
      when: shareOf({ of: requests.where({ status: '200' }), among: requests, by: ['route'], window: minutes(5), atLeast: perSecond(0.1, 'requests') }).below(percent(90)),
      description: ({ labels, value }) => `${value} of ${labels.route} succeed.`,
      fires: {
        name: 'for the route that fails, even when it never succeeds',
        given: [...traffic(10, 0, '/good'), ...traffic(0, 10, '/bad').slice(1)],
        at: minutes(10),
        alerts: [{ labels: { route: '/bad' }, description: '0% of /bad succeed.' }],
      },
      silent: { name: 'at 91 %', given: traffic(91, 9), at: minutes(10) },
    }),
    alert('FewConnectionsLeft', {
      ...shopAlert,
      when: worseThan(instant(freeConnections), quantity(5, 'connections')),
      description: ({ labels, value }) => `${value} left in ${labels.pool}.`,
      fires: { given: [pool(4)], at: minutes(5), alerts: [{ labels: { ...shop, pool: 'main' }, description: '4 left in main.' }] },
      silent: { given: [pool(5)], at: minutes(5) },
    }),
  );
});

test('maintenance takes an alert back for what is worked on, and only while it lasts', async () => {
  const works = (value: 0 | 1, on: 'main' | 'spare'): InputSeries => holds(maintenance, { pool: on, instance: 'operator' }, fraction(value));
  const says = { labels: { ...shop, pool: 'main' }, description: 'main' } as const;
  await expectProven(
    alert('NoConnections', {
      ...shopAlert,
      when: outsideMaintenance(instant(freeConnections).equals(quantity(0, 'connections')), maintenance, 'pool'),
      description: ({ labels }) => labels.pool,
      fires: [
        { name: 'without maintenance', given: [pool(0), works(0, 'main')], at: minutes(5), alerts: [says] },
        { name: 'during maintenance of another pool', given: [pool(0), works(1, 'spare')], at: minutes(5), alerts: [says] },
        { name: 'when maintenance is over', given: inSequence({ given: [pool(0), works(1, 'main')], lasts: minutes(10) }, { given: [pool(0), works(0, 'main')] }), notYetAt: minutes(11), at: minutes(13), alerts: [says] },
      ],
      silent: [
        { name: 'during maintenance', given: [pool(0), works(1, 'main')], at: minutes(5) },
        { name: 'while connections are left', given: [pool(1), works(0, 'main')], at: minutes(5) },
      ],
    }),
  );
});
