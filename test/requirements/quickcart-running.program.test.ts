import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { quickcartRouting, receivers } from '../../rules/quickcart/routing';
import { routingWith } from '../../rules/routing';
import type { FakeReceivers, Received } from '../route/fake-receivers';
import { startFakeReceivers } from '../route/fake-receivers';
import { hurried } from '../route/hurried';
import { alertsIn, arrivedAt, awaitMessages } from '../route/messages';
import type { RunningAlertmanager } from '../route/running-alertmanager';
import { startAlertmanagerOn } from '../route/running-alertmanager';

/** The routes of QuickCart on a running Alertmanager, a hundred times as fast: five minutes are three seconds. */
jest.setTimeout(120_000);

const routing = routingWith(quickcartRouting);
const { telegramCritical, telegramOps, smsOncall, emailCritical, slackCritical, slackOps, escalation } = receivers;

let fake: FakeReceivers;

const alert = (alertname: string, severity: string, service: string, n: string): { readonly labels: Readonly<Record<string, string>> } => ({ labels: { alertname, severity, service, team: 'quickcart', n } });

const at = ({ name }: { readonly name: string }): string => `/hook/${name}`;

const holds = (n: string) => (message: Received): boolean => alertsIn(message).includes(`${n} firing`);

/** Receivers that were told of an alert. */
const toldOf = (n: string): readonly string[] => Object.values(receivers).filter((receiver) => arrivedAt(fake, at(receiver), holds(n)).length > 0).map(({ name }) => name).sort();

async function silence(alertmanager: RunningAlertmanager, n: string): Promise<void> {
  const body = { matchers: [{ name: 'n', value: n, isRegex: false, isEqual: true }], startsAt: new Date(), endsAt: new Date(Date.now() + 3_600_000), createdBy: 'Rina', comment: 'I am looking at it' };
  const response = await fetch(`${alertmanager.url}/api/v2/silences`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  expect(response.ok).toBe(true);
}

beforeAll(async () => {
  fake = await startFakeReceivers();
});

afterAll(async () => {
  await fake.stop();
});

const running = (...hold: readonly string[]): Promise<RunningAlertmanager> => startAlertmanagerOn(hurried(routing, { url: `${fake.http}/hook`, times: 100, hold }));

describe('while the shop is open', () => {
  let alertmanager: RunningAlertmanager;
  const arrives = (receiver: { readonly name: string }, n: string): Promise<readonly Received[]> => awaitMessages(fake, [alertmanager.program], at(receiver), holds(n));

  beforeAll(async () => {
    alertmanager = await running('quickcart-opening-hours');
  });

  afterAll(async () => {
    await alertmanager.stop();
  });

  test('a critical alert that nobody answers reaches the second line, and a silenced one does not', async () => {
    const sentAt = Date.now();
    await alertmanager.send(alert('BotDown', 'critical', 'bot', 'nobody answers'), alert('DatabaseDown', 'critical', 'database', 'Rina answers'));
    for (const receiver of [telegramCritical, emailCritical, smsOncall, slackCritical]) await Promise.all(['nobody answers', 'Rina answers'].map((n) => arrives(receiver, n)));
    await silence(alertmanager, 'Rina answers');
    const [first] = await arrives(escalation, 'nobody answers');
    expect((first?.at ?? 0) - sentAt).toBeGreaterThan(2_900);
    expect(toldOf('Rina answers')).toEqual([telegramCritical, emailCritical, smsOncall, slackCritical].map(({ name }) => name).sort());
  });

  test('alerts of one name and service within the window share a message', async () => {
    await alertmanager.send(alert('PakasirSlow', 'high', 'payments', 'first'));
    await arrives(telegramOps, 'first');
    await alertmanager.send(alert('PakasirSlow', 'high', 'payments', 'second'), alert('PakasirSlow', 'high', 'payments', 'third'));
    const [message] = await arrives(telegramOps, 'second');
    expect(message === undefined ? [] : alertsIn(message)).toEqual(['first firing', 'second firing', 'third firing']);
    expect(arrivedAt(fake, at(telegramOps), holds('second'))).toHaveLength(1);
  });

  test('a medium alert is told in Slack', async () => {
    await alertmanager.send(alert('BotSlow', 'warning', 'bot-b', 'slow'));
    await arrives(slackOps, 'slow');
    expect(toldOf('slow')).toEqual([slackOps.name]);
  });
});

describe('while the shop is closed', () => {
  test('a medium alert waits, and a critical one does not', async () => {
    const alertmanager = await running();
    try {
      await alertmanager.send(alert('BotSlow', 'warning', 'bot', 'slow at night'), alert('RedisDown', 'critical', 'redis', 'dead at night'));
      // When the second line has heard of the critical one, the medium one was long due.
      await awaitMessages(fake, [alertmanager.program], at(escalation), holds('dead at night'));
      expect(toldOf('slow at night')).toEqual([]);
    } finally {
      await alertmanager.stop();
    }
  });
});

describe('during maintenance', () => {
  test('nothing is told but a breach of security', async () => {
    const alertmanager = await running('quickcart-opening-hours', 'quickcart-maintenance');
    try {
      await alertmanager.send(alert('DatabaseDown', 'critical', 'database', 'planned'), alert('PakasirSlow', 'high', 'payments', 'planned too'), alert('SecurityBreachSuspected', 'critical', 'security', 'a breach'));
      await awaitMessages(fake, [alertmanager.program], at(escalation), holds('a breach'));
      expect([toldOf('planned'), toldOf('planned too')]).toEqual([[], []]);
      expect(toldOf('a breach')).toEqual([telegramCritical, emailCritical, smsOncall, slackCritical, receivers.telegramSecurity, escalation].map(({ name }) => name).sort());
    } finally {
      await alertmanager.stop();
    }
  });
});
