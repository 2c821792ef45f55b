import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hours, milliseconds, seconds } from '../../lib/core/duration';
import { toYaml } from '../../lib/core/yaml';
import { readMatchers } from '../../lib/route/matcher/syntax';
import type { Receiver } from '../../lib/route/receiver/receiver';
import { webhook } from '../../lib/route/receiver/webhook';
import { routesFor } from '../../lib/route/routes-for';
import { routing } from '../../lib/route/routing';
import type { TimeInterval } from '../../lib/route/time-interval/time-interval';
import { maintenanceWindow } from '../../lib/route/time-interval/time-interval';
import type { RunningProgram } from '../component/running-program';
import { eventually, freePort, get, start } from '../component/running-program';
import type { FakeApplication } from './fake-application';
import { startFakeApplication } from './fake-application';
import type { FakeReceivers, Received } from './fake-receivers';
import { startFakeReceivers } from './fake-receivers';
import { generatedRouting, generatedRules } from './generated-files';
import type { RunningAlertmanager } from './running-alertmanager';
import { startAlertmanager } from './running-alertmanager';

/**
 * From a measured value to the telephone: a real Prometheus with the rules of dist/, a real Alertmanager with the tree
 * and the templates of dist/, and services that stand in for Slack, PagerDuty and the watch outside. What takes minutes
 * in the cluster takes as many hundredths here.
 */
jest.setTimeout(120_000);

const speed = 100;
/** The watch outside waits five minutes for a beat: rules/routing.ts. */
const heartbeatTimeout = 300_000 / speed;

let fake: FakeReceivers;
let application: FakeApplication;
let prometheus: RunningProgram;
let alertmanager: RunningAlertmanager;
/** Follows a tree of its own, for what the committed tree does not use. */
let second: RunningAlertmanager;
let folder: string;

/** What CanvasCast tells of itself; counters grow by this much at each look. */
let failing = 1000;
let answered = 1000;
let waitingJobs = 150;
let oldestJob = 1200;
const counted = { good: 0, bad: 0 };

const day = (moment: number): string => new Date(moment).toISOString().slice(0, 16).replace('T', ' ');
const window = (name: string, from: number, to: number): TimeInterval => maintenanceWindow(name, { timeZone: 'UTC', from: day(Date.now() + from), to: day(Date.now() + to) });
const hour = 3_600_000;

const { when } = routesFor({ alertname: ['QueueBacklog', 'JobsWaitTooLong', 'HighErrorRate', 'ElevatedErrorRate'] });

beforeAll(async () => {
  fake = await startFakeReceivers();
  folder = mkdtempSync(join(tmpdir(), 'belfry-end-to-end-'));
  application = await startFakeApplication(() => {
    counted.good += answered;
    counted.bad += failing;
    const request = (status: string): string => `http_requests_total{method="GET",route="/api/videos",status="${status}"}`;
    return { [request('200')]: counted.good, [request('503')]: counted.bad, 'job_queue_depth{queue="video"}': waitingJobs, 'job_queue_oldest_waiting_seconds{queue="video"}': oldestJob };
  });
  const secrets: Readonly<Record<string, string>> = {
    'platform-receivers/slack-api-url': `${fake.http}/slack/platform`,
    'canvascast-receivers/slack-api-url': `${fake.http}/slack/canvascast`,
    'platform-receivers/heartbeat-url': `${fake.http}/heartbeat`,
  };
  const hook = (name: string): Receiver => webhook(name, { url: `${fake.http}/hook/${name}`, sendResolved: false });
  const escalate = [{ after: seconds(5), to: hook('manager') }];
  const tree = routing({
    default: hook('others'),
    groupWait: milliseconds(1),
    groupInterval: seconds(1),
    repeatInterval: hours(4),
    routes: [
      when({ alertname: 'QueueBacklog' }, { escalate }).to(hook('ignored')),
      when({ alertname: 'JobsWaitTooLong' }, { escalate }).to(hook('acknowledged')),
      when({ alertname: 'HighErrorRate' }, { muteDuring: [window('maintenance', -hour, hour)] }).to(hook('maintained')),
      when({ alertname: 'ElevatedErrorRate' }, { muteDuring: [window('maintenance-of-yesterday', -24 * hour, -22 * hour)] }).to(hook('over')),
    ],
  });
  [alertmanager, second] = await Promise.all([
    startAlertmanager(generatedRouting('small', { pagerduty_url: `${fake.http}/pagerduty` }, speed), { secretContent: (name) => secrets[name] ?? name }),
    startAlertmanager(tree),
  ]);
  prometheus = await startPrometheus();
});

async function startPrometheus(): Promise<RunningProgram> {
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const scraped = (job: string): object => ({ job_name: job, static_configs: [{ targets: [application.address] }] });
  const host = (one: RunningAlertmanager): string => new URL(one.url).host;
  const config = file('prometheus.yml', JSON.stringify({
    global: { scrape_interval: '500ms', scrape_timeout: '500ms', evaluation_interval: '500ms' },
    rule_files: [
      file('watchdog.yml', toYaml(generatedRules('small', 'belfry', (group) => group === 'belfry-heartbeat', speed))),
      file('canvascast.yml', toYaml(generatedRules('small', 'canvascast', (group) => group === 'canvascast-api' || group === 'canvascast-worker', speed))),
    ],
    scrape_configs: [scraped('canvascast-api'), scraped('canvascast-worker')],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [host(alertmanager), host(second)] }] }] },
  }));
  // Targets are looked for every five seconds, and a worker that nobody looks for yet would be down by then.
  return start('prometheus', ['--scrape.discovery-reload-interval=100ms', `--config.file=${config}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${String(await freePort())}`, '--rules.alert.resend-delay=500ms']);
}

afterAll(async () => {
  await Promise.all([prometheus, alertmanager, second].map((one) => one.stop()));
  await Promise.all([fake, application].map((one) => one.stop()));
  rmSync(folder, { recursive: true, force: true });
});

const programs = (): readonly RunningProgram[] => [prometheus, alertmanager.program, second.program];

function arrived(path: string, saying: string): readonly Received[] {
  return fake.received.filter((message) => message.path.startsWith(path) && message.body.includes(saying));
}

function awaitMessage(path: string, saying: string): Promise<Received> {
  return eventually(`'${saying}' at ${path}`, () => Promise.resolve(arrived(path, saying)[0]), programs(), 30);
}

interface SlackMessage {
  readonly channel: string;
  readonly attachments: readonly { readonly title: string; readonly text: string; readonly color: string }[];
}

function inSlack(message: Received): { readonly channel: string; readonly title: string; readonly text: string; readonly color: string } {
  const { channel, attachments } = JSON.parse(message.body) as SlackMessage;
  const { title = '', text = '', color = '' } = attachments[0] ?? {};
  return { channel, title, text, color };
}

interface Standing {
  readonly state: string;
  readonly inhibitedBy: readonly string[];
  readonly mutedBy: readonly string[];
}

/** What an Alertmanager says of an alert, once it is as awaited. */
async function standing(of: RunningAlertmanager, alertname: string, isAwaited: (status: Standing) => boolean): Promise<Standing> {
  return eventually(`standing of ${alertname}`, async () => {
    const groups = JSON.parse((await get(`${of.url}/api/v2/alerts/groups?filter=${encodeURIComponent(`alertname="${alertname}"`)}`)) ?? '[]') as readonly { readonly alerts: readonly { readonly status: Standing }[] }[];
    return groups.flatMap(({ alerts }) => alerts).map(({ status }) => status).find(isAwaited);
  }, programs(), 30);
}

describe('an error rate', () => {
  test('pages and is told in Slack, with what is wrong, how much, and where to go', async () => {
    const page = JSON.parse((await awaitMessage('/pagerduty', '"event_action":"trigger"')).body) as { readonly links: readonly { readonly href: string }[] };
    expect(page).toMatchObject({
      event_action: 'trigger',
      routing_key: 'canvascast-receivers/pagerduty-routing-key',
      payload: { summary: '[CRITICAL] CanvasCast answers more than one request in ten with an error.', severity: 'critical', class: 'HighErrorRate', component: 'api', group: 'canvascast', custom_details: { firing: ['HighErrorRate: 50% of the requests to the API failed over five minutes.'] } },
    });
    expect(page.links.map(({ href }) => href.replace(/\?.*/, ''))).toEqual(['https://runbooks.example.com/canvascast/high-error-rate', 'https://grafana.example.com/d/canvascast-overview', 'https://grafana.example.com/explore', 'https://alertmanager.example/#/silences/new']);
    const { channel, title, text, color } = inSlack(await awaitMessage('/slack/canvascast', 'HighErrorRate'));
    expect({ channel, title, color }).toEqual({ channel: '#alerts', title: '[CRITICAL] CanvasCast answers more than one request in ten with an error.', color: 'danger' });
    for (const part of ['50% of the requests to the API failed', '<https://runbooks.example.com/canvascast/high-error-rate|Runbook>', '<https://grafana.example.com/d/canvascast-overview|Dashboard>', '<https://grafana.example.com/explore?', '|Logs>', '|Silence>']) expect(text).toContain(part);
  });

  test('keeps its lower step silent', async () => {
    await standing(alertmanager, 'ElevatedErrorRate', ({ inhibitedBy }) => inhibitedBy.length === 1);
    expect(arrived('/slack', 'ElevatedErrorRate')).toEqual([]);
  });

  test('is not told during maintenance, and is told when maintenance was yesterday', async () => {
    await awaitMessage('/hook/over', 'ElevatedErrorRate');
    await standing(second, 'HighErrorRate', ({ mutedBy }) => mutedBy.join() === 'maintenance');
    expect(arrived('/hook/maintained', '')).toEqual([]);
  });

  test('is over when requests succeed again', async () => {
    failing = 0;
    answered = 10_000_000;
    const resolved = JSON.parse((await awaitMessage('/pagerduty', '"event_action":"resolve"')).body) as { readonly dedup_key: string };
    expect(arrived('/pagerduty', resolved.dedup_key).map(({ body }) => (JSON.parse(body) as { readonly event_action: string }).event_action)).toEqual(['trigger', 'resolve']);
    expect(inSlack(await awaitMessage('/slack/canvascast', '[RESOLVED] CanvasCast answers'))).toMatchObject({ title: '[RESOLVED] CanvasCast answers more than one request in ten with an error.', color: 'good' });
  });
});

describe('a queue that grows', () => {
  test('is told in Slack with its length, and pages nobody', async () => {
    const { title, text, color } = inSlack(await awaitMessage('/slack/canvascast', 'QueueBacklog'));
    expect({ title, color }).toEqual({ title: '[WARNING] More than a hundred video jobs wait.', color: 'warning' });
    expect(text).toContain('150 jobs wait in the queue video.');
    expect(text).toContain('`queue=video`');
    expect(arrived('/pagerduty', 'QueueBacklog')).toEqual([]);
  });

  test('goes to the manager when it is ignored, and not when it is acknowledged by a silence', async () => {
    await awaitMessage('/hook/acknowledged', 'JobsWaitTooLong');
    await followSilenceLink(inSlack(await awaitMessage('/slack/canvascast', 'JobsWaitTooLong')).text);
    const told = JSON.parse((await awaitMessage('/hook/manager', '')).body) as { readonly alerts: readonly { readonly labels: Readonly<Record<string, string>>; readonly startsAt: string }[] };
    expect(told.alerts.map(({ labels }) => labels.alertname)).toEqual(['QueueBacklog']);
    // Whatever else had to be told was due before this.
    await eventually('the escalation of the silenced alert is due', async () => {
      const alerts = JSON.parse((await get(`${second.url}/api/v2/alerts?filter=alertname="JobsWaitTooLong"`)) ?? '[]') as readonly { readonly startsAt: string }[];
      return alerts[0] !== undefined && Date.now() > Date.parse(alerts[0].startsAt) + 6000 ? true : undefined;
    }, programs(), 30);
    expect(arrived('/hook/manager', 'JobsWaitTooLong')).toEqual([]);
  });

  test('is over when the jobs are done', async () => {
    waitingJobs = 3;
    oldestJob = 10;
    await awaitMessage('/slack/canvascast', '[RESOLVED] More than a hundred video jobs wait.');
  });
});

/** Does what a reader does who follows the link in a message: the form is filled in, and is sent off. */
async function followSilenceLink(text: string): Promise<void> {
  const filter = decodeURIComponent(/#\/silences\/new\?filter=([^|]+)\|Silence>/.exec(text)?.[1] ?? '');
  const reading = readMatchers(filter);
  if (reading.kind === 'refused') throw new Error(`no matchers: ${filter}`);
  const matchers = reading.matchers.map(({ label, value }) => ({ name: label, value, isRegex: false, isEqual: true }));
  const silence = { matchers, startsAt: new Date().toISOString(), endsAt: new Date(Date.now() + hour).toISOString(), createdBy: 'somebody', comment: 'I am on it' };
  const response = await fetch(`${second.url}/api/v2/silences`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(silence) });
  expect({ ok: response.ok, filter }).toEqual({ ok: true, filter: expect.stringContaining('alertname="JobsWaitTooLong"') });
}

describe('the heartbeat', () => {
  const beats = (): readonly number[] => arrived('/heartbeat', 'Watchdog').map(({ at }) => at);

  test('comes often enough, and its end is noticed', async () => {
    await eventually('five beats', () => Promise.resolve(beats().length >= 5 ? true : undefined), programs());
    const gaps = beats().map((at, index, all) => at - (all[index - 1] ?? at));
    expect(Math.max(...gaps)).toBeLessThan(heartbeatTimeout);
    await prometheus.stop();
    // The watch outside knows nothing but when it last heard a beat.
    await eventually('the alarm of the watch outside', () => Promise.resolve(Date.now() - (beats().at(-1) ?? 0) > heartbeatTimeout ? true : undefined), programs());
    expect(Math.max(...gaps)).toBeGreaterThan(0);
  });
});
