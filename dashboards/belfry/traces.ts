import { hours, minutes } from '../../lib/core/duration';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import { toDashboard, toTraces } from '../../lib/dashboard/link';
import { stat } from '../../lib/dashboard/panel/single-value';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { serviceMap, trace } from '../../lib/dashboard/panel/traces';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { labelVariable, textVariable } from '../../lib/dashboard/variable';
import { spanCalls, spanDuration } from '../../lib/metric/exporters/span-metrics';
import { sum, topk } from '../../lib/promql/aggregate';
import { quantile, rate, ratio } from '../../lib/promql/functions';
import { folder, gatewayAddress, jaegerAddress, logsAddress, tracesAddress } from './addresses';
import { firingAlertsOf, isItBroken, replicasThatAnswer, sinceWhen } from './first-row';

const window = minutes(5);

/** What others ask of a service; what it asks of others is another service's answer. */
const answered = { span_kind: 'SPAN_KIND_SERVER' } as const;

const service = labelVariable(spanCalls, 'service_name', { title: 'Service' });

const traceId = textVariable('trace_id', { title: 'Trace' });

const all = sum(rate(spanCalls.where(answered), window));

const failed = sum(rate(spanCalls.where({ ...answered, status_code: 'STATUS_CODE_ERROR' }), window));

const durations = sum(rate(spanDuration.buckets.where(answered), window));

export const tracesOverview = dashboard(tracesAddress.uid, {
  title: tracesAddress.title,
  folder,
  description: 'For whoever searches for a cause: rate, errors and duration of every service that sends spans, and the way to a single trace.',
  tags: ['belfry'],
  range: hours(1),
  variables: [service, traceId],
  annotations: [firingAlertMarks()],
  links: [toDashboard(jaegerAddress), toDashboard(gatewayAddress), toDashboard(logsAddress)],
  rows: [
    row(isItBroken, [
      stat('Requests', { description: 'Requests per second that the chosen services answer.', queries: [query(all).narrowedBy(service)], sparkline: true, whenEmpty: 'no spans' }),
      stat('Requests that fail', { description: 'Share of the requests whose span ended with an error.', queries: [query(ratio(failed.orZero(), all)).narrowedBy(service)], whenEmpty: 'no spans' }),
      stat('p95', { description: 'One request in twenty takes longer.', queries: [query(quantile(0.95, durations.by('le'))).narrowedBy(service)], whenEmpty: 'no spans' }),
      replicasThatAnswer('jaeger'),
      firingAlertsOf('jaeger', 'scraping'),
      sinceWhen('jaeger'),
    ]),
    row('Rate, errors, duration', [
      timeSeries('Requests by service', { description: 'Requests per second that each service answers.', queries: [query(topk(10, all.by('service_name')), ({ labels }) => labels.service_name).narrowedBy(service)] }),
      timeSeries('Failures by service', {
        description: 'Share of the requests of each service that fail. A click leads to the failed traces.',
        queries: [
          query(topk(10, ratio(failed.by('service_name'), all.by('service_name'))), ({ labels }) => labels.service_name, {
            links: ({ labels }) => [toTraces('Failed traces', { service: labels.service_name, tags: { error: 'true' } })],
          }).narrowedBy(service),
        ],
      }),
      timeSeries('p95 by service', { description: 'One request in twenty takes longer, for the ten slowest services.', queries: [query(topk(10, quantile(0.95, durations.by('le', 'service_name'))), ({ labels }) => labels.service_name).narrowedBy(service)] }),
      timeSeries('Slowest operations', {
        description: 'p95 of the ten slowest operations.',
        queries: [query(topk(10, quantile(0.95, durations.by('le', 'service_name', 'span_name'))), ({ labels }) => `${labels.service_name} ${labels.span_name}`).narrowedBy(service)],
      }),
    ]),
    row('Who calls whom', [serviceMap('Services', { description: 'Which service calls which, as Jaeger knows it from the traces.' })], { collapsed: true }),
    row('One trace', [trace('Trace', { description: 'The trace whose id stands at the top of the page.', traceId })], { collapsed: true }),
  ],
});
