import { until } from '../cluster/command';
import type { ReceivedMessage } from './demo/receiver';
import { demoNamespace, demoObjects } from './demo-objects';
import { at, list, number, parseJson, text, type Json } from './data';
import { must, type Ledger } from './ledger';
import { apply, countSpans, fetchJson, kubectl, lines, pods, prometheus, query, signals, spansOf, traceIdsOf, type Pod, type Stack } from './stack';

/** Scrape and evaluation interval, `for` and group_wait of the alert that the demo fires, in seconds, as dist/ has them. */
interface Waits {
  readonly scrape: number;
  readonly evaluation: number;
  readonly hold: number;
  readonly groupWait: number;
}

/** The alert for a check that fails: for two minutes, which is the shortest of CanvasCast's. */
export const alertName = 'DependencyUnhealthy';

/** Starts the demo beside the receiver. */
export async function startDemo(stack: Stack): Promise<Demo> {
  await apply(stack.cluster, demoObjects);
  await kubectl(stack.cluster, ['rollout', 'status', '--namespace', demoNamespace, 'deployment', '--timeout=90s']);
  const demo = await demoOn(stack);
  // Ready without Redis, so that it can be asked while Redis is away; a Redis that comes up later is found some moments after.
  await until('the demo has its Redis', 60, () => demo.ask('api', 'GET', '/ready'));
  return demo;
}

/** Sends requests to the demo and follows them into every store. */
export async function proveSignals(stack: Stack, demo: Demo, ledger: Ledger): Promise<void> {
  const answers: (Json | undefined)[] = [];
  for (let request = 0; request < 10; request += 1) answers.push(await demo.ask('api', 'GET', '/work'));
  const traceIds = answers.map((answer) => text(answer, 'traceId'));
  const traceId = traceIds.at(-1) ?? '';

  await ledger.prove(signals, 'every request to the demo does its work in Redis', () => {
    const counts = answers.map((answer) => number(answer, 'count'));
    must(counts.every((count, index) => count === (counts[0] ?? NaN) + index), `Redis counted ${counts.join(', ')}`);
    return Promise.resolve(`Redis counted ${counts.length} of ${answers.length}, one after the other`);
  });
  await ledger.prove(signals, 'a metric of the demo is queryable in Prometheus', async () => {
    const started = performance.now();
    const value = await until('http_requests_total has a value', 90, async () => {
      const found = await query(stack, 'sum(http_requests_total{job="canvascast-api"})');
      return found >= traceIds.length ? found : undefined;
    });
    return `${value} requests of 10 counted, ${seconds(started)} after they were made`;
  });
  await ledger.prove(signals, 'a line of its log is found in Loki by its trace id', async () => {
    const started = performance.now();
    const found = await until('the line is in Loki', 90, async () => {
      const answer = await lines(stack, `{k8s_namespace_name="${demoNamespace}"} | trace_id="${traceId}"`);
      return answer.length > 0 ? answer : undefined;
    });
    must(found.length === 1 && (found[0] ?? '').includes('request answered'), `found ${found.length} lines: ${found[0] ?? ''}`);
    return `1 line, ${seconds(started)} after the metric`;
  });
  await ledger.prove(signals, 'its trace is found in Jaeger', async () => {
    const spans = await until('both spans are in Jaeger', 90, async () => {
      const count = await countSpans(stack, traceId);
      return count >= 2 ? count : undefined;
    });
    must(spans === 2, `${spans} spans`);
    return '2 spans of 2';
  });
  await ledger.prove(signals, 'an exemplar leads from the metric to the trace', async () => {
    const exemplar = await until('an exemplar is in Prometheus', 60, async () => {
      const range = `start=${Math.floor(Date.now() / 1000) - 600}&end=${Math.ceil(Date.now() / 1000)}`;
      const answer = await stack.ask(prometheus, `/api/v1/query_exemplars?query=${encodeURIComponent('http_request_duration_seconds_bucket{job="canvascast-api"}')}&${range}`);
      return list(answer, 'data').flatMap((series) => list(series, 'exemplars')).map((found) => text(found, 'labels', 'trace_id')).find((id) => traceIds.includes(id));
    });
    must((await countSpans(stack, exemplar)) === 2, `the trace ${exemplar} of the exemplar is not in Jaeger`);
    return 'its trace id is in Jaeger';
  });
}

/** Commands failures and follows them into every store. */
export async function proveFailures(stack: Stack, demo: Demo, ledger: Ledger): Promise<void> {
  const failures = 3;
  await ledger.prove(signals, 'requests that fail by command are counted as failed, logged as errors, and their traces say so', async () => {
    await demo.ask('api', 'POST', `/fault?failures=${failures}`);
    for (let request = 0; request < failures; request += 1) await demo.ask('api', 'GET', '/work');
    const counted = await until('the failures are counted', 90, async () => {
      const found = await query(stack, 'sum(http_requests_total{job="canvascast-api",status="500"})');
      return found >= failures ? found : undefined;
    });
    const logged = await until('the failures are logged', 90, async () => {
      const found = await traceIdsOf(stack, `{k8s_namespace_name="${demoNamespace}"} | detected_level="error" |= "request answered"`);
      return found.length >= failures ? found : undefined;
    });
    const traced = await until('the failures are traced', 90, async () => {
      const failed = await Promise.all(logged.map(async (traceId) => (await spansOf(stack, traceId)).some(hasFailed)));
      return failed.every(Boolean) ? failed : undefined;
    });
    must([counted, logged.length, traced.length].every((count) => count === failures), `${counted} counted, ${logged.length} logged and ${traced.length} traced of ${failures}`);
    return `${failures} of ${failures} counted, logged and traced`;
  });
}

/** Whether a span of Jaeger's says that what it tells of has failed: https://opentelemetry.io/docs/specs/otel/trace/sdk_exporters/jaeger/#status */
function hasFailed(span: Json): boolean {
  return list(span, 'tags').some((tag) => text(tag, 'key') === 'error' && at(tag, 'value') === true);
}

/** dist/small/alertmanager.yaml, the route of CanvasCast, in seconds. */
const groupInterval = 300;

/**
 * Makes a fault in the demo and waits for the message about it; compares the time with what the settings add up to.
 * Gives the proof that its end is told, which may take five minutes more.
 *
 * `again` says under which other fault it is made once more, soon after its end was told. The alert's group may still stand
 * then, and tells at its next turn: Alertmanager forgets a resolved alert only when Prometheus has not sent it anew while
 * the message was on its way (`DeleteIfNotModified` in its dispatch.go), and among several that way has a wait in it for
 * each peer in front.
 */
export async function proveNotification(stack: Stack, demo: Demo, ledger: Ledger, again?: string): Promise<() => Promise<void>> {
  const { cluster } = stack;
  const scale = (replicas: number): Promise<string> => kubectl(cluster, ['scale', '--namespace', demoNamespace, 'deployment/redis', `--replicas=${replicas}`]);
  const waits = await waitsOf(stack);
  const [shortestWait, longestWait, wait] = again === undefined ? [waits.groupWait, waits.groupWait, 'group_wait'] : [0, groupInterval, 'group_interval'];
  const longest = waits.scrape + waits.evaluation + waits.hold + waits.evaluation + longestWait;
  await ledger.prove(signals, `${again === undefined ? '' : `${again}: `}from fault to notification: ${alertName} reaches the webhook receiver in the time that the settings add up to`, async () => {
    const started = Date.now();
    await scale(0);
    await until('Redis is gone', 30, async () => ((await demo.podsOf('redis')).length === 0 ? true : undefined));
    const message = await until('a message about it', longest + 90, () => demo.message((one) => one.at > started && one.path === '/canvascast' && one.body.includes(alertName)));
    const measured = (message.at - started) / 1000;
    const least = waits.hold + shortestWait;
    // What a busy machine adds: ending the pod, the API's patience with it, and the ways between the programs.
    const slack = 20;
    must(measured >= least && measured <= longest + slack, `${measured.toFixed(0)} s, and ${least} to ${longest} s were expected`);
    return `${measured.toFixed(0)} s; scrape ${waits.scrape} + evaluation ${waits.evaluation} + for ${waits.hold} + evaluation ${waits.evaluation} + ${wait} ${longestWait} make ${longest} s at most`;
  });
  const ended = Date.now();
  await scale(1);
  return () =>
    ledger.prove(signals, 'the end of the fault is told too', async () => {
      const resolved = await until('a message about the end', groupInterval + 90, () => demo.message((one) => one.at > ended && one.path === '/canvascast' && one.body.includes(alertName) && /resolved/i.test(one.body)));
      return `${((resolved.at - ended) / 1000).toFixed(0)} s after it; group_interval is ${groupInterval} s`;
    });
}

/** Nobody runs the worker of CanvasCast here, so its critical alert must have reached the pager when the quiet time is over. */
export async function provePaging(demo: Demo, ledger: Ledger): Promise<void> {
  await ledger.prove(signals, 'a critical alert, WorkerDown, reaches PagerDuty’s address with its TLS, and Slack', async () => {
    const told = (path: string) => (): Promise<ReceivedMessage | undefined> => demo.message((one) => one.path === path && one.body.includes('WorkerDown'));
    const [page] = await Promise.all([until('PagerDuty is told', 300, told('/pagerduty')), until('Slack is told', 300, told('/canvascast'))]);
    must(page.body.includes('"event_action":"trigger"'), page.body.slice(0, 200));
    return 'both were told';
  });
}

/** The demo, asked from outside by its Services. */
export interface Demo {
  readonly ask: (role: 'api' | 'receiver', method: 'GET' | 'POST', path: string, patience?: number) => Promise<Json | undefined>;
  readonly podsOf: (role: string) => Promise<readonly Pod[]>;
  /** All messages that the receiver has got. */
  readonly messages: () => Promise<readonly ReceivedMessage[]>;
  /** The first message to the receiver that fits. */
  readonly message: (fits: (message: ReceivedMessage) => boolean) => Promise<ReceivedMessage | undefined>;
}

async function demoOn({ cluster }: Stack): Promise<Demo> {
  const podsOf = async (role: string): Promise<readonly Pod[]> => (await pods(cluster, [demoNamespace])).filter(({ name }) => name.startsWith(`${role}-`));
  // Known from the beginning, so that the demo can be asked while the apiserver is away.
  const addresses = new Map<string, string>();
  for (const role of ['api', 'receiver'] as const) {
    const service = parseJson(await kubectl(cluster, ['get', 'service', '--namespace', demoNamespace, role, '-o', 'json']));
    addresses.set(role, `${text(service, 'spec', 'clusterIP')}:${number(service, 'spec', 'ports', 0, 'port')}`);
  }
  const ask: Demo['ask'] = (role, method, path, patience) => fetchJson(`http://${addresses.get(role) ?? role}${path}`, method, patience);
  const messages = async (): Promise<readonly ReceivedMessage[]> => list(await ask('receiver', 'GET', '/messages')).map((one) => ({ path: text(one, 'path'), at: number(one, 'at'), body: text(one, 'body') }));
  return { ask, podsOf, messages, message: async (fits) => (await messages()).find(fits) };
}

async function waitsOf(stack: Stack): Promise<Waits> {
  const rules = list(await stack.ask(prometheus, '/api/v1/rules?type=alert'), 'data', 'groups');
  const group = rules.find((one) => list(one, 'rules').some((rule) => text(rule, 'name') === alertName));
  const rule = list(group, 'rules').find((one) => text(one, 'name') === alertName);
  const config = text(await stack.ask(prometheus, '/api/v1/status/config'), 'data', 'yaml');
  const scrape = Number(/^ {2}scrape_interval: (\d+)s$/m.exec(config)?.[1]);
  // dist/small/alertmanager.yaml, the route of CanvasCast.
  return { scrape, evaluation: number(group, 'interval'), hold: number(rule, 'duration'), groupWait: 30 };
}

function seconds(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(0)} s`;
}

