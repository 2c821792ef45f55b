import type { Duration } from '../../core/duration';
import { formatDuration } from '../../core/duration';
import { secretFile } from '../../core/secret';
import type { Data } from '../../core/yaml';
import { partOfSelector } from '../shared/identity';
import type { Credentials, MetricDrop, ScrapeJob, TargetTls } from './scrape-job';
import type { RelabelRule } from './relabel';
import { annotatedPod, keep, podAddress, podLabels, relabel } from './relabel';

export interface ScrapeDefaults {
  readonly interval: Duration;
  readonly timeout: Duration;
}

/** A scrape configuration of what the user brings. */
export function userScrapeConfig(job: ScrapeJob, defaults: ScrapeDefaults): Data {
  const interval = job.interval ?? defaults.interval;
  const timeout = job.timeout ?? (interval.milliseconds < defaults.timeout.milliseconds ? interval : defaults.timeout);
  return {
    job_name: job.name,
    scrape_interval: job.interval === undefined ? undefined : formatDuration(interval),
    scrape_timeout: timeout.milliseconds === defaults.timeout.milliseconds ? undefined : formatDuration(timeout),
    metrics_path: job.path,
    scheme: job.scheme,
    honor_labels: job.honorLabels,
    sample_limit: job.sampleLimit,
    label_limit: job.labelLimit,
    ...credentialFields(job.credentials),
    tls_config: tlsField(job.tls),
    ...discoveryFields(job),
    metric_relabel_configs: dropRules(job.drop),
  };
}

function credentialFields(credentials: Credentials | undefined): Readonly<Record<string, Data>> {
  if (credentials === undefined) return {};
  return credentials.kind === 'bearer'
    ? { authorization: { type: 'Bearer', credentials_file: secretFile(credentials.token) } }
    : { basic_auth: { username: credentials.username, password_file: secretFile(credentials.password) } };
}

function tlsField(tls: TargetTls | undefined): Data {
  if (tls === undefined) return undefined;
  return { ca_file: tls.authority === undefined ? undefined : secretFile(tls.authority), server_name: tls.serverName };
}

function discoveryFields({ discovery }: ScrapeJob): Readonly<Record<string, Data>> {
  if (discovery.kind === 'static') {
    return { static_configs: discovery.targets.map(({ address, labels }) => ({ targets: [address], labels: sortedLabels(labels) })) };
  }
  if (discovery.kind === 'annotated-pods') {
    return { kubernetes_sd_configs: [podDiscovery([...discovery.namespaces].sort(), '')], relabel_configs: [keep({ [phase]: 'Running' }), ...annotatedPod(discovery.ports), ...podLabels] };
  }
  const selector = Object.entries(discovery.labels)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(',');
  return {
    kubernetes_sd_configs: [podDiscovery([discovery.namespace], selector)],
    relabel_configs: [keep({ [phase]: 'Running' }), ...podAddress(discovery.port), ...podLabels],
  };
}

function sortedLabels(labels: Readonly<Record<string, string>> = {}): Data {
  const entries = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Components of the stack that are one job, with all their replicas, found by their labels. */
export interface ComponentTarget {
  readonly job: string;
  readonly components: readonly string[];
  readonly instance: string;
  /** Namespaces of the whole stack: discoveries that are written alike share one watch at the API server. */
  readonly namespaces: readonly string[];
  /** Name of the port in the pod. */
  readonly port: string;
  readonly path: string;
  readonly sampleLimit: number;
  readonly honorLabels: boolean;
  /** One per node: the node's name identifies it better than an address. */
  readonly perNode: boolean;
}

export function componentScrapeConfig(target: ComponentTarget): Data {
  const labels: readonly RelabelRule[] = target.honorLabels ? [] : podLabels;
  const instance: readonly RelabelRule[] = target.perNode ? [relabel('__meta_kubernetes_pod_node_name', 'instance')] : [];
  return {
    job_name: target.job,
    metrics_path: target.path === '/metrics' ? undefined : target.path,
    honor_labels: target.honorLabels ? true : undefined,
    sample_limit: target.sampleLimit,
    kubernetes_sd_configs: [componentDiscovery(target)],
    relabel_configs: [...componentRules(target), ...labels, ...instance],
  };
}

/** Finds the pods of the stack's components. */
export function componentDiscovery({ namespaces }: Pick<ComponentTarget, 'namespaces'>): Data {
  return podDiscovery(namespaces, partOfSelector);
}

/** Keeps one port of one component. */
export function componentRules({ components, instance, port }: Pick<ComponentTarget, 'components' | 'instance' | 'port'>): readonly RelabelRule[] {
  return [
    keep({
      [phase]: 'Running',
      __meta_kubernetes_pod_label_app_kubernetes_io_instance: instance,
      __meta_kubernetes_pod_label_app_kubernetes_io_name: components,
      __meta_kubernetes_pod_container_port_name: port,
    }),
  ];
}

/** A pod that has ended keeps its address for a while, and nobody answers there. */
const phase = '__meta_kubernetes_pod_phase';

function podDiscovery(namespaces: readonly string[], selector: string): Data {
  return {
    role: 'pod',
    namespaces: { names: namespaces },
    selectors: selector === '' ? undefined : [{ role: 'pod', label: selector }],
  };
}

/** Rules that drop series at the door. */
export function dropRules(drops: readonly MetricDrop[] | undefined): Data {
  if (drops === undefined || drops.length === 0) return undefined;
  return drops.map(({ metrics }) => ({ source_labels: ['__name__'], regex: metrics, action: 'drop' }));
}
