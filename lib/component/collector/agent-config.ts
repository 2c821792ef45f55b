import type { Quantity } from '../../core/quantity';
import type { Data } from '../../core/yaml';
import { persistentQueue } from './exporter';
import { lineJoining } from './line-joining';
import { collectorConfig, commonExtensions, diskStorage, memoryLimiter } from './pipeline';
import { podAttributes } from './pod-attributes';

export interface AgentConfigOptions {
  /** `host:port` of the gateway's OTLP receiver. */
  readonly gateway: string;
  readonly clusterName: string;
  /** Namespace and name of the agent itself, whose own log it must not follow. */
  readonly self: { readonly namespace: string; readonly name: string };
  /** Most bytes that wait on the node while the gateway is away. */
  readonly queue: Quantity<'bytes'>;
}

/** Where the agent finds the logs of the node's pods, the same on every node that runs a CRI runtime. */
export const podLogs = '/var/log/pods';

/** Where the agent keeps its queue and its place in each file. */
export const agentFolder = '/var/lib/otelcol';

/**
 * The content of the agent's configuration: it follows every log file of the node's pods, names the pod, and passes
 * the lines on. Whatever it has read is on disk until the gateway has it; when the queue is full it stops reading.
 */
export function agentConfig({ gateway, clusterName, self, queue }: AgentConfigOptions): Data {
  return collectorConfig({
    extensions: commonExtensions(agentFolder),
    receivers: {
      filelog: {
        include: [`${podLogs}/*/*/*.log`],
        exclude: [`${podLogs}/${self.namespace}_${self.name}-*_*/*/*.log`],
        // A new file is read from its first line; for a known one the place is in the storage.
        start_at: 'beginning',
        storage: diskStorage,
        include_file_path: true,
        include_file_name: false,
        // A long line comes in pieces of 16 KiB, and a space at the end of one belongs to the line.
        preserve_trailing_whitespaces: true,
        operators: [{ type: 'container', id: 'container', max_log_size: '256KiB' }, ...lineJoining()],
        retry_on_failure: { enabled: true, max_elapsed_time: '0s' },
      },
    },
    processors: {
      memory_limiter: memoryLimiter,
      k8sattributes: podAttributes('NODE_NAME'),
      resource: { attributes: [{ key: 'k8s.cluster.name', value: clusterName, action: 'upsert' }] },
    },
    exporters: {
      otlp_grpc: { endpoint: gateway, tls: { insecure: true }, compression: 'zstd', ...persistentQueue({ size: queue, whenFull: 'wait' }) },
    },
    pipelines: {
      logs: { receivers: ['filelog'], processors: ['memory_limiter', 'k8sattributes', 'resource'], exporters: ['otlp_grpc'] },
    },
  });
}
