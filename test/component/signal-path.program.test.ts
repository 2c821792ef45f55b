import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Data } from '../../lib/core/yaml';
import type { LocalStack } from './local-stack';
import { startLocally } from './local-stack';
import { eventually, get } from './running-program';
import { at, list, plainData, text, words } from './sample-stack';

/** Data in, data out: through the rendered configuration of real collectors, Loki, Jaeger and Prometheus. */
let stack: LocalStack;

beforeAll(async () => {
  stack = await startLocally();
}, 240_000);

afterAll(async () => {
  await stack.stop();
}, 60_000);

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const resource = { attributes: attributes({ 'service.name': 'api', 'service.namespace': 'shop', 'service.instance.id': 'api-0', 'k8s.namespace.name': 'shop', 'k8s.pod.name': 'api-0' }) };

function attributes(values: Readonly<Record<string, string>>): Data {
  return Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}

/** Nanoseconds since 1970, some seconds ago. */
function ago(seconds: number): string {
  return `${String(Date.now() - seconds * 1000)}000000`;
}

async function send(signal: 'traces' | 'logs' | 'metrics', body: Data): Promise<void> {
  const response = await fetch(`${stack.otlp}/v1/${signal}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  expect(response.status).toBe(200);
}

async function json(url: string): Promise<Data> {
  const body = await get(url);
  return body === undefined ? undefined : plainData(JSON.parse(body));
}

/** Log lines that a query finds, once there are as many as wanted. */
function lines(query: string, wanted: number): Promise<readonly string[]> {
  return eventually(
    `${String(wanted)} lines of ${query}`,
    async () => {
      const answer = await json(`${stack.loki}/loki/api/v1/query_range?query=${encodeURIComponent(query)}`);
      const found = list(answer, 'data', 'result').flatMap((stream) => list(stream, 'values').map((pair) => words(pair)[1] ?? ''));
      return found.length >= wanted ? found : undefined;
    },
    stack.programs,
  );
}

/** The series that a query finds, once there is one. */
function series(query: string): Promise<readonly Data[]> {
  return eventually(
    `a series of ${query}`,
    async () => {
      const found = list(await json(`${stack.prometheus}/api/v1/query?query=${encodeURIComponent(query)}`), 'data', 'result');
      return found.length > 0 ? found : undefined;
    },
    stack.programs,
  );
}

describe('a span', () => {
  beforeAll(async () => {
    const span = {
      traceId,
      spanId: '00f067aa0ba902b7',
      name: 'POST /orders',
      kind: 2,
      startTimeUnixNano: ago(1),
      endTimeUnixNano: ago(0.6),
      status: { code: 2 },
      attributes: attributes({ 'user.password': 'hunter2', 'url.full': 'https://u:hunter2@shop.example/orders?token=abc123&name=Jo', 'url.query': 'token=abc123&name=Jo', 'http.target': '/orders?token=abc123', 'http.route': '/orders' }),
    };
    await send('traces', { resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] });
  });

  test('is in Jaeger, without its secrets', async () => {
    const trace = await eventually('the trace in Jaeger', async () => json(`${stack.jaeger}/api/traces/${traceId}`), stack.programs);
    const tags = list(trace, 'data', 0, 'spans', 0, 'tags').map((tag) => [text(tag, 'key'), text(tag, 'value')]);
    expect(tags).toContainEqual(['http.route', '/orders']);
    expect(tags).toContainEqual(['user.password', '****']);
    expect(tags).toContainEqual(['http.target', '/orders']);
    expect(JSON.stringify(trace)).not.toMatch(/hunter2|abc123|url\.query/);
  });

  test('is counted and timed in Prometheus, with an exemplar that leads back to it', async () => {
    const [calls] = await series('traces_span_metrics_calls_total{service_name="api"} == 1');
    expect(at(calls, 'metric')).toEqual({
      __name__: 'traces_span_metrics_calls_total',
      job: 'otel-collector-gateway',
      instance: 'gateway-0',
      service_name: 'api',
      k8s_namespace_name: 'shop',
      span_name: 'POST /orders',
      span_kind: 'SPAN_KIND_SERVER',
      status_code: 'STATUS_CODE_ERROR',
    });
    await series('traces_span_metrics_duration_seconds_bucket{service_name="api",le="0.5"} == 1');
    const exemplars = await eventually(
      'an exemplar',
      async () => {
        const answer = await json(`${stack.prometheus}/api/v1/query_exemplars?query=traces_span_metrics_duration_seconds_bucket&start=0&end=9999999999`);
        const found = list(answer, 'data').flatMap((entry) => list(entry, 'exemplars'));
        return found.length > 0 ? found : undefined;
      },
      stack.programs,
    );
    expect(text(exemplars[0], 'labels', 'trace_id')).toBe(traceId);
  });
});

describe('a log record of an application', () => {
  test('is found by the id of its trace, without its secrets', async () => {
    const body = '{"level":"error","msg":"card 4111 1111 1111 1111 refused","user":{"password":"hunter2","email":"jo@shop.example"},"attempt":3}';
    await send('logs', { resourceLogs: [{ resource, scopeLogs: [{ logRecords: [{ timeUnixNano: ago(1), traceId, spanId: '00f067aa0ba902b7', body: { stringValue: body } }] }] }] });
    expect(await lines(`{service_name="api"} | trace_id="${traceId}" | severity_text="ERROR"`, 1)).toEqual([
      '{"level":"error","msg":"card **** refused","user":{"password":"****","email":"****"},"attempt":3}',
    ]);
  });

  test('of plain text tells its level and its ids, JSON or not, as metadata and not as labels', async () => {
    const plain = [
      `2026-01-02T03:04:05.678Z [ERROR] payment failed trace_id=${traceId} request_id=req-7`,
      `level=warn msg="slow" traceId=${traceId} correlationId="ord-9"`,
      'information about nothing',
    ];
    const records = [...plain, '{"severity":"debug","msg":"x","correlation_id":"ord-9","jobId":41}'].map((body, index) => ({ timeUnixNano: ago(9 - index), body: { stringValue: body } }));
    await send('logs', { resourceLogs: [{ resource: { attributes: attributes({ 'service.name': 'plain' }) }, scopeLogs: [{ logRecords: records }] }] });
    expect(await lines(`{service_name="plain"} | trace_id="${traceId}" | severity_text="ERROR" | request_id="req-7"`, 1)).toEqual([plain[0]]);
    expect(await lines(`{service_name="plain"} | trace_id="${traceId}" | severity_text="WARN" | correlation_id="ord-9"`, 1)).toEqual([plain[1]]);
    expect(await lines('{service_name="plain"} | severity_text="DEBUG" | correlation_id="ord-9" | job_id="41"', 1)).toEqual(['{"severity":"debug","msg":"x","correlation_id":"ord-9","jobId":41}']);
    expect(await lines('{service_name="plain"} | severity_text="" | trace_id=""', 1)).toEqual([plain[2]]);
    const labels = list(await json(`${stack.loki}/loki/api/v1/labels`), 'data');
    expect(labels).toContain('service_name');
    expect(labels.map(String).filter((label) => /_id$|severity/.test(label))).toEqual([]);
  });

  const masked: readonly (readonly [string, string])[] = [
    ['login password=hunter2 for 7', 'login password=**** for 7'],
    ['api_key="two words" sent', 'api_key=**** sent'],
    ['{"nested":"{\\"token\\":\\"abc\\"}"}', '{"nested":"{\\"token\\":\\"****\\"}"}'],
    ['{"customer":{"contact":{"phone":"081234567890","email":"jo@shop.example"}},"midtrans":{"server_key":"SB-Mid-server-1"}}', '{"customer":{"contact":{"phone":"****","email":"****"}},"midtrans":{"server_key":"****"}}'],
    ['paid customer_phone=081234567890 ok', 'paid customer_phone=**** ok'],
    ['{"cvv":123,"n":1}', '{"cvv":"****","n":1}'],
    ['Authorization: Bearer abcdefgh12345', 'Authorization: ****'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln end', 'jwt **** end'],
    ['postgres://shop:hunter2@db/shop', 'postgres****db/shop'],
    ['call +4915112345678 back', 'call **** back'],
    ['amex 3782 822463 10005', 'amex ****'],
  ];
  const untouched = ['keyboard=1 monkey=2 tokenizer=3', 'order 4111111111 of 1795260434797667782', 'at 10.0.0.1:8080 in 12ms', 'passed=true secretary=Ann', '{"pane":1,"tokens":2}', 'microphone=1 server_keys=2'];

  test('is masked where it must be, and nowhere else', async () => {
    const records = [...masked.map(([raw]) => raw), ...untouched].map((raw, index) => ({ timeUnixNano: ago(30 - index), body: { stringValue: raw } }));
    const other = { attributes: attributes({ 'service.name': 'masking' }) };
    await send('logs', { resourceLogs: [{ resource: other, scopeLogs: [{ logRecords: records }] }] });
    const expected = [...masked.map(([, clean]) => clean), ...untouched];
    expect([...(await lines('{service_name="masking"}', expected.length))].sort()).toEqual([...expected].sort());
  });
});

describe('a metric of an application', () => {
  test('arrives by OTLP under its own job', async () => {
    const point = { asInt: '5', startTimeUnixNano: ago(60), timeUnixNano: ago(0) };
    const metric = { name: 'jobs.finished', unit: '1', sum: { aggregationTemporality: 2, isMonotonic: true, dataPoints: [point] } };
    await send('metrics', { resourceMetrics: [{ resource, scopeMetrics: [{ metrics: [metric] }] }] });
    const [found] = await series('jobs_finished_total');
    expect(at(found, 'metric')).toEqual({ __name__: 'jobs_finished_total', job: 'shop/api', instance: 'api-0', service_namespace: 'shop', k8s_namespace_name: 'shop', k8s_pod_name: 'api-0' });
  });
});

describe('the log file of a pod', () => {
  function pod(namespace: string, name: string, container: string, content: string): void {
    const folder = join(stack.podLogs, `${namespace}_${name}_6a4d2c1e-0000-4000-8000-000000000001`, container);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, '0.log'), content);
  }

  test('is read to Loki, named after its pod, with the trace that the line names', async () => {
    const now = new Date().toISOString();
    pod('shop', 'worker-0', 'worker', `${now} stdout F {"level":30,"msg":"started","traceId":"${traceId}","password":"hunter2"}\n${now} stderr P first half, \n${now} stderr F second half\n`);
    expect(await lines(`{k8s_namespace_name="shop", k8s_container_name="worker"} | k8s_pod_name="worker-0" | trace_id="${traceId}" | severity_text="INFO"`, 1)).toEqual([
      `{"level":30,"msg":"started","traceId":"${traceId}","password":"****"}`,
    ]);
    expect(await lines('{k8s_container_name="worker"} | log_iostream="stderr"', 1)).toEqual(['first half, second half']);
  });

  test('makes one record of a stack trace, of each of two streams that come in turns', async () => {
    const now = new Date().toISOString();
    const line = (stream: string, text_: string): string => `${now} ${stream} F ${text_}\n`;
    pod('shop', 'trace-0', 'trace', [
      line('stderr', 'java.lang.IllegalStateException: no stock'),
      line('stdout', '{"level":"info","msg":"between"}'),
      line('stderr', '\tat shop.Stock.take(Stock.java:17)'),
      line('stderr', '\t... 12 more'),
      line('stderr', 'Caused by: java.io.IOException: gone'),
      line('stderr', '\tat shop.Disk.read(Disk.java:3)'),
      line('stdout', 'TypeError: order is undefined'),
      line('stdout', '    at take (/app/stock.js:17:5)'),
      line('stdout', '    at async main (/app/main.js:3:1)'),
      line('stdout', 'up again'),
    ].join(''));
    const found = await lines('{k8s_container_name="trace"}', 4);
    expect([...found].sort()).toEqual([
      'TypeError: order is undefined\n    at take (/app/stock.js:17:5)\n    at async main (/app/main.js:3:1)',
      'java.lang.IllegalStateException: no stock\n\tat shop.Stock.take(Stock.java:17)\n\t... 12 more\nCaused by: java.io.IOException: gone\n\tat shop.Disk.read(Disk.java:3)',
      'up again',
      '{"level":"info","msg":"between"}',
    ]);
  });

  test('is left alone when it is the agent that wrote it', async () => {
    const now = new Date().toISOString();
    pod('monitoring-nodes', 'otel-collector-agent-x7k2p', 'otel-collector-agent', `${now} stdout F own line\n`);
    pod('monitoring-nodes', 'node-exporter-b8f4q', 'node-exporter', `${now} stdout F line of a neighbour\n`);
    expect(await lines('{k8s_namespace_name="monitoring-nodes"}', 1)).toEqual(['line of a neighbour']);
  });
});
