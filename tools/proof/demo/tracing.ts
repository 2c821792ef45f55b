import { context, trace, SpanKind, SpanStatusCode, type Context, type Span } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';

/** Spans that go to the collector's gateway, as any service of the cluster would send them. */
export interface Tracing {
  /** Begins a span, under another one where there is one. */
  readonly span: (name: string, kind: SpanKind, parent?: Span) => Span;
  readonly flush: () => Promise<void>;
}

/**
 * How many milliseconds an attempt to connect may take. The exporter's own timeout begins when the connection stands, and
 * without this one the kernel sends SYNs for two minutes to the address of a pod that has just ended, which its connection
 * tracking still names: Linux tries six times, 127 s in all (https://docs.kernel.org/networking/ip-sysctl.html, tcp_syn_retries).
 */
const connecting = 5000;

export function startTracing(serviceName: string): Tracing {
  const url = process.env.OTLP_TRACES_URL;
  const exporter = new OTLPTraceExporter({ ...(url === undefined ? {} : { url }), httpAgentOptions: { keepAlive: true, timeout: connecting } });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new BatchSpanProcessor(untilTaken(exporter), { scheduledDelayMillis: 500, maxQueueSize: 20_000, exportTimeoutMillis: 600_000 })],
  });
  const tracer = provider.getTracer('demo');
  const below = (parent: Span | undefined): Context => (parent === undefined ? context.active() : trace.setSpan(context.active(), parent));
  return { span: (name, kind, parent) => tracer.startSpan(name, { kind }, below(parent)), flush: () => provider.forceFlush() };
}

/** Sends a batch until it is taken. The library drops one after ten seconds, and on a busy machine a gateway restarts for longer. */
function untilTaken(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => {
      const send = (): void => {
        exporter.export(spans, (result) => {
          if (result.error === undefined) done(result);
          else setTimeout(send, 1000);
        });
      };
      send();
    },
    shutdown: () => exporter.shutdown(),
  };
}

export { SpanKind, SpanStatusCode, type Span };
