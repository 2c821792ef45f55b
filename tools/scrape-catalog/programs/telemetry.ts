/** One span, log record and data point each, as OTLP in JSON. Source: https://opentelemetry.io/docs/specs/otlp/#otlphttp */

const resource = { attributes: [attribute('service.name', 'scrape'), attribute('k8s.namespace.name', 'default')] };

const scope = { name: 'scrape' };

/** Nanoseconds since 1970, as the text that OTLP wants. */
function now(): string {
  return `${Date.now()}000000`;
}

function attribute(key: string, value: string): unknown {
  return { key, value: { stringValue: value } };
}

export function oneSpan(): unknown {
  const span = { traceId: '5b8efff798038103d269b633813fc60c', spanId: 'eee19b7ec3c1b174', name: 'GET /', kind: 2, startTimeUnixNano: now(), endTimeUnixNano: now() };
  return { resourceSpans: [{ resource, scopeSpans: [{ scope, spans: [span] }] }] };
}

export function oneLogRecord(): unknown {
  return { resourceLogs: [{ resource, scopeLogs: [{ scope, logRecords: [{ timeUnixNano: now(), severityText: 'INFO', body: { stringValue: 'a line' } }] }] }] };
}

export function onePoint(): unknown {
  const metric = { name: 'scrape_points', gauge: { dataPoints: [{ timeUnixNano: now(), asDouble: 1 }] } };
  return { resourceMetrics: [{ resource, scopeMetrics: [{ scope, metrics: [metric] }] }] };
}
