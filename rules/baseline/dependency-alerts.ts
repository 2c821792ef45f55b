import { minutes } from '../../lib/core/duration';
import { fraction, percent, perSecond, quantity } from '../../lib/core/quantity';
import { max, sum } from '../../lib/promql/aggregate';
import { ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { shareOf } from '../../lib/rule/condition/share';
import { grows, holds } from '../../lib/rule/scenario/input';
import { connectionsHigh } from '../shared/database-alerts';
import { downAlert } from '../shared/down-alert';
import { shareAlert } from '../shared/share-alert';
import { cacheRequests, dbPoolConnections, dbPoolLimit, postgres, queueJobs, queueTarget, redis } from './metrics';
import { dependenciesDashboard, team } from './team';

const common = { team, dashboard: dependenciesDashboard } as const;

export const databaseDown = downAlert('DatabaseDown', {
  ...common,
  service: 'api',
  up: postgres.up,
  for: minutes(1),
  severity: 'critical',
  kind: 'symptom',
  summary: 'The database does not answer: the API cannot work.',
  tells: 'PostgreSQL does not answer its exporter, or nothing is known of it.',
  runbook: 'baseline/database-down',
  scene: (value, instance) => holds(postgres.up, { instance }, fraction(value)),
});

export const redisDown = downAlert('RedisDown', {
  ...common,
  service: 'cache',
  up: redis.up,
  for: minutes(1),
  severity: 'critical',
  kind: 'symptom',
  summary: 'Redis does not answer.',
  tells: 'Redis does not answer its exporter, or nothing is known of it.',
  runbook: 'baseline/redis-down',
  scene: (value, instance) => holds(redis.up, { instance }, fraction(value)),
});

export const queueDown = downAlert('QueueDown', {
  ...common,
  service: 'queue',
  up: queueTarget.up,
  for: minutes(1),
  severity: 'critical',
  kind: 'symptom',
  summary: 'The queue does not answer: what was ordered is not done.',
  tells: 'The target of the queue does not answer, or there is none.',
  runbook: 'baseline/queue-down',
  scene: (value, instance) => holds(queueTarget.up, { instance }, fraction(value)),
});

const window = minutes(10);

export const queueFailureLimit = percent(10);

export const queueFailureRateHigh = shareAlert('QueueFailureRateHigh', {
  ...common,
  service: 'queue',
  of: queueJobs.where({ status: 'failed' }),
  among: queueJobs,
  window,
  by: ['queue'],
  atLeast: perSecond(0.01, 'jobs'),
  side: 'above',
  limit: queueFailureLimit,
  for: minutes(10),
  severity: 'warning',
  kind: 'symptom',
  summary: 'More than one job in ten of a queue fails.',
  tells: (share, labels) => `${share} of the jobs of the queue ${labels.queue} failed over ten minutes.`,
  runbook: 'baseline/queue-failure-rate-high',
  labels: { queue: 'mail' },
  events: (bad, good) => (['failed', 'completed'] as const).map((status) => grows(queueJobs, { queue: 'mail', status }, perSecond(status === 'failed' ? bad : good, 'jobs'))),
});

/** Shared with the dashboard's colours. */
export const poolLimit = percent(90);

export const poolUsage = ratio(sum(dbPoolConnections.where({ state: 'used' })).by('instance'), max(dbPoolLimit).by('instance'));

export const connectionPoolExhausted = connectionsHigh('ConnectionPoolExhausted', {
  ...common,
  service: 'api',
  use: poolUsage,
  limit: poolLimit,
  for: minutes(5),
  severity: 'warning',
  summary: 'A replica of the API has hardly a database connection left.',
  runbook: 'baseline/connection-pool-exhausted',
  scene: (share, instance) => [holds(dbPoolConnections, { state: 'used', instance }, quantity(share * 20, 'connections')), holds(dbPoolLimit, { instance }, quantity(20, 'connections'))],
});

/** Shared with the dashboard's colours. */
export const hitLimit = percent(70);

const lookups = { of: cacheRequests.where({ result: 'hit' }), among: cacheRequests, window, atLeast: perSecond(1, 'requests') } as const;

export const hitShare = shareOf(lookups).ratio;

export const cacheHitRatioLow = shareAlert('CacheHitRatioLow', {
  ...common,
  ...lookups,
  service: 'cache',
  side: 'below',
  limit: hitLimit,
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'The cache finds less than seventy percent of what it is asked for.',
  tells: (share) => `${share} of the look-ups found something over ten minutes.`,
  runbook: 'baseline/cache-hit-ratio-low',
  labels: {},
  events: (hits, misses) => (['hit', 'miss'] as const).map((result) => grows(cacheRequests, { cache: 'sessions', result }, perSecond(result === 'hit' ? hits : misses, 'requests'))),
});

export const dependencyAlerts = [databaseDown, redisDown, queueDown, queueFailureRateHigh, connectionPoolExhausted, cacheHitRatioLow] as const satisfies readonly Alert[];
