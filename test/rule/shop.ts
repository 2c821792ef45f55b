import { minutes } from '../../lib/core/duration';
import { perSecond } from '../../lib/core/quantity';
import { open } from '../../lib/metric/declaration';
import { counter, gauge, histogram } from '../../lib/metric/metric';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows } from '../../lib/rule/scenario/input';

/** A made-up shop, for tests of constructs that no real system has to use. */

export const requests = counter('shop_requests_total', {
  help: 'Requests.',
  unit: 'requests',
  labels: { route: open({ expected: 10 }), status: ['200', '500'] },
  jobs: ['shop'],
});

export const orders = counter('shop_orders_total', { help: 'Orders.', unit: 'orders', labels: { country: ['de', 'id'] }, jobs: ['shop'], createdOnFirstEvent: true });

export const freeConnections = gauge('shop_free_connections', { help: 'Connections left.', unit: 'connections', labels: { pool: ['main', 'spare'] }, jobs: ['shop'], direction: 'lowIsBad' });

export const waitingOrders = gauge('shop_waiting_orders', { help: 'Orders that wait.', unit: 'orders', labels: {}, jobs: ['shop'], direction: 'highIsBad' });

export const maintenance = gauge('shop_maintenance', { help: 'Whether somebody works on it.', unit: 'ratio', labels: { pool: ['main', 'spare'] }, jobs: ['shop'] });

export const latency = histogram('shop_request_duration_seconds', { help: 'Time to answer.', unit: 'seconds', counts: 'requests', labels: { route: open({ expected: 10 }) }, buckets: [0.1, 0.5, 1, 5], jobs: ['shop'] });

/** Requests per second by outcome. */
export function traffic(good: number, bad: number, route = '/'): InputSeries[] {
  return [grows(requests, { route, status: '200' }, perSecond(good, 'requests')), grows(requests, { route, status: '500' }, perSecond(bad, 'requests'))];
}

/** What every alert of the shop says. */
export const shopAlert = {
  for: minutes(2),
  severity: 'warning',
  kind: 'symptom',
  team: 'shop',
  summary: 'Something is wrong with the shop.',
  runbook: 'shop/something',
} as const;
