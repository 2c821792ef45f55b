import { minutes } from '../../lib/core/duration';
import type { Quantity } from '../../lib/core/quantity';
import { fraction, percent, perSecond, quantity } from '../../lib/core/quantity';
import { failedLogs, failedMetrics, failedSpans, queueCapacity, queueSize, refusedLogs, refusedMetrics, refusedSpans } from '../../lib/metric/exporters/collector';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { max, sum } from '../../lib/promql/aggregate';
import { absent, rate, ratio } from '../../lib/promql/functions';
import type { Condition } from '../../lib/promql/vector';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds } from '../../lib/rule/scenario/input';
import type { Severity } from '../../lib/rule/severity';
import { componentDown } from './component-down';
import { agentDashboard, gatewayDashboard } from './dashboards';
import { gatewayPod } from './scenes';
import { team } from './team';

const common = { team, dashboard: gatewayDashboard, labels: { service: 'otel-collector' } } as const;

const gateway = targetMetrics('otel-collector-gateway');

const agents = targetMetrics('otel-collector-agent');

export const collectorGatewayDown = componentDown('CollectorGatewayDown', {
  job: 'otel-collector-gateway',
  dashboard: gatewayDashboard,
  when: max(gateway.up).by('job').equals(fraction(0)).or(absent(gateway.up)),
  severity: 'high',
  summary: 'No gateway answers: applications lose traces and metrics, logs wait on the nodes.',
  runbook: 'belfry/collector-gateway-down',
});

export const collectorAgentsDown = componentDown('CollectorAgentsDown', {
  job: 'otel-collector-agent',
  dashboard: agentDashboard,
  when: max(agents.up).by('job').equals(fraction(0)).or(absent(agents.up)),
  severity: 'high',
  summary: 'No agent answers on any node: the logs of pods are not read.',
  runbook: 'belfry/collector-agents-down',
});

const helper = { otel_scope_name: 'go.opentelemetry.io/collector/exporter/exporterhelper' } as const;

const logQueue = { ...gatewayPod, ...helper, job: 'otel-collector-gateway', exporter: 'otlp_http/loki', data_type: 'logs' } as const;

const queued = (share: number): readonly InputSeries[] => [holds(queueSize, logQueue, quantity(share * 1e8, 'queued')), holds(queueCapacity, logQueue, quantity(1e8, 'queued'))];

export const collectorQueueFilling = alert('CollectorQueueFilling', {
  ...common,
  when: ratio(max(queueSize).by('pod', 'exporter', 'data_type'), max(queueCapacity).by('pod', 'exporter', 'data_type')).above(percent(60)),
  for: minutes(10),
  severity: 'high',
  kind: 'capacity',
  summary: 'Telemetry piles up in a collector; when its queue is full it refuses what comes.',
  description: ({ labels, value }) => `The queue for ${labels.data_type} of ${labels.pod} towards ${labels.exporter} is ${value} full.`,
  runbook: 'belfry/collector-queue-filling',
  fires: {
    name: 'at 61 %',
    given: queued(0.61),
    notYetAt: minutes(9),
    at: minutes(11),
    alerts: [{ labels: { pod: gatewayPod.pod, exporter: 'otlp_http/loki', data_type: 'logs' }, description: 'The queue for logs of otel-collector-gateway-0 towards otlp_http/loki is 61% full.' }],
  },
  silent: { name: 'at 59 %', given: queued(0.59), at: [minutes(11), minutes(60)] },
});

type Signal = 'spans' | 'records' | 'points';

interface Loss<U extends Signal> {
  readonly when: Condition<`${U}/s`, 'job' | 'exporter'>;
  readonly losing: (rate: Quantity<`${U}/s`>) => InputSeries;
  readonly unit: U;
  readonly severity: Severity;
  readonly summary: string;
  readonly runbook: string;
}

/** What an exporter could not deliver for good: the other side refused it, or it was tried for too long. */
function loses<const Name extends string, U extends Signal>(name: Name, { when, losing, unit, severity, summary, runbook }: Loss<U>): Alert<Name> {
  return alert(name, {
    ...common,
    when,
    for: minutes(10),
    severity,
    kind: 'symptom',
    summary,
    description: ({ labels, value }) => `${labels.exporter} of ${labels.job} loses ${value} ${unit} per second.`,
    runbook,
    fires: {
      name: 'at one in ten seconds',
      given: [losing(perSecond(0.1, unit))],
      notYetAt: minutes(9),
      at: minutes(16),
      alerts: [{ labels: { job: 'otel-collector-gateway', exporter: 'otlp' }, description: `otlp of otel-collector-gateway loses 0.1 ${unit} per second.` }],
    },
    silent: { name: 'when nothing is lost', given: [losing(perSecond(0, unit))], at: [minutes(16), minutes(60)] },
  });
}

const sender = { ...gatewayPod, ...helper, job: 'otel-collector-gateway', exporter: 'otlp' } as const;

export const collectorLosesLogs = loses('CollectorLosesLogs', {
  when: sum(rate(failedLogs, minutes(5))).by('job', 'exporter').above(perSecond(0, 'records')),
  losing: (perSec) => grows(failedLogs, sender, perSec),
  unit: 'records',
  severity: 'high',
  summary: 'Log lines are lost on their way to Loki.',
  runbook: 'belfry/collector-loses-logs',
});

export const collectorLosesSpans = loses('CollectorLosesSpans', {
  when: sum(rate(failedSpans, minutes(5))).by('job', 'exporter').above(perSecond(0, 'spans')),
  losing: (perSec) => grows(failedSpans, sender, perSec),
  unit: 'spans',
  severity: 'warning',
  summary: 'Spans are lost on their way to Jaeger: traces have gaps.',
  runbook: 'belfry/collector-loses-spans',
});

export const collectorLosesMetrics = loses('CollectorLosesMetrics', {
  when: sum(rate(failedMetrics, minutes(5))).by('job', 'exporter').above(perSecond(0, 'points')),
  losing: (perSec) => grows(failedMetrics, sender, perSec),
  unit: 'points',
  severity: 'high',
  summary: 'Metrics that applications push are lost on their way to Prometheus.',
  runbook: 'belfry/collector-loses-metrics',
});

interface Refusal<U extends Signal> {
  readonly when: Condition<`${U}/s`, 'job' | 'pod'>;
  readonly refusing: (rate: Quantity<`${U}/s`>) => InputSeries;
  readonly unit: U;
  readonly summary: string;
  readonly runbook: string;
}

/** What a receiver turned away because memory is short or the queue behind it is full. The sender may try again. */
function refuses<const Name extends string, U extends Signal>(name: Name, { when, refusing, unit, summary, runbook }: Refusal<U>): Alert<Name> {
  return alert(name, {
    ...common,
    when,
    for: minutes(10),
    severity: 'warning',
    kind: 'symptom',
    summary,
    description: ({ labels, value }) => `${labels.pod} (${labels.job}) refuses ${value} ${unit} per second.`,
    runbook,
    fires: {
      name: 'at one in ten seconds',
      given: [refusing(perSecond(0.1, unit))],
      notYetAt: minutes(9),
      at: minutes(16),
      alerts: [{ labels: { job: 'otel-collector-gateway', pod: gatewayPod.pod }, description: `otel-collector-gateway-0 (otel-collector-gateway) refuses 0.1 ${unit} per second.` }],
    },
    silent: { name: 'when nothing is refused', given: [refusing(perSecond(0, unit))], at: [minutes(16), minutes(60)] },
  });
}

const receiver = { ...gatewayPod, otel_scope_name: 'go.opentelemetry.io/collector/receiver/receiverhelper', job: 'otel-collector-gateway', receiver: 'otlp', transport: 'grpc' } as const;

export const collectorRefusesLogs = refuses('CollectorRefusesLogs', {
  when: sum(rate(refusedLogs, minutes(5))).by('job', 'pod').above(perSecond(0, 'records')),
  refusing: (perSec) => grows(refusedLogs, receiver, perSec),
  unit: 'records',
  summary: 'A collector turns log lines away: they wait on the nodes.',
  runbook: 'belfry/collector-refuses-logs',
});

export const collectorRefusesSpans = refuses('CollectorRefusesSpans', {
  when: sum(rate(refusedSpans, minutes(5))).by('job', 'pod').above(perSecond(0, 'spans')),
  refusing: (perSec) => grows(refusedSpans, receiver, perSec),
  unit: 'spans',
  summary: 'A collector turns spans away: applications hold them for a moment and then drop them.',
  runbook: 'belfry/collector-refuses-spans',
});

export const collectorRefusesMetrics = refuses('CollectorRefusesMetrics', {
  when: sum(rate(refusedMetrics, minutes(5))).by('job', 'pod').above(perSecond(0, 'points')),
  refusing: (perSec) => grows(refusedMetrics, receiver, perSec),
  unit: 'points',
  summary: 'A collector turns pushed metrics away: applications hold them for a moment and then drop them.',
  runbook: 'belfry/collector-refuses-metrics',
});

export const collectorAlerts: readonly Alert[] = [
  collectorGatewayDown,
  collectorAgentsDown,
  collectorQueueFilling,
  collectorLosesLogs,
  collectorLosesSpans,
  collectorLosesMetrics,
  collectorRefusesLogs,
  collectorRefusesSpans,
  collectorRefusesMetrics,
];
