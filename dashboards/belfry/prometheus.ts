import { hours, minutes } from '../../lib/core/duration';
import { quantity } from '../../lib/core/quantity';
import { limitOf } from '../../lib/dashboard/alert-limit';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { gauge, stat } from '../../lib/dashboard/panel/single-value';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad } from '../../lib/dashboard/threshold';
import { labelVariable } from '../../lib/dashboard/variable';
import {
  blockReloadFailures, bodySizeLimitExceeded, checkpointCreationsFailed, compactionsFailed, headSamplesAppended, headSeries, headSeriesCreated, kubernetesDiscoveryFailures,
  prometheusBuildInfo, prometheusConfigReloadSuccessful, prometheusHttpDuration, prometheusHttpRequests, queryDuration, queryLimit, runningQueries, sampleLimitExceeded, samplesTooOld,
  storageBlocksBytes, targetSyncFailed, walCorruptions, walWritesFailed,
} from '../../lib/metric/exporters/prometheus';
import { avg, max, min, sum, topk } from '../../lib/promql/aggregate';
import { avgOverTime, increase, quantile, rate, ratio } from '../../lib/promql/functions';
import { prometheusDiscoveryFailing, prometheusQueriesSaturated, prometheusSamplesTooOld } from '../../rules/belfry/prometheus-alerts';
import { team } from '../../rules/belfry/team';
import { folder, prometheusAddress, rulesAddress, stackAddress, targetsAddress } from './addresses';
import { firingAlertsOf, isItBroken, replicasThatAnswer, sinceWhen } from './first-row';

const window = minutes(5);

const pod = labelVariable(prometheusBuildInfo, 'pod');

export const prometheus = dashboard(prometheusAddress.uid, {
  title: prometheusAddress.title,
  folder,
  description: 'For whoever runs the stack: whether Prometheus sees everything, keeps it, and answers in time.',
  tags: ['belfry'],
  variables: [pod],
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(stackAddress), toDashboard(rulesAddress), toDashboard(targetsAddress)],
  rows: [
    row(isItBroken, [
      replicasThatAnswer('prometheus'),
      stat('Samples stored', {
        description: 'Samples per second. Zero means that it runs and sees nothing.',
        queries: [query(sum(rate(headSamplesAppended, window)))],
        whenEmpty: 'nothing stored',
        sparkline: true,
      }),
      stat('Configuration', {
        description: 'Whether the last reload succeeded. After a failed one the old configuration goes on, and no start succeeds.',
        queries: [query(min(prometheusConfigReloadSuccessful))],
        states: [
          { value: 1, text: 'loaded', tone: 'good' },
          { value: 0, text: 'refused', tone: 'bad' },
        ],
      }),
      gauge('Queries at once', {
        description: 'Share of the queries that may run at once, over five minutes. Red where the alert PrometheusQueriesSaturated begins.',
        queries: [query(max(ratio(avg(avgOverTime(runningQueries, window)).by('pod'), avg(queryLimit).by('pod'))))],
        thresholds: highIsBad({ critical: limitOf(prometheusQueriesSaturated, 'ratio') }),
      }),
      firingAlertsOf('prometheus', 'scraping'),
      sinceWhen('prometheus'),
    ]),
    row('What it takes in', [
      timeSeries('Samples stored per replica', {
        description: 'Replicas that scrape the same targets store the same number.',
        queries: [query(sum(rate(headSamplesAppended, window)).by('pod'), ({ labels }) => labels.pod).narrowedBy(pod)],
      }),
      timeSeries('Series in memory', {
        description: 'Series that had a sample lately. Memory grows with them.',
        queries: [query(max(headSeries).by('pod'), ({ labels }) => labels.pod).narrowedBy(pod)],
      }),
      timeSeries('New series', {
        description: 'Series that are born per second. Many over a long time are a label that never repeats, such as an id.',
        queries: [query(sum(rate(headSeriesCreated, window)).by('pod'), ({ labels }) => labels.pod).narrowedBy(pod)],
      }),
      timeSeries('Samples thrown away as too old', {
        description: 'Within a quarter of an hour. Red where the alert PrometheusSamplesTooOld begins.',
        queries: [query(sum(increase(samplesTooOld, minutes(15))).by('pod'), ({ labels }) => labels.pod).narrowedBy(pod)],
        thresholds: highIsBad({ critical: limitOf(prometheusSamplesTooOld, 'samples') }),
      }),
      timeSeries('Scrapes rejected', {
        description: 'Scrapes within a quarter of an hour that were larger than their job allows: all samples of such a scrape are lost.',
        queries: [
          query(sum(increase(sampleLimitExceeded, minutes(15))), 'too many samples').narrowedBy(pod),
          query(sum(increase(bodySizeLimitExceeded, minutes(15))), 'too many bytes').narrowedBy(pod),
        ],
      }),
      timeSeries('Discovery', {
        description: 'What went wrong on the way from Kubernetes to a list of targets. Red where the alert PrometheusDiscoveryFailing begins.',
        queries: [query(sum(increase(kubernetesDiscoveryFailures, minutes(10))).by('pod'), ({ labels }) => `requests to Kubernetes, ${labels.pod}`).narrowedBy(pod)],
        right: { queries: [query(sum(increase(targetSyncFailed, minutes(30))), 'lists not understood').narrowedBy(pod)] },
        thresholds: highIsBad({ critical: limitOf(prometheusDiscoveryFailing, 'requests') }),
      }),
    ]),
    row('What it keeps', [
      timeSeries('Size of the blocks', {
        description: 'Bytes on the volume, without the write-ahead log. It levels off when the retention is reached.',
        queries: [query(max(storageBlocksBytes).by('pod'), ({ labels }) => labels.pod).narrowedBy(pod)],
      }),
      timeSeries('Failures of the store', {
        description: 'Within an hour. Anything but zero is a full or broken volume.',
        queries: [query(sum(increase(compactionsFailed, hours(1))), 'compactions').narrowedBy(pod)],
        display: 'short',
      }),
      timeSeries('Failures of the write-ahead log', {
        description: 'Writes that failed within an hour, and damage found at a start. What is not in the log is lost in a crash.',
        queries: [query(sum(increase(walWritesFailed, hours(1))), 'writes').narrowedBy(pod)],
        right: { queries: [query(sum(increase(walCorruptions, hours(1))), 'corruptions').narrowedBy(pod)] },
      }),
      timeSeries('Failures of blocks and checkpoints', {
        description: 'Within an hour: blocks that could not be loaded, and checkpoints that could not be written.',
        queries: [query(sum(increase(blockReloadFailures, hours(1))), 'reloads').narrowedBy(pod)],
        right: { queries: [query(sum(increase(checkpointCreationsFailed, hours(1))), 'checkpoints').narrowedBy(pod)] },
      }),
    ]),
    row('How fast it answers', [
      timeSeries('Queries at once per replica', {
        description: 'Queries that run or wait. At the limit, dashboards and rules wait for each other.',
        queries: [query(max(runningQueries).by('pod'), ({ labels }) => labels.pod).narrowedBy(pod), query(min(queryLimit), 'limit').narrowedBy(pod)],
        axis: { from: quantity(0, 'queries') },
      }),
      timeSeries('Phases of a query', {
        description: 'The 99th percentile of each phase, from the slowest replica. A long queue is a saturated engine.',
        queries: [query(max(queryDuration.quantiles.where({ quantile: '0.99' })).by('slice'), ({ labels }) => labels.slice).narrowedBy(pod)],
      }),
      timeSeries('Answers per second', {
        description: 'The ten busiest paths.',
        queries: [query(topk(10, sum(rate(prometheusHttpRequests, window)).by('handler')), ({ labels }) => labels.handler).narrowedBy(pod)],
      }),
      timeSeries('Answers with an error', {
        description: 'Requests per second that Prometheus could not answer, by path and code.',
        queries: [query(topk(10, sum(rate(prometheusHttpRequests.where({ code: /5../ }), window)).by('handler', 'code')), ({ labels }) => `${labels.code} ${labels.handler}`).narrowedBy(pod)],
      }),
      timeSeries('Time to answer a query', {
        description: 'One request in a hundred takes longer, for single values and for courses.',
        queries: [
          query(quantile(0.99, sum(rate(prometheusHttpDuration.buckets.where({ handler: '/api/v1/query' }), window)).by('le')), 'a value').narrowedBy(pod),
          query(quantile(0.99, sum(rate(prometheusHttpDuration.buckets.where({ handler: '/api/v1/query_range' }), window)).by('le')), 'a course').narrowedBy(pod),
        ],
      }),
    ]),
  ],
});
