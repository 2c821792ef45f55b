import type { PostgresDatabase } from '../component/grafana/database';
import type { CassandraStore, OpenSearchStore } from '../component/jaeger/store';
import type { ObjectLogStore } from '../component/loki/store';
import type { WorkloadEstimate } from '../component/shared/estimate';
import { days, hours, seconds } from '../core/duration';
import { kibibytes, percent, quantity } from '../core/quantity';
import type { Profile, ProfileOptions, Replicas, TraceSampling } from './profile';
import { commonParts } from './profile';

export interface HaProfileOptions extends ProfileOptions {
  /** The bucket of the logs. */
  readonly logStore: ObjectLogStore;
  /** The replicated store of the traces. */
  readonly traceStore: OpenSearchStore | CassandraStore;
  /** Grafana's database. @default none: Grafana is a single pod with a file of its own */
  readonly grafanaDatabase?: PostgresDatabase;
  /** What differs from two of each, and three of Alertmanager and Loki. */
  readonly replicas?: Partial<Replicas>;
}

/** Ten times the workload of the profile `small`, on ten nodes, with a month of metrics and a week of traces. */
const haWorkload: WorkloadEstimate = {
  activeSeries: quantity(1_000_000, 'series'),
  scrapeInterval: seconds(15),
  logRate: quantity(kibibytes(300).value, 'bytes/s'),
  spanRate: quantity(500, 'spans/s'),
  nodes: quantity(10, 'nodes'),
  retention: { metrics: days(30), logs: days(30), traces: days(7) },
  outage: hours(6),
};

/** Three where a majority counts or where gossip should outlive two losses, two where one is enough to go on. */
const haReplicas: Replicas = {
  prometheus: 2,
  alertmanager: 3,
  loki: 3,
  grafana: 2,
  jaeger: 2,
  'otel-collector-balancer': 2,
  'otel-collector-gateway': 2,
  'blackbox-exporter': 2,
};

/** All that went wrong or was slow, a tenth of what went well. */
const whatMatters: TraceSampling = { atSource: { share: percent(100) }, afterwards: { slowerThan: seconds(1), rest: percent(10) } };

/**
 * Nothing that a single node takes with it: two Prometheus that scrape the same, three Alertmanagers that tell each other
 * what they have sent, Loki with three copies in front of a bucket, Jaeger in front of a replicated store, and gateways
 * behind balancers.
 *
 *     haProfile({
 *       logStore: { kind: 's3', endpoint: 's3.eu-central-1.amazonaws.com', bucket: 'logs', credentials: secretKey('loki-bucket', 'credentials') },
 *       traceStore: { kind: 'opensearch', urls: ['https://search.example.com:9200'], user: { name: 'jaeger', password: secretKey('jaeger-store', 'password') } },
 *     })
 */
export function haProfile({ logStore, traceStore, grafanaDatabase, replicas, ...options }: HaProfileOptions): Profile {
  return Object.freeze<Profile>({
    kind: 'ha',
    ...commonParts(options, { workload: haWorkload, sampling: whatMatters }),
    replicas: { ...haReplicas, ...(grafanaDatabase === undefined ? { grafana: 1 } : {}), ...replicas },
    logStore,
    traceStore,
    grafanaDatabase: grafanaDatabase ?? { kind: 'sqlite' },
  });
}
