import type { Duration } from '../../core/duration';
import { formatDuration } from '../../core/duration';
import type { Quantity } from '../../core/quantity';
import type { Data } from '../../core/yaml';
import { gatewayDescription } from './descriptions';
import { persistentQueue } from './exporter';
import { jsonLineParsing } from './log-parsing';
import { collectorConfig, commonExtensions, memoryLimiter } from './pipeline';
import { podAttributes } from './pod-attributes';
import type { RedactionRule } from './redaction';
import { attributeRedaction, lineRedaction } from './redaction';
import { spanMetrics, spanMetricsResource } from './span-metrics';

export interface GatewayConfigOptions {
  /** URL of Loki. */
  readonly loki: string;
  /** `host:port` of Jaeger's OTLP receiver. */
  readonly jaeger: string;
  /** URL of Prometheus. */
  readonly prometheus: string;
  readonly clusterName: string;
  /** How often span metrics are sent on: the scrape interval, so that they look like everything else. */
  readonly flushInterval: Duration;
  /** What may wait on disk, for each signal. */
  readonly queues: GatewayQueues;
  readonly redaction: readonly RedactionRule[];
}

export interface GatewayQueues {
  readonly logs: Quantity<'bytes'>;
  readonly traces: Quantity<'bytes'>;
  readonly metrics: Quantity<'bytes'>;
}

/** Where the gateway keeps its queues. */
export const gatewayFolder = '/var/lib/otelcol';

/**
 * The content of the gateway's configuration: OTLP in; logs to Loki, spans to Jaeger, metrics to Prometheus, and the
 * spans once more, counted, to Prometheus.
 */
export function gatewayConfig(options: GatewayConfigOptions): Data {
  const { loki, jaeger, prometheus, clusterName, flushInterval, queues, redaction } = options;
  const fromPods = ['memory_limiter', 'k8sattributes', 'resource'] as const;
  return collectorConfig({
    extensions: commonExtensions(gatewayFolder),
    receivers: {
      otlp: {
        protocols: {
          grpc: { endpoint: '[${env:POD_IP}]:4317', max_recv_msg_size_mib: 16 },
          http: { endpoint: '[${env:POD_IP}]:4318' },
        },
      },
    },
    processors: {
      memory_limiter: memoryLimiter,
      k8sattributes: podAttributes(),
      resource: { attributes: [{ key: 'k8s.cluster.name', value: clusterName, action: 'upsert' }] },
      'transform/json_lines': jsonLineParsing(),
      'transform/redact_lines': lineRedaction(redaction),
      redaction: attributeRedaction(redaction),
      'transform/span_metrics': spanMetricsResource(gatewayDescription.name),
    },
    connectors: { spanmetrics: spanMetrics(formatDuration(flushInterval)) },
    exporters: {
      'otlp_http/loki': { endpoint: `${loki}/otlp`, compression: 'gzip', ...persistentQueue({ size: queues.logs, whenFull: 'refuse' }) },
      'otlp_grpc/jaeger': { endpoint: jaeger, tls: { insecure: true }, compression: 'zstd', ...persistentQueue({ size: queues.traces, whenFull: 'refuse' }) },
      // Prometheus takes samples that are half an hour late, and no older ones.
      'otlp_http/prometheus': {
        endpoint: `${prometheus}/api/v1/otlp`,
        compression: 'gzip',
        ...persistentQueue({ size: queues.metrics, whenFull: 'refuse', giveUpAfter: '30m' }),
      },
    },
    pipelines: {
      logs: {
        receivers: ['otlp'],
        processors: [...fromPods, 'transform/json_lines', 'transform/redact_lines', 'redaction'],
        exporters: ['otlp_http/loki'],
      },
      traces: { receivers: ['otlp'], processors: [...fromPods, 'redaction'], exporters: ['otlp_grpc/jaeger', 'spanmetrics'] },
      metrics: { receivers: ['otlp'], processors: [...fromPods], exporters: ['otlp_http/prometheus'] },
      'metrics/spans': { receivers: ['spanmetrics'], processors: ['memory_limiter', 'transform/span_metrics'], exporters: ['otlp_http/prometheus'] },
    },
  });
}
