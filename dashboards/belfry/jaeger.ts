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
import { jaegerAcceptedSpans, jaegerRefusedSpans, jaegerStorageLatency, jaegerStorageRequests } from '../../lib/metric/exporters/jaeger';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { max, sum } from '../../lib/promql/aggregate';
import { average, rate, ratio } from '../../lib/promql/functions';
import { jaegerStorageErrors } from '../../rules/belfry/jaeger-alerts';
import { team } from '../../rules/belfry/team';
import { folder, gatewayAddress, jaegerAddress, stackAddress, tracesAddress } from './addresses';
import { firingAlertsOf, isItBroken, replicasThatAnswer, sinceWhen } from './first-row';

const window = minutes(5);

const failed = sum(rate(jaegerStorageRequests.where({ result: 'err' }), window));

const asked = sum(rate(jaegerStorageRequests, window));

export const jaeger = dashboard(jaegerAddress.uid, {
  title: jaegerAddress.title,
  folder,
  description: 'For whoever runs the stack: whether spans arrive, are kept, and are found.',
  tags: ['belfry'],
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(stackAddress), toDashboard(gatewayAddress), toDashboard(tracesAddress)],
  rows: [
    row(isItBroken, [
      replicasThatAnswer('jaeger'),
      stat('Spans that arrive', { description: 'Spans per second. None may be right at night; none at noon is not.', queries: [query(sum(rate(jaegerAcceptedSpans, window)).orZero())], sparkline: true }),
      stat('Spans refused', { description: 'Spans per second that Jaeger did not take.', queries: [query(sum(rate(jaegerRefusedSpans, window)).orZero())], sparkline: true }),
      stat('Requests to the store that fail', { description: 'Share of the requests to the store of the traces that failed. Red where the alert JaegerStorageErrors begins.', queries: [query(ratio(failed.orZero(), asked))], thresholds: highIsBad({ critical: limitOf(jaegerStorageErrors, 'ratio') }), whenEmpty: 'no requests' }),
      firingAlertsOf('jaeger', 'scraping'),
      sinceWhen('jaeger'),
    ]),
    row('Spans', [
      timeSeries('Taken', { description: 'Spans per second, by the protocol in which they come.', queries: [query(sum(rate(jaegerAcceptedSpans, window)).by('transport'), ({ labels }) => labels.transport)] }),
      timeSeries('Refused', { description: 'Spans per second, by the protocol in which they come.', queries: [query(sum(rate(jaegerRefusedSpans, window)).by('transport'), ({ labels }) => labels.transport)] }),
    ]),
    row('The store', [
      timeSeries('Requests to the store', { description: 'Requests per second, by operation.', queries: [query(asked.by('operation'), ({ labels }) => labels.operation)] }),
      timeSeries('Requests that fail', { description: 'Requests per second that failed, by operation.', queries: [query(failed.by('operation'), ({ labels }) => labels.operation)] }),
      timeSeries('Time of a request', {
        description: 'The average, by operation. Jaeger counts everything below five seconds as one, so no quantile could tell more.',
        queries: [query(average(jaegerStorageLatency, window, 'operation'), ({ labels }) => labels.operation)],
      }),
      timeSeries('Time of a scrape', { description: 'How long Jaeger takes to answer Prometheus: a busy program answers late.', queries: [query(max(targetMetrics('jaeger').scrapeDuration).by('instance'), ({ labels }) => labels.instance)] }),
    ]),
  ],
});
