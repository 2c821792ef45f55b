import { expect, test } from '@jest/globals';
import { minutes } from '../../lib/core/duration';
import { perSecond, quantity } from '../../lib/core/quantity';
import { sum } from '../../lib/promql/aggregate';
import { instant, rate, ratio } from '../../lib/promql/functions';
import { print } from '../../lib/promql/print';
import type { Alert } from '../../lib/rule/alert';
import { absenceOf } from '../../lib/rule/absence';
import { alert } from '../../lib/rule/alert';
import { group } from '../../lib/rule/group';
import { record } from '../../lib/rule/recording';
import { checksOf } from './problems';
import { runWrittenProofs } from './promtool';
import { freeConnections, orders, requests, shopAlert } from './shop';

const unproven = { ...shopAlert, description: () => 'It is so.', fires: { given: [], at: minutes(1), alerts: [{ description: 'It is so.' }] }, silent: { given: [], at: minutes(1) } } as const;
const failures = alert('Failures', { ...unproven, labels: { service: 'api' }, when: ratio(sum(rate(requests.where({ status: '500' }), minutes(5))), sum(rate(requests, minutes(5)))).given(sum(instant(freeConnections)).above(quantity(1, 'connections'))) });
const fewOrders = alert('FewOrders', { ...unproven, when: sum(rate(orders, minutes(5))).below(perSecond(1, 'orders')) });

test('an absence alert misses each metric once, by its scope alone, and is proven by itself', async () => {
  const blind = absenceOf(failures, { name: 'FailuresBlind', runbook: 'shop/blind' });
  expect(print(blind.expression)).toBe('absent(shop_requests_total{job="shop"}) or absent(shop_free_connections{job="shop"})');
  expect(blind.fixedLabels).toEqual({ severity: 'warning', team: 'shop', service: 'api' });
  const { passed, output } = await runWrittenProofs([group('shop', { rules: [blind] })]);
  expect({ passed, output }).toEqual({ passed: true, output: expect.stringContaining('SUCCESS') });
});

test('where series are born by their first event, the target is watched instead', async () => {
  const blind = absenceOf(fewOrders, { name: 'OrdersBlind', runbook: 'shop/blind', for: minutes(30), severity: 'high' });
  expect(print(blind.expression)).toBe('absent(up{job="shop"})');
  expect(blind.severity).toBe('high');
  const { passed, output } = await runWrittenProofs([group('shop', { rules: [blind] })]);
  expect({ passed, output }).toEqual({ passed: true, output: expect.stringContaining('SUCCESS') });
});

test('an alert over recorded series alone has nothing to miss', () => {
  const recorded = record('shop:requests:rate5m', { help: 'Requests.', expression: sum(rate(requests, minutes(5))) });
  const watched: Alert = alert('FewRequests', { ...unproven, when: instant(recorded.series).below(perSecond(1, 'requests')) });
  expect(checksOf(() => absenceOf(watched, { name: 'Blind', runbook: 'shop/blind' }))).toEqual(['alert/nothing-to-miss']);
});

test('the harness fails what is wrong: an expectation that does not hold does not pass', async () => {
  const wrong = alert('Wrong', { ...unproven, when: sum(rate(orders, minutes(5))).below(perSecond(1, 'orders')) });
  const { passed, output } = await runWrittenProofs([group('shop', { rules: [wrong] })]);
  expect({ passed, output }).toEqual({ passed: false, output: expect.stringContaining('alertname: Wrong') });
});
