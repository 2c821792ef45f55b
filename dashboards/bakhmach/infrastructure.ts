import { hours, minutes } from '../../lib/core/duration';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks, firingAlertTable } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { stat } from '../../lib/dashboard/panel/single-value';
import { upOrDown } from '../../lib/dashboard/panel/state';
import { stateTimeline } from '../../lib/dashboard/panel/state-timeline';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad, lowIsBad } from '../../lib/dashboard/threshold';
import { labelVariable } from '../../lib/dashboard/variable';
import { containerCpu, containerMemory } from '../../lib/metric/exporters/cadvisor';
import { podPhase } from '../../lib/metric/exporters/kube-state-metrics';
import { max, min, sum, topk } from '../../lib/promql/aggregate';
import { rate } from '../../lib/promql/functions';
import { drainTime, hitShare, limits, oldestMessage, serverUse, waiting } from '../../rules/bakhmach/dependency-alerts';
import { postgres, redis } from '../../rules/bakhmach/metrics';
import { team } from '../../rules/bakhmach/team';
import { applicationAddress, folder, infrastructureAddress, overviewAddress } from './addresses';

const window = minutes(5);

const namespace = labelVariable(podPhase, 'namespace');

/** The pod as a whole has no container, and would count everything twice. */
const container = { container: { not: '' } } as const;

export const infrastructure = dashboard(infrastructureAddress.uid, {
  title: infrastructureAddress.title,
  folder,
  description: 'For whoever searches for a cause: pods, database, cache and queue behind the hub.',
  tags: ['bakhmach'],
  range: hours(6),
  variables: [namespace],
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(overviewAddress), toDashboard(applicationAddress)],
  rows: [
    row('Is it broken, for whom, since when', [
      stat('Hit share', { description: 'Share of the look-ups that found something, over ten minutes.', queries: [query(hitShare)], thresholds: lowIsBad({ warning: limits.hits }), whenEmpty: 'no look-ups' }),
      stat('Oldest message', { description: 'How long the oldest message of any queue has been waiting.', queries: [query(max(oldestMessage))], thresholds: highIsBad({ warning: limits.wait }) }),
      firingAlertTable('Firing alerts', { description: 'Alerts of the hub that fire now, the longest first. Empty is good.', team }),
      stateTimeline('Dependencies that answer', { description: 'What the exporters say of database and cache.', queries: [query(min(postgres.up), 'database'), query(min(redis.up), 'cache')], states: upOrDown }),
    ]),
    row('Pods', [
      timeSeries('Pod status', { description: 'Pods by phase. Pending ones find no node, or their image is being loaded.', queries: [query(sum(podPhase).by('namespace', 'phase'), ({ labels }) => `${labels.namespace} ${labels.phase}`).narrowedBy(namespace)], stacked: true }),
      timeSeries('CPU by pod', { description: 'Processors that the ten largest pods use.', queries: [query(topk(10, sum(rate(containerCpu.where(container), window)).by('namespace', 'pod')), ({ labels }) => `${labels.namespace} ${labels.pod}`).narrowedBy(namespace)], display: 'short' }),
      timeSeries('Memory by pod', { description: 'Memory of the ten largest pods that cannot be freed.', queries: [query(topk(10, sum(containerMemory.where(container)).by('namespace', 'pod')), ({ labels }) => `${labels.namespace} ${labels.pod}`).narrowedBy(namespace)] }),
    ]),
    row('Database', [
      timeSeries('Replication lag', { description: 'How far each replica is behind, and where the alert begins.', queries: [query(max(postgres.replicationLag).by('instance'), ({ labels }) => labels.instance)], thresholds: highIsBad({ warning: limits.lag }) }),
      timeSeries('Connections of the server', { description: 'Share of its connections that are in use, and where the alert begins.', queries: [query(serverUse, ({ labels }) => labels.instance)], thresholds: highIsBad({ warning: limits.connections }) }),
    ]),
    row('Cache and queue', [
      timeSeries('Cache efficiency', { description: 'Share of the look-ups that found something, and where the alert begins.', queries: [query(hitShare, 'found')], thresholds: lowIsBad({ warning: limits.hits }) }),
      timeSeries('Queue depth trends', { description: 'Messages that wait, by queue.', queries: [query(waiting, ({ labels }) => labels.queue)] }),
      timeSeries('Waiting time', {
        description: 'How long the oldest message has been waiting, and how long it takes until the queue is empty at the present speed.',
        queries: [query(oldestMessage, ({ labels }) => `${labels.queue} oldest`), query(drainTime, ({ labels }) => `${labels.queue} until empty`)],
        thresholds: highIsBad({ warning: limits.wait }),
      }),
    ]),
  ],
});
