import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { hours, milliseconds, seconds } from '../../lib/core/duration';
import { secretKey } from '../../lib/core/secret';
import { discord } from '../../lib/route/receiver/discord';
import { email } from '../../lib/route/receiver/email';
import { incidentIo } from '../../lib/route/receiver/incidentio';
import { microsoftTeams } from '../../lib/route/receiver/microsoft-teams';
import { opsgenie } from '../../lib/route/receiver/opsgenie';
import { pagerDuty } from '../../lib/route/receiver/pagerduty';
import type { Receiver } from '../../lib/route/receiver/receiver';
import { slack } from '../../lib/route/receiver/slack';
import { sms } from '../../lib/route/receiver/sms';
import { telegram } from '../../lib/route/receiver/telegram';
import { jiraServiceManagement, webhook } from '../../lib/route/receiver/webhook';
import { routesFor } from '../../lib/route/routes-for';
import { routing } from '../../lib/route/routing';
import type { FakeReceivers, Received } from './fake-receivers';
import { startFakeReceivers } from './fake-receivers';
import { arrivedAt, awaitMessages } from './messages';
import type { RunningAlertmanager } from './running-alertmanager';
import { startAlertmanager } from './running-alertmanager';

/** Every channel in its own protocol is told when an alert fires and when it ends. */
jest.setTimeout(120_000);

const key = (name: string): ReturnType<typeof secretKey> => secretKey('receivers', name);
const { when } = routesFor({ severity: ['critical', 'warning'] });

let fake: FakeReceivers;
let alertmanager: RunningAlertmanager;
const arrived = (path: string): readonly Received[] => arrivedAt(fake, path);

const receivers = (): readonly (readonly [Receiver, string])[] => [
  [slack('slack', { apiUrl: key('slack'), channel: '#alerts' }), '/slack'],
  [pagerDuty('pagerduty', { routingKey: key('pagerduty'), url: `${fake.http}/pagerduty` }), '/pagerduty'],
  [slack('slack-bot', { botToken: key('bot'), appUrl: `${fake.http}/api/chat.postMessage`, channel: 'C0123456789' }), '/api/chat.postMessage'],
  [microsoftTeams('teams', { webhookUrl: key('teams') }), '/teams'],
  [discord('discord', { webhookUrl: key('discord') }), '/discord'],
  [jiraServiceManagement('jira', { url: key('jira') }), '/jira'],
  [incidentIo('incident-io', { url: `${fake.http}/incident-io`, token: key('incident-io') }), '/incident-io'],
  [telegram('telegram', { botToken: key('telegram'), chat: -100, apiUrl: fake.http }), '/bot'],
  [sms('sms', { region: 'eu-central-1', phoneNumber: '+491711234567', credentials: key('aws'), apiUrl: `${fake.http}/sns` }), '/sns'],
  [opsgenie('opsgenie', { apiKey: key('opsgenie'), apiUrl: `${fake.http}/opsgenie` }), '/opsgenie'],
  [webhook('webhook', { url: `${fake.http}/webhook`, authorization: { bearer: key('token') } }), '/webhook'],
  [email('email', { to: 'oncall@example.org', from: 'belfry@example.org', relay: fake.smtp, requireTls: false }), 'smtp'],
];
const secretContent = (name: string): string => {
  if (['receivers/slack', 'receivers/teams', 'receivers/discord', 'receivers/jira'].includes(name)) return `${fake.http}/${name.replace('receivers/', '')}`;
  return name === 'receivers/aws' ? '[default]\naws_access_key_id = AKIA0\naws_secret_access_key = secret\n' : `content of ${name}`.replaceAll(/[ /]/g, '-');
};
const labels = { alertname: 'HighErrorRate', severity: 'critical', service: 'api' };
const annotations = { summary: 'Too many errors.', description: '12.5% of requests failed.', runbook_url: 'https://runbooks.example/errors' };

beforeAll(async () => {
  fake = await startFakeReceivers();
  const [[first], ...others] = receivers() as [readonly [Receiver, string], ...(readonly [Receiver, string])[]];
  const tree = routing({ groupWait: milliseconds(1), groupInterval: seconds(1), repeatInterval: hours(4), default: first, routes: [when({ severity: 'critical' }).to(first, ...others.map(([receiver]) => receiver))] });
  alertmanager = await startAlertmanager(tree, { secretContent });
  const awaitMessage = (path: string, count: number): Promise<readonly Received[]> => awaitMessages(fake, [alertmanager.program], path, undefined, count);
  await alertmanager.send({ labels, annotations });
  await Promise.all(receivers().map(([, path]) => awaitMessage(path, 1)));
  await alertmanager.send({ labels, annotations, endsAt: new Date(Date.now() - 1000) });
  await Promise.all(receivers().map(([, path]) => awaitMessage(path, 2)));
});

afterAll(async () => {
  await alertmanager.stop();
  await fake.stop();
});

const both = (path: string): readonly [string, string] => {
  const [firing, resolved] = arrived(path).map(({ body }) => body);
  return [firing ?? '', resolved ?? ''];
};

test('Slack', () => {
  const [firing, resolved] = both('/slack').map((body) => JSON.parse(body) as { readonly channel: string; readonly attachments: readonly Readonly<Record<string, unknown>>[] });
  expect(firing).toMatchObject({ channel: '#alerts', attachments: [{ title: '[CRITICAL] Too many errors.', color: 'danger', title_link: 'https://alertmanager.example/#/alerts?receiver=slack' }] });
  expect(firing?.attachments[0]?.text).toContain('12.5% of requests failed.');
  expect(resolved).toMatchObject({ attachments: [{ title: '[RESOLVED] Too many errors.', color: 'good' }] });
});

test('PagerDuty', () => {
  const [firing, resolved] = both('/pagerduty').map((body) => JSON.parse(body) as Readonly<Record<string, unknown>>);
  expect(firing).toMatchObject({
    event_action: 'trigger',
    routing_key: 'content-of-receivers-pagerduty',
    payload: { summary: '[CRITICAL] Too many errors.', severity: 'critical', class: 'HighErrorRate', component: 'api' },
    links: [{ href: 'https://runbooks.example/errors', text: 'Runbook' }, { text: 'Silence' }],
  });
  expect(resolved).toMatchObject({ event_action: 'resolve', dedup_key: firing?.dedup_key });
});

test('Telegram', () => {
  expect(arrived('/bot')[0]?.path).toBe('/botcontent-of-receivers-telegram/sendMessage');
  const [firing, resolved] = both('/bot').map((body) => JSON.parse(body) as Readonly<Record<string, string>>);
  expect(firing).toMatchObject({ chat_id: '-100', parse_mode: 'HTML' });
  expect(firing?.text).toContain('<b>[CRITICAL] Too many errors.</b>');
  expect(resolved?.text).toContain('<b>[RESOLVED] Too many errors.</b>');
});

test('SMS', () => {
  const [firing, resolved] = both('/sns').map((body) => new URLSearchParams(body));
  expect(firing?.get('PhoneNumber')).toBe('+491711234567');
  expect(firing?.get('Message')).toBe('[CRITICAL] Too many errors.');
  expect(resolved?.get('Message')).toBe('[RESOLVED] Too many errors.');
  expect(arrived('/sns')[0]?.headers.authorization).toContain('Credential=AKIA0/');
});

test('Opsgenie', () => {
  expect(JSON.parse(both('/opsgenie')[0])).toMatchObject({ message: '[CRITICAL] Too many errors.', priority: 'P1' });
  expect(arrived('/opsgenie')[1]?.path).toMatch(/\/close\?identifierType=alias$/);
});

test('a webhook that wants to know who asks', () => {
  expect(arrived('/webhook').map(({ headers }) => headers.authorization)).toEqual(['Bearer content-of-receivers-token', 'Bearer content-of-receivers-token']);
  expect(both('/webhook').map((body) => (JSON.parse(body) as { readonly status: string }).status)).toEqual(['firing', 'resolved']);
});

test('mail', () => {
  const [firing, resolved] = both('smtp');
  expect(firing).toMatch(/^To: oncall@example\.org$/m);
  expect(firing).toMatch(/^Subject: \[CRITICAL\] Too many errors\.$/m);
  expect(firing).toContain('12.5% of requests failed.');
  expect(firing).toContain('Content-Type: text/html');
  expect(resolved).toMatch(/^Subject: \[RESOLVED\] Too many errors\.$/m);
});

test('a Slack bot', () => {
  expect(arrived('/api/chat.postMessage')[0]?.headers.authorization).toBe('Bearer content-of-receivers-bot');
  expect(both('/api/chat.postMessage').map((body) => JSON.parse(body) as unknown)).toMatchObject([
    { channel: 'C0123456789', attachments: [{ title: '[CRITICAL] Too many errors.' }] },
    { channel: 'C0123456789', attachments: [{ title: '[RESOLVED] Too many errors.' }] },
  ]);
});

test('Microsoft Teams', () => {
  for (const [body, title] of both('/teams').map((text, index) => [text, index === 0 ? '[CRITICAL] Too many errors.' : '[RESOLVED] Too many errors.'] as const)) {
    expect(JSON.parse(body)).toMatchObject({ type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: title }, { text: expect.stringContaining('12.5% of requests failed.') }] } }] });
  }
});

test('Discord', () => {
  expect(both('/discord').map((body) => JSON.parse(body) as unknown)).toMatchObject([
    { embeds: [{ title: '[CRITICAL] Too many errors.', description: expect.stringContaining('Runbook: https://runbooks.example/errors') }] },
    { embeds: [{ title: '[RESOLVED] Too many errors.' }] },
  ]);
});

test('Jira Service Management and incident.io take what Alertmanager knows, each with its credential', () => {
  expect(both('/jira').map((body) => (JSON.parse(body) as { readonly status: string }).status)).toEqual(['firing', 'resolved']);
  expect(both('/incident-io').map((body) => (JSON.parse(body) as { readonly status: string }).status)).toEqual(['firing', 'resolved']);
  expect(arrived('/incident-io')[0]?.headers.authorization).toBe('Bearer content-of-receivers-incident-io');
});
