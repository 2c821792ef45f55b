import { describe, expect, test } from '@jest/globals';
import { hours, minutes } from '../../lib/core/duration';
import { fraction, percent, perSecond, quantity } from '../../lib/core/quantity';
import { sum } from '../../lib/promql/aggregate';
import { instant, rate, ratio } from '../../lib/promql/functions';
import type { Vector } from '../../lib/promql/vector';
import type { MovedWindow } from '../../lib/promql/window';
import { comparedWithLastWeek, seasonalBand } from '../../lib/rule/condition/baseline';
import { worseThan } from '../../lib/rule/condition/direction';
import { outsideMaintenance } from '../../lib/rule/condition/maintenance';
import { outside, within } from '../../lib/rule/condition/office-hours';
import { shareOf } from '../../lib/rule/condition/share';
import { checksOf } from './problems';
import { freeConnections, maintenance, orders, requests, waitingOrders } from './shop';

describe('office hours', () => {
  const office = { days: ['monday', 'tuesday'], from: '09:00', to: '17:00', zone: 'Asia/Jakarta' } as const;

  test('the clock is set back to the first office hour', () => {
    expect(within(office).toString()).toBe('vector((time() - 7200) % 86400) < 28800 and on () day_of_week(vector(time() - 7200)) >= 1 <= 2');
    expect(within({ from: '00:00', to: '12:00', zone: 'UTC' }).toString()).toBe('vector(time() % 86400) < 43200');
    expect(within({ days: ['sunday'], from: '22:00', to: '06:00', zone: 'UTC' }).toString()).toBe('vector((time() - 79200) % 86400) < 28800 and on () day_of_week(vector(time() - 79200)) == 0');
    expect(outside({ from: '00:00', to: '12:00', zone: 'UTC' }).toString()).toBe('vector(0) unless on () vector(time() % 86400) < 43200');
  });

  test('zones west of Greenwich and half hours count', () => {
    expect(within({ from: '09:00', to: '10:00', zone: 'America/Phoenix' }).toString()).toBe('vector((time() - 57600) % 86400) < 3600');
    expect(within({ from: '00:00', to: '01:00', zone: 'Asia/Kolkata' }).toString()).toBe('vector((time() + 19800) % 86400) < 3600');
  });

  test.each([
    ['office-hours/changing-clocks', { ...office, zone: 'Europe/Berlin' }],
    ['office-hours/unknown-zone', { ...office, zone: 'Mars/Olympus' }],
    ['office-hours/clock', { ...office, from: '9:00' as const }],
    ['office-hours/clock', { ...office, from: '24:01' as const }],
    ['office-hours/always', { from: '00:00' as const, to: '24:00' as const, zone: 'UTC' }],
    ['office-hours/always', { from: '07:00' as const, to: '07:00' as const, zone: 'UTC' }],
  ])('%s', (check, hoursOfDay) => {
    expect(checksOf(() => within(hoursOfDay))).toEqual([check]);
    expect(checksOf(() => within(office))).toEqual([]);
  });
});

describe('baselines', () => {
  const ordersOver = (window: MovedWindow): Vector<'gauge', 'orders/s', 'country'> => sum(rate(orders, window)).by('country');
  const lastWeek = { range: minutes(30), direction: 'above', factor: fraction(3) } as const;
  const season = { range: hours(1), weeks: 2, margin: percent(40) } as const;

  test('print what they compare', () => {
    expect(comparedWithLastWeek(ordersOver, lastWeek).toString()).toBe(
      'sum by (country) (rate(shop_orders_total{job="shop"}[30m])) > sum by (country) (rate(shop_orders_total{job="shop"}[30m] offset 7d)) * 3',
    );
    const past = (week: number): string => `label_replace(sum by (country) (rate(shop_orders_total{job="shop"}[1h] offset ${week * 7}d)), "weeks_ago", "${week}", "", "")`;
    expect(seasonalBand(ordersOver, season).below().toString()).toBe(`sum by (country) (rate(shop_orders_total{job="shop"}[1h])) < quantile without (weeks_ago) (0.5, ${past(1)} or ${past(2)}) * 0.6`);
  });

  test('refuse what is true of an ordinary week', () => {
    expect(checksOf(() => comparedWithLastWeek(ordersOver, { ...lastWeek, factor: fraction(0.5) }))).toEqual(['baseline/factor']);
    expect(checksOf(() => comparedWithLastWeek(ordersOver, { ...lastWeek, direction: 'below' }))).toEqual(['baseline/factor']);
    expect(checksOf(() => comparedWithLastWeek(ordersOver, lastWeek))).toEqual([]);
    expect(checksOf(() => seasonalBand(ordersOver, { ...season, weeks: 1 }))).toEqual(['baseline/weeks']);
    expect(checksOf(() => seasonalBand(ordersOver, { ...season, margin: percent(100) }))).toEqual(['baseline/margin']);
    expect(checksOf(() => seasonalBand(ordersOver, season))).toEqual([]);
  });
});

describe('shares, directions, maintenance', () => {
  const failures = { of: requests.where({ status: '500' }), among: requests, window: minutes(5), atLeast: perSecond(0.1, 'requests') } as const;

  test('a share without an event in question is zero, with labels as without', () => {
    expect(shareOf(failures).above(percent(5)).toString()).toBe(
      '(sum(rate(shop_requests_total{job="shop",status="500"}[5m])) or vector(0)) / sum(rate(shop_requests_total{job="shop"}[5m])) > 0.05 and sum(rate(shop_requests_total{job="shop"}[5m])) >= 0.1',
    );
    expect(shareOf({ ...failures, by: ['route'] }).ratio.toString()).toBe(
      '(sum by (route) (rate(shop_requests_total{job="shop",status="500"}[5m])) or sum by (route) (rate(shop_requests_total{job="shop"}[5m])) * 0) / sum by (route) (rate(shop_requests_total{job="shop"}[5m]))',
    );
    expect(checksOf(() => shareOf({ ...failures, atLeast: perSecond(0, 'requests') }))).toEqual(['share/no-volume']);
  });

  test('the declaration says which side is the bad one', () => {
    expect(worseThan(instant(freeConnections), quantity(5, 'connections')).toString()).toBe('shop_free_connections{job="shop"} < 5');
    expect(worseThan(instant(waitingOrders), quantity(5, 'orders')).toString()).toBe('shop_waiting_orders{job="shop"} > 5');
    expect(checksOf(() => worseThan(instant(maintenance), fraction(0.5)))).toEqual(['alert/no-direction']);
    expect(checksOf(() => worseThan(ratio(sum(instant(freeConnections)), sum(instant(waitingOrders))), quantity(1, 'connections per orders')))).toEqual(['alert/no-direction']);
  });

  test('maintenance is joined by the labels of what is worked on', () => {
    const down = instant(freeConnections).equals(quantity(0, 'connections'));
    expect(outsideMaintenance(down, maintenance, 'pool').toString()).toBe('shop_free_connections{job="shop"} == 0 unless on (pool) shop_maintenance{job="shop"} == 1');
    expect(outsideMaintenance(down, maintenance).toString()).toBe('shop_free_connections{job="shop"} == 0 unless on () shop_maintenance{job="shop"} == 1');
  });
});
