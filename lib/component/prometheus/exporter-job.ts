import { seconds } from '../../core/duration';
import type { PodsByLabel, ScrapeJob, StaticTarget } from './scrape-job';

/** Where programs that people bring serve their metrics when nobody has told them otherwise. */
export const knownExporters = {
  /** https://coredns.io/plugins/metrics/; the pods of a cluster's own have the label `k8s-app: kube-dns` in `kube-system`. */
  coredns: { port: 9153 },
  /** https://github.com/prometheus-community/postgres_exporter#flags */
  postgres: { port: 9187 },
  /** https://github.com/oliver006/redis_exporter#command-line-flags */
  redis: { port: 9121 },
  /** https://www.rabbitmq.com/docs/prometheus: built into the broker; the queues each have series of their own elsewhere. */
  rabbitmq: { port: 15_692, eachPath: '/metrics/per-object' },
  /** https://github.com/nginx/nginx-prometheus-exporter#command-line-arguments */
  nginx: { port: 9113 },
  /** https://kubernetes.github.io/ingress-nginx/user-guide/monitoring/ */
  'ingress-nginx': { port: 10_254 },
  /** https://github.com/prometheus/node_exporter#docker, for machines outside the cluster. */
  node: { port: 9100 },
} as const satisfies Readonly<Record<string, { readonly port: number; readonly eachPath?: string }>>;

export type KnownExporter = keyof typeof knownExporters;

export interface ExporterJobOptions extends Partial<Omit<ScrapeJob, 'name' | 'discovery' | 'path'>> {
  /** The label `job` of every series. */
  readonly name: string;
  /** Pods that serve the metrics; the port is the usual one unless another is written. Either these or `hosts`. */
  readonly pods?: Omit<PodsByLabel, 'kind' | 'port'> & { readonly port?: number };
  /** Machines outside the cluster: `db.example.com`, with the usual port, or `db.example.com:9999`. */
  readonly hosts?: readonly (string | StaticTarget)[];
  /** Series for each queue instead of their sum; RabbitMQ only. @default false */
  readonly eachQueue?: boolean;
}

/**
 * The scrape job of a well-known exporter, every 30 seconds: each scrape is a question to what it watches.
 *
 *     exporterJob('postgres', { name: 'orders-db', hosts: ['db.example.com'] })
 *     // job_name: orders-db, scrape_interval: 30s, targets: [db.example.com:9187]
 */
export function exporterJob(exporter: KnownExporter, { name, pods, hosts = [], eachQueue = false, ...options }: ExporterJobOptions): ScrapeJob {
  const known: { readonly port: number; readonly eachPath?: string } = knownExporters[exporter];
  return {
    name,
    interval: seconds(30),
    ...options,
    ...(eachQueue && known.eachPath !== undefined ? { path: known.eachPath } : {}),
    discovery: pods === undefined ? { kind: 'static', targets: hosts.map((host) => target(host, known.port)) } : { kind: 'pods', ...pods, port: pods.port ?? known.port },
  };
}

function target(host: string | StaticTarget, port: number): StaticTarget {
  const { address, labels } = typeof host === 'string' ? { address: host, labels: undefined } : host;
  const full = /:\d+$/.test(address) ? address : `${address}:${String(port)}`;
  return { address: full, ...(labels === undefined ? {} : { labels }) };
}
