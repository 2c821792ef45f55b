import { formatDuration, hours } from '../../core/duration';
import type { Quantity } from '../../core/quantity';
import type { Data } from '../../core/yaml';
import type { Retention } from '../shared/estimate';
import { streamLabels } from '../shared/estimate';
import { lokiDescription } from './description';
import type { RulerOptions } from './ruler';
import { rulerConfig } from './ruler';
import { schemaConfigs } from './schema';
import type { LogStore } from './store';
import { objectStoreConfig, schemasOf } from './store';

export interface LokiConfigOptions {
  readonly store: LogStore;
  readonly replicas: number;
  /** Host name that stands for all replicas. */
  readonly peers: string;
  readonly retention: Pick<Retention, 'logs' | 'logClasses'>;
  /** Most log text that is taken in; more is answered with 429 and stays in the senders' queues. */
  readonly ingestionRate: Quantity<'bytes/s'>;
  /** Memory that replaying the write-ahead log may take before Loki flushes in between. */
  readonly replayCeiling: Quantity<'bytes'>;
  /** For rules on logs. @default no ruler runs */
  readonly ruler?: RulerOptions;
}

/** Where the data lies in the container. */
export const lokiFolder = '/var/loki';
export const lokiWalFolder = '/var/loki-wal';

/**
 * Attributes of a log's resource that become labels. Every other attribute is structured metadata: found by a filter,
 * but without a stream of its own. Loki's own list of 17 is beyond its limit of 15 labels and holds
 * `service.instance.id`, which makes a stream for every process.
 */
const labelAttributes = streamLabels.map((label) => label.replaceAll('_', '.'));

/** A chunk is written after this time at the latest, so that this much text is in memory and in the log. */
export const longestChunk = hours(2);

/**
 * The content of Loki's configuration: all of Loki in one process, alone or as one of several that share the work and
 * keep three copies of every line until it is in the bucket.
 */
export function lokiConfig({ store, replicas, peers, retention, ingestionRate, replayCeiling, ruler }: LokiConfigOptions): Data {
  const rate = Math.ceil(ingestionRate.value / 1024 ** 2);
  return {
    target: 'all',
    auth_enabled: false,
    server: {
      http_listen_port: 3100,
      ...(replicas === 1 ? { grpc_listen_address: '127.0.0.1' } : {}),
      grpc_listen_port: 9095,
      // A batch of the collector may be larger than the 4 MiB that gRPC takes by default.
      grpc_server_max_recv_msg_size: 16 * 1024 ** 2,
      grpc_server_max_send_msg_size: 16 * 1024 ** 2,
      log_format: 'json',
    },
    ...membership(replicas, peers),
    schema_config: {
      configs: schemaConfigs(store.kind, schemasOf(store)),
    },
    storage_config: {
      use_thanos_objstore: true,
      object_store: objectStoreConfig(store, lokiFolder),
    },
    ingester: {
      chunk_encoding: 'zstd',
      max_chunk_age: formatDuration(longestChunk),
      wal: { enabled: true, dir: lokiWalFolder, replay_memory_ceiling: `${String(Math.floor(replayCeiling.value / 1024 ** 2))}MB`, flush_on_shutdown: true },
    },
    compactor: {
      working_directory: `${lokiFolder}/compactor`,
      retention_enabled: true,
      delete_request_store: store.kind,
    },
    limits_config: {
      retention_period: wholeHours(retention.logs),
      retention_stream: retentionStreams(retention),
      ingestion_rate_mb: rate,
      ingestion_burst_size_mb: rate * 2,
      // One stream may have all of it: a single noisy container is what a burst usually is.
      per_stream_rate_limit: `${String(rate)}MB`,
      per_stream_rate_limit_burst: `${String(rate * 2)}MB`,
      // Longer lines are cut, not refused: the beginning of a stack trace is better than nothing.
      max_line_size: '256KB',
      max_line_size_truncate: true,
      // What the collector kept while Loki was away is older than the newest line of its stream, and welcome.
      unordered_writes: true,
      allow_structured_metadata: true,
      discover_log_levels: true,
      volume_enabled: true,
      otlp_config: {
        resource_attributes: {
          ignore_defaults: true,
          attributes_config: [{ action: 'index_label', attributes: labelAttributes }],
        },
      },
    },
    frontend: { encoding: 'protobuf' },
    query_range: {
      cache_results: true,
      results_cache: { cache: { embedded_cache: { enabled: true, max_size_mb: 64 } } },
    },
    ...(ruler === undefined ? {} : rulerConfig(ruler, replicas)),
    analytics: { reporting_enabled: false },
  };
}

/**
 * Who the others are. Every replica gives its address by an argument, which Kubernetes fills in.
 * Source: https://grafana.com/docs/loki/latest/configure/#memberlist
 */
function membership(replicas: number, peers: string): Readonly<Record<string, Data>> {
  if (replicas === 1) {
    return {
      common: {
        path_prefix: lokiFolder,
        replication_factor: 1,
        instance_addr: '127.0.0.1',
        ring: { instance_addr: '127.0.0.1', kvstore: { store: 'inmemory' } },
      },
    };
  }
  const { gossip } = lokiDescription.ports;
  return {
    common: { path_prefix: lokiFolder, replication_factor: copies, ring: { kvstore: { store: 'memberlist' } } },
    memberlist: {
      bind_port: gossip.number,
      join_members: [`dns+${peers}:${String(gossip.number)}`],
      // Replicas that come back under another address are forgotten soon.
      left_ingesters_timeout: '5m',
    },
  };
}

/** Copies of a line among the replicas: one may be lost, and what the other two say alike is the truth. */
export const copies = 3;

/** Classes of streams by rank: of several that match, Loki takes the one of the highest priority. */
function retentionStreams({ logClasses = [] }: LokiConfigOptions['retention']): Data {
  if (logClasses.length === 0) return undefined;
  return logClasses.map(({ streams, keep }, index) => ({
    selector: `{${Object.entries(streams).map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(', ')}}`,
    priority: logClasses.length - index,
    period: wholeHours(keep),
  }));
}

function wholeHours({ value }: Quantity<'seconds'>): string {
  return `${String(Math.ceil(value / hours(1).value))}h`;
}
