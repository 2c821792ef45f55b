import { minutes } from '../../lib/core/duration';
import { fraction } from '../../lib/core/quantity';
import { limitOf } from '../../lib/dashboard/alert-limit';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { column } from '../../lib/dashboard/panel/column';
import { stat } from '../../lib/dashboard/panel/single-value';
import { upOrDown } from '../../lib/dashboard/panel/state';
import { stateTimeline } from '../../lib/dashboard/panel/state-timeline';
import { table } from '../../lib/dashboard/panel/table';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad } from '../../lib/dashboard/threshold';
import { scrapePoolTargets } from '../../lib/metric/exporters/prometheus';
import { everyTarget } from '../../lib/metric/exporters/scrape';
import { avg, count, max, min, sum, topk } from '../../lib/promql/aggregate';
import { instant, minOverTime } from '../../lib/promql/functions';
import { targetDown, targetScrapeSlow } from '../../rules/belfry/target-alerts';
import { team } from '../../rules/belfry/team';
import { folder, prometheusAddress, stackAddress, targetsAddress } from './addresses';
import { firingAlertsOf, isItBroken } from './first-row';

const { up, scrapeDuration, samplesAfterRelabelling } = everyTarget;

/** Of each job, the share of the targets that do not answer; zero, not nothing, when all do. */
const downShare = avg(instant(up).isEqualTo(fraction(0))).by('job');

const downLimit = highIsBad({ warning: limitOf(targetDown, 'ratio') });

const slowLimit = highIsBad({ warning: limitOf(targetScrapeSlow, 'seconds') });

export const targets = dashboard(targetsAddress.uid, {
  title: targetsAddress.title,
  folder,
  description: 'For whoever runs the stack: which targets Prometheus reaches, how long they take to answer, and which of them are large.',
  tags: ['belfry'],
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(stackAddress), toDashboard(prometheusAddress)],
  rows: [
    row(isItBroken, [
      stat('Targets that do not answer', {
        description: 'Share of the targets of the worst job. Orange where the alert TargetDown begins.',
        queries: [query(max(downShare))],
        thresholds: downLimit,
        whenEmpty: 'no target',
      }),
      stat('Targets', { description: 'How many targets there are, of all jobs.', queries: [query(count(up))], display: 'short', sparkline: true }),
      stat('Slowest scrape', {
        description: 'The target that took longest, every single time within ten minutes. Orange where the alert TargetScrapeSlow begins.',
        queries: [query(max(minOverTime(scrapeDuration, minutes(10))))],
        thresholds: slowLimit,
      }),
      firingAlertsOf('scraping'),
      stateTimeline('Since when', {
        description: 'Each job, and the time in which at least one of its targets did not answer.',
        queries: [query(min(up).by('job'), ({ labels }) => labels.job)],
        states: upOrDown,
        size: { width: 24, height: 12 },
      }),
    ]),
    row('Which targets', [
      timeSeries('Targets that do not answer, by job', { description: 'Share of the targets of each job. The alert TargetDown begins at the line.', queries: [query(downShare, ({ labels }) => labels.job)], thresholds: downLimit }),
      timeSeries('Targets by job', {
        description: 'What discovery found. A job that falls to zero is watched by nothing but its own alert.',
        queries: [query(max(scrapePoolTargets).by('scrape_job'), ({ labels }) => labels.scrape_job)],
      }),
      timeSeries('Slowest targets', {
        description: 'The ten targets that take longest to answer.',
        queries: [query(topk(10, max(scrapeDuration).by('job', 'instance')), ({ labels }) => `${labels.job} ${labels.instance}`)],
        thresholds: slowLimit,
      }),
      timeSeries('Largest jobs', {
        description: 'Samples of one round of scrapes: the ten jobs that Prometheus works most for.',
        queries: [query(topk(10, sum(samplesAfterRelabelling).by('job')), ({ labels }) => labels.job)],
      }),
      table('Jobs', {
        description: 'Each job: how many of its targets do not answer, its slowest scrape, and the samples of a round.',
        columns: [column('Do not answer', downShare, { thresholds: downLimit }), column('Slowest scrape', max(scrapeDuration).by('job'), { thresholds: slowLimit }), column('Samples', sum(samplesAfterRelabelling).by('job'))],
        size: { width: 24, height: 12 },
      }),
    ]),
  ],
});
