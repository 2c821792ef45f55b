import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dashboards } from '../../dashboards/index';
import type { Data } from '../../lib/core/yaml';
import type { Dashboard } from '../../lib/dashboard/model';
import type { LocalStack } from '../component/local-stack';
import { startLocally } from '../component/local-stack';
import { eventually, get } from '../component/running-program';
import { list, plainData } from '../component/sample-stack';
import type { AskingPanel } from './asked';
import { askingPanels } from './asked';

/** Panels of logs and traces, asked of a real Loki and a real Jaeger behind the collector that fills them in a cluster. */
let stack: LocalStack;

const traceId = '5bf92f3577b34da6a3ce929d0e0e4736';

/** What a reader would write into the fields at the top of a dashboard. */
const asked: Readonly<Record<string, string>> = { trace_id: traceId, job_id: 'job-7', correlation_id: 'order-7' };

/** Every service whose lines or traces a dashboard shows, after the browser that asks all of them. */
const services = ['canvascast-api', 'backend-api', 'buatfilm-payment-api', 'backend', 'quickcart-api'] as const;

/** One request of a browser that fails in every service, and a line about it from each; PostgreSQL tells of a slow statement. */
beforeAll(async () => {
  stack = await startLocally();
  const now = Date.now();
  const nanoseconds = (before: number): string => `${String(now - before)}000000`;
  const span = (service: string, spanId: string, parentSpanId: string, kind: number): Data => ({
    resource: resource(service),
    scopeSpans: [{ spans: [{ traceId, spanId, parentSpanId, name: '/api/videos', kind, startTimeUnixNano: nanoseconds(900), endTimeUnixNano: nanoseconds(400), status: { code: 2 } }] }],
  });
  const browser = '00f067aa0ba902b7';
  const spanOf = (index: number): string => `00f067aa0ba903b${String(index)}`;
  await send('traces', { resourceSpans: [span('canvascast-web', browser, '', 3), ...services.map((service, index) => span(service, spanOf(index), browser, 2))] });
  const line = (service: string, spanId: string, text: string): Data => ({
    resource: resource(service),
    scopeLogs: [{ logRecords: [{ timeUnixNano: nanoseconds(400), traceId, spanId, severityNumber: 17, severityText: 'ERROR', body: { stringValue: text } }] }],
  });
  const failure = { level: 'error', msg: 'it failed', job_id: asked.job_id, correlation_id: asked.correlation_id, action: 'payment_processing', error_code: 'card_declined' };
  await send('logs', { resourceLogs: [...services.map((service, index) => line(service, spanOf(index), JSON.stringify(failure))), line('postgresql', browser, 'LOG:  duration: 1534.221 ms  statement: SELECT 1')] });
}, 240_000);

afterAll(async () => {
  await stack.stop();
}, 60_000);

function resource(service: string): Data {
  return { attributes: [{ key: 'service.name', value: { stringValue: service } }] };
}

async function send(signal: 'traces' | 'logs', body: Data): Promise<void> {
  const response = await fetch(`${stack.otlp}/v1/${signal}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  expect(response.status).toBe(200);
}

/** What Grafana asks of Loki or Jaeger for a target, with what stands in the fields at the top of the dashboard. */
function addressesOf(dashboard: Dashboard, { targets, json }: AskingPanel): readonly string[] {
  const to = Date.now();
  const from = to - dashboard.range.milliseconds;
  const filled = (text: string): string =>
    dashboard.variables.reduce((done, variable) => (variable.kind === 'text' ? done.replaceAll(variable.reference, asked[variable.name] ?? variable.initial) : done), text);
  return targets.map((target) => {
    if ('expr' in target) return `${stack.loki}/loki/api/v1/query_range?${query({ query: filled(target.expr), start: `${String(from)}000000`, end: `${String(to)}000000`, step: '60' })}`;
    if (!('datasource' in target) || target.datasource.uid !== 'jaeger') throw new Error(`${json.title} asks neither Loki nor Jaeger`);
    if ('queryType' in target && target.queryType === 'dependencyGraph') return `${stack.jaeger}/api/dependencies?${query({ endTs: String(to), lookback: String(dashboard.range.milliseconds) })}`;
    if ('queryType' in target && target.queryType === 'search') {
      const tags = Object.fromEntries((target.tags ?? '').split(' ').flatMap((tag) => (tag.includes('=') ? [[tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)] as const] : [])));
      return `${stack.jaeger}/api/traces?${query({ service: target.service ?? '', ...(target.operation === undefined ? {} : { operation: target.operation }), tags: JSON.stringify(tags), start: `${String(from)}000`, end: `${String(to)}000`, limit: String(target.limit ?? 20) })}`;
    }
    return `${stack.jaeger}/api/traces/${filled('query' in target ? (target.query ?? '') : '')}`;
  });
}

function query(parameters: Readonly<Record<string, string>>): string {
  return new URLSearchParams(parameters).toString();
}

/** How much an answer holds: Loki's streams or series, Jaeger's traces or calls. */
async function answered(url: string): Promise<number> {
  const body = await get(url);
  if (body === undefined) return 0;
  const answer = plainData(JSON.parse(body));
  return url.includes('/loki/') ? list(answer, 'data', 'result').length : list(answer, 'data').length;
}

const asking = dashboards.flatMap((dashboard) =>
  askingPanels(dashboard)
    .filter(({ targets }) => targets.some(({ datasource }) => datasource?.uid !== 'prometheus'))
    .map((panel) => [`${dashboard.title}: ${panel.title}`, dashboard, panel] as const),
);

describe('a panel of logs or traces', () => {
  test('is in several dashboards', () => {
    expect(new Set(asking.map(([, , { json }]) => json.type))).toEqual(new Set(['logs', 'traces', 'nodeGraph', 'table']));
  });

  test.each(asking)('%s: shows what was sent', async (_title, dashboard, panel) => {
    for (const url of addressesOf(dashboard, panel)) {
      expect(await eventually(`an answer to ${url}`, async () => ((await answered(url)) > 0 ? 'something' : undefined), stack.programs, 30)).toBe('something');
    }
  }, 60_000);

  test('shows nothing of services that sent nothing', async () => {
    expect(await answered(`${stack.loki}/loki/api/v1/query_range?${query({ query: '{service_name="stranger"}' })}`)).toBe(0);
    expect(await answered(`${stack.jaeger}/api/traces?${query({ service: 'stranger' })}`)).toBe(0);
    expect(await answered(`${stack.jaeger}/api/traces/${'0'.repeat(31)}1`)).toBe(0);
  });
});
