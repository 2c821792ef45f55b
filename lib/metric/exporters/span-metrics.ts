import { open } from '../declaration';
import { counter, histogram } from '../metric';
import { documented } from './provenance';

export const provenance = documented('https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.145.0/connector/spanmetricsconnector');

/**
 * What the gateway counts of the spans that pass through it, and sends to Prometheus; `job` and `instance` are the
 * gateway's own. Its configuration names the dimensions and bounds, and a test sends spans through it and reads these
 * labels back.
 */
const own = { jobs: ['otel-collector-gateway'], thirdParty: true, createdOnFirstEvent: true } as const;

const labels = {
  service_name: open({ expected: 20 }),
  k8s_namespace_name: open({ expected: 10 }),
  deployment_environment_name: open({ expected: 2 }),
  span_name: open({ expected: 50 }),
  span_kind: ['SPAN_KIND_CLIENT', 'SPAN_KIND_CONSUMER', 'SPAN_KIND_INTERNAL', 'SPAN_KIND_PRODUCER', 'SPAN_KIND_SERVER', 'SPAN_KIND_UNSPECIFIED'],
  status_code: ['STATUS_CODE_ERROR', 'STATUS_CODE_OK', 'STATUS_CODE_UNSET'],
} as const;

export const spanCalls = counter('traces_span_metrics_calls_total', { ...own, help: 'Spans, by service, name, kind and status.', unit: 'spans', labels });

export const spanDuration = histogram('traces_span_metrics_duration_seconds', {
  ...own,
  help: 'Duration of spans, by service, name, kind and status.',
  unit: 'seconds',
  counts: 'spans',
  buckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
  labels,
});
