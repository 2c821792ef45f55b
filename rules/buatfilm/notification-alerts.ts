import { minutes, seconds } from '../../lib/core/duration';
import { fraction, percent, perSecond, quantity } from '../../lib/core/quantity';
import { max, sum } from '../../lib/promql/aggregate';
import { time } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import { shareOf } from '../../lib/rule/condition/share';
import { drifts, grows, holds } from '../../lib/rule/scenario/input';
import { downAlert } from '../shared/down-alert';
import { limitAlert } from '../shared/limit-alert';
import { shareAlert } from '../shared/share-alert';
import { notifications, outboxBacklog, workerHeartbeat, workerTarget } from './metrics';
import { failureLines, paymentDashboard, team } from './team';

const common = { team, service: 'notifications', dashboard: paymentDashboard, logs: failureLines.worker, kind: 'symptom' } as const;

export const workerDown = downAlert('WorkerDown', {
  ...common,
  up: workerTarget.up,
  for: minutes(5),
  severity: 'P0',
  summary: 'The notification worker does not run: customers hear nothing of what they paid for.',
  tells: 'A notification worker does not answer, or none is known. Look at its pods, then at the outbox.',
  runbook: 'buatfilm/worker-down',
  scene: (value, instance) => holds(workerTarget.up, { instance }, fraction(value)),
});

const heartbeatLimit = seconds(300);

/** How long ago each worker last went through its loop. */
export const sinceHeartbeat = time().minus(max(workerHeartbeat).by('worker'));

const beating = drifts(workerHeartbeat, { worker: 'notifications' }, quantity(0, 'timestamp'), fraction(1));

export const workerHung = alert('WorkerHung', {
  team,
  dashboard: paymentDashboard,
  logs: failureLines.worker,
  labels: { service: 'notifications' },
  when: sinceHeartbeat.above(heartbeatLimit),
  severity: 'P0',
  kind: 'symptom',
  summary: 'The notification worker answers and does nothing.',
  description: ({ labels, value }) => `The worker ${labels.worker} last went through its loop ${value} ago. Look at what it waits for, then at the outbox.`,
  runbook: 'buatfilm/worker-hung',
  fires: {
    name: 'a little more than five minutes after the last heartbeat',
    given: [drifts(workerHeartbeat, { worker: 'notifications' }, quantity(0, 'timestamp'), { change: fraction(1), lasts: minutes(10) }, { change: fraction(0) })],
    notYetAt: minutes(14.5),
    at: minutes(15),
    alerts: [{ labels: { worker: 'notifications' }, description: 'The worker notifications last went through its loop 5m 15s ago. Look at what it waits for, then at the outbox.' }],
  },
  silent: { name: 'while it goes on', given: [beating], at: [minutes(10), minutes(60)] },
});

/** Shared with the dashboard's colours. */
export const backlogLimit = quantity(50, 'notifications');

export const backlog = sum(max(outboxBacklog).by('channel', 'status'));

export const highOutboxBacklog = limitAlert('HighOutboxBacklog', {
  ...common,
  when: backlog.above(backlogLimit),
  limit: backlogLimit,
  side: 'above',
  for: minutes(5),
  severity: 'P1',
  summary: 'More than fifty notifications wait, over all channels.',
  tells: (count) => `${count} notifications wait or are tried again.`,
  runbook: 'buatfilm/high-outbox-backlog',
  labels: {},
  tried: { bad: 52, good: 50 },
  // Half of them in each of two channels, neither of which is beyond the limit.
  scene: (count) => [
    holds(outboxBacklog, { channel: 'email', status: 'PENDING' }, quantity(count / 2, 'notifications')),
    holds(outboxBacklog, { channel: 'whatsapp', status: 'RETRYING' }, quantity(count / 2, 'notifications')),
  ],
});

/** Shared with the dashboard's colours. */
export const failureLimit = percent(10);

const failed = { of: notifications.where({ status: 'failed' }), among: notifications, window: minutes(10), by: ['channel'], atLeast: perSecond(0.01, 'notifications') } as const;

export const failedByChannel = shareOf(failed).ratio;

export const notificationFailureRate = shareAlert('NotificationFailureRate', {
  ...common,
  ...failed,
  side: 'above',
  limit: failureLimit,
  for: minutes(10),
  severity: 'P2',
  summary: 'More than one notification in ten of a channel fails.',
  tells: (share, labels) => `${share} of the notifications by ${labels.channel} failed over ten minutes.`,
  runbook: 'buatfilm/notification-failure-rate',
  labels: { channel: 'email' },
  events: (bad, good) => (['failed', 'sent'] as const).map((status) => grows(notifications, { channel: 'email', template: 'receipt', status }, perSecond(status === 'failed' ? bad : good, 'notifications'))),
});

export const notificationAlerts = [workerDown, workerHung, highOutboxBacklog, notificationFailureRate] as const satisfies readonly Alert[];
