import type { Duration } from '../../core/duration';
import { formatDuration } from '../../core/duration';
import type { Quantity } from '../../core/quantity';
import type { Data } from '../../core/yaml';
import { gatewayDescription } from './descriptions';
import { persistentQueue } from './exporter';
import { lineParsing } from './log-parsing';
import type { Parts } from './pipeline';
import { collectorConfig, commonExtensions, memoryLimiter, otlpReceiver } from './pipeline';
import { podAttributes } from './pod-attributes';
import type { RedactionRule } from './redaction';
import { attributeRedaction, lineRedaction, queryStringRemoval } from './redaction';
import { spanMetrics, spanMetricsResource } from './span-metrics';
import type { TailSampling } from './tail-sampling';
import { tailSampling } from './tail-sampling';

export interface GatewayConfigOptions {
  /** URL of Loki. */
  readonly loki: string;
  /** URL of Jaeger's OTLP receiver. */
  readonly jaeger: string;
  /** URLs of every Prometheus: each has a copy of its own. */
  readonly prometheus: readonly string[];
  readonly clusterName: string;
  /** Whether a balancer in front has named the pods that send already; they are out of sight here then. */
  readonly behindBalancer: boolean;
  /** Which traces are kept. @default all */
  readonly sampling: TailSampling | undefined;
  readonly spanRate: Quantity<'spans/s'>;
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
 * spans once more, counted, to Prometheus. Spans are counted before any are left out.
 */
export function gatewayConfig(options: GatewayConfigOptions): Data {
  const { loki, jaeger, prometheus, clusterName, behindBalancer, flushInterval, queues, redaction, sampling, spanRate } = options;
  const naming: Parts = {
    k8sattributes: podAttributes(),
    resource: { attributes: [{ key: 'k8s.cluster.name', value: clusterName, action: 'upsert' }] },
  };
  const named = ['memory_limiter', ...(behindBalancer ? [] : Object.keys(naming))];
  const toPrometheus = prometheusExporters(prometheus, queues.metrics);
  const metricExporters = Object.keys(toPrometheus);
  const [kept, sampled] = sampling === undefined ? ['otlp_http/jaeger', {}] : [samplingConnector, { 'traces/sampled': { receivers: [samplingConnector], processors: ['memory_limiter', 'tail_sampling'], exporters: ['otlp_http/jaeger'] } }];
  return collectorConfig({
    extensions: commonExtensions(gatewayFolder),
    receivers: { otlp: otlpReceiver },
    processors: {
      memory_limiter: memoryLimiter,
      ...(behindBalancer ? {} : naming),
      'transform/read_lines': lineParsing(),
      'transform/redact_lines': lineRedaction(redaction),
      'transform/strip_queries': queryStringRemoval(),
      redaction: attributeRedaction(redaction),
      'transform/span_metrics': spanMetricsResource(gatewayDescription.name),
      ...(sampling === undefined ? {} : { tail_sampling: tailSampling(sampling, spanRate) }),
    },
    connectors: { spanmetrics: spanMetrics(formatDuration(flushInterval)), ...(sampling === undefined ? {} : { [samplingConnector]: {} }) },
    exporters: {
      'otlp_http/loki': { endpoint: `${loki}/otlp`, compression: 'gzip', ...persistentQueue({ size: queues.logs, whenFull: 'refuse' }) },
      // By HTTP, which connects anew at every attempt: a gRPC channel waits for up to two minutes between attempts once its
      // server has been away for some (https://github.com/grpc/grpc/blob/master/doc/connection-backoff.md).
      'otlp_http/jaeger': { endpoint: jaeger, compression: 'zstd', ...persistentQueue({ size: queues.traces, whenFull: 'refuse' }) },
      ...toPrometheus,
    },
    pipelines: {
      logs: {
        receivers: ['otlp'],
        processors: [...named, 'transform/read_lines', 'transform/redact_lines', 'redaction'],
        exporters: ['otlp_http/loki'],
      },
      traces: { receivers: ['otlp'], processors: [...named, 'transform/strip_queries', 'redaction'], exporters: [kept, 'spanmetrics'] },
      ...sampled,
      metrics: { receivers: ['otlp'], processors: named, exporters: metricExporters },
      'metrics/spans': { receivers: ['spanmetrics'], processors: ['memory_limiter', 'transform/span_metrics'], exporters: metricExporters },
    },
  });
}

/** Joins the pipeline that counts spans with the one that leaves some out. */
const samplingConnector = 'forward/sampling';

/** One exporter for each Prometheus, with a queue of its own: one that is away holds up nobody else. */
function prometheusExporters(urls: readonly string[], queue: Quantity<'bytes'>): Parts {
  return Object.fromEntries(
    urls.map((url, index) => [
      urls.length === 1 ? 'otlp_http/prometheus' : `otlp_http/prometheus-${String(index)}`,
      // Prometheus takes samples that are half an hour late, and no older ones.
      { endpoint: `${url}/api/v1/otlp`, compression: 'gzip', ...persistentQueue({ size: queue, whenFull: 'refuse', giveUpAfter: '30m' }) },
    ]),
  );
}
