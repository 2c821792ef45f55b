import { hours, minutes } from '../../lib/core/duration';
import { percent, quantity } from '../../lib/core/quantity';
import { dashboard } from '../../lib/dashboard/dashboard';
import { annotation } from '../../lib/dashboard/annotation';
import { firingAlertMarks, firingAlertTable } from '../../lib/dashboard/firing-alerts';
import { toDashboard, toLogs, toTraces, toUrl } from '../../lib/dashboard/link';
import { logQuery } from '../../lib/dashboard/log-query';
import type { Dashboard } from '../../lib/dashboard/model';
import { alertList } from '../../lib/dashboard/panel/alert-list';
import { barChart } from '../../lib/dashboard/panel/bar-chart';
import { column } from '../../lib/dashboard/panel/column';
import { heatmap, histogram } from '../../lib/dashboard/panel/distribution';
import { logs } from '../../lib/dashboard/panel/logs';
import type { PanelKind } from '../../lib/dashboard/panel/panel';
import { barGauge, gauge, stat } from '../../lib/dashboard/panel/single-value';
import { upOrDown } from '../../lib/dashboard/panel/state';
import { stateTimeline } from '../../lib/dashboard/panel/state-timeline';
import { table } from '../../lib/dashboard/panel/table';
import { text } from '../../lib/dashboard/panel/text';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { serviceMap, trace, traces } from '../../lib/dashboard/panel/traces';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad, lowIsBad } from '../../lib/dashboard/threshold';
import { dataSourceVariable, intervalVariable, labelVariable, textVariable } from '../../lib/dashboard/variable';
import { max, sum } from '../../lib/promql/aggregate';
import { increase, quantile, rate, ratio } from '../../lib/promql/functions';
import { depth, latency, memory, requests } from './metrics';

const description = 'What is to be seen.';
const route = labelVariable(requests, 'route');
const status = labelVariable(requests, 'status');
const traceId = textVariable('trace_id');
const window = intervalVariable('window', [minutes(5), hours(1)]);
const byRoute = sum(rate(requests, minutes(5))).by('route');
const queues = max(depth).by('queue');
const success = ratio(sum(rate(requests.where({ status: '200' }), minutes(5))), sum(rate(requests, minutes(5))));
const jobs = (value: number): ReturnType<typeof quantity<'jobs'>> => quantity(value, 'jobs');

/** One panel of every kind, with every option that changes what is written. */
const panels = [
  timeSeries('Requests', {
    description,
    queries: [
      query(byRoute, ({ labels }) => labels.route, {
        links: ({ labels }) => [toDashboard({ uid: 'every-kind', title: 'Again' }, { variables: { route: labels.route } }), toLogs('Lines', logQuery(`{service_name="api"} |= "${labels.route}"`)), toTraces('Traces', { service: 'api' })],
      }).narrowedBy(route, status),
    ],
    right: { queries: [query(max(memory), 'memory')] },
    thresholds: highIsBad({ critical: quantity(100, 'requests/s') }),
    axis: { from: quantity(1, 'requests/s'), to: quantity(1000, 'requests/s'), scale: 'logarithmic' },
    stacked: true,
    style: 'bars',
    step: minutes(1),
    window: 'zoom',
    size: { width: 18, height: 9 },
    links: [toUrl('Help', 'https://help.example/')],
  }),
  timeSeries('Requests as smooth as you like', { description, queries: [query(sum(rate(requests, minutes(5))))], window }),
  stat('Success', { description, queries: [query(success)], thresholds: lowIsBad({ warning: percent(99), critical: percent(95) }), sparkline: true, whenEmpty: 'no requests' }),
  gauge('Waiting', { description, queries: [query(max(depth))], scale: { from: jobs(0), to: jobs(200) }, thresholds: highIsBad({ notice: jobs(10) }) }),
  barGauge('Queues', { description, queries: [query(queues, ({ labels }) => labels.queue)], scale: { from: jobs(0), to: jobs(200) } }),
  table('Queue table', { description, columns: [column('Waiting', queues, { thresholds: highIsBad({ warning: jobs(5) }), links: ({ labels }) => [toUrl('Queue', `https://queues.example/${labels.queue}`)] }), column('Again', queues)] }),
  firingAlertTable('Firing', { description }),
  barChart('Requests of a route', { description, bars: [column('Requests', byRoute, { links: () => [toUrl('Help', 'https://help.example/')] })], stacked: true }),
  heatmap('Answer times', { description, of: sum(increase(latency.buckets, minutes(5))).by('le') }),
  histogram('Spread', { description, queries: [query(quantile(0.5, sum(rate(latency.buckets, minutes(5))).by('le', 'route')), ({ labels }) => labels.route)] }),
  stateTimeline('State', { description, queries: [query(queues, ({ labels }) => labels.queue)], states: upOrDown }),
  logs('Lines', { description, queries: [logQuery('{service_name="api"}')] }),
  traces('Slow requests', { description, search: { service: 'api', operation: 'GET /', tags: { error: 'true' }, minDuration: minutes(1), maxDuration: minutes(2), limit: 5 } }),
  trace('Trace', { description, traceId }),
  serviceMap('Services', { description }),
  text('Note', { description, markdown: '**Read** this.' }),
  alertList('Alerts', { description, labels: { team: 'a' }, limit: 5 }),
] as const;

export const everyKind: Dashboard = dashboard('every-kind', {
  title: 'Every kind',
  folder: 'Tests',
  description,
  tags: ['test'],
  variables: [route, status, traceId, window, dataSourceVariable('cluster')],
  annotations: [firingAlertMarks(), annotation('Requests', { when: byRoute, text: ({ labels }) => labels.route, colour: 'green' })],
  links: [toDashboard({ uid: 'every-kind', title: 'Again' })],
  rows: [row('Open', panels), row('Folded', panels, { collapsed: true }), row('Repeated', panels, { repeatFor: status })],
});

/** The compiler refuses this when a kind of panel is missing here. */
export const kinds: Readonly<Record<PanelKind, true>> = {
  timeSeries: true, stat: true, gauge: true, barGauge: true, table: true, barChart: true, heatmap: true, histogram: true,
  stateTimeline: true, logs: true, traces: true, trace: true, serviceMap: true, text: true, alertList: true,
};
