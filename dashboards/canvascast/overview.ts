import { hours, minutes } from '../../lib/core/duration';
import { quantity } from '../../lib/core/quantity';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks, firingAlertTable } from '../../lib/dashboard/firing-alerts';
import { toDashboard, toTraces } from '../../lib/dashboard/link';
import { logQuery } from '../../lib/dashboard/log-query';
import { logs } from '../../lib/dashboard/panel/logs';
import { gauge, stat } from '../../lib/dashboard/panel/single-value';
import { upOrDown } from '../../lib/dashboard/panel/state';
import { stateTimeline } from '../../lib/dashboard/panel/state-timeline';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { traces } from '../../lib/dashboard/panel/traces';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad } from '../../lib/dashboard/threshold';
import { labelVariable } from '../../lib/dashboard/variable';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import { max, min, sum } from '../../lib/promql/aggregate';
import { quantile, rate } from '../../lib/promql/functions';
import { errorRatio, errorRatioLimits, latencyP95, requestRate, slowResponse } from '../../rules/canvascast/api-alerts';
import { activeUsers, errors, healthCheckSuccess, httpActiveConnections, httpRequestDuration, httpRequests, jobQueueDepth, oldestWaitingJob, workerTarget } from '../../rules/canvascast/metrics';
import { team } from '../../rules/canvascast/team';
import { backlogLimits, jobFailureLimit, jobFailureRatio } from '../../rules/canvascast/worker-alerts';
import { businessAddress, folder, overviewAddress, pipelineAddress } from './addresses';

const window = minutes(5);

const route = labelVariable(httpRequests, 'route');

const latencyBy = sum(rate(httpRequestDuration.buckets, window));

export const overview = dashboard(overviewAddress.uid, {
  title: overviewAddress.title,
  folder,
  description: 'For whoever is on call: whether customers reach CanvasCast, get answers in time and get their videos.',
  tags: ['canvascast'],
  range: hours(6),
  variables: [route],
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(pipelineAddress), toDashboard(businessAddress)],
  rows: [
    row('Is it broken, for whom, since when', [
      stat('Error rate', {
        description: 'Share of requests that the API answered with 5xx, over five minutes. Zero is an answer: every request succeeded.',
        queries: [query(errorRatio)],
        thresholds: highIsBad(errorRatioLimits),
        whenEmpty: 'no requests',
        links: [toTraces('Failed requests', { service: 'canvascast-api', tags: { error: 'true' } })],
      }),
      stat('p95 of answers', {
        description: 'One request in twenty takes longer than this. Red where the alert SlowResponses begins.',
        queries: [query(latencyP95)],
        thresholds: highIsBad({ critical: slowResponse }),
        whenEmpty: 'no requests',
      }),
      gauge('Job queue depth', {
        description: 'Video jobs that wait. Every worker reports the same queue, so this is the largest report, not their sum.',
        queries: [query(max(jobQueueDepth))],
        scale: { from: quantity(0, 'jobs'), to: quantity(200, 'jobs') },
        thresholds: highIsBad({ notice: backlogLimits.notice, critical: backlogLimits.warning }),
      }),
      stat('Failed jobs', {
        description: 'Share of the jobs of the last hour that failed.',
        queries: [query(jobFailureRatio)],
        thresholds: highIsBad({ critical: jobFailureLimit }),
        whenEmpty: 'no jobs',
        links: [toDashboard(pipelineAddress)],
      }),
      firingAlertTable('Firing alerts', {
        description: "CanvasCast's alerts that fire now, the longest first. Empty is good.",
        team,
      }),
      stateTimeline('Reachable from outside', {
        description: 'The probes from outside: what customers can reach, and since when they cannot.',
        queries: [query(min(probeSuccess.where({ target: /canvascast-.*/ })).by('target'), ({ labels }) => labels.target)],
        states: upOrDown,
      }),
      stateTimeline('Running and connected', {
        description: 'Whether a worker runs, and whether the API reaches what it depends on. A cause to look at when the line above is broken.',
        queries: [
          query(max(workerTarget.up), 'worker'),
          query(min(healthCheckSuccess).by('check'), ({ labels }) => labels.check),
        ],
        states: upOrDown,
      }),
    ]),
    row('Request rate and latency', [
      timeSeries('Request rate', {
        description: 'Requests per second by route. A route that falls to nothing is as telling as one that grows.',
        queries: [query(sum(rate(httpRequests, window)).by('route'), ({ labels }) => labels.route).narrowedBy(route)],
        stacked: true,
      }),
      timeSeries('Error rate by route', {
        description: 'Requests per second that failed: which customers are hit.',
        queries: [
          query(sum(rate(httpRequests.where({ status: /5../ }), window)).by('route'), ({ labels }) => labels.route, {
            links: ({ labels }) => [toTraces('Failed requests of this route', { service: 'canvascast-api', operation: labels.route, tags: { error: 'true' } })],
          }).narrowedBy(route),
        ],
      }),
      timeSeries('Answer time', {
        description: 'Half of the requests are faster than p50, one in twenty is slower than p95. The dashed line is the bound of the alert SlowResponses.',
        queries: [query(quantile(0.5, latencyBy.by('le')), 'p50').narrowedBy(route), query(quantile(0.95, latencyBy.by('le')), 'p95').narrowedBy(route)],
        thresholds: highIsBad({ critical: slowResponse }),
      }),
      timeSeries('p95 by route', {
        description: 'Which route is slow. A route with few requests jumps about: look at its rate first.',
        queries: [query(quantile(0.95, latencyBy.by('le', 'route')), ({ labels }) => labels.route).narrowedBy(route)],
        thresholds: highIsBad({ critical: slowResponse }),
      }),
    ]),
    row('Load', [
      stat('Active users', {
        description: 'Users who did something within the last 24 hours, read from the database.',
        queries: [query(max(activeUsers.where({ window: '24h' })))],
      }),
      stat('Requests', { description: 'All requests per second, with their course.', queries: [query(requestRate)], sparkline: true }),
      stat('Connections', { description: 'Connections that the API holds open.', queries: [query(sum(httpActiveConnections))], sparkline: true }),
      timeSeries('Queue', {
        description: 'Jobs that wait, and how long the oldest of them has been waiting: one long job and a flood of jobs look alike by depth alone.',
        queries: [query(max(jobQueueDepth).by('queue'), ({ labels }) => `waiting in ${labels.queue}`)],
        right: { queries: [query(max(oldestWaitingJob).by('queue'), ({ labels }) => `oldest in ${labels.queue}`)] },
        thresholds: highIsBad({ notice: backlogLimits.notice, critical: backlogLimits.warning }),
      }),
      timeSeries('Errors by category', {
        description: 'Errors per second, whoever noticed them.',
        queries: [query(sum(rate(errors, minutes(10))).by('category', 'service'), ({ labels }) => `${labels.category} in ${labels.service}`)],
        stacked: true,
      }),
    ]),
    row(
      'Evidence',
      [
        logs('Error lines', {
          description: 'What the services wrote at level error or fatal, the newest first. A trace id leads to its trace.',
          queries: [logQuery('{service_name=~"canvascast-.+"} | detected_level=~"error|fatal|critical"')],
        }),
        traces('Failed requests', { description: 'Traces of the API with an error in them.', search: { service: 'canvascast-api', tags: { error: 'true' } } }),
      ],
      { collapsed: true },
    ),
  ],
});
