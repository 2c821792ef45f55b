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
import { max, min, sum } from '../../lib/promql/aggregate';
import { quantile, rate, ratio } from '../../lib/promql/functions';
import { hitLimit, hitShare, poolLimit, poolUsage, queueFailureLimit } from '../../rules/baseline/dependency-alerts';
import { cacheRequests, dbQueryDuration, postgres, queueDepth, queueJobs, queueTarget, redis } from '../../rules/baseline/metrics';
import { team } from '../../rules/baseline/team';
import { dependenciesAddress, folder, serviceAddress } from './addresses';

const window = minutes(5);

export const dependencies = dashboard(dependenciesAddress.uid, {
  title: dependenciesAddress.title,
  folder,
  description: 'For whoever searches for a cause: the database, the cache and the queue behind the backend.',
  tags: ['baseline'],
  range: hours(6),
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(serviceAddress)],
  rows: [
    row('Is it broken, for whom, since when', [
      stat('Hit share', { description: 'Share of the look-ups that found something, over ten minutes.', queries: [query(hitShare)], thresholds: lowIsBad({ warning: hitLimit }), whenEmpty: 'no look-ups' }),
      stat('Fullest pool', { description: 'The largest share of its connections that a replica uses.', queries: [query(max(poolUsage))], thresholds: highIsBad({ warning: poolLimit }) }),
      firingAlertTable('Firing alerts', { description: 'Alerts of the backend that fire now, the longest first. Empty is good.', team }),
      stateTimeline('Dependencies that answer', { description: 'What the exporters say of database, cache and queue.', queries: [query(min(postgres.up), 'database'), query(min(redis.up), 'cache'), query(min(queueTarget.up), 'queue')], states: upOrDown }),
    ]),
    row('Database', [
      timeSeries('Query time', { description: 'The 95th percentile by operation.', queries: [query(quantile(0.95, sum(rate(dbQueryDuration.buckets, window)).by('le', 'operation')), ({ labels }) => labels.operation)] }),
      timeSeries('Queries', { description: 'Queries per second by operation.', queries: [query(sum(rate(dbQueryDuration.count, window)).by('operation'), ({ labels }) => labels.operation)] }),
      timeSeries('Pool usage', { description: 'Share of its connections that each replica uses.', queries: [query(poolUsage, ({ labels }) => labels.instance)], thresholds: highIsBad({ warning: poolLimit }) }),
    ]),
    row('Cache', [
      timeSeries('Hit share by cache', {
        description: 'Share of the look-ups that found something, by cache.',
        queries: [query(ratio(sum(rate(cacheRequests.where({ result: 'hit' }), window)).by('cache'), sum(rate(cacheRequests, window)).by('cache')), ({ labels }) => labels.cache)],
        thresholds: lowIsBad({ warning: hitLimit }),
      }),
    ]),
    row('Queue', [
      timeSeries('Jobs that wait', { description: 'The depth of each queue.', queries: [query(max(queueDepth).by('queue'), ({ labels }) => labels.queue)] }),
      timeSeries('Jobs that end', { description: 'Jobs per second by queue.', queries: [query(sum(rate(queueJobs, window)).by('queue'), ({ labels }) => labels.queue)] }),
      timeSeries('Failed share', {
        description: 'Share of the jobs that failed, by queue.',
        queries: [query(ratio(sum(rate(queueJobs.where({ status: 'failed' }), window)).by('queue'), sum(rate(queueJobs, window)).by('queue')), ({ labels }) => labels.queue)],
        thresholds: highIsBad({ warning: queueFailureLimit }),
      }),
    ]),
  ],
});
