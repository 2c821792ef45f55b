import type { Query } from '../../dashboard/query';
import type { Panel } from '../../dashboard/panel/panel';
import { formatBound } from '../../metric/family';
import { matcherTest } from '../../metric/series';
import type { Node } from '../../promql/node';
import { selectors, unwrapped } from '../../promql/node';
import type { Alert } from '../../rule/alert';

type Labels = Readonly<Record<string, string>>;

/** What an open label looks like in a cluster. Names that are not here read `<label>-1`, `<label>-2`. */
const examples: Readonly<Record<string, readonly string[]>> = {
  node: ['node-1', 'node-2', 'node-3'],
  nodename: ['node-1', 'node-2', 'node-3'],
  namespace: ['canvascast', 'monitoring', 'kube-system'],
  k8s_namespace_name: ['canvascast', 'monitoring'],
  service_name: ['canvascast-api', 'canvascast-worker', 'canvascast-web'],
  route: ['/api/videos', '/api/login', '/api/upload', '/api/credits'],
  span_name: ['GET /api/videos', 'POST /api/upload', 'render'],
  handler: ['/api/v1/query', '/api/v1/query_range', '/api/v1/rules'],
  device: ['sda', 'nvme0n1'],
  persistentvolumeclaim: ['data-prometheus-0', 'data-loki-0', 'data-jaeger-0'],
  deployment: ['canvascast-api', 'canvascast-worker', 'grafana'],
  statefulset: ['prometheus', 'loki', 'alertmanager'],
  daemonset: ['node-exporter', 'otel-collector-agent'],
  container: ['api', 'worker', 'prometheus'],
  pod: ['canvascast-api-0', 'canvascast-worker-0', 'prometheus-0'],
  code: ['200', '404', '503'],
  status_code: ['200', '404', '503'],
  receiver: ['otlp', 'filelog'],
  exporter: ['otlp/jaeger', 'otlphttp/loki'],
  resource: ['pods', 'configmaps', 'leases'],
  verb: ['GET', 'LIST', 'WATCH'],
  reason: ['CrashLoopBackOff', 'OOMKilled'],
  phase: ['Running', 'Pending'],
  rule_group: ['canvascast-api', 'canvascast-worker', 'belfry-stack'],
  target: ['canvascast-api-live', 'canvascast-api-ready', 'canvascast-web'],
  step: ['download', 'render', 'upload'],
  provider: ['speech', 'images', 'storage'],
  plan: ['free', 'creator', 'studio'],
  service: ['api', 'worker'],
  scrape_job: ['prometheus', 'loki', 'kubelet'],
  alertmanager: ['http://alertmanager-0:9093/api/v2/alerts'],
  transport: ['grpc', 'http'],
  operation: ['find_traces', 'get_trace', 'get_services'],
  operation_type: ['create_container', 'pull_image', 'remove_container'],
  condition: ['Ready', 'MemoryPressure', 'DiskPressure'],
  slo: ['canvascast-api-availability', 'canvascast-api-latency'],
};

/** More lines than these make a picture no clearer. */
const mostLines = { table: 8, stateTimeline: 12, other: 5 } as const;

/** The sets of labels that the answer to a query might have. */
export function labelSets(query: Query, panel: Panel, firing: readonly Alert[]): readonly Labels[] {
  const names = [...query.labels.known.keys()];
  if (names.includes('alertname')) return firing.flatMap((alert) => firingLabels(query, names, alert));
  if (panel.kind === 'heatmap') return boundsOf(query.expression).map((le) => ({ le }));
  const values = names.map((name) => [name, valuesOf(name, query)] as const);
  const possible = values.reduce((product, [, own]) => product * own.length, 1);
  const wanted = Math.min(possible, rankOf(query.expression), panel.kind === 'table' || panel.kind === 'stateTimeline' ? mostLines[panel.kind] : mostLines.other);
  return Array.from({ length: wanted }, (_, index) => setNumber(index, values));
}

/** Counts through all labels at once, so that few sets show many values. */
function setNumber(index: number, values: readonly (readonly [string, readonly string[]])[]): Labels {
  let rest = index;
  return Object.fromEntries(
    values.map(([name, own]) => {
      const position = rest % own.length;
      rest = Math.floor(rest / own.length);
      return [name, own[position] ?? ''];
    }),
  );
}

function valuesOf(name: string, query: Query): readonly string[] {
  const facts = query.labels.known.get(name);
  const matchers = selectors(query.expression).flatMap((selector) => selector.matchers.filter(({ label }) => label === name));
  const allowed = (value: string): boolean => matchers.length === 0 || matchers.some((matcher) => matcherTest(matcher)(value));
  if (facts !== undefined && facts.values !== 'open' && facts.values.length > 0) {
    const closed = facts.values.filter(allowed);
    return closed.length > 0 ? closed : facts.values;
  }
  const jobs = [...new Set(selectors(query.expression).flatMap(({ declaration }) => declaration?.jobs ?? []))];
  if (name === 'job' && jobs.length > 0) return jobs;
  if (name === 'instance' || name === 'pod') return jobs.length > 0 ? jobs.slice(0, 1).flatMap((job) => [`${job}-0`, `${job}-1`]) : ['canvascast-api-0', 'canvascast-worker-0'];
  const own = (examples[name] ?? [`${name}-1`, `${name}-2`]).filter(allowed);
  return own.length > 0 ? own : [matchers.find(({ operator }) => operator === '=')?.value ?? `${name}-1`];
}

function boundsOf(expression: Node): readonly string[] {
  const bounds = selectors(expression).flatMap(({ declaration }) => declaration?.buckets ?? []);
  return [...[...new Set(bounds)].sort((a, b) => a - b).map(formatBound), '+Inf'];
}

/** How many series a topk or bottomk leaves. */
function rankOf(expression: Node): number {
  const node = unwrapped(expression);
  return node.kind === 'aggregate' && node.parameter?.kind === 'number' && (node.operator === 'topk' || node.operator === 'bottomk') ? node.parameter.value : Infinity;
}

/** The alert that fires, where the selectors let it through. */
function firingLabels({ expression }: Query, names: readonly string[], { name: alertname, fixedLabels }: Alert): readonly Labels[] {
  const labels: Labels = { ...fixedLabels, alertname };
  const conditions = selectors(expression).flatMap(({ matchers }) => matchers.filter(({ label }) => label !== 'alertstate'));
  return conditions.every((matcher) => matcherTest(matcher)(labels[matcher.label] ?? '')) ? [Object.fromEntries(names.map((name) => [name, labels[name] ?? '']))] : [];
}
