import pino from 'pino';
import { Counter, Gauge, Histogram, Registry, type OpenMetricsContentType } from 'prom-client';
import { numberOf, serve, type Answer } from './http';
import { counterIn } from './redis';
import { SpanKind, SpanStatusCode, startTracing, type Span } from './tracing';

/** How many milliseconds Redis may take before a request is refused and the health check calls it down. */
const patience = 1_000;

/** The API: every request makes a metric with an exemplar, a line of the log and a trace, which all carry one trace id. */
export function startApi(): void {
  const redis = new URL(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379');
  const served = counterIn(redis.href, patience);
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
      this.set({ check: 'redis' }, (await served.answers()) ? 1 : 0);
    },
  });

  /** Requests that are still to fail by command. */
  let failures = 0;

  /** Answers one request with how many Redis has counted: 502 without Redis, and 500 where a failure was commanded. */
  async function work(): Promise<Answer> {
    const started = performance.now();
    const span = tracing.span('GET /work', SpanKind.SERVER);
    const { traceId, spanId } = span.spanContext();
    const count = await counted(span);
    const fails = failures > 0;
    if (fails) failures -= 1;
    const status = fails ? 500 : count === undefined ? 502 : 200;
    if (status !== 200) span.setStatus({ code: SpanStatusCode.ERROR });
    log[status === 200 ? 'info' : 'error']({ trace_id: traceId, span_id: spanId, status: String(status) }, 'request answered');
    const labels = { method: 'GET', route: '/work', status: String(status) };
    requests.inc(labels);
    durations.observe({ labels, value: (performance.now() - started) / 1000, exemplarLabels: { trace_id: traceId } });
    span.end();
    return { status, body: JSON.stringify({ traceId, count }) };
  }

  /** The call of Redis, under the names of https://opentelemetry.io/docs/specs/semconv/db/redis/ */
  async function counted(request: Span): Promise<number | undefined> {
    const call = tracing.span('INCR', SpanKind.CLIENT, request);
    call.setAttributes({ 'db.system.name': 'redis', 'db.operation.name': 'INCR', 'server.address': redis.hostname, 'server.port': Number(redis.port) });
    try {
      return await served.next();
    } catch (error) {
      call.setAttribute('error.type', error instanceof Error ? error.name : 'unknown').setStatus({ code: SpanStatusCode.ERROR });
      return undefined;
    } finally {
      call.end();
    }
  }

  /** Lets so many of the next requests fail. */
  function fault(url: URL): Answer {
    failures = numberOf(url, 'failures');
    return { body: '{}' };
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

  async function end(): Promise<void> {
    served.end();
    await tracing.flush();
  }

  serve({ port: 3000, onEnd: end }, {
    'GET /health': () => ({ body: '{}' }),
    'GET /ready': async () => ({ status: (await served.answers()) ? 200 : 503, body: '{}' }),
    'GET /metrics': async () => ({ type: registry.contentType, body: await registry.metrics() }),
    'GET /work': work,
    'POST /fault': fault,
    'POST /spans': spans,
    'POST /lines': lines,
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, milliseconds));
}
