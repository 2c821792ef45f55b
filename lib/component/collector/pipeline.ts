import type { Data } from '../../core/yaml';

/** A collector's configuration: parts by name, and the pipelines that join them. */
export interface CollectorConfig {
  readonly receivers: Parts;
  readonly processors: Parts;
  readonly exporters: Parts;
  /** Parts that are an exporter of one pipeline and a receiver of another. @default none */
  readonly connectors?: Parts;
  readonly extensions: Parts;
  readonly pipelines: Readonly<Record<string, Pipeline>>;
}

export type Parts = Readonly<Record<string, Data>>;

export interface Pipeline {
  readonly receivers: readonly string[];
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
}

/**
 * The content of a collector's configuration file. All receivers and the collector's own metrics listen on the address
 * of the pod; the brackets around it are there for IPv6, and IPv4 does not mind them.
 */
export function collectorConfig({ receivers, processors, exporters, connectors, extensions, pipelines }: CollectorConfig): Data {
  return {
    extensions,
    receivers,
    processors,
    ...(connectors === undefined ? {} : { connectors }),
    exporters,
    service: {
      extensions: Object.keys(extensions),
      pipelines: Object.fromEntries(Object.entries(pipelines).map(([name, pipeline]) => [name, { ...pipeline }])),
      telemetry: {
        logs: { level: 'info', encoding: 'json' },
        metrics: {
          level: 'normal',
          readers: [{ pull: { exporter: { prometheus: { host: '${env:POD_IP}', port: 8888 } } } }],
        },
      },
    },
  };
}

/** Name of the extension that keeps queues and positions on disk. */
export const diskStorage = 'file_storage';

/** The user of the image: distributions/otelcol-contrib/Dockerfile of opentelemetry-collector-releases 0.145. */
export const otel = 10_001;

/** Where the kubelet asks how a collector is. */
export const healthCheck: Parts = { health_check: { endpoint: '[${env:POD_IP}]:13133' } };

/** Takes what applications and agents send. */
export const otlpReceiver: Data = {
  protocols: {
    grpc: { endpoint: '[${env:POD_IP}]:4317', max_recv_msg_size_mib: 16 },
    http: { endpoint: '[${env:POD_IP}]:4318' },
  },
};

/** The extensions of every collector that keeps something on disk. */
export function commonExtensions(folder: string): Parts {
  return {
    ...healthCheck,
    [diskStorage]: {
      directory: folder,
      create_directory: true,
      timeout: '10s',
      // A file that a crash of the node left broken is put aside; otherwise the collector would never start again.
      recreate: true,
      compaction: { on_start: true, on_rebound: true, directory: folder, cleanup_on_start: true },
    },
  };
}

/**
 * Refuses data before the memory limit of the container is reached, so that senders keep it; must be the first
 * processor of every pipeline. Source of 80 % and 25 %: README of the memory limiter processor, "Best Practices".
 */
export const memoryLimiter: Data = { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 25 };
