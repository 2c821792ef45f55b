import { open } from '../declaration';
import type { Counter } from '../metric';
import { counter, gauge } from '../metric';
import { podLabels } from './pod-target';
import { scraped } from './provenance';

export const provenance = scraped('collector', podLabels);

/**
 * What the OpenTelemetry Collector 0.145 tells of itself, as agent and as gateway. Counters of outcomes are
 * born with the first item that has that outcome.
 */
const jobs = ['otel-collector-agent', 'otel-collector-gateway'] as const;
const own = { jobs, thirdParty: true, createdOnFirstEvent: true } as const;

/** The part of the program that measures: `go.opentelemetry.io/collector/exporter/exporterhelper`. */
const scope = { ...podLabels, otel_scope_name: open({ expected: 1 }) } as const;
const perExporter = { ...own, labels: { ...scope, exporter: open({ expected: 4 }) } } as const;

/** A queue in batches or bytes, whichever its `sizer` says. */
const perQueue = { jobs, thirdParty: true, unit: 'queued', range: { min: 0 }, labels: { ...scope, exporter: open({ expected: 4 }), data_type: ['logs', 'metrics', 'traces'] } } as const;

const receiverLabels = { ...scope, receiver: open({ expected: 2 }), transport: open({ expected: 2 }) } as const;
type ReceiverLabels = typeof receiverLabels;

/** What every receiver counts. */
export interface ReceiverMetrics<Job extends string> {
  readonly acceptedSpans: Counter<'spans', ReceiverLabels, Job>;
  readonly refusedSpans: Counter<'spans', ReceiverLabels, Job>;
  readonly acceptedLogs: Counter<'records', ReceiverLabels, Job>;
  readonly refusedLogs: Counter<'records', ReceiverLabels, Job>;
  readonly acceptedMetrics: Counter<'points', ReceiverLabels, Job>;
  readonly refusedMetrics: Counter<'points', ReceiverLabels, Job>;
}

/** The receivers' counters of these jobs; Jaeger is built of the collector's parts and has them too. */
export function receiverMetrics<const Job extends string>(...receivers: readonly [Job, ...Job[]]): ReceiverMetrics<Job> {
  const perReceiver = { jobs: receivers, thirdParty: true, createdOnFirstEvent: true, labels: receiverLabels } as const;
  return Object.freeze({
    acceptedSpans: counter('otelcol_receiver_accepted_spans_total', { ...perReceiver, unit: 'spans', help: 'Number of spans successfully pushed into the pipeline.' }),
    refusedSpans: counter('otelcol_receiver_refused_spans_total', { ...perReceiver, unit: 'spans', help: 'Number of spans that could not be pushed into the pipeline.' }),
    acceptedLogs: counter('otelcol_receiver_accepted_log_records_total', { ...perReceiver, unit: 'records', help: 'Number of log records successfully pushed into the pipeline.' }),
    refusedLogs: counter('otelcol_receiver_refused_log_records_total', { ...perReceiver, unit: 'records', help: 'Number of log records that could not be pushed into the pipeline.' }),
    acceptedMetrics: counter('otelcol_receiver_accepted_metric_points_total', { ...perReceiver, unit: 'points', help: 'Number of metric points successfully pushed into the pipeline.' }),
    refusedMetrics: counter('otelcol_receiver_refused_metric_points_total', { ...perReceiver, unit: 'points', help: 'Number of metric points that could not be pushed into the pipeline.' }),
  });
}

export const { acceptedSpans, refusedSpans, acceptedLogs, refusedLogs, acceptedMetrics, refusedMetrics } = receiverMetrics(...jobs);

export const sentSpans = counter('otelcol_exporter_sent_spans_total', { ...perExporter, unit: 'spans', help: 'Number of spans successfully sent to destination.' });

export const sentLogs = counter('otelcol_exporter_sent_log_records_total', { ...perExporter, unit: 'records', help: 'Number of log record successfully sent to destination.' });

export const sentMetrics = counter('otelcol_exporter_sent_metric_points_total', { ...perExporter, unit: 'points', help: 'Number of metric points successfully sent to destination.' });

export const failedSpans = counter('otelcol_exporter_send_failed_spans_total', { ...perExporter, unit: 'spans', help: 'Number of spans in failed attempts to send to destination.' });

export const failedLogs = counter('otelcol_exporter_send_failed_log_records_total', { ...perExporter, unit: 'records', help: 'Number of log records in failed attempts to send to destination.' });

export const failedMetrics = counter('otelcol_exporter_send_failed_metric_points_total', { ...perExporter, unit: 'points', help: 'Number of metric points in failed attempts to send to destination.' });

export const queueSize = gauge('otelcol_exporter_queue_size', { ...perQueue, help: 'Current size of the retry queue, in what the queue is sized by.', direction: 'highIsBad' });

export const queueCapacity = gauge('otelcol_exporter_queue_capacity', { ...perQueue, help: 'Fixed capacity of the retry queue, in what the queue is sized by.' });

export const collectorMemory = gauge('otelcol_process_memory_rss_bytes', { jobs, thirdParty: true, unit: 'bytes', range: { min: 0 }, help: 'Total physical memory (resident set size)', labels: scope });

export const collectorUptime = counter('otelcol_process_uptime_seconds_total', { jobs, thirdParty: true, unit: 'seconds', help: 'Uptime of the process', labels: scope });
