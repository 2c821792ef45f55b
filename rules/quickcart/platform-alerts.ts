import { hours, minutes, seconds } from '../../lib/core/duration';
import { bytes, fraction, gibibytes, mebibytes, percent, perSecond, quantity } from '../../lib/core/quantity';
import { imagePullDuration } from '../../lib/metric/exporters/kubelet';
import { containerRestarts } from '../../lib/metric/exporters/kube-state-metrics';
import { max, sum } from '../../lib/promql/aggregate';
import { increase, instant, quantile, rate, ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import { grows, holds, observes } from '../../lib/rule/scenario/input';
import { downAlert } from '../shared/down-alert';
import { hostCpuHigh, hostDiskHigh, hostMemoryHigh, hostNetworkHigh, megabits } from '../shared/host-alerts';
import { limitAlert } from '../shared/limit-alert';
import { quantileAlert } from '../shared/quantile-alert';
import { databaseQueryDuration, postgres, redis } from './metrics';
import { systemDashboard, team } from './team';

const common = { team, dashboard: systemDashboard } as const;

const hosts = { ...common, service: 'hosts', severity: 'MEDIUM' } as const;

/** Shared with the dashboard's colours. */
export const hostLimits = { cpu: percent(80), memory: percent(85), disk: percent(90) } as const;

export const hostAlerts = [
  hostCpuHigh('HostCpuHigh', { ...hosts, limit: hostLimits.cpu, for: minutes(5), runbook: 'quickcart/host-cpu-high' }),
  hostMemoryHigh('HostMemoryHigh', { ...hosts, limit: hostLimits.memory, for: minutes(5), runbook: 'quickcart/host-memory-high' }),
  hostDiskHigh('HostDiskUsageHigh', { ...hosts, limit: hostLimits.disk, for: minutes(15), runbook: 'quickcart/host-disk-usage-high' }),
  hostNetworkHigh('HostNetworkHigh', { ...hosts, limit: megabits(100), for: minutes(10), runbook: 'quickcart/host-network-high' }),
] as const satisfies readonly Alert[];

const database = { ...common, service: 'database' } as const;

/** Connections in use, of those that the server allows. */
export const connectionUse = ratio(sum(postgres.connections).by('instance'), max(postgres.maxConnections).by('instance'));

const connectionLimit = percent(80);

export const postgresConnectionsHigh = limitAlert('PostgresConnectionsHigh', {
  ...database,
  when: connectionUse.above(connectionLimit),
  limit: connectionLimit,
  side: 'above',
  for: minutes(5),
  severity: 'MEDIUM',
  kind: 'capacity',
  summary: 'PostgreSQL has hardly a connection left.',
  tells: (share, labels) => `${share} of the connections of ${labels.instance} are in use.`,
  runbook: 'quickcart/postgres-connections-high',
  labels: { instance: 'primary' },
  scene: (share) => [holds(postgres.connections, { instance: 'primary', server: 'db:5432', datname: 'shop', state: 'active' }, quantity(share * 100, 'connections')), holds(postgres.maxConnections, { instance: 'primary', server: 'db:5432' }, quantity(100, 'connections'))],
});

const slowQueries = sum(increase(databaseQueryDuration.count, minutes(5))).minus(sum(increase(databaseQueryDuration.upTo(seconds(1)), minutes(5))));

const slowQueryLimit = quantity(10, 'queries');

export const postgresSlowQueries = limitAlert('PostgresSlowQueries', {
  ...database,
  when: slowQueries.above(slowQueryLimit),
  limit: slowQueryLimit,
  side: 'above',
  for: minutes(5),
  severity: 'MEDIUM',
  kind: 'cause',
  summary: 'Many queries take longer than a second.',
  tells: (count) => `${count} queries of five minutes took longer than a second.`,
  runbook: 'quickcart/postgres-slow-queries',
  labels: {},
  tried: { bad: 15, good: 6 },
  settles: minutes(5),
  scene: (count) => observes(databaseQueryDuration, { operation: 'select', table: 'orders' }, { observed: [{ rate: perSecond(1, 'queries'), each: seconds(0.02) }, { rate: perSecond(count / 300, 'queries'), each: seconds(1.5) }] }),
});

const lagLimit = seconds(10);

export const postgresReplicationLag = limitAlert('PostgresReplicationLag', {
  ...database,
  when: max(postgres.replicationLag).by('instance').above(lagLimit).given(max(postgres.isReplica).by('instance').equals(fraction(1))),
  limit: lagLimit,
  side: 'above',
  for: minutes(1),
  severity: 'HIGH',
  kind: 'symptom',
  summary: 'The replica is behind: reports are old, and a failover would lose orders.',
  tells: (lag, labels) => `${labels.instance} is ${lag} behind.`,
  runbook: 'quickcart/postgres-replication-lag',
  labels: { instance: 'replica' },
  scene: (lag) => [holds(postgres.replicationLag, { instance: 'replica' }, seconds(lag)), holds(postgres.isReplica, { instance: 'replica' }, fraction(1))],
  quiet: [{ name: 'on the primary, whatever it says', given: [holds(postgres.replicationLag, { instance: 'primary' }, seconds(600)), holds(postgres.isReplica, { instance: 'primary' }, fraction(0))], at: minutes(10) }],
});

export const databaseDown = downAlert('DatabaseDown', {
  ...database,
  up: postgres.up,
  for: minutes(1),
  severity: 'CRITICAL',
  kind: 'symptom',
  summary: 'PostgreSQL does not answer: nobody can order or pay.',
  tells: 'PostgreSQL does not answer its exporter, or nothing is known of it.',
  runbook: 'quickcart/database-down',
  scene: (value, instance) => holds(postgres.up, { instance }, fraction(value)),
});

const cache = { ...common, service: 'redis' } as const;

/** Memory in use, of the limit; without a limit there is no share. */
export const redisMemoryUse = ratio(max(redis.memoryUsed).by('instance'), max(redis.memoryLimit).by('instance').above(bytes(0)));

const redisLimit = percent(80);

export const redisMemoryHigh = limitAlert('RedisMemoryHigh', {
  ...cache,
  when: redisMemoryUse.above(redisLimit),
  limit: redisLimit,
  side: 'above',
  for: minutes(5),
  severity: 'MEDIUM',
  kind: 'capacity',
  summary: 'Redis is close to its memory limit.',
  tells: (share, labels) => `${labels.instance} uses ${share} of its memory limit.`,
  runbook: 'quickcart/redis-memory-high',
  labels: { instance: 'redis-0' },
  scene: (share) => [holds(redis.memoryUsed, { instance: 'redis-0' }, gibibytes(share)), holds(redis.memoryLimit, { instance: 'redis-0' }, gibibytes(1))],
  quiet: [{ name: 'without a limit', given: [holds(redis.memoryUsed, { instance: 'redis-0' }, gibibytes(4)), holds(redis.memoryLimit, { instance: 'redis-0' }, bytes(0))], at: minutes(10) }],
});

export const redisWithoutLimit = alert('RedisWithoutLimit', {
  team,
  dashboard: systemDashboard,
  labels: { service: 'redis' },
  when: instant(redis.memoryLimit).equals(bytes(0)),
  for: minutes(10),
  severity: 'LOW',
  kind: 'cause',
  summary: 'A Redis has no memory limit: RedisMemoryHigh cannot speak of it.',
  description: ({ labels }) => `${labels.instance} has no maxmemory.`,
  runbook: 'quickcart/redis-without-limit',
  fires: { name: 'at a limit of zero', given: [holds(redis.memoryLimit, { instance: 'redis-0' }, bytes(0))], notYetAt: minutes(9), at: minutes(11), alerts: [{ labels: { job: 'redis', instance: 'redis-0' }, description: 'redis-0 has no maxmemory.' }] },
  silent: { name: 'with a limit', given: [holds(redis.memoryLimit, { instance: 'redis-0' }, mebibytes(512))], at: minutes(30) },
});

export const redisDown = downAlert('RedisDown', {
  ...cache,
  up: redis.up,
  for: minutes(1),
  severity: 'CRITICAL',
  kind: 'symptom',
  summary: 'Redis does not answer: the bot forgets what its users were doing.',
  tells: 'Redis does not answer its exporter, or nothing is known of it.',
  runbook: 'quickcart/redis-down',
  scene: (value, instance) => holds(redis.up, { instance }, fraction(value)),
});

const containers = { ...common, service: 'containers' } as const;

const container = { namespace: 'quickcart', pod: 'quickcart-bot-0', container: 'bot', uid: '3f1c' } as const;

const restartLimit = quantity(3, 'restarts');

const restarts = sum(increase(containerRestarts.where({ namespace: 'quickcart' }), hours(1))).by('namespace', 'pod', 'container');

export const containerRestarting = limitAlert('ContainerRestarting', {
  ...containers,
  when: restarts.above(restartLimit),
  limit: restartLimit,
  side: 'above',
  for: minutes(0),
  severity: 'HIGH',
  kind: 'cause',
  summary: 'A container of the shop restarts again and again.',
  tells: (count, labels) => `${labels.container} in ${labels.pod} was restarted ${count} times within an hour.`,
  runbook: 'quickcart/container-restarting',
  labels: { namespace: 'quickcart', pod: 'quickcart-bot-0', container: 'bot' },
  tried: { bad: 6, good: 2 },
  settles: hours(1),
  scene: (count) => [grows(containerRestarts, container, perSecond(count / 3600, 'restarts'))],
});

const pullLimit = minutes(5);

export const imagePullSlow = quantileAlert('ImagePullSlow', {
  ...containers,
  when: quantile(0.95, sum(rate(imagePullDuration.buckets, minutes(15))).by('le')).above(pullLimit),
  histogram: imagePullDuration,
  quantile: 0.95,
  window: minutes(15),
  limit: pullLimit,
  for: minutes(0),
  severity: 'LOW',
  kind: 'cause',
  summary: 'Nodes take more than five minutes to fetch an image.',
  tells: (time) => `The 95th percentile of the image pulls of 15 minutes is ${time}.`,
  runbook: 'quickcart/image-pull-slow',
  observations: (each) => observes(imagePullDuration, { node: 'node-a', image_size_in_bytes: '100MB-500MB' }, { observed: [{ rate: perSecond(0.05, 'pulls'), each: seconds(each) }] }),
});

export const databaseAlerts = [postgresConnectionsHigh, postgresSlowQueries, postgresReplicationLag, databaseDown, redisMemoryHigh, redisWithoutLimit, redisDown] as const satisfies readonly Alert[];

export const containerAlerts = [containerRestarting, imagePullSlow] as const satisfies readonly Alert[];
