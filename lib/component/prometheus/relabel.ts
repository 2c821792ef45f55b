/** One step of relabeling, in Prometheus' own terms. Fields that keep their default are left out. */
export type RelabelRule = Readonly<Record<string, string | readonly string[]>>;

/** Keeps targets whose labels have these values, all of them; of several values for one label, any. */
export function keep(values: Readonly<Record<string, string | readonly string[]>>): RelabelRule {
  return { source_labels: Object.keys(values), regex: Object.values(values).map(anyOf).join(';'), action: 'keep' };
}

/** Copies one label to another. */
export function relabel(from: string, to: string): RelabelRule {
  return { source_labels: [from], target_label: to };
}

/** Where the pod runs. */
export const podLabels: readonly RelabelRule[] = [
  relabel('__meta_kubernetes_namespace', 'namespace'),
  relabel('__meta_kubernetes_pod_name', 'pod'),
  relabel('__meta_kubernetes_pod_node_name', 'node'),
];

/**
 * Address of a pod's port, declared by the pod or not: discovery makes a target of every declared port, and targets
 * that end up alike become one. IPv6 addresses want brackets.
 */
export function podAddress(port: number): readonly RelabelRule[] {
  return [
    { source_labels: ['__meta_kubernetes_pod_ip'], regex: '([^:]+)', replacement: `$1:${String(port)}`, target_label: '__address__' },
    { source_labels: ['__meta_kubernetes_pod_ip'], regex: '(.*:.*)', replacement: `[$1]:${String(port)}`, target_label: '__address__' },
  ];
}

const annotation = (name: string): string => `__meta_kubernetes_pod_annotation_prometheus_io_${name}`;

/** Keeps pods that ask to be scraped at one of these ports, and goes where their annotations say. */
export function annotatedPod(ports: readonly number[]): readonly RelabelRule[] {
  const both = ['__meta_kubernetes_pod_ip', annotation('port')];
  return [
    keep({ [annotation('scrape')]: 'true', [annotation('port')]: ports.map(String) }),
    { source_labels: both, regex: '([^:]+);(\\d+)', replacement: '$1:$2', target_label: '__address__' },
    { source_labels: both, regex: '(.*:.*);(\\d+)', replacement: '[$1]:$2', target_label: '__address__' },
    { source_labels: [annotation('path')], regex: '(/.*)', target_label: '__metrics_path__' },
    { source_labels: [annotation('scheme')], regex: '(https?)', target_label: '__scheme__' },
  ];
}

function anyOf(values: string | readonly string[]): string {
  if (typeof values === 'string') return literal(values);
  const [first = '', ...others] = values.map(literal);
  return others.length === 0 ? first : `(${[first, ...others].join('|')})`;
}

/** Names of Kubernetes objects may hold dots, which mean any character in a regular expression. */
function literal(value: string): string {
  return value.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
