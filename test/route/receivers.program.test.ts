import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { minutes } from '../../lib/core/duration';
import { BelfryError } from '../../lib/core/problem';
import { secretKey } from '../../lib/core/secret';
import { discord } from '../../lib/route/receiver/discord';
import { email } from '../../lib/route/receiver/email';
import { incidentIo } from '../../lib/route/receiver/incidentio';
import { microsoftTeams } from '../../lib/route/receiver/microsoft-teams';
import { nowhere } from '../../lib/route/receiver/nowhere';
import { opsgenie } from '../../lib/route/receiver/opsgenie';
import { pagerDuty } from '../../lib/route/receiver/pagerduty';
import type { Receiver } from '../../lib/route/receiver/receiver';
import { slack } from '../../lib/route/receiver/slack';
import { sms } from '../../lib/route/receiver/sms';
import { telegram } from '../../lib/route/receiver/telegram';
import { jiraServiceManagement, webhook } from '../../lib/route/receiver/webhook';
import { renderRouting } from '../../lib/route/render';
import { routesFor } from '../../lib/route/routes-for';
import { routing } from '../../lib/route/routing';
import { simulate } from '../../lib/route/simulate';
import { businessHours, holidays, maintenanceWindow } from '../../lib/route/time-interval/time-interval';
import { canvascastPager, canvascastRouting, canvascastSlack } from '../../rules/canvascast/routing';
import { runTool } from '../../tools/toolchain';
import { writeAlertmanager } from './alertmanager-files';

jest.setTimeout(300_000);

const key = (name: string): ReturnType<typeof secretKey> => secretKey('receivers', name);

const everyKind: readonly Receiver[] = [
  pagerDuty('pagerduty', { routingKey: key('pagerduty'), url: 'https://events.eu.pagerduty.com/v2/enqueue' }),
  slack('slack-webhook', { apiUrl: key('slack'), channel: '#alerts' }),
  slack('slack-bot', { botToken: key('slack-bot'), appUrl: 'https://slack.example/api/chat.postMessage', channel: 'C0123456789' }),
  email('email', { to: ['oncall@example.org', 'lead@example.org'], from: 'belfry@example.org', relay: 'smtp.example.org:587', login: { username: 'belfry', password: key('smtp') } }),
  email('email-without-login', { to: 'oncall@example.org', from: 'belfry@example.org', relay: 'relay.mail.svc:25', requireTls: false }),
  telegram('telegram', { botToken: key('telegram'), chat: -1001234567890, thread: 7 }),
  telegram('telegram-secret-chat', { botToken: key('telegram'), chat: key('telegram-chat'), apiUrl: 'https://telegram.example' }),
  opsgenie('opsgenie', { apiKey: key('opsgenie'), apiUrl: 'https://api.eu.opsgenie.com/', teams: ['platform'] }),
  jiraServiceManagement('jira', { url: key('jira') }),
  sms('sms', { region: 'eu-central-1', phoneNumber: '+491711234567', credentials: key('aws') }),
  sms('sms-topic', { region: 'eu-central-1', topicArn: 'arn:aws:sns:eu-central-1:123456789012:oncall', roleArn: 'arn:aws:iam::123456789012:role/alerts' }),
  microsoftTeams('teams', { webhookUrl: key('teams') }),
  discord('discord', { webhookUrl: key('discord') }),
  incidentIo('incident-io', { url: 'https://api.incident.io/v2/alert_events/alertmanager/01ABC', token: key('incident-io') }),
  webhook('webhook', { url: 'https://bot.example.org/alerts', maxAlerts: 50, sendResolved: false, ca: key('ca') }),
  webhook('webhook-bearer', { url: key('hook'), authorization: { bearer: key('hook-token') } }),
  webhook('webhook-basic', { url: 'http://bot.bots.svc:8080/alerts', authorization: { username: 'belfry', password: key('hook-password') } }),
  webhook('webhook-scheme', { url: 'https://bot.example.org/alerts', authorization: { scheme: 'GenieKey', credentials: key('genie') } }),
  nowhere('nobody', 'nobody reads it'),
];

const { when, inhibit, ladder } = routesFor({ alertname: ['Down', 'Slow'], severity: ['critical', 'warning', 'info'], service: 'open', 'läbel with space': 'open' });
const office = businessHours('office', { timeZone: 'Europe/Kyiv', from: '09:00', to: '18:00' });
const days = holidays('holidays', { timeZone: 'Europe/Kyiv', dates: ['01-01', '02-29', '2026-04-12'] });
const move = maintenanceWindow('move', { timeZone: 'America/New_York', from: '2026-03-07 22:00', to: '2026-03-09 02:30' });

const [pagerduty, slackWebhook, ...others] = everyKind;
if (pagerduty === undefined || slackWebhook === undefined) throw new Error('no receivers');

const tree = routing({
  default: slackWebhook,
  heartbeat: { alert: 'Watchdog', to: webhook('heartbeat', { url: key('heartbeat'), sendResolved: false }), timeout: minutes(5) },
  copies: [when({ severity: 'critical' }, { muteDuring: [move] }).to(pagerduty)],
  routes: [
    when({ 'läbel with space': { not: 'a "quoted" value\\with\nlines' } }, { continue: true, groupBy: 'all' }).to(slackWebhook, ...others),
    when({ service: /api-(a|b).+\.example/ }, { activeDuring: [office], muteDuring: [days], groupBy: [], escalate: [{ after: minutes(30), to: pagerduty }] }).to(slackWebhook).except(when({ severity: ['info', 'warning'] }).to(slackWebhook)),
  ],
  inhibit: [inhibit({ name: 'down over slow', source: { alertname: 'Down' }, target: { alertname: 'Slow' }, equal: ['service'] }), ...ladder({ from: ['critical', 'warning', 'info'], equal: ['alertname', 'läbel with space'] })],
});

describe('amtool', () => {
  const files = writeAlertmanager(tree);
  const own = writeAlertmanager(routing({ default: canvascastSlack, teams: [canvascastRouting] }));
  afterAll(() => {
    files.remove();
    own.remove();
  });

  test('accepts a tree with every kind of receiver, interval and matcher, and its templates', async () => {
    const { status, stdout, stderr } = await runTool('amtool', ['check-config', files.config]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`- ${everyKind.length + 1} receivers`);
    expect(stdout).toContain('- 3 inhibit rules');
    expect(stdout).not.toContain('FAILED');
  });

  test.each<readonly [string, Readonly<Record<string, string>>]>([
    ['critical', { severity: 'critical', team: 'canvascast', alertname: 'HighErrorRate', service: 'api' }],
    ['warning', { severity: 'warning', team: 'canvascast' }],
    ['info', { severity: 'info', team: 'canvascast' }],
    ['somebody else', { severity: 'critical', team: 'somebody else' }],
  ])("routes CanvasCast's alerts as the simulator does: %s", async (_, labels) => {
    const told = simulate(routing({ default: canvascastSlack, teams: [canvascastRouting] }), labels).deliveries.map(({ receiver }) => receiver);
    const { status, stdout } = await runTool('amtool', ['config', 'routes', 'test', '--config.file', own.config, `--verify.receivers=${told.join(',')}`, ...Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`)]);
    expect({ status, stdout: stdout.trim() }).toEqual({ status: 0, stdout: told.join(',') });
  });
});

test("CanvasCast's critical alerts page, and all are told in Slack", () => {
  const receivers = (severity: string): readonly string[] => simulate(routing({ default: canvascastSlack, teams: [canvascastRouting] }), { severity, team: 'canvascast' }).deliveries.map(({ receiver }) => receiver);
  expect(receivers('critical')).toEqual([canvascastPager.name, canvascastSlack.name]);
  expect(receivers('warning')).toEqual([canvascastSlack.name]);
});

describe('rendering', () => {
  test('puts no credential into the configuration', () => {
    const { config, secrets, environment } = renderRouting(tree);
    const text = JSON.stringify(config);
    for (const { secret, key: name } of secrets.filter((one) => one.key !== 'aws')) expect(text).toContain(`"/etc/secrets/${secret}/${name}"`);
    expect(environment).toEqual([{ name: 'AWS_SHARED_CREDENTIALS_FILE', value: '/etc/secrets/receivers/aws' }]);
  });

  test('is the same at every run', () => {
    expect(JSON.stringify(renderRouting(tree))).toBe(JSON.stringify(renderRouting(tree)));
  });
});

describe('a receiver is refused', () => {
  test.each<readonly [string, () => unknown]>([
    ['route/receiver-name', () => nowhere('no body', 'because')],
    ['route/receiver-url', () => webhook('hook', { url: 'bot.example.org' })],
    ['route/receiver-url', () => webhook('hook', { url: 'https://user:password@bot.example.org' })],
    ['route/slack-channel', () => slack('slack', { apiUrl: key('slack'), channel: 'alerts' })],
    ['route/telegram-chat', () => telegram('telegram', { botToken: key('telegram'), chat: 0 })],
    ['route/email-address', () => email('mail', { to: 'oncall', from: 'a@example.org', relay: 'smtp.example.org:25' })],
    ['route/email-relay', () => email('mail', { to: 'b@example.org', from: 'a@example.org', relay: 'smtp.example.org' })],
    ['route/sms-number', () => sms('sms', { region: 'eu-central-1', phoneNumber: '0171 1234567' })],
    ['route/sms-topic', () => sms('sms', { region: 'eu-central-1', topicArn: 'oncall' })],
    ['route/environment', () => renderRouting(routing({ default: sms('a', { region: 'eu-central-1', phoneNumber: '+491', credentials: key('a') }), copies: [when({ severity: 'info' }).to(sms('b', { region: 'eu-central-1', phoneNumber: '+492', credentials: key('b') }))] }))],
  ])('%s', (check, action) => {
    expect(action).toThrow(BelfryError);
    expect(action).toThrow(check);
  });

  test.each<readonly [string, string, (missing: never) => unknown]>([
    ['routingKey', 'it has no routingKey', (missing) => pagerDuty('pager', { routingKey: missing })],
    ['apiUrl', 'it has no apiUrl', (missing) => slack('chat', { apiUrl: missing, channel: '#alerts' })],
    ['botToken', 'it has no botToken', (missing) => telegram('telegram', { botToken: missing, chat: -1 })],
    ['login.password', 'it has no login.password', (missing) => email('mail', { to: 'b@example.org', from: 'a@example.org', relay: 'relay:25', login: { username: 'a', password: missing } })],
    ['url', 'it has no url', (missing) => webhook('hook', { url: missing })],
  ])('that lacks its credential: %s', (option, message, make) => {
    const missing = JSON.parse('{}') as { readonly nothing: never };
    expect(() => make(missing.nothing)).toThrow(message);
    expect(() => make(missing.nothing)).toThrow(`fix: write ${option}: secretKey(`);
  });

  test('without showing a password that stands in its address', () => {
    expect(() => webhook('hook', { url: 'https://user:password@bot.example.org' })).not.toThrow(/user:password/);
  });
});
