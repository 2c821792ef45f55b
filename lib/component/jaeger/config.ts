import type { Duration } from '../../core/duration';
import type { Data } from '../../core/yaml';
import type { TraceStore } from './store';
import { backendConfig } from './store';

export interface JaegerConfigOptions {
  readonly retention: Duration;
  /** Prometheus, whose span metrics the page "Monitor" shows. */
  readonly prometheus: string;
  readonly store: TraceStore;
  /** The folder of the file of sampling strategies. */
  readonly strategies: string;
}

/** Names of the storage backends; every reference to one goes through here, because `jaeger validate` does not follow them. */
const traceStore = 'main';
const metricStore = 'span_metrics';

/**
 * The content of Jaeger's configuration. Spans arrive in batches from the collector and are written before they are
 * acknowledged, without a queue in between: what Jaeger cannot store stays in the collector's queue on disk.
 *
 * The address of the pod stands for all of its interfaces but the loopback; the user interface also answers on that,
 * for `kubectl port-forward`.
 */
export function jaegerConfig({ retention, prometheus, store, strategies }: JaegerConfigOptions): Data {
  return {
    service: {
      extensions: ['jaeger_storage', 'jaeger_query', 'remote_sampling', 'healthcheckv2'],
      pipelines: { traces: { receivers: ['otlp'], processors: ['memory_limiter'], exporters: ['jaeger_storage_exporter'] } },
      telemetry: {
        resource: { 'service.name': 'jaeger' },
        logs: { level: 'info', encoding: 'json' },
        metrics: {
          level: 'normal',
          readers: [{ pull: { exporter: { prometheus: { host: '${env:POD_IP}', port: 8888 } } } }],
        },
      },
    },
    extensions: {
      healthcheckv2: { use_v2: true, http: { endpoint: '[${env:POD_IP}]:13133', status: { enabled: true, path: '/status' } } },
      jaeger_query: {
        storage: { traces: traceStore, metrics: metricStore },
        http: { endpoint: ':16686' },
        grpc: { endpoint: '127.0.0.1:16685' },
        // By default it traces its own queries to port 4317 of the loopback address, where nobody listens: the receiver
        // takes HTTP, and stands on the pod's address. Each failed attempt is a line of the log. (jaegerquery/factory.go)
        enable_tracing: false,
      },
      remote_sampling: {
        file: { path: `${strategies}/strategies.json`, reload_interval: '1m', default_sampling_probability: 1 },
        http: { endpoint: '[${env:POD_IP}]:5778' },
        grpc: { endpoint: '[${env:POD_IP}]:5779' },
      },
      jaeger_storage: {
        backends: { [traceStore]: backendConfig(store, retention) },
        metric_backends: {
          // The names that the collector's span metrics get on their way through OTLP into Prometheus.
          [metricStore]: { prometheus: { endpoint: prometheus, normalize_calls: true, normalize_duration: true, latency_unit: 's' } },
        },
      },
    },
    receivers: { otlp: { protocols: { http: { endpoint: '[${env:POD_IP}]:4318' } } } },
    processors: { memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 25 } },
    exporters: { jaeger_storage_exporter: { trace_storage: traceStore } },
  };
}
