import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { hours, milliseconds, seconds } from '../../lib/core/duration';
import type { Receiver } from '../../lib/route/receiver/receiver';
import { webhook } from '../../lib/route/receiver/webhook';
import { routesFor } from '../../lib/route/routes-for';
import { routing } from '../../lib/route/routing';
import { timeInterval } from '../../lib/route/time-interval/time-interval';
import type { FakeReceivers, Received } from './fake-receivers';
import { startFakeReceivers } from './fake-receivers';
import { alertsIn, arrivedAt, awaitMessages } from './messages';
import type { RunningAlertmanager } from './running-alertmanager';
import { startAlertmanager } from './running-alertmanager';

/** A running Alertmanager groups, repeats, copies, escalates and is silent as the tree says. */
jest.setTimeout(120_000);

const { when, inhibit } = routesFor({ alertname: 'open', severity: ['critical', 'warning'], route: 'open', service: 'open' });

let fake: FakeReceivers;
let alertmanager: RunningAlertmanager;
const arrived = (path: string, isWanted?: (message: Received) => boolean): readonly Received[] => arrivedAt(fake, path, isWanted);
const awaitMessage = (path: string, isWanted?: (message: Received) => boolean, count?: number): Promise<readonly Received[]> => awaitMessages(fake, [alertmanager.program], path, isWanted, count);
const hook = (name: string): Receiver => webhook(name, { url: `${fake.http}/hook/${name}`, sendResolved: false });
const always = timeInterval('always', { timeZone: 'UTC' });
const never = timeInterval('never', { timeZone: 'UTC', years: [2020] });

beforeAll(async () => {
  fake = await startFakeReceivers();
  const tree = routing({
    groupWait: milliseconds(1),
    groupInterval: seconds(1),
    repeatInterval: hours(4),
    default: hook('default'),
    heartbeat: { alert: 'Watchdog', to: hook('heartbeat'), timeout: seconds(25) },
    copies: [when({ severity: 'critical' }).to(hook('copy'))],
    routes: [
      when({ route: 'grouped' }, { groupBy: ['service'], groupWait: seconds(1) }).to(hook('grouped')),
      when({ route: 'alone' }, { groupBy: 'all' }).to(hook('alone')),
      when({ route: 'muted' }, { muteDuring: [always] }).to(hook('muted')),
      when({ route: 'inactive' }, { activeDuring: [never] }).to(hook('muted')),
      when({ route: 'escalated' }, { escalate: [{ after: seconds(3), to: hook('manager') }] }).to(hook('escalated')),
      when({ route: 'repeated' }, { repeatInterval: seconds(1) }).to(hook('repeated')),
    ],
    inhibit: [inhibit({ source: { alertname: 'Source' }, target: { alertname: 'Target' }, equal: ['service'] })],
  });
  alertmanager = await startAlertmanager(tree);
  // What takes longest goes on beside the rest.
  await alertmanager.send({ labels: { alertname: 'Watchdog', severity: 'critical' } }, { labels: { alertname: 'Slow', route: 'repeated', n: '1' } });
});

afterAll(async () => {
  await alertmanager.stop();
  await fake.stop();
});

/** When this has arrived, whatever was sent before it has been looked at too. */
async function afterMarker(name: string): Promise<void> {
  await alertmanager.send({ labels: { alertname: 'Marker', n: name } });
  await awaitMessage('/hook/default', (message) => alertsIn(message).includes(`${name} firing`));
}

test('alerts that share the labels of a group share a message', async () => {
  const labels = { alertname: 'Slow', route: 'grouped' };
  await alertmanager.send({ labels: { ...labels, service: 'api', n: '1' } }, { labels: { ...labels, service: 'api', n: '2' } }, { labels: { ...labels, service: 'web', n: '3' } });
  const messages = await awaitMessage('/hook/grouped', undefined, 2);
  expect(messages.map(alertsIn).sort()).toEqual([['1 firing', '2 firing'], ['3 firing']]);
});

test('each alert has a message of its own where that is asked for', async () => {
  const labels = { alertname: 'Slow', route: 'alone', service: 'api' };
  await alertmanager.send({ labels: { ...labels, n: '1' } }, { labels: { ...labels, n: '2' } });
  const messages = await awaitMessage('/hook/alone', undefined, 2);
  expect(messages.map(alertsIn).sort()).toEqual([['1 firing'], ['2 firing']]);
});

test('a copy goes out besides', async () => {
  await alertmanager.send({ labels: { alertname: 'Slow', severity: 'critical', route: 'alone', n: 'copied' } });
  await awaitMessage('/hook/copy', (message) => alertsIn(message).includes('copied firing'));
  await awaitMessage('/hook/alone', (message) => alertsIn(message).includes('copied firing'));
});

test('nobody is told in a muted time, nor outside the active one', async () => {
  await alertmanager.send({ labels: { alertname: 'Slow', route: 'muted', n: '1' } }, { labels: { alertname: 'Slow', route: 'inactive', n: '2' } });
  await afterMarker('after the muted ones');
  expect(arrived('/hook/muted')).toEqual([]);
});

test('a source silences its targets and no others', async () => {
  await alertmanager.send({ labels: { alertname: 'Source', service: 'api', n: 'source' } });
  await awaitMessage('/hook/default', (message) => alertsIn(message).includes('source firing'));
  await alertmanager.send({ labels: { alertname: 'Target', service: 'api', n: 'silent' } }, { labels: { alertname: 'Target', service: 'web', n: 'heard' } });
  await awaitMessage('/hook/default', (message) => alertsIn(message).includes('heard firing'));
  await afterMarker('after the inhibited one');
  expect(arrived('/hook/default', (message) => alertsIn(message).includes('silent firing'))).toEqual([]);
});

test('an escalation comes late, and only for what is not over', async () => {
  const labels = { alertname: 'Slow', route: 'escalated' };
  const startsAt = new Date();
  await alertmanager.send({ labels: { ...labels, n: 'lasting' }, startsAt }, { labels: { ...labels, n: 'short' }, startsAt });
  await awaitMessage('/hook/escalated', (message) => alertsIn(message).includes('short firing'));
  await alertmanager.send({ labels: { ...labels, n: 'short' }, startsAt, endsAt: new Date() });
  const [message] = await awaitMessage('/hook/manager');
  expect(message === undefined ? undefined : alertsIn(message)).toEqual(['lasting firing']);
  expect((message?.at ?? 0) - startsAt.getTime()).toBeGreaterThan(2_900);
  await afterMarker('after the escalation');
  expect(arrived('/hook/manager', (other) => alertsIn(other).some((text) => text.startsWith('short')))).toEqual([]);
});

/** Milliseconds between two of three messages, on average. */
function meanGap(messages: readonly { readonly at: number }[]): number {
  const [first, , third] = messages;
  return ((third?.at ?? 0) - (first?.at ?? 0)) / 2;
}

test('equal intervals repeat at half the speed', async () => {
  const messages = await awaitMessage('/hook/repeated', undefined, 3);
  // On the mean of two: a busy machine delivers one of them late, and the next no later for that.
  const gap = meanGap(messages);
  expect(gap).toBeGreaterThan(1_500);
  expect(gap).toBeLessThan(2_500);
});

test('the heart beats often enough', async () => {
  const beats = await awaitMessage('/hook/heartbeat', undefined, 3);
  expect(meanGap(beats)).toBeGreaterThan(1_000);
  expect(meanGap(beats)).toBeLessThan(7_500);
  expect(arrived('/hook/copy', ({ body }) => body.includes('Watchdog'))).toEqual([]);
});
