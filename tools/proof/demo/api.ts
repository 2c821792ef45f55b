import pino from 'pino';
import { Counter, Gauge, Histogram, Registry, type OpenMetricsContentType } from 'prom-client';
import { numberOf, serve, type Answer } from './http';
import { SpanKind, startTracing } from './tracing';

/** How long a request to the service behind may take before the health check calls it down. */
const patience = 1_000;

/** The API: every request makes a metric with an exemplar, a line of the log and a trace, which all carry one trace id. */
export function startApi(): void {
  const dependency = process.env.DEPENDENCY_URL ?? 'http://127.0.0.1:3002/';
  const log = pino({ formatters: { level: (level) => ({ level }) } });
  const tracing = startTracing('canvascast-api');
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const requests = new Counter({ name: 'http_requests_total', help: 'HTTP requests answered by the API.', labelNames: ['method', 'route', 'status'], registers: [registry] });
  // The library's types take an exemplar's labels for labels of the metric.
  const durations = new Histogram<'method' | 'route' | 'status' | 'trace_id'>({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last byte of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
    enableExemplars: true,
    registers: [registry],
  });
  new Gauge({
    name: 'health_check_success',
    help: 'Whether the readiness check of a dependency passes.',
    labelNames: ['check'],
    registers: [registry],
    async collect() {
      this.set({ check: 'redis' }, (await answers(dependency)) ? 1 : 0);
    },
  });

  async function work(): Promise<Answer> {
    const started = performance.now();
    const span = tracing.span('GET /work', SpanKind.SERVER);
    const { traceId, spanId } = span.spanContext();
    const call = tracing.span('ask the service behind', SpanKind.CLIENT, span);
    const status = (await answers(dependency)) ? '200' : '502';
    call.end();
    log.info({ trace_id: traceId, span_id: spanId, status }, 'request answered');
    const labels = { method: 'GET', route: '/work', status };
    requests.inc(labels);
    durations.observe({ labels, value: (performance.now() - started) / 1000, exemplarLabels: { trace_id: traceId } });
    span.end();
    return { status: Number(status), body: JSON.stringify({ traceId }) };
  }

  /** One trace with so many spans below its root. */
  async function spans(url: URL): Promise<Answer> {
    const count = numberOf(url, 'count');
    const root = tracing.span('many spans', SpanKind.INTERNAL);
    for (let index = 0; index < count; index += 1) {
      tracing.span(`span ${index}`, SpanKind.INTERNAL, root).end();
      if (index % 50 === 49) await pause(numberOf(url, 'pause'));
    }
    root.end();
    return { body: JSON.stringify({ traceId: root.spanContext().traceId, spans: count + 1 }) };
  }

  /** So many numbered lines. */
  async function lines(url: URL): Promise<Answer> {
    const count = numberOf(url, 'count');
    const run = url.searchParams.get('run') ?? '';
    for (let index = 0; index < count; index += 1) {
      log.info({ run, line: index }, `line of ${run}`);
      if (index % 100 === 99) await pause(numberOf(url, 'pause'));
    }
    return { body: '{}' };
  }

  serve({ port: 3000, onEnd: tracing.flush }, {
    'GET /health': () => ({ body: '{}' }),
    'GET /metrics': async () => ({ type: registry.contentType, body: await registry.metrics() }),
    'GET /work': work,
    'POST /spans': spans,
    'POST /lines': lines,
  });
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(patience) })).ok;
  } catch {
    return false;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, milliseconds));
}
