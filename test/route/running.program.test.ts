import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { hours, milliseconds, seconds } from '../../lib/core/duration';
import { secretKey } from '../../lib/core/secret';
import { email } from '../../lib/route/receiver/email';
import { opsgenie } from '../../lib/route/receiver/opsgenie';
import { pagerDuty } from '../../lib/route/receiver/pagerduty';
import type { Receiver } from '../../lib/route/receiver/receiver';
import { slack } from '../../lib/route/receiver/slack';
import { sms } from '../../lib/route/receiver/sms';
import { telegram } from '../../lib/route/receiver/telegram';
import { webhook } from '../../lib/route/receiver/webhook';
import { routesFor } from '../../lib/route/routes-for';
import { routing } from '../../lib/route/routing';
import { timeInterval } from '../../lib/route/time-interval/time-interval';
import { eventually, freePort, get } from '../component/running-program';
import type { FakeReceivers, Received } from './fake-receivers';
import { startFakeReceivers } from './fake-receivers';
import type { RunningAlertmanager } from './running-alertmanager';
import { startAlertmanager } from './running-alertmanager';

jest.setTimeout(180_000);

const key = (name: string): ReturnType<typeof secretKey> => secretKey('receivers', name);
const { when, inhibit } = routesFor({ alertname: 'open', severity: ['critical', 'warning'], route: 'open', service: 'open' });
const quick = { groupWait: milliseconds(1), groupInterval: seconds(1), repeatInterval: hours(4) };

let fake: FakeReceivers;
let running: RunningAlertmanager[] = [];
beforeAll(async () => {
  fake = await startFakeReceivers();
});
afterAll(async () => {
  await Promise.all(running.map((one) => one.stop()));
  await fake.stop();
});

function arrived(path: string, isWanted: (message: Received) => boolean = () => true): readonly Received[] {
  return fake.received.filter((message) => message.path.startsWith(path) && isWanted(message));
}

function awaitMessage(path: string, isWanted?: (message: Received) => boolean, count = 1): Promise<readonly Received[]> {
  return eventually(`message ${count} at ${path}`, () => Promise.resolve(arrived(path, isWanted).length >= count ? arrived(path, isWanted) : undefined), running.map(({ program }) => program), 30);
}

/** The alerts of a message to a webhook, by their label `n`. */
function alertsIn({ body }: Received): readonly string[] {
  const { alerts } = JSON.parse(body) as { readonly alerts: readonly { readonly labels: Readonly<Record<string, string>>; readonly status: string }[] };
  return alerts.map(({ labels, status }) => `${labels.n ?? ''} ${status}`).sort();
}

describe('a channel is told when an alert fires and when it ends', () => {
  const receivers = (): readonly (readonly [Receiver, string])[] => [
    [slack('slack', { apiUrl: key('slack'), channel: '#alerts' }), '/slack'],
    [pagerDuty('pagerduty', { routingKey: key('pagerduty'), url: `${fake.http}/pagerduty` }), '/pagerduty'],
    [telegram('telegram', { botToken: key('telegram'), chat: -100, apiUrl: fake.http }), '/bot'],
    [sms('sms', { region: 'eu-central-1', phoneNumber: '+491711234567', credentials: key('aws'), apiUrl: `${fake.http}/sns` }), '/sns'],
    [opsgenie('opsgenie', { apiKey: key('opsgenie'), apiUrl: `${fake.http}/opsgenie` }), '/opsgenie'],
    [webhook('webhook', { url: `${fake.http}/webhook`, authorization: { bearer: key('token') } }), '/webhook'],
    [email('email', { to: 'oncall@example.org', from: 'belfry@example.org', relay: fake.smtp, requireTls: false }), 'smtp'],
  ];
  const secretContent = (name: string): string => {
    if (name === 'receivers/slack') return `${fake.http}/slack`;
    return name === 'receivers/aws' ? '[default]\naws_access_key_id = AKIA0\naws_secret_access_key = secret\n' : `content of ${name}`.replaceAll(/[ /]/g, '-');
  };
  const labels = { alertname: 'HighErrorRate', severity: 'critical', service: 'api' };
  const annotations = { summary: 'Too many errors.', description: '12.5% of requests failed.', runbook_url: 'https://runbooks.example/errors' };

  beforeAll(async () => {
    const [[first], ...others] = receivers() as [readonly [Receiver, string], ...(readonly [Receiver, string])[]];
    const tree = routing({ ...quick, default: first, routes: [when({ severity: 'critical' }).to(first, ...others.map(([receiver]) => receiver))] });
    const alertmanager = await startAlertmanager(tree, { secretContent });
    running = [...running, alertmanager];
    await alertmanager.send({ labels, annotations });
    await Promise.all(receivers().map(([, path]) => awaitMessage(path)));
    await alertmanager.send({ labels, annotations, endsAt: new Date(Date.now() - 1000) });
    await Promise.all(receivers().map(([, path]) => awaitMessage(path, undefined, 2)));
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
});

describe('a running Alertmanager does what the simulator says', () => {
  let alertmanager: RunningAlertmanager;
  const hook = (name: string): Receiver => webhook(name, { url: `${fake.http}/hook/${name}`, sendResolved: false });
  const always = timeInterval('always', { timeZone: 'UTC' });
  const never = timeInterval('never', { timeZone: 'UTC', years: [2020] });

  beforeAll(async () => {
    const tree = routing({
      ...quick,
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
    running = [...running, alertmanager];
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

  test('equal intervals repeat at half the speed', async () => {
    await alertmanager.send({ labels: { alertname: 'Slow', route: 'repeated', n: '1' } });
    const messages = await awaitMessage('/hook/repeated', undefined, 3);
    const [first, second, third] = messages.map(({ at }) => at);
    for (const gap of [(second ?? 0) - (first ?? 0), (third ?? 0) - (second ?? 0)]) {
      expect(gap).toBeGreaterThan(1_600);
      expect(gap).toBeLessThan(2_600);
    }
  });

  test('the heart beats often enough', async () => {
    await alertmanager.send({ labels: { alertname: 'Watchdog', severity: 'critical' } });
    const beats = await awaitMessage('/hook/heartbeat', undefined, 3);
    const [first, second, third] = beats.map(({ at }) => at);
    for (const gap of [(second ?? 0) - (first ?? 0), (third ?? 0) - (second ?? 0)]) expect(gap).toBeLessThan(6_500);
    expect(arrived('/hook/copy', ({ body }) => body.includes('Watchdog'))).toEqual([]);
  });
});

describe('three Alertmanagers', () => {
  test('tell once, and still tell with two of them gone', async () => {
    const tree = routing({ ...quick, default: webhook('cluster', { url: `${fake.http}/cluster`, sendResolved: false }), groupBy: ['n'] });
    const ports = [await freePort(), await freePort(), await freePort()];
    const cluster = await Promise.all(ports.map((port) => startAlertmanager(tree, { cluster: { port, peers: ports } })));
    running = [...running, ...cluster];
    for (const { url, program } of cluster) {
      await eventually('three peers', async () => {
        const status = (await (await fetch(`${url}/api/v2/status`)).json()) as { readonly cluster: { readonly status: string; readonly peers: readonly unknown[] } };
        return status.cluster.peers.length === 3 && status.cluster.status === 'ready' ? true : undefined;
      }, [program]);
    }
    const [first, ...others] = cluster;
    await Promise.all(cluster.map((one) => one.send({ labels: { alertname: 'Slow', n: 'once' } })));
    await awaitMessage('/cluster', (message) => alertsIn(message).includes('once firing'));
    // The last of three speaks after twice the peer timeout of 2 s, unless it has heard that another did.
    await Promise.all(cluster.map((one) => one.send({ labels: { alertname: 'Slow', n: 'twice' } })));
    await awaitMessage('/cluster', (message) => alertsIn(message).includes('twice firing'));
    for (const { url, program } of cluster) {
      await eventually('both groups are looked at', async () => (Number(/^alertmanager_nflog_queries_total (\d+)$/m.exec((await get(`${url}/metrics`)) ?? '')?.[1]) >= 2 ? true : undefined), [program]);
    }
    expect(arrived('/cluster', (message) => alertsIn(message).includes('once firing'))).toHaveLength(1);
    expect(arrived('/cluster', (message) => alertsIn(message).includes('twice firing'))).toHaveLength(1);
    await Promise.all(others.map((one) => one.stop()));
    running = running.filter((one) => !others.includes(one));
    await first?.send({ labels: { alertname: 'Slow', n: 'survivor' } });
    await awaitMessage('/cluster', (message) => alertsIn(message).includes('survivor firing'));
  });
});
