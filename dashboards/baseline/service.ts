import { hours, minutes } from '../../lib/core/duration';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks, firingAlertTable } from '../../lib/dashboard/firing-alerts';
import { toDashboard, toTraces } from '../../lib/dashboard/link';
import { logQuery } from '../../lib/dashboard/log-query';
import { logs } from '../../lib/dashboard/panel/logs';
import { stat } from '../../lib/dashboard/panel/single-value';
import { upOrDown } from '../../lib/dashboard/panel/state';
import { stateTimeline } from '../../lib/dashboard/panel/state-timeline';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad } from '../../lib/dashboard/threshold';
import { labelVariable } from '../../lib/dashboard/variable';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import { max, min, sum } from '../../lib/promql/aggregate';
import { instant, quantile, rate } from '../../lib/promql/functions';
import { activeUsers, appErrors, httpRequestDuration, httpRequests, nodejs } from '../../rules/baseline/metrics';
import { routeP95 } from '../../rules/baseline/recordings';
import { errorLimit, failedShare, latencyP95, slowLimit } from '../../rules/baseline/service-alerts';
import { team } from '../../rules/baseline/team';
import { dependenciesAddress, folder, serviceAddress } from './addresses';

const window = minutes(5);

const route = labelVariable(httpRequests, 'route');

const latency = sum(rate(httpRequestDuration.buckets, window)).by('le');

export const service = dashboard(serviceAddress.uid, {
  title: serviceAddress.title,
  folder,
  description: 'For whoever is on call: whether the backend answers, in time and without errors.',
  tags: ['baseline'],
  range: hours(6),
  variables: [route],
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(dependenciesAddress)],
  rows: [
    row('Is it broken, for whom, since when', [
      stat('Error share', {
        description: 'Share of the requests that were answered with 5xx, over five minutes.',
        queries: [query(failedShare)],
        thresholds: highIsBad({ critical: errorLimit }),
        whenEmpty: 'no requests',
        links: [toTraces('Failed requests', { service: 'backend-api', tags: { error: 'true' } })],
      }),
      stat('p95 of answers', { description: 'One request in twenty takes longer than this.', queries: [query(latencyP95)], thresholds: highIsBad({ warning: slowLimit }), whenEmpty: 'no requests' }),
      stat('Active users', { description: 'Distinct users of the last five minutes.', queries: [query(max(activeUsers))] }),
      firingAlertTable('Firing alerts', { description: 'Alerts of the backend that fire now, the longest first. Empty is good.', team }),
      stateTimeline('Reachable from outside', { description: 'What the probes of the two health addresses say.', queries: [query(min(probeSuccess.where({ target: /backend-api-.*/ })).by('target'), ({ labels }) => labels.target)], states: upOrDown }),
    ]),
    row('Requests', [
      timeSeries('Request rate', { description: 'Requests per second by route.', queries: [query(sum(rate(httpRequests, window)).by('route'), ({ labels }) => labels.route).narrowedBy(route)], stacked: true }),
      timeSeries('Error share over time', { description: 'The share of failed requests and where its alert begins.', queries: [query(failedShare, 'failed')], thresholds: highIsBad({ critical: errorLimit }) }),
      timeSeries('Latency', {
        description: 'Half of the requests are faster than p50, one in twenty is slower than p95, one in a hundred slower than p99.',
        queries: [query(quantile(0.5, latency), 'p50'), query(latencyP95, 'p95'), query(quantile(0.99, latency), 'p99')],
        thresholds: highIsBad({ warning: slowLimit }),
      }),
      timeSeries('p95 by route', { description: 'Which route is slow, as the recording rule says.', queries: [query(max(routeP95.series).by('route'), ({ labels }) => labels.route).narrowedBy(route)], thresholds: highIsBad({ warning: slowLimit }) }),
      timeSeries('Errors by type', { description: 'Errors per second, by the type that the application gives them.', queries: [query(sum(rate(appErrors, window)).by('type'), ({ labels }) => labels.type)], stacked: true }),
    ]),
    row('Runtime', [
      timeSeries('Memory', { description: 'Memory that each replica holds.', queries: [query(max(nodejs.memory).by('instance'), ({ labels }) => labels.instance)] }),
      timeSeries('CPU', { description: 'Cores that each replica uses.', queries: [query(sum(rate(nodejs.cpu, window)).by('instance'), ({ labels }) => labels.instance)] }),
      timeSeries('Event loop lag', { description: 'The 99th percentile of the time by which the event loop is late.', queries: [query(instant(nodejs.eventLoopLag), ({ labels }) => labels.instance)] }),
      timeSeries('Garbage collection', { description: 'Share of the time that a replica spends collecting, by kind.', queries: [query(sum(rate(nodejs.garbageCollection.sum, window)).by('instance', 'kind'), ({ labels }) => `${labels.instance} ${labels.kind}`)] }),
    ]),
    row('Evidence', [logs('Errors and failed logins', { description: 'Lines at level warn or worse, the newest first.', queries: [logQuery('{service_name="backend-api"} | detected_level=~"warn|error|fatal|critical"')] })], { collapsed: true }),
  ],
});
