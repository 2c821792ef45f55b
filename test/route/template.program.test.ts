import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BelfryError } from '../../lib/core/problem';
import { routesFor } from '../../lib/route/routes-for';
import { emailTemplates } from '../../lib/route/template/email';
import { usualMessage } from '../../lib/route/template/message';
import { pagerDutyTemplates } from '../../lib/route/template/pagerduty';
import { slackTemplates } from '../../lib/route/template/slack';
import { telegramTemplates } from '../../lib/route/template/telegram';
import { runTool } from '../../tools/toolchain';

jest.setTimeout(120_000);

const { message: messageOf } = routesFor({ alertname: 'open', severity: 'open', service: 'open', 'läbel with space': 'open' });

const brief = messageOf('brief', {
  title: ({ text, status, times, headline, label, annotation }) => text`${status}${times} <in> ${label('service', 'several "services"')}: ${headline} (${annotation('dashboard_url', 'no dashboard')})`,
  alert: ({ text, label, annotation }) => text`<&> {{ 100% ${label('läbel with space', 'none')} ${annotation('summary')} ${annotation('logs_url', 'no logs')}`,
  links: ['silence', 'runbook'],
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-templates-'));
  for (const { name, content } of [usualMessage, brief].flatMap((worded) => [...emailTemplates(worded), ...telegramTemplates(worded), ...slackTemplates(worded), ...pagerDutyTemplates(worded)])) writeFileSync(join(folder, `${name}.tmpl`), content);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Texts = Readonly<Record<string, string>>;

interface GivenAlert {
  readonly status?: 'firing' | 'resolved';
  readonly labels?: Texts;
  readonly annotations?: Texts;
}

const summary = 'CanvasCast answers too many requests with an error.';
const runbook_url = 'https://runbooks.example/error-rate';

/** Data as Alertmanager hands it to templates: what all alerts share is worked out from the alerts. */
function message(...given: readonly GivenAlert[]): object {
  const alerts = given.map(({ status = 'firing', labels = {}, annotations = {} }) => ({
    status,
    labels: { alertname: 'HighErrorRate', severity: 'critical', ...labels },
    annotations: { summary, description: '12.5% of requests failed.', runbook_url, ...annotations },
    startsAt: '2026-01-01T00:00:00Z',
    endsAt: '2026-01-01T01:00:00Z',
    generatorURL: '',
    fingerprint: '',
  }));
  const shared = (of: 'labels' | 'annotations'): Texts => Object.fromEntries(Object.entries<string>(alerts[0]?.[of] ?? {}).filter(([name, value]) => alerts.every((alert) => Object.entries<string>(alert[of]).some(([other, text]) => other === name && text === value))));
  return {
    receiver: 'chat',
    status: alerts.some(({ status }) => status === 'firing') ? 'firing' : 'resolved',
    externalURL: 'https://alertmanager.example',
    alerts,
    groupLabels: { alertname: 'HighErrorRate' },
    commonLabels: shared('labels'),
    commonAnnotations: shared('annotations'),
  };
}

let count = 0;
async function rendered(name: string, data: object, type: 'text' | 'html' = 'text', of = '.'): Promise<string> {
  count += 1;
  const file = join(folder, `data-${count}.json`);
  writeFileSync(file, JSON.stringify(data));
  const { status, stdout, stderr } = await runTool('amtool', ['template', 'render', '--template.glob', join(folder, '*.tmpl'), '--template.data', file, '--template.type', type, '--template.text', `{{ template "${name}" ${of} }}`]);
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const channels = [
  ['Slack', 'belfry.slack.text', 'text'],
  ['plain text', 'belfry.text.body', 'text'],
  ['Telegram', 'belfry.telegram.message', 'html'],
  ['mail', 'belfry.email.html', 'html'],
] as const;

describe('the title', () => {
  test.each([
    ['[CRITICAL] CanvasCast answers too many requests with an error.', message({})],
    ['[CRITICAL x2] CanvasCast answers too many requests with an error.', message({ labels: { service: 'api' } }, { labels: { service: 'web' } })],
    ['[RESOLVED] CanvasCast answers too many requests with an error.', message({ status: 'resolved' })],
    ['[CRITICAL] CanvasCast answers too many requests with an error.', message({}, { status: 'resolved' })],
    ['[FIRING x2] HighErrorRate', message({ labels: { severity: 'warning' }, annotations: { summary: 'One.' } }, { annotations: { summary: 'Other.' } })],
    ['[CRITICAL x2] 2 alerts', message({ labels: { alertname: 'A' }, annotations: { summary: 'One.' } }, { labels: { alertname: 'B' }, annotations: { summary: 'Other.' } })],
  ])('is %s', async (title, data) => {
    expect(await rendered('belfry.title', data)).toBe(title);
  });
});

describe.each(channels)('a message in %s', (_, name, type) => {
  test('says what is wrong with which alerts, and where to go', async () => {
    const text = await rendered(name, message({ annotations: { dashboard_url: 'https://grafana.example/d/x', logs_url: 'https://grafana.example/explore' } }), type);
    for (const part of ['HighErrorRate', '12.5% of requests failed.', runbook_url, 'https://grafana.example/d/x', 'https://grafana.example/explore', 'Silence']) expect(text).toContain(part);
    expect(text).not.toContain('<no value>');
  });

  test('leaves out the links that an alert has not', async () => {
    const text = await rendered(name, message({}), type);
    expect(text).toContain('Runbook');
    expect(text).not.toMatch(/Dashboard|Logs|<no value>/);
  });

  test('shows the summary of an alert without a description', async () => {
    expect(await rendered(name, message({ annotations: { description: '', summary: 'Only this.' } }), type)).toMatch(/HighErrorRate[^]*Only this\./);
  });

  test('tells which alerts are over', async () => {
    const text = await rendered(name, message({ labels: { service: 'api' } }, { labels: { service: 'web' }, status: 'resolved' }), type);
    expect(text).toMatch(/resolved|white_check_mark/);
    expect(text.indexOf('HighErrorRate')).toBeLessThan(text.search(/\(resolved\)|white_check_mark/) + 20);
  });

  test('describes five alerts and counts the rest', async () => {
    const many = Array.from({ length: 8 }, (_unused, index) => ({ labels: { service: `s${index}` }, annotations: { description: `Service number ${index}.` } }));
    const text = await rendered(name, message(...many), type);
    expect(text).toContain('Service number 4.');
    expect(text).not.toContain('Service number 5.');
    expect(text).toContain('8 alerts in all');
  });

  test('opens a silence for what its alerts share', async () => {
    const text = await rendered(name, message({ labels: { service: 'a "b" & c\\d+e' } }), type);
    const link = /https:\/\/alertmanager\.example\/#\/silences\/new\?filter=[^\s|">]+/.exec(text)?.[0] ?? '';
    expect(decodeURIComponent(link.replace(/.*filter=/, ''))).toBe('{alertname="HighErrorRate",service="a \\"b\\" & c\\\\d+e",severity="critical"}');
  });
});

describe('markup in a label or an annotation', () => {
  const data = message({ annotations: { description: '<b>&</b> "quoted"' }, labels: { service: '<script>' } });

  test('is escaped for Slack', async () => {
    expect(await rendered('belfry.slack.text', data)).toContain('&lt;b&gt;&amp;&lt;/b&gt;');
  });

  test.each(['belfry.telegram.message', 'belfry.email.html'])('is escaped in %s', async (name) => {
    const text = await rendered(name, data, 'html');
    expect(text).toContain('&lt;b&gt;&amp;&lt;/b&gt;');
    expect(text).not.toContain('<script>');
  });
});

describe("PagerDuty's severity", () => {
  test.each([
    ['critical', 'critical'],
    ['high', 'error'],
    ['warning', 'warning'],
    ['info', 'info'],
    ['page', 'error'],
  ])('of %s is %s', async (severity, word) => {
    expect(await rendered('belfry.pagerduty.severity', message({ labels: { severity } }))).toBe(word);
  });
});

describe("PagerDuty's details", () => {
  const details = async (...alerts: readonly GivenAlert[]): Promise<unknown> => {
    const text = await rendered('belfry.pagerduty.details', message(...alerts), 'text', '.Alerts.Firing');
    return text === '' ? undefined : JSON.parse(text);
  };

  test('are a list, whatever the descriptions hold', async () => {
    expect(await details({ annotations: { description: 'a: b, "c" - <d>\n- e' } }, { status: 'resolved' })).toEqual(['HighErrorRate: a: b, "c" - <d>\n- e']);
    expect(await details({ status: 'resolved' })).toBeUndefined();
  });

  test('count what they do not describe', async () => {
    expect(await details(...Array.from({ length: 7 }, (_, index) => ({ labels: { service: String(index) } })))).toEqual([...Array.from({ length: 5 }, () => 'HighErrorRate: 12.5% of requests failed.'), '... 7 alerts in all']);
  });
});

describe('words of one\'s own', () => {
  const one = message({ labels: { service: 'api', 'läbel with space': '<b>' } });

  test.each([
    ['text', 'CRITICAL <in> api: CanvasCast answers too many requests with an error. (no dashboard)'],
    ['html', 'CRITICAL &lt;in&gt; api: CanvasCast answers too many requests with an error. (no dashboard)'],
  ] as const)('make the title in %s', async (type, title) => {
    expect(await rendered('belfry.brief.title', one, type)).toBe(title);
  });

  test('say what the alerts of a message do not share', async () => {
    expect(await rendered('belfry.brief.title', message({ labels: { service: 'api' } }, { labels: { service: 'web' } }))).toBe('CRITICAL x2 <in> several "services": CanvasCast answers too many requests with an error. (no dashboard)');
  });

  test.each([
    ['belfry.brief.slack.text', 'text', `&lt;&amp;&gt; {{ 100% &lt;b&gt; ${summary} no logs`],
    ['belfry.brief.text.body', 'text', `HighErrorRate: <&> {{ 100% <b> ${summary} no logs`],
    ['belfry.brief.telegram.message', 'html', `&lt;&amp;&gt; {{ 100% &lt;b&gt; ${summary} no logs`],
    ['belfry.brief.email.html', 'html', `&lt;&amp;&gt; {{ 100% &lt;b&gt; ${summary} no logs`],
  ] as const)('are set in the markup of the channel: %s', async (name, type, words) => {
    const text = await rendered(name, one, type);
    expect(text).toContain(words);
    expect(text).toMatch(/Silence[^]*Runbook/);
    expect(text).not.toMatch(/Dashboard|Logs/);
  });

  test("are PagerDuty's details", async () => {
    expect(JSON.parse(await rendered('belfry.brief.pagerduty.details', one, 'text', '.Alerts.Firing'))).toEqual([`HighErrorRate: <&> {{ 100% <b> ${summary} no logs`]);
  });

  test.each<readonly [string, () => unknown]>([
    ['route/message-name', () => messageOf('My Words', {})],
    ['route/message-empty', () => messageOf('empty', { title: ({ text }) => text` ` })],
    ['route/message-empty', () => messageOf('empty', { alert: () => [] })],
    ['route/message-title', () => messageOf('long', { title: ({ text, headline }) => text`${headline}\nand more` })],
    ['route/message-link', () => messageOf('twice', { links: ['logs', 'logs'] })],
  ])('are refused: %s', (check, action) => {
    expect(action).toThrow(BelfryError);
    expect(action).toThrow(check);
  });
});
