import { describe, expect, test } from '@jest/globals';
import { minutes, seconds } from '../../lib/core/duration';
import { percent, quantity } from '../../lib/core/quantity';
import { instant } from '../../lib/promql/functions';
import { print } from '../../lib/promql/print';
import type { Alert } from '../../lib/rule/alert';
import { alertPack, defineAlert } from '../../lib/rule/define-alert';
import { ladder } from '../../lib/rule/ladder';
import { holds } from '../../lib/rule/scenario/input';
import { severityOf } from '../../lib/rule/severity';
import { checksOf } from './problems';
import { freeConnections, shopAlert, waitingOrders } from './shop';

const waiting = (orders: number): ReturnType<typeof holds> => holds(waitingOrders, {}, quantity(orders, 'orders'));

const ordersWait = defineAlert('OrdersWait', { threshold: quantity(100, 'orders'), for: minutes(10), severity: 'P2', team: 'shop' }, (settings) => ({
  ...shopAlert,
  when: instant(waitingOrders).above(settings.threshold),
  for: settings.for,
  severity: settings.severity,
  team: settings.team,
  description: ({ value }) => `${value} orders wait.`,
  fires: { given: [waiting(settings.threshold.value + 1)], at: minutes(20), alerts: [{ description: 'Orders wait.' }] },
  silent: { given: [waiting(settings.threshold.value)], at: minutes(20) },
}));

const fewConnections = defineAlert('FewConnections', { threshold: quantity(5, 'connections') }, (settings) => ({
  ...shopAlert,
  when: instant(freeConnections).below(settings.threshold),
  description: ({ value }) => value,
  fires: { given: [], at: minutes(1), alerts: [{ description: '4' }] },
  silent: { given: [], at: minutes(1) },
}));

const condition = ({ expression }: Alert): string => print(expression);

describe('an alert with parameters', () => {
  test('an override changes one instance and no sibling', () => {
    const [usual, patient] = [ordersWait.instance(), ordersWait.named('OrdersWaitAtNight', { threshold: quantity(500, 'orders'), for: minutes(30), severity: 'critical' })];
    expect([usual, patient].map(condition)).toEqual(['shop_waiting_orders{job="shop"} > 100', 'shop_waiting_orders{job="shop"} > 500']);
    expect([usual.for, patient.for]).toEqual([minutes(10), minutes(30)]);
    expect([usual.severity, patient.severity]).toEqual(['warning', 'critical']);
    expect(condition(ordersWait.instance())).toBe('shop_waiting_orders{job="shop"} > 100');
    expect(ordersWait.defaults.threshold).toEqual(quantity(100, 'orders'));
  });

  test('scenarios follow the threshold, so an instance is proven with its own', () => {
    expect(ordersWait.instance({ threshold: quantity(7, 'orders') }).firing[0]?.given[0]?.phases).toEqual([{ level: 8 }]);
  });

  test('an unknown parameter, another unit and no number are refused', () => {
    const misspelt: Record<string, never> = JSON.parse('{"treshold": 5}') as Record<string, never>;
    expect(checksOf(() => ordersWait.instance(misspelt))).toEqual(['alert/unknown-parameter']);
    const wrong = JSON.parse('{"threshold": {"value": 5, "unit": "jobs"}}') as Record<string, never>;
    expect(checksOf(() => ordersWait.instance(wrong))).toEqual(['alert/parameter-kind']);
    expect(checksOf(() => ordersWait.instance({ threshold: quantity(Number.NaN, 'orders') }))).toEqual(['alert/parameter-value']);
    expect(checksOf(() => ordersWait.instance({ for: seconds(30) }))).toEqual([]);
  });

  test('a pack is tuned alert by alert, and a missing alert has a reason', () => {
    const pack = alertPack({ ordersWait, fewConnections });
    expect(pack.alerts().map(condition)).toEqual(['shop_waiting_orders{job="shop"} > 100', 'shop_free_connections{job="shop"} < 5']);
    expect(pack.alerts({ ordersWait: { threshold: quantity(7, 'orders') } }).map(condition)).toEqual(['shop_waiting_orders{job="shop"} > 7', 'shop_free_connections{job="shop"} < 5']);
    expect(pack.alerts({ fewConnections: { leftOut: 'the pool is elastic' } }).map(({ name }) => name)).toEqual(['OrdersWait']);
    const misspelt = JSON.parse('{"orderWait": {}}') as Record<string, never>;
    expect(checksOf(() => pack.alerts(misspelt))).toEqual(['alert/unknown-alert']);
  });
});

test('aliases of severities become the label that routes know', () => {
  expect((['P0', 'P1', 'P2', 'P3', 'CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'critical', 'info'] as const).map(severityOf)).toEqual(['critical', 'high', 'warning', 'info', 'critical', 'high', 'warning', 'info', 'critical', 'info']);
  expect(ordersWait.instance({ severity: 'P0' }).fixedLabels).toMatchObject({ severity: 'critical' });
});

describe('a ladder', () => {
  const connections = (warning: number, critical: number): ReturnType<typeof ladder> =>
    ladder({ warning: { name: 'FewConnections', threshold: quantity(warning, 'connections') }, critical: { name: 'HardlyAnyConnections', threshold: quantity(critical, 'connections') } }, ({ threshold, name }) => ({
      ...shopAlert,
      when: instant(freeConnections).below(threshold),
      runbook: `shop/${name}`,
      description: ({ labels, value }) => `${value} in ${labels.pool}`,
      fires: { given: [], at: minutes(1), alerts: [{ description: '4' }] },
      silent: { given: [], at: minutes(1) },
    }));

  test('is one condition at several severities, of which the louder silences the quieter', () => {
    const { alerts, inhibitions } = connections(20, 5);
    expect(alerts.map(({ name, severity, expression }) => [name, severity, print(expression)])).toEqual([
      ['HardlyAnyConnections', 'critical', 'shop_free_connections{job="shop"} < 5'],
      ['FewConnections', 'warning', 'shop_free_connections{job="shop"} < 20'],
    ]);
    expect(inhibitions).toEqual([{ source: { alertname: 'HardlyAnyConnections' }, target: { alertname: ['FewConnections'] }, equal: ['instance', 'job', 'pool'] }]);
  });

  test('refuses steps in the wrong order, and a step that its condition does not use', () => {
    expect(checksOf(() => connections(5, 20))).toEqual(['alert/ladder-order']);
    const unused = (): unknown =>
      ladder({ warning: { name: 'A', threshold: percent(2) }, critical: { name: 'B', threshold: percent(10) } }, () => ({
        ...shopAlert,
        when: instant(freeConnections).below(quantity(5, 'connections')),
        description: ({ value }) => value,
        fires: { given: [], at: minutes(1), alerts: [{ description: '4' }] },
        silent: { given: [], at: minutes(1) },
      }));
    expect(checksOf(unused)).toEqual(['alert/ladder-threshold', 'alert/ladder-threshold']);
    expect(checksOf(() => ladder({ warning: { name: 'A', threshold: quantity(1, 'orders') } }, () => ({ ...shopAlert, when: instant(waitingOrders).above(quantity(1, 'orders')), description: ({ value }) => value, fires: { given: [], at: minutes(1), alerts: [{ description: '4' }] }, silent: { given: [], at: minutes(1) } })))).toEqual(['alert/ladder-steps']);
  });
});
