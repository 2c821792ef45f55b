import { minutes } from '../../lib/core/duration';
import { limitOf } from '../../lib/dashboard/alert-limit';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { stat } from '../../lib/dashboard/panel/single-value';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad } from '../../lib/dashboard/threshold';
import {
  lokiBucketFailures, lokiBucketOperations, lokiBytesReceived, lokiCompactionLastSuccess, lokiFlushFailures, lokiFlushRequests, lokiLinesReceived, lokiPanics, lokiRequestDuration,
  lokiRetentionLastSuccess, lokiRingMembers, lokiStreams, lokiWalDiskUsage,
} from '../../lib/metric/exporters/loki';
import { max, sum, topk } from '../../lib/promql/aggregate';
import { increase, quantile, rate, ratio, time } from '../../lib/promql/functions';
import {
  lokiCompactionStalled, lokiFlushFailing, lokiPanicking, lokiRequestErrors, lokiRequestsSlow, lokiRetentionStalled, lokiRingUnhealthy, lokiStoreErrors, lokiWalFull,
} from '../../rules/belfry/loki-alerts';
import { team } from '../../rules/belfry/team';
import { folder, gatewayAddress, logsAddress, lokiAddress, stackAddress } from './addresses';
import { firingAlertsOf, isItBroken, replicasThatAnswer, sinceWhen } from './first-row';

const window = minutes(5);

const quarter = minutes(15);

const failed = sum(rate(lokiRequestDuration.count.where({ status_code: /5../ }), window));

const asked = sum(rate(lokiRequestDuration.count, window));

/** Tailing keeps its request open for as long as somebody looks, and would be the slowest of all. */
const answering = sum(rate(lokiRequestDuration.buckets.where({ ws: 'false', route: /otlp_v1_logs|loki_api_v1_.*/ }), window));

const errorLimit = highIsBad({ critical: limitOf(lokiRequestErrors, 'ratio') });

const slowLimit = highIsBad({ warning: limitOf(lokiRequestsSlow, 'seconds') });

const flushShare = ratio(sum(rate(lokiFlushFailures, quarter)).by('pod'), sum(rate(lokiFlushRequests, quarter)).by('pod'));

const storeShare = ratio(sum(rate(lokiBucketFailures, quarter)).by('operation'), sum(rate(lokiBucketOperations, quarter)).by('operation'));

export const loki = dashboard(lokiAddress.uid, {
  title: lokiAddress.title,
  folder,
  description: 'For whoever runs the stack: whether logs arrive, are kept, and are found.',
  tags: ['belfry'],
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(stackAddress), toDashboard(logsAddress), toDashboard(gatewayAddress)],
  rows: [
    row(isItBroken, [
      replicasThatAnswer('loki'),
      stat('Lines that arrive', { description: 'Log lines per second, from the whole cluster. Zero is never right.', queries: [query(sum(rate(lokiLinesReceived, quarter)).orZero())], sparkline: true }),
      stat('Requests that fail', {
        description: 'Share of the requests on the worst route that failed within five minutes. Red where the alert LokiRequestErrors begins.',
        queries: [query(max(ratio(failed.by('route'), asked.by('route'))))],
        thresholds: errorLimit,
        whenEmpty: 'none failed',
      }),
      stat('Slowest answers', {
        description: 'One request in a hundred on the slowest route takes longer. Orange where the alert LokiRequestsSlow begins.',
        queries: [query(max(quantile(0.99, answering.by('le', 'route'))))],
        thresholds: slowLimit,
        whenEmpty: 'no requests',
      }),
      firingAlertsOf('loki'),
      sinceWhen('loki'),
    ]),
    row('Do logs arrive', [
      timeSeries('Lines', { description: 'Log lines per second, by the form in which they come.', queries: [query(sum(rate(lokiLinesReceived, window)).by('format'), ({ labels }) => labels.format)] }),
      timeSeries('Bytes', { description: 'Bytes per second before they are compressed.', queries: [query(sum(rate(lokiBytesReceived, window)))] }),
      timeSeries('Streams', { description: 'Streams in memory. Many of them are a label that should not be one.', queries: [query(sum(lokiStreams).by('pod'), ({ labels }) => labels.pod)] }),
      timeSeries('Members of the rings', {
        description: 'Parts of Loki that have left without a word, by ring. Orange where the alert LokiRingUnhealthy begins.',
        queries: [query(max(lokiRingMembers.where({ state: 'Unhealthy' })).by('name'), ({ labels }) => labels.name)],
        thresholds: highIsBad({ warning: limitOf(lokiRingUnhealthy, 'members') }),
      }),
    ]),
    row('Are they found', [
      timeSeries('Requests', { description: 'The ten busiest routes.', queries: [query(topk(10, asked.by('route')), ({ labels }) => labels.route)] }),
      timeSeries('Requests that fail, by route', { description: 'Share of the requests of each route. The alert LokiRequestErrors begins at the line.', queries: [query(topk(10, ratio(failed.by('route'), asked.by('route'))), ({ labels }) => labels.route)], thresholds: errorLimit }),
      timeSeries('Time to answer', {
        description: 'One request in a hundred takes longer, by route. The alert LokiRequestsSlow begins at the line.',
        queries: [query(quantile(0.99, answering.by('le', 'route')), ({ labels }) => labels.route)],
        thresholds: slowLimit,
      }),
      timeSeries('Panics', {
        description: 'Faults of the program itself within ten minutes.',
        queries: [query(sum(increase(lokiPanics, minutes(10))).by('pod'), ({ labels }) => labels.pod)],
        thresholds: highIsBad({ warning: limitOf(lokiPanicking, 'panics') }),
      }),
    ]),
    row('Are they kept', [
      timeSeries('Flushes that fail', {
        description: 'Share of the attempts to move logs from memory to the store. Red where the alert LokiFlushFailing begins.',
        queries: [query(flushShare, ({ labels }) => labels.pod)],
        thresholds: highIsBad({ critical: limitOf(lokiFlushFailing, 'ratio') }),
      }),
      timeSeries('Errors of the store', {
        description: 'Share of the operations on the store that fail. Orange where the alert LokiStoreErrors begins.',
        queries: [query(storeShare, ({ labels }) => labels.operation)],
        thresholds: highIsBad({ warning: limitOf(lokiStoreErrors, 'ratio') }),
      }),
      timeSeries('Volume of the write-ahead log', {
        description: 'The share that is used. From 90% on Loki refuses lines, which wait in the collectors.',
        queries: [query(max(lokiWalDiskUsage).by('pod'), ({ labels }) => labels.pod)],
        thresholds: highIsBad({ critical: limitOf(lokiWalFull, 'ratio') }),
      }),
      stat('Last compaction', {
        description: 'How long ago the index was compacted. Orange where the alert LokiCompactionStalled begins. Before the first run it counts from 1970.',
        queries: [query(time().minus(max(lokiCompactionLastSuccess)))],
        thresholds: highIsBad({ warning: limitOf(lokiCompactionStalled, 'seconds') }),
        display: 'dtdurations',
      }),
      stat('Last retention', {
        description: 'How long ago old logs were deleted. Orange where the alert LokiRetentionStalled begins. Before the first run it counts from 1970.',
        queries: [query(time().minus(max(lokiRetentionLastSuccess)))],
        thresholds: highIsBad({ warning: limitOf(lokiRetentionStalled, 'seconds') }),
        display: 'dtdurations',
      }),
    ]),
  ],
});
