import { hours, minutes, seconds } from '../../lib/core/duration';
import { fraction } from '../../lib/core/quantity';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks, firingAlertTable } from '../../lib/dashboard/firing-alerts';
import { toDashboard, toTraces } from '../../lib/dashboard/link';
import { logQuery } from '../../lib/dashboard/log-query';
import { heatmap } from '../../lib/dashboard/panel/distribution';
import { logs } from '../../lib/dashboard/panel/logs';
import { gauge, stat } from '../../lib/dashboard/panel/single-value';
import { upOrDown } from '../../lib/dashboard/panel/state';
import { stateTimeline } from '../../lib/dashboard/panel/state-timeline';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { traces } from '../../lib/dashboard/panel/traces';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad, lowIsBad } from '../../lib/dashboard/threshold';
import { labelVariable } from '../../lib/dashboard/variable';
import { max, min, sum, topk } from '../../lib/promql/aggregate';
import { quantile, rate } from '../../lib/promql/functions';
import { limits, poolUse } from '../../rules/bakhmach/dependency-alerts';
import { dbQueryDuration, healthCheckSuccess, httpActiveConnections, httpRequestDuration, httpRequests, logLines, paymentErrors, postgres, processMemory } from '../../rules/bakhmach/metrics';
import { apdex, clientErrors, serverErrors } from '../../rules/bakhmach/recordings';
import { errorLimit, failedShare, latencyP95, slowLimit } from '../../rules/bakhmach/service-alerts';
import { team } from '../../rules/bakhmach/team';
import { applicationAddress, folder, infrastructureAddress, overviewAddress, sloAddress } from './addresses';

const window = minutes(5);

const route = labelVariable(httpRequests, 'route');

const latency = sum(rate(httpRequestDuration.buckets, window)).by('le');

export const application = dashboard(applicationAddress.uid, {
  title: applicationAddress.title,
  folder,
  description: 'For whoever is on call: whether the backend answers, in time and without errors, and what is behind it when it does not.',
  tags: ['bakhmach'],
  range: hours(6),
  variables: [route],
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(overviewAddress), toDashboard(infrastructureAddress), toDashboard(sloAddress)],
  rows: [
    row('Is it broken, for whom, since when', [
      stat('Error share', {
        description: 'Share of the requests that were answered with 5xx, over five minutes.',
        queries: [query(failedShare)],
        thresholds: highIsBad({ critical: errorLimit }),
        whenEmpty: 'no requests',
        links: [toTraces('Failed requests', { service: 'backend', tags: { error: 'true' } })],
      }),
      gauge('Apdex', {
        description: 'How content users are with the speed: one at half a second, half at two seconds, nothing beyond.',
        queries: [query(max(apdex.series))],
        scale: { from: fraction(0), to: fraction(1) },
        thresholds: lowIsBad({ warning: fraction(0.85), critical: fraction(0.7) }),
        display: 'none',
        whenEmpty: 'no requests',
      }),
      stat('Connections', { description: 'Connections that the backend holds open.', queries: [query(sum(httpActiveConnections))], sparkline: true }),
      firingAlertTable('Firing alerts', { description: 'Alerts of the hub that fire now, the longest first. Empty is good.', team }),
      stateTimeline('Dependencies that answer', { description: 'What the readiness check of the backend says of each.', queries: [query(min(healthCheckSuccess).by('check'), ({ labels }) => labels.check)], states: upOrDown }),
    ]),
    row('Requests', [
      heatmap('Request latency distribution', { description: 'How long requests take: what a single quantile hides.', of: latency }),
      timeSeries('Latency', {
        description: 'Half of the requests are faster than p50, one in twenty is slower than p95, one in a hundred slower than p99. The objective wants p99 below half a second.',
        queries: [query(quantile(0.5, latency), 'p50'), query(latencyP95, 'p95'), query(quantile(0.99, latency), 'p99')],
        thresholds: highIsBad({ notice: seconds(0.5), warning: slowLimit }),
      }),
      timeSeries('Error rate trends', { description: 'Shares of the requests that were refused (4xx) and that failed (5xx), of the route that has most of them.', queries: [query(max(clientErrors.series), '4xx'), query(max(serverErrors.series), '5xx')], thresholds: highIsBad({ critical: errorLimit }) }),
      timeSeries('Throughput', { description: 'Requests per second by route.', queries: [query(sum(rate(httpRequests, window)).by('route'), ({ labels }) => labels.route).narrowedBy(route)], stacked: true }),
    ]),
    row('What is behind them', [
      timeSeries('Query time', { description: 'The 95th percentile by operation, as the backend sees it.', queries: [query(quantile(0.95, sum(rate(dbQueryDuration.buckets, window)).by('le', 'operation')), ({ labels }) => labels.operation)] }),
      timeSeries('Statements that cost most', {
        description: 'Seconds per second that the server spends on each statement: the five dearest.',
        queries: [query(topk(5, sum(rate(postgres.statementTime, window)).by('datname', 'queryid')), ({ labels }) => `${labels.datname} ${labels.queryid}`)],
        display: 'none',
      }),
      timeSeries('Pool usage', { description: 'Share of its connections that each replica uses, and where the alert begins.', queries: [query(poolUse, ({ labels }) => labels.instance)], thresholds: highIsBad({ warning: limits.connections }) }),
      timeSeries('Memory of the backend', { description: 'Memory that each replica holds.', queries: [query(max(processMemory).by('instance'), ({ labels }) => labels.instance)] }),
      timeSeries('Log lines', { description: 'Lines per second by level. A critical line is an alert.', queries: [query(sum(rate(logLines, window)).by('level'), ({ labels }) => labels.level)], stacked: true }),
      timeSeries('Payment errors by code', { description: 'Payments per second that did not succeed, by the code of the error.', queries: [query(sum(rate(paymentErrors, window)).by('error_code'), ({ labels }) => labels.error_code)], stacked: true }),
    ]),
    row(
      'Evidence',
      [
        logs('Errors', { description: 'Lines at level error or worse, the newest first. A trace id leads to its trace.', queries: [logQuery('{service_name="backend"} | detected_level=~"error|fatal|critical"')] }),
        logs('Payments that did not succeed', { description: 'Lines of payments with the code of an error.', queries: [logQuery('{service_name="backend"} | json | action="payment_processing" | error_code!=""')] }),
        traces('Failed requests', { description: 'Traces of the backend with an error in them.', search: { service: 'backend', tags: { error: 'true' } } }),
      ],
      { collapsed: true },
    ),
  ],
});
