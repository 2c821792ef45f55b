import { minutes } from '../../lib/core/duration';
import { limitOf } from '../../lib/dashboard/alert-limit';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { stat } from '../../lib/dashboard/panel/single-value';
import { upOrDown } from '../../lib/dashboard/panel/state';
import { stateTimeline } from '../../lib/dashboard/panel/state-timeline';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad } from '../../lib/dashboard/threshold';
import { blackboxConfigReloadSuccessful, unknownModules } from '../../lib/metric/exporters/blackbox-exporter';
import { objectLists, objectWatches } from '../../lib/metric/exporters/kube-state-metrics-self';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { avg, max, min, sum, topk } from '../../lib/promql/aggregate';
import { increase, minOverTime, rate } from '../../lib/promql/functions';
import { targetScrapeSlow } from '../../rules/belfry/target-alerts';
import { team } from '../../rules/belfry/team';
import { exportersAddress, folder, nodesAddress, probesAddress, targetsAddress, workloadsAddress } from './addresses';
import { firingAlertsOf, isItBroken } from './first-row';

const window = minutes(5);

const { up, scrapeDuration, samplesAfterRelabelling } = targetMetrics('node-exporter', 'kube-state-metrics', 'kube-state-metrics-self', 'blackbox-exporter', 'kubelet', 'cadvisor', 'kube-apiserver');

const slowLimit = highIsBad({ warning: limitOf(targetScrapeSlow, 'seconds') });

export const exporters = dashboard(exportersAddress.uid, {
  title: exportersAddress.title,
  folder,
  description: 'For whoever runs the stack: whether the exporters answer, and whether they themselves reach what they tell of.',
  tags: ['belfry'],
  annotations: [firingAlertMarks({ team })],
  links: [targetsAddress, nodesAddress, workloadsAddress, probesAddress].map((address) => toDashboard(address)),
  rows: [
    row(isItBroken, [
      stat('Exporters that answer', { description: 'Share of the exporters of all nodes that answer Prometheus.', queries: [query(avg(up))], whenEmpty: 'no exporter' }),
      stat('Slowest exporter', {
        description: 'The one that took longest, every single time within ten minutes. Orange where the alert TargetScrapeSlow begins.',
        queries: [query(max(minOverTime(scrapeDuration, minutes(10))))],
        thresholds: slowLimit,
      }),
      stat('Configuration of the probes', {
        description: 'Whether the blackbox exporter could load its configuration.',
        queries: [query(min(blackboxConfigReloadSuccessful))],
        states: [
          { value: 1, text: 'loaded', tone: 'good' },
          { value: 0, text: 'refused', tone: 'bad' },
        ],
        whenEmpty: 'no exporter',
      }),
      firingAlertsOf('scraping', 'node-exporter', 'kube-state-metrics', 'blackbox-exporter'),
      stateTimeline('Since when', {
        description: 'Each kind of exporter, and the time in which at least one of them did not answer.',
        queries: [query(min(up).by('job'), ({ labels }) => labels.job)],
        states: upOrDown,
        size: { width: 24, height: 8 },
      }),
    ]),
    row('How they answer', [
      timeSeries('Slowest answers', { description: 'The ten exporters that take longest.', queries: [query(topk(10, max(scrapeDuration).by('job', 'instance')), ({ labels }) => `${labels.job} ${labels.instance}`)], thresholds: slowLimit }),
      timeSeries('Samples', { description: 'Samples of one round of scrapes, by kind of exporter.', queries: [query(sum(samplesAfterRelabelling).by('job'), ({ labels }) => labels.job)] }),
    ]),
    row('What they reach', [
      timeSeries('Lists of objects', { description: 'Lists per second that kube-state-metrics asked of the API server, by outcome. Without success its numbers are old.', queries: [query(sum(rate(objectLists, window)).by('result'), ({ labels }) => labels.result)] }),
      timeSeries('Watches of objects', { description: 'Watches per second that kube-state-metrics opened, by outcome.', queries: [query(sum(rate(objectWatches, window)).by('result'), ({ labels }) => labels.result)] }),
      timeSeries('Probes of no known kind', { description: 'Probes within a quarter of an hour that asked for a module that the blackbox exporter does not have: they always fail.', queries: [query(sum(increase(unknownModules, minutes(15))))] }),
    ]),
  ],
});
