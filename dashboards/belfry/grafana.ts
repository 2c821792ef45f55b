import { minutes } from '../../lib/core/duration';
import { limitOf } from '../../lib/dashboard/alert-limit';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { stat } from '../../lib/dashboard/panel/single-value';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad } from '../../lib/dashboard/threshold';
import { grafanaRequestDuration, grafanaRequestsInFlight } from '../../lib/metric/exporters/grafana';
import { sum, topk } from '../../lib/promql/aggregate';
import { quantile, rate, ratio } from '../../lib/promql/functions';
import { grafanaRequestErrors } from '../../rules/belfry/grafana-alerts';
import { team } from '../../rules/belfry/team';
import { folder, grafanaAddress, prometheusAddress, stackAddress } from './addresses';
import { firingAlertsOf, isItBroken, replicasThatAnswer, sinceWhen } from './first-row';

const window = minutes(5);

const failed = sum(rate(grafanaRequestDuration.count.where({ status_code: /5../ }), window));

const asked = sum(rate(grafanaRequestDuration.count, window));

const durations = sum(rate(grafanaRequestDuration.buckets, window));

export const grafana = dashboard(grafanaAddress.uid, {
  title: grafanaAddress.title,
  folder,
  description: 'For whoever runs the stack: whether people get their dashboards, and in time. Whoever reads this got one.',
  tags: ['belfry'],
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(stackAddress), toDashboard(prometheusAddress)],
  rows: [
    row(isItBroken, [
      replicasThatAnswer('grafana'),
      stat('Requests that fail', { description: 'Share of the requests of five minutes that Grafana answered with 5xx. Orange where the alert GrafanaRequestErrors begins.', queries: [query(ratio(failed.orZero(), asked))], thresholds: highIsBad({ warning: limitOf(grafanaRequestErrors, 'ratio') }), whenEmpty: 'no requests' }),
      stat('p95 of answers', { description: 'One request in twenty takes longer. Queries of panels go through Grafana, so a slow store is seen here too.', queries: [query(quantile(0.95, durations.by('le')))], whenEmpty: 'no requests' }),
      stat('Requests in flight', { description: 'Requests that Grafana works on now.', queries: [query(sum(grafanaRequestsInFlight))], sparkline: true }),
      firingAlertsOf('grafana', 'scraping'),
      sinceWhen('grafana'),
    ]),
    row('What it answers', [
      timeSeries('Requests by answer', { description: 'Requests per second, by HTTP status.', queries: [query(asked.by('status_code'), ({ labels }) => labels.status_code)], stacked: true }),
      timeSeries('Busiest paths', { description: 'The ten paths with the most requests.', queries: [query(topk(10, asked.by('handler')), ({ labels }) => labels.handler)] }),
      timeSeries('Paths that fail', { description: 'The ten paths with the most failures per second.', queries: [query(topk(10, failed.by('handler')), ({ labels }) => labels.handler)] }),
      timeSeries('Slowest paths', { description: 'p95 of the ten slowest paths.', queries: [query(topk(10, quantile(0.95, durations.by('le', 'handler'))), ({ labels }) => labels.handler)] }),
    ]),
  ],
});
