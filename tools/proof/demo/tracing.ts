import { context, trace, SpanKind, SpanStatusCode, type Context, type Span } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';

/** Spans that go to the collector's gateway, as any service of the cluster would send them. */
export interface Tracing {
  /** Begins a span, under another one where there is one. */
  readonly span: (name: string, kind: SpanKind, parent?: Span) => Span;
  readonly flush: () => Promise<void>;
}

export function startTracing(serviceName: string): Tracing {
  const url = process.env.OTLP_TRACES_URL;
  const exporter = new OTLPTraceExporter(url === undefined ? {} : { url });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 500, maxQueueSize: 20_000 })],
  });
  const tracer = provider.getTracer('demo');
  const below = (parent: Span | undefined): Context => (parent === undefined ? context.active() : trace.setSpan(context.active(), parent));
  return { span: (name, kind, parent) => tracer.startSpan(name, { kind }, below(parent)), flush: () => provider.forceFlush() };
}

export { SpanKind, SpanStatusCode, type Span };
