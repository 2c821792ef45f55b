import { open } from '../declaration';
import { counter, gauge, histogram } from '../metric';
import { podLabels } from './pod-target';
import { receiverMetrics } from './collector';
import { scraped } from './provenance';

export const provenance = scraped('jaeger', podLabels);

/** What Jaeger 2.13 tells of itself: it is a collector with a store, so it has the receivers' metrics too. */
const own = { jobs: ['jaeger'], thirdParty: true, createdOnFirstEvent: true } as const;
const store = { ...podLabels, otel_scope_name: open({ expected: 1 }), kind: open({ expected: 1 }), name: open({ expected: 1 }), role: open({ expected: 2 }), operation: open({ expected: 8 }), result: ['err', 'ok'] } as const;

export const jaegerStorageRequests = counter('jaeger_storage_requests_total', { ...own, help: 'Requests to the store of traces, by operation and outcome.', unit: 'requests', labels: store });

/** The bounds are those that OpenTelemetry gives to milliseconds, so nothing below five seconds is told apart. */
export const jaegerStorageLatency = histogram('jaeger_storage_latency_seconds', {
  ...own,
  help: 'Time that requests to the store of traces take.',
  unit: 'seconds',
  counts: 'requests',
  buckets: [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000],
  labels: store,
});

export const { refusedSpans: jaegerRefusedSpans, acceptedSpans: jaegerAcceptedSpans } = receiverMetrics('jaeger');

export const jaegerMemory = gauge('otelcol_process_memory_rss_bytes', { jobs: ['jaeger'], thirdParty: true, help: 'Total physical memory (resident set size)', unit: 'bytes', range: { min: 0 }, labels: { ...podLabels, otel_scope_name: open({ expected: 1 }) } });
