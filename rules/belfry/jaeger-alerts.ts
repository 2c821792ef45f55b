import { minutes, seconds } from '../../lib/core/duration';
import { fraction, percent, perSecond } from '../../lib/core/quantity';
import { jaegerRefusedSpans, jaegerStorageLatency, jaegerStorageRequests } from '../../lib/metric/exporters/jaeger';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { max, sum } from '../../lib/promql/aggregate';
import { absent, rate, ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, observes } from '../../lib/rule/scenario/input';
import { componentDown } from './component-down';
import { jaegerDashboard } from './dashboards';
import { jaegerPod } from './scenes';
import { team } from './team';

const common = { team, dashboard: jaegerDashboard, labels: { service: 'jaeger' } } as const;

const { up } = targetMetrics('jaeger');

export const jaegerDown = componentDown('JaegerDown', {
  job: 'jaeger',
  dashboard: jaegerDashboard,
  when: max(up).by('job').equals(fraction(0)).or(absent(up)),
  severity: 'high',
  summary: 'No Jaeger answers: traces cannot be looked at, and wait in the gateway.',
  runbook: 'belfry/jaeger-down',
});

const store = { ...jaegerPod, otel_scope_name: 'jaeger-v2', kind: 'badger', name: 'main', role: 'tracestore', operation: 'find_traces' } as const;

const failed = sum(rate(jaegerStorageRequests.where({ result: 'err' }), minutes(5))).by('operation');

const asked = sum(rate(jaegerStorageRequests, minutes(5))).by('operation');

/** One request per second, of which a share fails. */
const requests = (share: number): readonly InputSeries[] => [
  grows(jaegerStorageRequests, { ...store, result: 'ok' }, perSecond(1 - share, 'requests')),
  grows(jaegerStorageRequests, { ...store, result: 'err' }, perSecond(share, 'requests')),
];

export const jaegerStorageErrors = alert('JaegerStorageErrors', {
  ...common,
  when: ratio(failed, asked).above(percent(5)).given(asked.above(perSecond(0.02, 'requests'))),
  for: minutes(15),
  severity: 'high',
  kind: 'symptom',
  summary: 'The store of traces answers Jaeger with errors.',
  description: ({ labels, value }) => `${value} of the requests '${labels.operation}' to the store of traces fail.`,
  runbook: 'belfry/jaeger-storage-errors',
  fires: { name: 'at 6 %', given: requests(0.06), notYetAt: minutes(14), at: minutes(21), alerts: [{ labels: { operation: 'find_traces' }, description: "6% of the requests 'find_traces' to the store of traces fail." }] },
  silent: [
    { name: 'at 4 %', given: requests(0.04), at: [minutes(21), minutes(60)] },
    { name: 'when one request in a minute fails', given: [grows(jaegerStorageRequests, { ...store, result: 'err' }, perSecond(1 / 60, 'requests'))], at: minutes(60) },
  ],
});

const answered = sum(rate(jaegerStorageLatency.count, minutes(5))).by('operation');

const answeredInTime = sum(rate(jaegerStorageLatency.upTo(seconds(5)), minutes(5))).by('operation');

/** One request per second, of which a share takes eight seconds. */
const takingLong = (share: number): readonly InputSeries[] =>
  observes(jaegerStorageLatency, { ...store, result: 'ok' }, { observed: [{ rate: perSecond(1 - share, 'requests'), each: seconds(0.1) }, { rate: perSecond(share, 'requests'), each: seconds(8) }] });

/** Jaeger tells nothing below five seconds apart. */
export const jaegerStorageSlow = alert('JaegerStorageSlow', {
  ...common,
  when: ratio(answered.minus(answeredInTime), answered).above(percent(10)),
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'The store of traces needs more than five seconds for one request in ten.',
  description: ({ labels, value }) => `${value} of the requests '${labels.operation}' to the store of traces take longer than five seconds.`,
  runbook: 'belfry/jaeger-storage-slow',
  fires: { name: 'at 11 %', given: takingLong(0.11), notYetAt: minutes(14), at: minutes(21), alerts: [{ labels: { operation: 'find_traces' }, description: "11% of the requests 'find_traces' to the store of traces take longer than five seconds." }] },
  silent: { name: 'at 9 %', given: takingLong(0.09), at: [minutes(21), minutes(60)] },
});

const refused = (perSec: number): InputSeries =>
  grows(jaegerRefusedSpans, { ...jaegerPod, otel_scope_name: 'go.opentelemetry.io/collector/receiver/receiverhelper', receiver: 'otlp', transport: 'http' }, perSecond(perSec, 'spans'));

export const jaegerRefusesSpans = alert('JaegerRefusesSpans', {
  ...common,
  when: sum(rate(jaegerRefusedSpans, minutes(5))).by('pod').above(perSecond(0, 'spans')),
  for: minutes(10),
  severity: 'high',
  kind: 'symptom',
  summary: 'Jaeger turns spans away: they wait in the gateway, and the newest traces are not found.',
  description: ({ labels, value }) => `${labels.pod} refuses ${value} spans per second.`,
  runbook: 'belfry/jaeger-refuses-spans',
  fires: { name: 'at half a span per second', given: [refused(0.5)], notYetAt: minutes(9), at: minutes(16), alerts: [{ labels: { pod: jaegerPod.pod }, description: 'jaeger-0 refuses 0.5 spans per second.' }] },
  silent: { name: 'when none is refused', given: [refused(0)], at: [minutes(16), minutes(60)] },
});

export const jaegerAlerts: readonly Alert[] = [jaegerDown, jaegerStorageErrors, jaegerStorageSlow, jaegerRefusesSpans];
