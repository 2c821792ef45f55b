import type { Data } from '../../core/yaml';

/**
 * Bounds of the histogram, those of the OpenTelemetry conventions for the duration of HTTP requests.
 * Source: https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration
 */
const bounds = ['5ms', '10ms', '25ms', '50ms', '75ms', '100ms', '250ms', '500ms', '750ms', '1s', '2500ms', '5s', '7500ms', '10s'] as const;

/** What sets series apart besides service, span name, kind and status. */
const dimensions = ['k8s.namespace.name', 'deployment.environment.name'] as const;

/**
 * Counts and times spans: `traces_span_metrics_calls_total` and `traces_span_metrics_duration_seconds` in Prometheus.
 * Series are grouped by exactly what they carry, so that the pods of a service add up instead of overwriting each other.
 */
export function spanMetrics(flushInterval: string): Data {
  return {
    histogram: { unit: 's', explicit: { buckets: bounds } },
    dimensions: dimensions.map((name) => ({ name })),
    resource_metrics_key_attributes: ['service.name', ...dimensions],
    exemplars: { enabled: true, max_per_data_point: 5 },
    metrics_flush_interval: flushInterval,
    // A service that has not been called for so long is gone; its series would be sent for ever otherwise.
    metrics_expiration: '1h',
    // Span names with ids in them would otherwise make series without end; the surplus is counted in one series.
    aggregation_cardinality_limit: 10_000,
  };
}

/**
 * The writer of these series is the collector that counted, and `job` and `instance` say so. What is left of the
 * spans' own resources is one pod's among many, and would be wrong.
 */
export function spanMetricsResource(job: string): Data {
  return {
    error_mode: 'ignore',
    metric_statements: [
      {
        statements: [
          'keep_keys(resource.attributes, [])',
          `set(resource.attributes["service.name"], "${job}")`,
          'set(resource.attributes["service.instance.id"], "${env:POD_NAME}")',
        ],
      },
    ],
  };
}
