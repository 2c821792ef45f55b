import { minutes } from '../../lib/core/duration';
import { fraction } from '../../lib/core/quantity';
import { limitOf } from '../../lib/dashboard/alert-limit';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import type { DashboardAddress } from '../../lib/dashboard/link';
import { toDashboard } from '../../lib/dashboard/link';
import type { Dashboard } from '../../lib/dashboard/model';
import { gauge, stat } from '../../lib/dashboard/panel/single-value';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad } from '../../lib/dashboard/threshold';
import {
  acceptedLogs, acceptedMetrics, acceptedSpans, collectorMemory, failedLogs, failedMetrics, failedSpans, queueCapacity, queueSize, refusedLogs, refusedMetrics, refusedSpans, sentLogs,
  sentMetrics, sentSpans,
} from '../../lib/metric/exporters/collector';
import { max, sum } from '../../lib/promql/aggregate';
import { rate, ratio } from '../../lib/promql/functions';
import { collectorQueueFilling } from '../../rules/belfry/collector-alerts';
import { team } from '../../rules/belfry/team';
import { agentAddress, folder, gatewayAddress, jaegerAddress, lokiAddress, stackAddress } from './addresses';
import { firingAlertsOf, isItBroken, replicasThatAnswer, sinceWhen } from './first-row';

const window = minutes(5);

const queueLimit = highIsBad({ critical: limitOf(collectorQueueFilling, 'ratio') });

type Job = 'otel-collector-agent' | 'otel-collector-gateway';

/** Agents and gateways are one program and tell the same of themselves; what differs is who talks to them. */
function collectorDashboard(job: Job, address: DashboardAddress, { description, neighbours }: { readonly description: string; readonly neighbours: readonly DashboardAddress[] }): Dashboard {
  const queueShare = ratio(max(queueSize.where({ job })).by('pod', 'exporter', 'data_type'), max(queueCapacity.where({ job })).by('pod', 'exporter', 'data_type'));
  return dashboard(address.uid, {
    title: address.title,
    folder,
    description,
    tags: ['belfry'],
    annotations: [firingAlertMarks({ team })],
    links: [stackAddress, ...neighbours].map((neighbour) => toDashboard(neighbour)),
    rows: [
      row(isItBroken, [
        replicasThatAnswer(job),
        stat('Log records that fail', {
          description: 'Records per second in attempts to pass them on that failed. They are tried again until the queue is full.',
          queries: [query(sum(rate(failedLogs.where({ job }), window)).orZero())],
          sparkline: true,
        }),
        stat('Spans that fail', { description: 'Spans per second in attempts to pass them on that failed.', queries: [query(sum(rate(failedSpans.where({ job }), window)).orZero())], sparkline: true }),
        gauge('Fullest queue', {
          description: 'How full the fullest queue is. Red where the alert CollectorQueueFilling begins. When it is full, data is refused or lost.',
          queries: [query(max(queueShare))],
          thresholds: queueLimit,
          scale: { from: fraction(0), to: fraction(1) },
        }),
        firingAlertsOf(job, 'otel-collector', 'scraping'),
        sinceWhen(job),
      ]),
      row('What it takes', [
        timeSeries('Log records taken', { description: 'Records per second, by receiver.', queries: [query(sum(rate(acceptedLogs.where({ job }), window)).by('receiver'), ({ labels }) => labels.receiver)] }),
        timeSeries('Spans taken', { description: 'Spans per second, by receiver.', queries: [query(sum(rate(acceptedSpans.where({ job }), window)).by('receiver'), ({ labels }) => labels.receiver)] }),
        timeSeries('Metric points taken', { description: 'Points per second, by receiver.', queries: [query(sum(rate(acceptedMetrics.where({ job }), window)).by('receiver'), ({ labels }) => labels.receiver)] }),
        timeSeries('Refused', {
          description: 'Records, and on the right spans, that it refused per second, because memory or a queue was full.',
          queries: [query(sum(rate(refusedLogs.where({ job }), window)), 'log records')],
          right: { queries: [query(sum(rate(refusedSpans.where({ job }), window)), 'spans')] },
        }),
        timeSeries('Metric points refused', { description: 'Points per second that it refused.', queries: [query(sum(rate(refusedMetrics.where({ job }), window)).by('receiver'), ({ labels }) => labels.receiver)] }),
      ]),
      row('What it passes on', [
        timeSeries('Log records passed on', {
          description: 'Records per second, by exporter, with those in failed attempts.',
          queries: [
            query(sum(rate(sentLogs.where({ job }), window)).by('exporter'), ({ labels }) => `${labels.exporter} sent`),
            query(sum(rate(failedLogs.where({ job }), window)).by('exporter'), ({ labels }) => `${labels.exporter} failed`),
          ],
        }),
        timeSeries('Spans passed on', {
          description: 'Spans per second, by exporter, with those in failed attempts.',
          queries: [
            query(sum(rate(sentSpans.where({ job }), window)).by('exporter'), ({ labels }) => `${labels.exporter} sent`),
            query(sum(rate(failedSpans.where({ job }), window)).by('exporter'), ({ labels }) => `${labels.exporter} failed`),
          ],
        }),
        timeSeries('Metric points passed on', {
          description: 'Points per second, by exporter, with those in failed attempts.',
          queries: [
            query(sum(rate(sentMetrics.where({ job }), window)).by('exporter'), ({ labels }) => `${labels.exporter} sent`),
            query(sum(rate(failedMetrics.where({ job }), window)).by('exporter'), ({ labels }) => `${labels.exporter} failed`),
          ],
        }),
        timeSeries('Queues', {
          description: 'How full the fullest queue of each exporter and signal is.',
          queries: [query(max(queueShare).by('exporter', 'data_type'), ({ labels }) => `${labels.exporter} ${labels.data_type}`)],
          thresholds: queueLimit,
        }),
        timeSeries('Memory', { description: 'Resident memory of each replica.', queries: [query(max(collectorMemory.where({ job })).by('pod'), ({ labels }) => labels.pod)] }),
      ]),
    ],
  });
}

export const agent = collectorDashboard('otel-collector-agent', agentAddress, {
  description: 'For whoever runs the stack: whether the collectors on the nodes read the logs of their pods and pass them on.',
  neighbours: [gatewayAddress, lokiAddress],
});

export const gateway = collectorDashboard('otel-collector-gateway', gatewayAddress, {
  description: 'For whoever runs the stack: whether the gateway takes what agents and applications send, and passes it on to the stores.',
  neighbours: [agentAddress, lokiAddress, jaegerAddress],
});
