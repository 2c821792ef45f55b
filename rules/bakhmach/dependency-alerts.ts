import { minutes, seconds } from '../../lib/core/duration';
import { fraction, percent, perSecond, quantity } from '../../lib/core/quantity';
import { max, sum } from '../../lib/promql/aggregate';
import { rate, ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { grows, holds } from '../../lib/rule/scenario/input';
import { connectionsHigh, replicationLagHigh } from '../shared/database-alerts';
import { downAlert } from '../shared/down-alert';
import { hostDiskHigh, hostMemoryHigh } from '../shared/host-alerts';
import { limitAlert } from '../shared/limit-alert';
import { probesAlert } from '../shared/probe-alert';
import { dbPoolConnections, dbPoolLimit, postgres, queueOldestMessage, rabbitmq, redis } from './metrics';
import { applicationDashboard, infrastructureDashboard, overviewDashboard, team } from './team';

const database = { team, service: 'database', dashboard: infrastructureDashboard } as const;

export const databaseDown = downAlert('DatabaseDown', {
  ...database,
  up: postgres.up,
  for: minutes(2),
  severity: 'critical',
  kind: 'symptom',
  summary: 'The database does not answer: nothing of the hub works.',
  tells: 'PostgreSQL does not answer its exporter, or nothing is known of it.',
  runbook: 'bakhmach/database-down',
  scene: (value, instance) => holds(postgres.up, { instance }, fraction(value)),
});

/** Shared with the dashboards' colours. */
export const limits = { connections: percent(80), memory: percent(90), disk: percent(80), hits: percent(70), wait: minutes(5), lag: seconds(30) } as const;

const nearlyExhausted = { limit: limits.connections, for: minutes(5), severity: 'warning' } as const;

export const poolUse = ratio(sum(dbPoolConnections.where({ state: 'used' })).by('instance'), max(dbPoolLimit).by('instance'));

export const connectionPoolHigh = connectionsHigh('ConnectionPoolHigh', {
  ...nearlyExhausted,
  team,
  service: 'backend',
  dashboard: applicationDashboard,
  use: poolUse,
  summary: 'A replica of the backend has hardly a connection left in its pool.',
  runbook: 'bakhmach/connection-pool-high',
  scene: (share, instance) => [holds(dbPoolConnections, { state: 'used', instance }, quantity(share * 20, 'connections')), holds(dbPoolLimit, { instance }, quantity(20, 'connections'))],
});

export const serverUse = ratio(sum(postgres.connections).by('instance'), max(postgres.maxConnections).by('instance'));

export const databaseConnectionsHigh = connectionsHigh('DatabaseConnectionsHigh', {
  ...nearlyExhausted,
  ...database,
  use: serverUse,
  summary: 'The database server has hardly a connection left.',
  runbook: 'bakhmach/database-connections-high',
  scene: (share, instance) => [
    holds(postgres.connections, { instance, server: 'db:5432', datname: 'hub', state: 'active' }, quantity(share * 100, 'connections')),
    holds(postgres.maxConnections, { instance, server: 'db:5432' }, quantity(100, 'connections')),
  ],
});

export const replicationLag = replicationLagHigh('ReplicationLagHigh', {
  ...database,
  postgres,
  limit: limits.lag,
  for: minutes(5),
  severity: 'warning',
  summary: 'A replica of the database is behind: reports are old.',
  runbook: 'bakhmach/replication-lag-high',
});

export const databaseAlerts = [databaseDown, connectionPoolHigh, databaseConnectionsHigh, replicationLag] as const satisfies readonly Alert[];

const window = minutes(10);

const lookups = sum(rate(redis.hits, window)).plus(sum(rate(redis.misses, window)));

export const hitShare = ratio(sum(rate(redis.hits, window)), lookups);

/** Below one look-up a second a share says nothing. */
const fewest = perSecond(1, 'lookups');

const looksUp = (hits: number, misses: number) => [grows(redis.hits, { instance: 'redis-0' }, perSecond(hits, 'lookups')), grows(redis.misses, { instance: 'redis-0' }, perSecond(misses, 'lookups'))] as const;

export const lowCacheHitRatio = limitAlert('LowCacheHitRatio', {
  team,
  service: 'cache',
  dashboard: infrastructureDashboard,
  when: hitShare.below(limits.hits).given(lookups.atLeast(fewest)),
  limit: limits.hits,
  side: 'below',
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'The cache finds less than seventy percent of what it is asked for.',
  tells: (share) => `${share} of the look-ups found something over ten minutes.`,
  runbook: 'bakhmach/low-cache-hit-ratio',
  labels: {},
  settles: window,
  scene: (share) => looksUp(100 * share, 100 * (1 - share)),
  quiet: [{ name: 'with hardly any look-up', given: looksUp(0, 0.5), at: minutes(40) }],
});

const queue = { team, service: 'queue', dashboard: infrastructureDashboard, for: minutes(5), severity: 'warning' } as const;

export const oldestMessage = max(queueOldestMessage).by('queue');

export const queueLagHigh = limitAlert('QueueLagHigh', {
  ...queue,
  when: oldestMessage.above(limits.wait),
  limit: limits.wait,
  side: 'above',
  kind: 'symptom',
  summary: 'A message has been waiting for more than five minutes.',
  tells: (age, labels) => `The oldest message of the queue ${labels.queue} has been waiting for ${age}.`,
  runbook: 'bakhmach/queue-lag-high',
  labels: { queue: 'invoices' },
  scene: (age) => [holds(queueOldestMessage, { queue: 'invoices', instance: 'backend-0' }, seconds(age)), holds(queueOldestMessage, { queue: 'invoices', instance: 'backend-1' }, seconds(age - 1))],
});

const leaving = sum(rate(rabbitmq.delivered, minutes(5))).by('queue').plus(sum(rate(rabbitmq.deliveredToAcknowledge, minutes(5))).by('queue'));

export const waiting = sum(rabbitmq.ready).by('queue');

/** How long what waits now takes to leave, at the speed of the last five minutes; for ever where nothing leaves. */
export const drainTime = waiting.dividedBy(leaving);

/** Consumers that take messages for half a minute of every five: over five minutes they take a tenth of that. */
const burst = [{ rate: perSecond(1, 'messages'), lasts: seconds(30) }, { rate: perSecond(0, 'messages'), lasts: seconds(270) }] as const;

const bursts = [...burst, ...burst, ...burst, ...burst, ...burst, ...burst] as const;

const drainText = (time: string, queueName: string): string => `At the present speed it takes ${time} until the queue ${queueName} is empty.`;

const inBursts = (name: string, taking: typeof rabbitmq.delivered) => ({
  name: `when messages are ${name} in bursts`,
  given: [holds(rabbitmq.ready, drains, quantity(40, 'messages')), ...[rabbitmq.delivered, rabbitmq.deliveredToAcknowledge].map((counter) => (counter === taking ? grows(counter, drains, ...bursts) : grows(counter, drains, perSecond(0, 'messages'))))],
  at: seconds(26 * 60 + 30),
  alerts: [{ labels: { queue: 'invoices' }, description: drainText('6m 20s', 'invoices') }],
});

const drains = { instance: 'rabbitmq-0', vhost: '/', queue: 'invoices' } as const;

export const queueDrainsSlowly = limitAlert('QueueDrainsSlowly', {
  ...queue,
  when: drainTime.above(limits.wait),
  limit: limits.wait,
  side: 'above',
  kind: 'cause',
  summary: 'What waits in a queue takes more than five minutes to leave.',
  tells: (time, labels) => drainText(time, labels.queue),
  runbook: 'bakhmach/queue-drains-slowly',
  labels: { queue: 'invoices' },
  settles: minutes(5),
  loud: [inBursts('delivered', rabbitmq.delivered), inBursts('delivered to be acknowledged', rabbitmq.deliveredToAcknowledge)],
  scene: (time) => [holds(rabbitmq.ready, drains, quantity(time, 'messages')), grows(rabbitmq.delivered, drains, perSecond(0.25, 'messages')), grows(rabbitmq.deliveredToAcknowledge, drains, perSecond(0.75, 'messages'))],
});

export const cacheAndQueueAlerts = [lowCacheHitRatio, queueLagHigh, queueDrainsSlowly] as const satisfies readonly Alert[];

const hosts = { team, service: 'hosts', dashboard: overviewDashboard } as const;

export const highMemoryUsage = hostMemoryHigh('HighMemoryUsage', { ...hosts, limit: limits.memory, for: minutes(10), severity: 'critical', runbook: 'bakhmach/high-memory-usage' });

export const diskUsageHigh = hostDiskHigh('DiskUsageHigh', { ...hosts, limit: limits.disk, for: minutes(15), severity: 'warning', runbook: 'bakhmach/disk-usage-high' });

export const hostAlerts = [highMemoryUsage, diskUsageHigh] as const satisfies readonly Alert[];

/** Who takes the money: the document names nobody, so these two stand for whoever it is. */
export const paymentProviders = [
  { target: 'payment-cards', address: 'https://api.cards.example.com/' },
  { target: 'payment-transfers', address: 'https://api.transfers.example.com/' },
] as const;

export const thirdPartyDown = probesAlert('ThirdPartyDown', {
  team,
  service: 'payments',
  dashboard: overviewDashboard,
  targets: paymentProviders,
  for: minutes(5),
  severity: 'warning',
  kind: 'cause',
  summary: 'A payment provider does not answer: its payments fail.',
  tells: (target) => `The probe ${target} fails, or nobody probes it.`,
  runbook: 'bakhmach/third-party-down',
});
