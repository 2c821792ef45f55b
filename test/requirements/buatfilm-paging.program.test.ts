import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Data } from '../../lib/core/yaml';
import { toYaml } from '../../lib/core/yaml';
import type { RenderedRouting } from '../../lib/route/render';
import type { RunningProgram } from '../component/running-program';
import { eventually, freePort, get, start } from '../component/running-program';
import { entries, list } from '../component/sample-stack';
import type { FakeApplication } from '../route/fake-application';
import { startFakeApplication } from '../route/fake-application';
import type { FakeReceivers, Received } from '../route/fake-receivers';
import { startFakeReceivers } from '../route/fake-receivers';
import { generatedRouting, generatedRules } from '../route/generated-files';
import { arrivedAt, awaitMessages } from '../route/messages';
import type { RunningAlertmanager } from '../route/running-alertmanager';
import { startAlertmanager } from '../route/running-alertmanager';

/**
 * BuatFilm's paging from the measured value to the telephone: a real Prometheus with the rules of dist/buatfilm, a real
 * Alertmanager with its tree and its templates. What takes minutes in the cluster takes as many hundredths here.
 */
jest.setTimeout(120_000);

const speed = 100;

let fake: FakeReceivers;
let application: FakeApplication;
let prometheus: RunningProgram;
let alertmanager: RunningAlertmanager;
let folder: string;

/** What the world of BuatFilm looks like; each test makes it worse or better. */
let failing = 0;
let outbox = 0;
let oldestOrder = 60;
let memory = 300 * 1024 ** 2;
let database = 1;
const counted = { good: 0, bad: 0 };

function world(): Readonly<Record<string, number>> {
  counted.good += 1000;
  counted.bad += failing;
  const request = (status: string): string => `http_requests_total{method="POST",route="/api/orders",status="${status}"}`;
  const waiting = (channel: string): string => `notification_outbox_backlog{channel="${channel}",status="PENDING"}`;
  return {
    [request('200')]: counted.good,
    [request('500')]: counted.bad,
    [waiting('email')]: outbox,
    [waiting('whatsapp')]: outbox,
    order_pending_oldest_age_seconds: oldestOrder,
    orders_pending: 3,
    process_resident_memory_bytes: memory,
    pg_up: database,
    'worker_last_heartbeat_timestamp_seconds{worker="notifications"}': Date.now() / 1000,
    ...Object.fromEntries(['buatfilm-api', 'buatfilm-webhook', 'midtrans'].map((target) => [`probe_success{target="${target}"}`, 1])),
  };
}

const jobs = ['buatfilm-payment-api', 'notification-worker', 'postgresql', 'sql-exporter', 'blackbox'];

/** Mail goes to the relay of the test, which neither encrypts nor asks for a login. */
function withRelay(tree: RenderedRouting): RenderedRouting {
  const receivers = list(tree.config, 'receivers').map((receiver): Data => {
    const mails = list(receiver, 'email_configs').map((mail): Data => ({ ...Object.fromEntries(entries(mail).filter(([key]) => !key.startsWith('auth_'))), smarthost: fake.smtp, require_tls: false }));
    return mails.length === 0 ? receiver : { ...Object.fromEntries(entries(receiver)), email_configs: mails };
  });
  return { ...tree, config: { ...tree.config, receivers } };
}

beforeAll(async () => {
  fake = await startFakeReceivers();
  folder = mkdtempSync(join(tmpdir(), 'belfry-paging-'));
  application = await startFakeApplication(world);
  const secrets: Readonly<Record<string, string>> = {
    'buatfilm-receivers/slack-api-url': `${fake.http}/slack/buatfilm`,
    'buatfilm-receivers/telephony-bridge-url': `${fake.http}/telephone`,
    'platform-receivers/slack-api-url': `${fake.http}/slack/platform`,
    'platform-receivers/heartbeat-url': `${fake.http}/heartbeat`,
  };
  alertmanager = await startAlertmanager(withRelay(generatedRouting('buatfilm', { pagerduty_url: `${fake.http}/pagerduty` }, speed)), { secretContent: (name) => secrets[name] ?? name });
  const rules = join(folder, 'buatfilm.yml');
  writeFileSync(rules, toYaml(generatedRules('buatfilm', 'buatfilm', (group) => /^buatfilm-p[0-3]$/.test(group), speed)));
  const config = join(folder, 'prometheus.yml');
  writeFileSync(config, JSON.stringify({
    global: { scrape_interval: '500ms', scrape_timeout: '500ms', evaluation_interval: '500ms' },
    rule_files: [rules],
    scrape_configs: jobs.map((job) => ({ job_name: job, static_configs: [{ targets: [application.address] }] })),
    alerting: { alertmanagers: [{ static_configs: [{ targets: [new URL(alertmanager.url).host] }] }] },
  }));
  // Targets are looked for every five seconds, and what nobody looks for yet would be down by then.
  prometheus = await start('prometheus', ['--scrape.discovery-reload-interval=100ms', `--config.file=${config}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${String(await freePort())}`, '--rules.alert.resend-delay=500ms']);
});

afterAll(async () => {
  await prometheus.stop();
  await alertmanager.stop();
  await Promise.all([fake, application].map((one) => one.stop()));
  rmSync(folder, { recursive: true, force: true });
});

const programs = (): readonly RunningProgram[] => [prometheus, alertmanager.program];

/** Where a message of an alert arrives: the telephone, PagerDuty by its key, Slack by its channel, mail by who gets it. */
function placeOf({ path, body }: Received): string {
  if (path.startsWith('/telephone')) return 'telephone';
  if (path.startsWith('/pagerduty')) return (JSON.parse(body) as { readonly routing_key: string }).routing_key.replace('buatfilm-receivers/', '');
  if (path.startsWith('/slack')) return (JSON.parse(body) as { readonly channel: string }).channel;
  return /^To: (.*)$/m.exec(body)?.[1] ?? path;
}

/** What tells of the beginning of an alert: a message that names it, and is not one of its end. */
const tellsOf = (alertname: string) => ({ body }: Received): boolean => body.includes(alertname) && !body.includes('RESOLVED') && !body.includes('"event_action":"resolve"');

async function toldOf(alertname: string, messages: number): Promise<readonly string[]> {
  return [...new Set((await awaitMessages(fake, programs(), '', tellsOf(alertname), messages)).map(placeOf))].sort();
}

describe('P0', () => {
  test('an error rate of half of all requests pages, is told in #alerts-critical, and rings the telephone', async () => {
    failing = 1000;
    expect(await toldOf('HighErrorRate', 3)).toEqual(['#alerts-critical', 'pagerduty-routing-key', 'telephone']);
  });

  test('the message says what is wrong, how much, and where to go', async () => {
    const [slack] = await awaitMessages(fake, programs(), '/slack', tellsOf('HighErrorRate'));
    for (const part of ['[CRITICAL] The payment API answers more than one request in twenty of a route with an error.', 'of the requests to /api/orders failed over five minutes', 'buatfilm/high-error-rate|Runbook', 'd/buatfilm-payments|Dashboard', '/explore?', '|Logs', '|Silence']) expect(slack?.body).toContain(part);
  });

  test('goes to the second line when nobody resolves or silences it', async () => {
    const messages = await awaitMessages(fake, programs(), '/pagerduty', ({ body }) => tellsOf('HighErrorRate')({ body, path: '', headers: {}, at: 0 }) && body.includes('pagerduty-escalation-key'));
    expect(messages).toHaveLength(1);
  });

  test('is over in PagerDuty and Slack when requests succeed again, and nobody is called for that', async () => {
    failing = 0;
    counted.good += 100_000_000;
    await awaitMessages(fake, programs(), '/pagerduty', ({ body }) => body.includes('"event_action":"resolve"'));
    await awaitMessages(fake, programs(), '/slack', ({ body }) => body.includes('[RESOLVED] The payment API answers'));
    expect(arrivedAt(fake, '/telephone', ({ body }) => body.includes('"status":"resolved"'))).toEqual([]);
  });
});

test('P1: 26 notifications that wait in each of two channels are told in #alerts-high and mailed to whoever is on call', async () => {
  outbox = 26;
  expect(await toldOf('HighOutboxBacklog', 2)).toEqual(['#alerts-high', 'oncall@agentbar.example.com']);
});

test('P2: an order that waits for more than half an hour is told in #alerts-medium alone', async () => {
  oldestOrder = 2000;
  expect(await toldOf('OrdersPendingTooLong', 1)).toEqual(['#alerts-medium']);
});

test('P3: a process that holds more than 512 MiB is mailed to the team alone', async () => {
  memory = 600 * 1024 ** 2;
  expect(await toldOf('HighMemoryUsage', 1)).toEqual(['team@agentbar.example.com']);
});

describe('a database that is down', () => {
  test('pages, and what follows from it is not told', async () => {
    database = 0;
    expect(await toldOf('DatabaseDown', 3)).toEqual(['#alerts-critical', 'pagerduty-routing-key', 'telephone']);
    const before = arrivedAt(fake, '', tellsOf('HighErrorRate')).length;
    failing = 1_000_000_000;
    const inhibited = await eventually('HighErrorRate is inhibited', async () => {
      const groups = JSON.parse((await get(`${alertmanager.url}/api/v2/alerts?filter=alertname%3D%22HighErrorRate%22`)) ?? '[]') as readonly { readonly status: { readonly inhibitedBy: readonly string[] } }[];
      return groups.find(({ status }) => status.inhibitedBy.length > 0);
    }, programs(), 30);
    expect([inhibited.status.inhibitedBy.length, arrivedAt(fake, '', tellsOf('HighErrorRate')).length]).toEqual([1, before]);
  });

  test('nobody was told of anything else', () => {
    const known = ['HighErrorRate', 'HighOutboxBacklog', 'OrdersPendingTooLong', 'HighMemoryUsage', 'DatabaseDown'];
    expect(fake.received.filter(({ body }) => !known.some((name) => body.includes(name))).map(placeOf)).toEqual([]);
  });
});
