import { until } from '../cluster/command';
import type { Cluster } from '../cluster/cluster';
import { demoNamespace } from './demo-objects';
import { at, list, number, parseJson, text, type Json } from './data';
import { must } from './ledger';

/** The stack as it runs in the cluster, asked as its users ask it: by HTTP through its Services. */
export interface Stack {
  readonly cluster: Cluster;
  /** Asks a Service by GET, `service/path`; undefined when it does not answer with 200. */
  readonly ask: (service: ServiceName, path: string) => Promise<Json | undefined>;
}

export interface ServiceName {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
}

/** Parts of the table to which several proofs add. */
export const signals = 'Signals, end to end';
export const faults = 'Faults';
export const alerts = 'Alerts on the stack itself';

/** The namespaces of the stack in dist/small. */
export const stackNamespaces: readonly string[] = ['monitoring', 'monitoring-nodes'];

export const prometheus: ServiceName = { namespace: 'monitoring', name: 'prometheus', port: 9090 };
export const loki: ServiceName = { namespace: 'monitoring', name: 'loki', port: 3100 };
const jaeger: ServiceName = { namespace: 'monitoring', name: 'jaeger', port: 16686 };

export function stackOn(cluster: Cluster): Stack {
  const addresses = new Map<string, string>();
  return {
    cluster,
    ask: async ({ namespace, name, port }, path) => {
      const key = `${namespace}/${name}`;
      const address = addresses.get(key) ?? (await kubectl(cluster, ['get', 'service', '--namespace', namespace, name, '-o', 'jsonpath={.spec.clusterIP}'])).trim();
      addresses.set(key, address);
      return fetchJson(`http://${address}:${port}${path}`);
    },
  };
}

/** Fetches JSON; undefined when there is no answer within ten seconds, or another status than 200. */
export async function fetchJson(url: string, method: 'GET' | 'POST' = 'GET', patience = 10_000): Promise<Json | undefined> {
  try {
    const response = await fetch(url, { method, signal: AbortSignal.timeout(patience) });
    return response.ok ? parseJson(await response.text()) : undefined;
  } catch {
    return undefined;
  }
}

/** Runs kubectl and gives what it printed; a refusal breaks the promise with kubectl's own words. */
export async function kubectl(cluster: Cluster, args: readonly string[], input?: string): Promise<string> {
  const { status, stdout, stderr } = await cluster.kubectl(args, input);
  must(status === 0, `kubectl ${args.join(' ')}: ${stderr.trim()}`);
  return stdout;
}

/** Applies objects that belong to the proof and not to dist/. */
export async function apply(cluster: Cluster, items: readonly object[]): Promise<void> {
  await kubectl(cluster, ['apply', '--server-side', '--force-conflicts', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
}

/** All objects of some kinds in all namespaces. */
export async function objects(cluster: Cluster, kinds: string): Promise<readonly Json[]> {
  return list(parseJson(await kubectl(cluster, ['get', kinds, '--all-namespaces', '-o', 'json'])), 'items');
}

/** The value of an instant query that has one series; NaN when it has none or the server does not answer. */
export async function query(stack: Stack, promql: string): Promise<number> {
  const [first] = await series(stack, promql);
  return number(first, 'value', 1);
}

/** The series of an instant query. */
async function series(stack: Stack, promql: string): Promise<readonly Json[]> {
  return list(await stack.ask(prometheus, `/api/v1/query?query=${encodeURIComponent(promql)}`), 'data', 'result');
}

/** Names of alerts that fire, or that fired at any time in the last seconds, each once, sorted; without the Watchdog. */
export async function firing(stack: Stack, matchers: string, seconds?: number): Promise<readonly string[]> {
  const selector = `ALERTS{alertstate="firing",alertname!="Watchdog",${matchers}}`;
  const found = await series(stack, seconds === undefined ? selector : `max_over_time(${selector}[${seconds}s])`);
  return [...new Set(found.map((alert) => text(alert, 'metric', 'alertname')))].sort();
}

/** The lines that a LogQL query finds in the last hour. */
export async function lines(stack: Stack, logql: string): Promise<readonly string[]> {
  const answer = await stack.ask(loki, `/loki/api/v1/query_range?since=1h&limit=5000&query=${encodeURIComponent(logql)}`);
  return list(answer, 'data', 'result').flatMap((stream) => list(stream, 'values').map((value) => text(value, 1)));
}

/** The lines of the demo's log that carry the name of a run. */
export function runLines(run: string): string {
  return `{k8s_namespace_name="${demoNamespace}"} |= "line of ${run}"`;
}

/** How many lines a LogQL query finds in the last hour; undefined while Loki does not answer. */
export async function countLines(stack: Stack, logql: string): Promise<number | undefined> {
  const answer = await askLoki(stack, `sum(count_over_time(${logql}[1h]))`);
  if (answer === undefined) return undefined;
  const count = number(list(answer, 'data', 'result')[0], 'value', 1);
  return Number.isNaN(count) ? 0 : count;
}

/** The trace ids of the lines that a LogQL query finds in the last hour. */
export async function traceIdsOf(stack: Stack, logql: string): Promise<readonly string[]> {
  const answer = await askLoki(stack, `sum by (trace_id) (count_over_time(${logql}[1h]))`);
  return list(answer, 'data', 'result').map((series) => text(series, 'metric', 'trace_id'));
}

function askLoki(stack: Stack, logql: string): Promise<Json | undefined> {
  return stack.ask(loki, `/loki/api/v1/query?query=${encodeURIComponent(logql)}`);
}

/** How many spans Jaeger has of a trace. */
export async function countSpans(stack: Stack, traceId: string): Promise<number> {
  return (await spansOf(stack, traceId)).length;
}

/** The spans that Jaeger has of a trace. */
export async function spansOf(stack: Stack, traceId: string): Promise<readonly Json[]> {
  return list(await stack.ask(jaeger, `/api/traces/${traceId}`), 'data', 0, 'spans');
}

/** A pod that belongs to a workload. */
export interface Pod {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly address: string;
  readonly component: string;
  readonly container: string;
  readonly restarts: number;
  readonly ready: boolean;
}

/** The pods of some namespaces that are not on their way out. */
export async function pods(cluster: Cluster, namespaces: readonly string[]): Promise<readonly Pod[]> {
  return (await objects(cluster, 'pods')).flatMap((pod) => {
    const namespace = text(pod, 'metadata', 'namespace');
    if (!namespaces.includes(namespace) || at(pod, 'metadata', 'deletionTimestamp') !== undefined) return [];
    return [
      {
        namespace,
        name: text(pod, 'metadata', 'name'),
        node: text(pod, 'spec', 'nodeName'),
        address: text(pod, 'status', 'podIP'),
        component: text(pod, 'metadata', 'labels', 'app.kubernetes.io/name'),
        container: text(pod, 'status', 'containerStatuses', 0, 'containerID').replace(/^containerd:\/\//, ''),
        restarts: number(pod, 'status', 'containerStatuses', 0, 'restartCount'),
        ready: list(pod, 'status', 'conditions').some((condition) => text(condition, 'type') === 'Ready' && text(condition, 'status') === 'True'),
      },
    ];
  });
}

/** Measures how many seconds pass until an answer is there. */
export async function secondsUntil(what: string, patience: number, ask: () => Promise<boolean>): Promise<number> {
  const started = performance.now();
  // A question is often a kubectl of its own, and several are asked at a time: more often they would slow what they wait for.
  await until(what, patience, async () => ((await ask()) ? true : undefined), { pause: 1000 });
  return (performance.now() - started) / 1000;
}
