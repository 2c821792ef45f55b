import { hours, minutes, seconds } from '../../lib/core/duration';
import { fraction, percent, perSecond, quantity } from '../../lib/core/quantity';
import {
  lokiBucketFailures, lokiBucketOperations, lokiCompactionLastSuccess, lokiFlushFailures, lokiFlushRequests, lokiLinesReceived, lokiPanics, lokiRequestDuration, lokiRetentionLastSuccess,
  lokiRingMembers, lokiWalDiskUsage,
} from '../../lib/metric/exporters/loki';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { max, sum } from '../../lib/promql/aggregate';
import { absent, increase, minOverTime, quantile, rate, ratio, time } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds, observes } from '../../lib/rule/scenario/input';
import { componentDown } from './component-down';
import { lokiDashboard } from './dashboards';
import { lokiPod } from './scenes';
import { team } from './team';

const common = { team, dashboard: lokiDashboard, labels: { service: 'loki' } } as const;

const own = { pod: lokiPod.pod } as const;

const { up } = targetMetrics('loki');

export const lokiDown = componentDown('LokiDown', {
  job: 'loki',
  dashboard: lokiDashboard,
  when: max(up).by('job').equals(fraction(0)).or(absent(up)),
  severity: 'high',
  summary: 'No Loki answers: logs cannot be searched, and wait in the collectors.',
  runbook: 'belfry/loki-down',
});

const failed = sum(rate(lokiRequestDuration.count.where({ status_code: /5../ }), minutes(5))).by('route');

const asked = sum(rate(lokiRequestDuration.count, minutes(5))).by('route');

/** Ten requests per second of which a share fails. */
const requests = (share: number): readonly InputSeries[] => [
  grows(lokiRequestDuration.count, { ...lokiPod, method: 'POST', route: 'otlp_v1_logs', status_code: '204', ws: 'false' }, perSecond(10 * (1 - share), 'requests')),
  grows(lokiRequestDuration.count, { ...lokiPod, method: 'POST', route: 'otlp_v1_logs', status_code: '500', ws: 'false' }, perSecond(10 * share, 'requests')),
];

export const lokiRequestErrors = alert('LokiRequestErrors', {
  ...common,
  when: ratio(failed, asked).above(percent(5)).given(asked.above(perSecond(0.02, 'requests'))),
  for: minutes(15),
  severity: 'high',
  kind: 'symptom',
  summary: 'Loki answers requests with errors: logs are not taken, or not found.',
  description: ({ labels, value }) => `${value} of the requests to ${labels.route} fail.`,
  runbook: 'belfry/loki-request-errors',
  fires: { name: 'at 5.1 %', given: requests(0.051), notYetAt: minutes(14), at: minutes(21), alerts: [{ labels: { route: 'otlp_v1_logs' }, description: '5.1% of the requests to otlp_v1_logs fail.' }] },
  silent: [
    { name: 'at 4.9 %', given: requests(0.049), at: [minutes(21), minutes(60)] },
    {
      name: 'when one request in a minute fails',
      given: [grows(lokiRequestDuration.count, { ...lokiPod, method: 'GET', route: 'loki_api_v1_query_range', status_code: '500', ws: 'false' }, perSecond(1 / 60, 'requests'))],
      at: minutes(60),
    },
  ],
});

/** Tailing keeps its request open for as long as somebody looks. */
const answering = lokiRequestDuration.buckets.where({ ws: 'false', route: /otlp_v1_logs|loki_api_v1_.*/ });

const takes = (time: number): readonly InputSeries[] =>
  observes(lokiRequestDuration, { ...lokiPod, method: 'GET', route: 'loki_api_v1_query_range', status_code: '200', ws: 'false' }, { observed: [{ rate: perSecond(1, 'requests'), each: seconds(time) }] });

export const lokiRequestsSlow = alert('LokiRequestsSlow', {
  ...common,
  when: quantile(0.99, sum(rate(answering, minutes(5))).by('le', 'route')).above(seconds(25)),
  for: minutes(15),
  severity: 'warning',
  kind: 'symptom',
  summary: 'Loki takes longer than 25 seconds for one request in a hundred.',
  description: ({ labels, value }) => `The 99th percentile of requests to ${labels.route} is ${value}.`,
  runbook: 'belfry/loki-requests-slow',
  fires: { name: 'when requests take 30 seconds', given: takes(30), notYetAt: minutes(14), at: minutes(21), alerts: [{ labels: { route: 'loki_api_v1_query_range' }, description: 'The 99th percentile of requests to loki_api_v1_query_range is 49.75s.' }] },
  silent: { name: 'when requests take 20 seconds', given: takes(20), at: [minutes(21), minutes(60)] },
});

const lines = (perSec: number): InputSeries => grows(lokiLinesReceived, { ...lokiPod, format: 'otlp', is_internal_stream: 'false', policy: '', tenant: 'fake' }, perSecond(perSec, 'lines'));

const running = holds(up, {}, fraction(1));

export const lokiReceivesNothing = alert('LokiReceivesNothing', {
  ...common,
  when: sum(rate(lokiLinesReceived, minutes(15))).orZero().equals(perSecond(0, 'lines')).given(max(up).above(fraction(0))),
  for: minutes(5),
  severity: 'high',
  kind: 'symptom',
  summary: 'Loki runs, and no log line arrives from the whole cluster.',
  description: () => 'Loki has not received a log line within 15 minutes.',
  runbook: 'belfry/loki-receives-nothing',
  fires: [
    { name: 'when the lines stop', given: [running, lines(0)], notYetAt: minutes(4), at: minutes(6), alerts: [{ description: 'Loki has not received a log line within 15 minutes.' }] },
    { name: 'when there never was a line', given: [running], notYetAt: minutes(4), at: minutes(6), alerts: [{ description: 'Loki has not received a log line within 15 minutes.' }] },
  ],
  silent: [
    { name: 'at one line in ten minutes', given: [running, lines(1 / 600)], at: [minutes(31), minutes(60)] },
    { name: 'while Loki is down, which another alert tells', given: [holds(up, {}, fraction(0))], at: minutes(60) },
  ],
});

const panics = (perTenMinutes: number): InputSeries => grows(lokiPanics, lokiPod, perSecond(perTenMinutes / 600, 'panics'));

export const lokiPanicking = alert('LokiPanicking', {
  ...common,
  when: sum(increase(lokiPanics, minutes(10))).by('pod').above(quantity(0, 'panics')),
  for: minutes(1),
  keepFiringFor: minutes(10),
  severity: 'warning',
  kind: 'cause',
  summary: 'Loki met a fault in its own program while it answered.',
  description: ({ labels, value }) => `${labels.pod} panicked ${value} times within ten minutes.`,
  runbook: 'belfry/loki-panicking',
  fires: { name: 'at two panics in ten minutes', given: [panics(2)], at: minutes(12), alerts: [{ labels: own, description: 'loki-0 panicked 2 times within ten minutes.' }] },
  silent: { name: 'without a panic', given: [panics(0)], at: [minutes(12), minutes(60)] },
});

const walUsed = (share: number): InputSeries => holds(lokiWalDiskUsage, lokiPod, percent(share));

/** Where Loki begins to refuse lines: `ingester.wal.disk_full_threshold`, whose default is 0.90. */
export const lokiWalFull = alert('LokiWalFull', {
  ...common,
  when: max(minOverTime(lokiWalDiskUsage, minutes(1))).by('pod').atLeast(percent(90)),
  for: minutes(1),
  severity: 'high',
  kind: 'symptom',
  summary: 'The volume of Loki’s write-ahead log is full: Loki refuses lines, and they wait in the collectors.',
  description: ({ labels, value }) => `${value} of the volume of the write-ahead log of ${labels.pod} is used; from 90% on it refuses lines.`,
  runbook: 'belfry/loki-wal-full',
  fires: { name: 'at 90 %', given: [walUsed(90)], at: minutes(2), alerts: [{ labels: own, description: '90% of the volume of the write-ahead log of loki-0 is used; from 90% on it refuses lines.' }] },
  silent: { name: 'at 89 %', given: [walUsed(89)], at: [minutes(2), minutes(60)] },
});

const flushing = (share: number): readonly InputSeries[] => [grows(lokiFlushRequests, lokiPod, perSecond(1, 'flushes')), grows(lokiFlushFailures, lokiPod, perSecond(share, 'flushes'))];

export const lokiFlushFailing = alert('LokiFlushFailing', {
  ...common,
  when: ratio(sum(rate(lokiFlushFailures, minutes(15))).by('pod'), sum(rate(lokiFlushRequests, minutes(15))).by('pod')).above(percent(20)),
  for: minutes(15),
  severity: 'high',
  kind: 'symptom',
  summary: 'Loki cannot move logs from memory to its store: memory and write-ahead log fill up.',
  description: ({ labels, value }) => `${value} of the flushes of ${labels.pod} fail.`,
  runbook: 'belfry/loki-flush-failing',
  fires: { name: 'at 21 %', given: flushing(0.21), notYetAt: minutes(14), at: minutes(31), alerts: [{ labels: own, description: '21% of the flushes of loki-0 fail.' }] },
  silent: { name: 'at 19 %', given: flushing(0.19), at: [minutes(31), minutes(60)] },
});

const storing = (share: number): readonly InputSeries[] => [
  grows(lokiBucketOperations, { ...lokiPod, bucket: 'logs', operation: 'upload' }, perSecond(1, 'operations')),
  grows(lokiBucketFailures, { ...lokiPod, bucket: 'logs', operation: 'upload' }, perSecond(share, 'operations')),
];

export const lokiStoreErrors = alert('LokiStoreErrors', {
  ...common,
  when: ratio(sum(rate(lokiBucketFailures, minutes(15))).by('operation'), sum(rate(lokiBucketOperations, minutes(15))).by('operation')).above(percent(5)),
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'The store of the logs answers Loki with errors.',
  description: ({ labels, value }) => `${value} of the operations '${labels.operation}' on the store of the logs fail.`,
  runbook: 'belfry/loki-store-errors',
  fires: { name: 'at 6 % of the uploads', given: storing(0.06), notYetAt: minutes(14), at: minutes(31), alerts: [{ labels: { operation: 'upload' }, description: "6% of the operations 'upload' on the store of the logs fail." }] },
  silent: { name: 'at 4 %', given: storing(0.04), at: [minutes(31), minutes(60)] },
});

const sinceCompaction = time().minus(max(lokiCompactionLastSuccess).by('job'));

/** Zero until the first run after a start. */
const ranOnce = max(lokiCompactionLastSuccess).by('job').above(quantity(0, 'timestamp'));

/** Scenarios begin at the first second of 1970. */
const compactedAt = (moment: number): InputSeries => holds(lokiCompactionLastSuccess, lokiPod, quantity(moment, 'timestamp'));

export const lokiCompactionStalled = alert('LokiCompactionStalled', {
  ...common,
  when: sinceCompaction.above(hours(3)).given(ranOnce),
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'Loki has stopped compacting its index: searches become slow, and nothing is deleted.',
  description: ({ value }) => `Loki last compacted its index ${value} ago.`,
  runbook: 'belfry/loki-compaction-stalled',
  fires: { name: 'after three hours', given: [compactedAt(600)], every: minutes(5), notYetAt: minutes(205), at: minutes(215), alerts: [{ labels: { job: 'loki' }, description: 'Loki last compacted its index 3h 25m 0s ago.' }] },
  silent: [
    { name: 'before three hours are over', given: [compactedAt(60 * 30)], every: minutes(5), at: minutes(205) },
    { name: 'before the first run', given: [compactedAt(0)], every: minutes(5), at: minutes(300) },
  ],
});

const sinceRetention = time().minus(max(lokiRetentionLastSuccess).by('job'));

const retainedOnce = max(lokiRetentionLastSuccess).by('job').above(quantity(0, 'timestamp'));

const retainedAt = (moment: number): InputSeries => holds(lokiRetentionLastSuccess, lokiPod, quantity(moment, 'timestamp'));

export const lokiRetentionStalled = alert('LokiRetentionStalled', {
  ...common,
  when: sinceRetention.above(hours(6)).given(retainedOnce),
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'Loki no longer deletes old logs: its volume fills up, and data outlives its permission.',
  description: ({ value }) => `Loki last applied its retention ${value} ago.`,
  runbook: 'belfry/loki-retention-stalled',
  fires: { name: 'after six hours', given: [retainedAt(600)], every: minutes(5), notYetAt: minutes(385), at: minutes(395), alerts: [{ labels: { job: 'loki' }, description: 'Loki last applied its retention 6h 25m 0s ago.' }] },
  silent: [
    { name: 'before six hours are over', given: [retainedAt(60 * 30)], every: minutes(5), at: minutes(385) },
    { name: 'before the first run', given: [retainedAt(0)], every: minutes(5), at: minutes(500) },
  ],
});

const members = (unhealthy: number): readonly InputSeries[] => [
  holds(lokiRingMembers, { ...lokiPod, name: 'ingester', state: 'Unhealthy' }, quantity(unhealthy, 'members')),
  holds(lokiRingMembers, { ...lokiPod, name: 'ingester', state: 'ACTIVE' }, quantity(3, 'members')),
];

export const lokiRingUnhealthy = alert('LokiRingUnhealthy', {
  ...common,
  when: max(lokiRingMembers.where({ state: 'Unhealthy' })).by('name').above(quantity(0, 'members')),
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'A part of Loki has left without a word: one more, and logs are refused.',
  description: ({ labels, value }) => `${value} members of the ring ${labels.name} are unhealthy.`,
  runbook: 'belfry/loki-ring-unhealthy',
  fires: { name: 'when one member is unhealthy', given: members(1), notYetAt: minutes(14), at: minutes(16), alerts: [{ labels: { name: 'ingester' }, description: '1 members of the ring ingester are unhealthy.' }] },
  silent: { name: 'when all are healthy', given: members(0), at: [minutes(16), minutes(60)] },
});

export const lokiAlerts: readonly Alert[] = [
  lokiDown,
  lokiRequestErrors,
  lokiRequestsSlow,
  lokiReceivesNothing,
  lokiPanicking,
  lokiWalFull,
  lokiFlushFailing,
  lokiStoreErrors,
  lokiCompactionStalled,
  lokiRetentionStalled,
  lokiRingUnhealthy,
];
