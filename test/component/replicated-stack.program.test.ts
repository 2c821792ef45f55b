import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Data } from '../../lib/core/yaml';
import type { ReplicatedStack } from './replicated/stack';
import { queried, startReplicated } from './replicated/stack';
import { eventually, get } from './running-program';
import { at, list, plainData, text, words } from './sample-stack';

/**
 * What the profile for high availability promises to keep, with the configuration out of its ConfigMaps: MinIO, three
 * Loki, two gateways behind two balancers, Jaeger, two Prometheus and an Alertmanager, some of which are killed.
 */
jest.setTimeout(240_000);

let stack: ReplicatedStack;

beforeAll(async () => {
  stack = await startReplicated();
});

afterAll(async () => {
  await stack.stop();
});

/** Counts stand in the output of the test. */
function say(line: string): void {
  process.stdout.write(`replicated stack: ${line}\n`);
}

function programs(): Parameters<typeof eventually>[2] {
  return stack.everybody.flatMap((one) => one.program() ?? []);
}

const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'api' } }] };

/** Sends until it is taken, as every client of OTLP does. */
async function send(signal: 'traces' | 'logs', body: Data): Promise<void> {
  await eventually(
    `an answer to ${signal}`,
    async () => {
      const response = await fetch(`${stack.otlp}/v1/${signal}`, { method: 'POST', headers: { 'content-type': 'application/json', connection: 'close' }, body: JSON.stringify(body) });
      return response.status === 200 ? true : undefined;
    },
    programs(),
    60,
  );
}

/** Lines of one batch: `first 0`, `first 1`, ... in requests of twenty. */
async function sendLines(batch: string, count: number): Promise<void> {
  for (let from = 0; from < count; from += 20) {
    const logRecords = Array.from({ length: Math.min(20, count - from) }, (_, index) => ({ timeUnixNano: `${String(Date.now())}${String(from + index).padStart(6, '0')}`, body: { stringValue: `${batch} ${String(from + index)}` } }));
    await send('logs', { resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }] });
  }
}

async function linesOf(batch: string, streams: string): Promise<readonly string[]> {
  const query = `${streams} |= "${batch} "`;
  const answer = plainData(JSON.parse((await get(`${stack.loki}/loki/api/v1/query_range?limit=5000&query=${encodeURIComponent(query)}`)) ?? '{}'));
  return list(answer, 'data', 'result').flatMap((stream) => list(stream, 'values').map((pair) => words(pair)[1] ?? ''));
}

/** Waits until every line is there, and says how many there are more than once. */
async function keptAll(batch: string, count: number, streams = '{service_name="api"}'): Promise<void> {
  const found = await eventually(
    `${String(count)} lines of ${batch}`,
    async () => {
      const lines = await linesOf(batch, streams);
      return new Set(lines).size === count ? lines : undefined;
    },
    programs(),
    120,
  );
  say(`${batch}: ${String(count)} lines sent, ${String(new Set(found).size)} found, ${String(found.length - count)} of them twice`);
}

test('every member is scraped by both Prometheus', async () => {
  for (const prometheus of stack.prometheuses) {
    const up = await eventually('all targets up', async () => {
      const found = await queried(prometheus, 'up', 'instance');
      return found.size === 12 && [...found.values()].every((value) => value === 1) ? found : undefined;
    }, programs());
    say(`${String(up.size)} targets up at ${prometheus.address}`);
  }
});

test('an alert of both Prometheus is one at Alertmanager', async () => {
  const received = await eventually('alerts of both', async () => {
    const metrics = (await get(`http://${stack.alertmanager.address}:9093/metrics`)) ?? '';
    const count = Number(/^alertmanager_alerts_received_total\{[^}]*status="firing"[^}]*\} (\d+)/m.exec(metrics)?.[1]);
    return count >= 2 ? count : undefined;
  }, programs());
  const alerts = list({ alerts: plainData(JSON.parse((await get(`http://${stack.alertmanager.address}:9093/api/v2/alerts`)) ?? '[]')) }, 'alerts').filter((alert) => text(alert, 'labels', 'alertname') === 'Always');
  say(`${String(received)} alerts received, ${String(alerts.length)} there`);
  expect(alerts.map((alert) => at(alert, 'labels'))).toEqual([{ alertname: 'Always', cluster: 'production' }]);
});

describe('traces', () => {
  // Sampling hashes ids, and ids that only count up have hashes that lie side by side.
  const id = (trace: number): string => createHash('sha256').update(String(trace)).digest('hex').slice(0, 32);
  const total = 150;
  const failed = (trace: number): boolean => trace % 3 === 0;

  test('that failed are kept whole, although their spans came by two balancers and in requests of their own; few of the others', async () => {
    // One moment for all parts: a trace that takes as long as a busy machine needs to send it would be kept for being slow.
    const ended = Date.now();
    for (let part = 0; part < 3; part += 1) {
      const spans = Array.from({ length: total }, (_, trace) => ({
        traceId: id(trace),
        spanId: `${String(part + 1)}${String(trace).padStart(15, '0')}`,
        name: `part ${String(part)}`,
        startTimeUnixNano: `${String(ended - 20)}000000`,
        endTimeUnixNano: `${String(ended)}000000`,
        status: { code: part === 2 && failed(trace) ? 2 : 1 },
        attributes: [{ key: 'http.route', value: { stringValue: '/orders' } }],
      }));
      for (let from = 0; from < total; from += 10) await send('traces', { resourceSpans: [{ resource, scopeSpans: [{ spans: spans.slice(from, from + 10) }] }] });
    }
    const traces = await eventually('all that failed', async () => {
      const answer = plainData(JSON.parse((await get(`http://${stack.jaeger.address}:16686/api/traces?service=api&limit=500`)) ?? '{}'));
      const found = new Map(list(answer, 'data').map((trace) => [text(trace, 'traceID'), list(trace, 'spans').length]));
      return Array.from({ length: total }, (_, trace) => trace).filter(failed).every((trace) => found.get(id(trace)) === 3) ? found : undefined;
    }, programs());
    const kept = Array.from({ length: total }, (_, trace) => trace).filter((trace) => traces.has(id(trace)));
    const others = kept.filter((trace) => !failed(trace));
    say(`${String(total)} traces sent, ${String(total / 3)} of them failed; kept: ${String(traces.size - others.length)} that failed, ${String(others.length)} others; spans of each: ${[...new Set(traces.values())].join(', ')}`);
    expect([...traces.values()].filter((spans) => spans !== 3)).toEqual([]);
    // A tenth of a hundred, by the ids of the traces, which are always the same here.
    expect(others.length).toBeGreaterThan(0);
    expect(others.length).toBeLessThan(30);
  });

  test('are all counted before that, at both Prometheus', async () => {
    for (const prometheus of stack.prometheuses) {
      await eventually('all spans counted', async () => ((await queried(prometheus, 'sum by (service_name) (traces_span_metrics_calls_total)', 'service_name')).get('api') === total * 3 ? true : undefined), programs());
    }
  });
});

describe('logs', () => {
  test('are kept while a Loki and a balancer are killed', async () => {
    await sendLines('first', 400);
    await Promise.all([stack.lokis[1]?.kill(), stack.balancers[0]?.kill()]);
    await sendLines('second', 400);
    await keptAll('first', 400);
    await keptAll('second', 400);
  });

  test('of pods are kept on their way through agent, balancer and gateway', async () => {
    const folder = join(stack.podLogs, 'shop_worker-0_6a4d2c1e-0000-4000-8000-000000000001', 'worker');
    mkdirSync(folder, { recursive: true });
    const now = new Date().toISOString();
    writeFileSync(join(folder, '0.log'), Array.from({ length: 400 }, (_, index) => `${now} stdout F pod ${String(index)}\n`).join(''));
    await keptAll('pod', 400, '{k8s_container_name="worker"}');
  });

  test('are kept while every Loki is away and the gateways are killed with full queues', async () => {
    await Promise.all(stack.lokis.map((loki) => loki.kill()));
    await sendLines('third', 400);
    await Promise.all(stack.gateways.map((gateway) => gateway.kill()));
    expect(stack.lokis.filter((loki) => loki.alive())).toEqual([]);
    await Promise.all([...stack.gateways, ...stack.lokis].map((one) => one.run()));
    await keptAll('third', 400);
    // What was only in the write-ahead logs of the killed is still there.
    await keptAll('first', 400);
  });
});
