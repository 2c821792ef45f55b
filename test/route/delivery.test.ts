import { describe, expect, test } from '@jest/globals';
import { minutes } from '../../lib/core/duration';
import { secretKey } from '../../lib/core/secret';
import type { PossibleValues } from '../../lib/promql/shape';
import type { RoutableAlert } from '../../lib/route/alert';
import { proveDelivery } from '../../lib/route/delivery';
import { deliveryTable } from '../../lib/route/delivery-table';
import { nowhere } from '../../lib/route/receiver/nowhere';
import type { Receiver } from '../../lib/route/receiver/receiver';
import { slack } from '../../lib/route/receiver/slack';
import { webhook } from '../../lib/route/receiver/webhook';
import { loadForeign } from '../../lib/route/foreign/load';
import { routesFor } from '../../lib/route/routes-for';
import { routing } from '../../lib/route/routing';
import { timeInterval } from '../../lib/route/time-interval/time-interval';
import { alertsOf } from '../../lib/rule/group';
import { canvascastGroups } from '../../rules/canvascast/groups';
import { canvascastRouting, canvascastSlack } from '../../rules/canvascast/routing';

function alert(name: string, labels: Readonly<Record<string, PossibleValues>>, optional: readonly string[] = []): RoutableAlert {
  const known = Object.entries({ alertname: [name], ...labels }).map(([label, values]) => [label, { values, isOptional: optional.includes(label) }] as const);
  return { name, labels: { known: new Map(known), hasOthers: false } };
}

const chat = slack('chat', { apiUrl: secretKey('receivers', 'chat'), channel: '#alerts' });
const pager = webhook('pager', { url: 'https://pager.example' });
const { when, inhibit } = routesFor({ alertname: ['Down', 'Slow'], severity: ['critical', 'info'], service: 'open' });

describe('the proof of delivery', () => {
  test('holds for every alert of CanvasCast', () => {
    const alerts = alertsOf(canvascastGroups);
    expect(alerts.length).toBeGreaterThan(10);
    expect(proveDelivery(routing({ default: canvascastSlack, teams: [canvascastRouting] }), alerts)).toEqual([]);
  });

  const quietInfo = (receiver: Receiver): ReturnType<typeof routing> => routing({ default: chat, routes: [when({ severity: 'info' }).to(receiver)] });
  const silent: Receiver = { ...chat, name: 'silent', integrations: [] };

  test('names the alert, the receiver that tells nobody, and labels with which it happens', () => {
    const [problem, ...others] = proveDelivery(quietInfo(silent), [alert('Down', { severity: ['critical'] }), alert('Slow', { severity: ['critical', 'info'] })]);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ check: 'route/undelivered', severity: 'error', place: { subject: 'alert Slow' } });
    expect(problem?.message).toBe('with severity="info" it ends at the receiver silent, which tells nobody');
  });

  test('holds where nobody is meant to be told', () => {
    expect(proveDelivery(quietInfo(nowhere('nobody', 'info alerts are for inhibition')), [alert('Slow', { severity: ['info'] })])).toEqual([]);
  });

  test('holds where one of two receivers tells somebody', () => {
    expect(proveDelivery(routing({ default: chat, routes: [when({ severity: 'info' }).to(silent, chat)] }), [alert('Slow', { severity: ['info'] })])).toEqual([]);
  });

  test('looks at values that a label can take, though nobody listed them', () => {
    const tree = routing({ default: chat, routes: [when({ service: /shop-.+/ }).to(silent)] });
    expect(proveDelivery(tree, [alert('Down', { severity: ['critical'], service: 'open' })]).map(({ message }) => message)).toEqual([expect.stringContaining('service="shop-')]);
    expect(proveDelivery(tree, [alert('Down', { severity: ['critical'], service: ['api'] })])).toEqual([]);
  });

  test('looks at alerts without an optional label', () => {
    const tree = routing({ default: silent, routes: [when({ service: { not: '' } }).to(chat)] });
    expect(proveDelivery(tree, [alert('Down', { service: 'open' })])).toEqual([]);
    expect(proveDelivery(tree, [alert('Down', { service: 'open' }, ['service'])])).toHaveLength(1);
  });

  test('costs little for many alerts', () => {
    const tree = routing({ default: chat, routes: [when({ severity: 'critical', service: /shop-.+/ }).to(pager, chat), when({ alertname: 'Down' }).to(pager)] });
    const many = Array.from({ length: 10_000 }, (_, index) => alert(`Alert${index}`, { severity: ['critical', 'info'], service: 'open' }));
    const started = performance.now();
    expect(proveDelivery(tree, many)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

test('the table says who is told of what, when, how often, and what can silence it', () => {
  const nights = timeInterval('nights', { timeZone: 'UTC', times: [{ from: '00:00', to: '06:00' }] });
  const tree = routing({
    default: chat,
    routes: [when({ severity: 'critical' }, { escalate: [{ after: minutes(30), to: pager }] }).to(chat), when({ severity: 'info' }, { groupBy: [], muteDuring: [nights] }).to(chat)],
    inhibit: [inhibit({ name: 'down over slow', source: { alertname: 'Down' }, target: { alertname: 'Slow' }, equal: [] })],
  });
  expect(deliveryTable(tree, [alert('Down', { severity: ['critical'] }), alert('Slow', { severity: ['info'] })])).toBe(
    `| Alert | Severity | Told | First after | Again within | Shares a message | Silent |
| --- | --- | --- | --- | --- | --- | --- |
| Down | critical | chat | 30s | 4h5m | alertname | never |
| Down | critical | pager | 30m | 4h5m | alone | never |
| Slow | info | chat | 30s | 4h5m | everything | during nights; down over slow |
`,
  );
});

test('the table names a void as what it is', () => {
  const { model } = loadForeign("route: { receiver: 'null' }\nreceivers: [{ name: 'null' }]", 'alertmanager.yml');
  expect(deliveryTable(model, [alert('Down', { severity: ['info'] })])).toContain('| nobody (its name says so) |');
});
