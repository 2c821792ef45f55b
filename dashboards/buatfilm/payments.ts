import { hours, minutes, seconds } from '../../lib/core/duration';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks, firingAlertTable } from '../../lib/dashboard/firing-alerts';
import { toDashboard, toTraces } from '../../lib/dashboard/link';
import { logQuery } from '../../lib/dashboard/log-query';
import { barChart } from '../../lib/dashboard/panel/bar-chart';
import { column } from '../../lib/dashboard/panel/column';
import { logs } from '../../lib/dashboard/panel/logs';
import { stat } from '../../lib/dashboard/panel/single-value';
import { upOrDown } from '../../lib/dashboard/panel/state';
import { stateTimeline } from '../../lib/dashboard/panel/state-timeline';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { traces } from '../../lib/dashboard/panel/traces';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad, lowIsBad } from '../../lib/dashboard/threshold';
import { labelVariable, textVariable } from '../../lib/dashboard/variable';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import { max, min, sum } from '../../lib/promql/aggregate';
import { increase, quantile, rate, ratio } from '../../lib/promql/functions';
import { errorLimit, failedShare, publicProbe } from '../../rules/buatfilm/api-alerts';
import { externalCallDuration, httpRequestDuration, httpRequests, orderCreationDuration, orders, outboxBacklog, paymentAmount, paymentProcessingDuration, webhookDuration, webhooks } from '../../rules/buatfilm/metrics';
import { backlog, backlogLimit, failedByChannel, failureLimit } from '../../rules/buatfilm/notification-alerts';
import { callFailureLimit, conversion, conversionLimit, midtransLimit, midtransP95, midtransProbe, oldestOrder, pendingAgeLimit, pendingLimit, pendingOrders } from '../../rules/buatfilm/payment-alerts';
import { team } from '../../rules/buatfilm/team';
import { invalidLimit, invalidShare, webhookLimit, webhookP95, webhookProbe } from '../../rules/buatfilm/webhook-alerts';
import { folder, paymentAddress, platformAddress } from './addresses';
import { deployments } from './deployments';

const window = minutes(5);

const route = labelVariable(httpRequests, 'route');

const correlation = textVariable('correlation_id', { title: 'Correlation id' });

const hour = hours(1);

const webhookTimes = sum(rate(webhookDuration.buckets, window)).by('le');

const callShare = ratio(sum(rate(externalCallDuration.count.where({ status: 'error' }), window)).by('provider'), sum(rate(externalCallDuration.count, window)).by('provider'));

export const paymentBoard = dashboard(paymentAddress.uid, {
  title: paymentAddress.title,
  folder,
  description: 'For whoever is on call: whether customers can order, pay, and hear of it.',
  tags: ['buatfilm'],
  range: hours(6),
  refresh: seconds(30),
  variables: [route, correlation],
  annotations: [firingAlertMarks({ team }), deployments],
  links: [toDashboard(platformAddress)],
  rows: [
    row('Is it broken, for whom, since when', [
      stat('Failed requests', {
        description: 'Share of the requests that were answered with 5xx, over five minutes.',
        queries: [query(failedShare)],
        thresholds: highIsBad({ critical: errorLimit }),
        whenEmpty: 'no requests',
        links: [toTraces('Failed requests', { service: 'buatfilm-payment-api', tags: { error: 'true' } })],
      }),
      stat('Paid of finished', { description: 'Share of the finished transactions of the last hour that were paid.', queries: [query(conversion)], thresholds: lowIsBad({ critical: conversionLimit }), whenEmpty: 'no payments' }),
      stat('Orders that wait', { description: 'Orders that wait for their payment, read from the database.', queries: [query(pendingOrders)], thresholds: highIsBad({ warning: pendingLimit }) }),
      stat('Oldest order that waits', { description: 'How long the oldest order has waited for its payment.', queries: [query(oldestOrder)], thresholds: highIsBad({ warning: pendingAgeLimit }) }),
      firingAlertTable('Firing alerts', { description: 'Alerts of BuatFilm that fire now, the longest first. Empty is good.', team }),
      stateTimeline('Reachable from outside', {
        description: 'The public API, the address for webhooks, and the provider, as the probes see them.',
        queries: [query(min(probeSuccess.where({ target: [publicProbe, webhookProbe, midtransProbe] })).by('target'), ({ labels }) => labels.target)],
        states: upOrDown,
      }),
    ]),
    row('The ways of a payment', [
      timeSeries('Request Rate', { description: 'Requests per second by route.', queries: [query(sum(rate(httpRequests, window)).by('route'), ({ labels }) => labels.route).narrowedBy(route)], stacked: true }),
      timeSeries('Error Rate', { description: 'Share of the requests that failed, and where HighErrorRate begins.', queries: [query(failedShare, 'failed').narrowedBy(route)], thresholds: highIsBad({ critical: errorLimit }) }),
      barChart('Order Funnel', {
        description: 'Orders of the last hour by the status that they entered: created, waiting for payment, paid. Failed is a way out, not a step.',
        bars: [column('Orders', sum(increase(orders, hour)).by('status'))],
      }),
      timeSeries('Payment Conversion Rate', { description: 'Share of the finished transactions of an hour that were paid, and where LowPaymentConversion begins.', queries: [query(conversion, 'paid of finished')], thresholds: lowIsBad({ critical: conversionLimit }) }),
      timeSeries('Webhook Processing Time', { description: 'Half of the webhooks are faster than p50, one in twenty slower than p95, one in a hundred slower than p99.', queries: [query(quantile(0.5, webhookTimes), 'p50'), query(webhookP95, 'p95'), query(quantile(0.99, webhookTimes), 'p99')], thresholds: highIsBad({ critical: webhookLimit }) }),
      timeSeries('External Service Health', { description: 'Share of the calls that failed, by whom they went to. Red where MidtransErrorsHigh begins.', queries: [query(callShare, ({ labels }) => labels.provider)], thresholds: highIsBad({ critical: callFailureLimit }) }),
      timeSeries('Outbox Backlog', { description: 'Notifications that wait or are tried again, by channel; one target reads the table.', queries: [query(sum(max(outboxBacklog).by('channel', 'status')).by('channel'), ({ labels }) => labels.channel)], stacked: true }),
    ]),
    row(
      'Orders and payments',
      [
        timeSeries('Answer time', { description: 'One request in twenty to a route takes longer than this.', queries: [query(quantile(0.95, sum(rate(httpRequestDuration.buckets, window)).by('le', 'route')), ({ labels }) => labels.route).narrowedBy(route)] }),
        timeSeries('Time to create an order', { description: 'Half of the orders are created faster than p50, one in twenty slower than p95.', queries: [query(quantile(0.5, sum(rate(orderCreationDuration.buckets, window)).by('le')), 'p50'), query(quantile(0.95, sum(rate(orderCreationDuration.buckets, window)).by('le')), 'p95')] }),
        timeSeries('Time of a payment', { description: 'One request to pay in twenty takes longer than this until the provider has answered.', queries: [query(quantile(0.95, sum(rate(paymentProcessingDuration.buckets, window)).by('le', 'provider')), ({ labels }) => labels.provider)] }),
        timeSeries('Turnover per hour', { description: 'Rupiah that were paid within an hour, by payment type.', queries: [query(sum(increase(paymentAmount.sum, hour)).by('payment_type'), ({ labels }) => labels.payment_type)], stacked: true }),
        timeSeries('Typical ticket', { description: 'Half of the payments of an hour are smaller. Usual are 99000 rupiah.', queries: [query(quantile(0.5, sum(rate(paymentAmount.buckets, hour)).by('le')), 'median')] }),
      ],
      { collapsed: true },
    ),
    row(
      'Webhooks, Midtrans and notifications',
      [
        timeSeries('Webhooks', { description: 'Webhooks per second, by whether their signature was right.', queries: [query(sum(rate(webhooks, window)).by('valid'), ({ labels }) => `valid: ${labels.valid}`)], stacked: true }),
        timeSeries('Refused webhooks', { description: 'Share of the webhooks whose signature was wrong, and where ManyFailedWebhooks begins.', queries: [query(invalidShare, 'refused')], thresholds: highIsBad({ critical: invalidLimit }) }),
        timeSeries('Midtrans p95', { description: 'One call to Midtrans in twenty takes longer than this.', queries: [query(midtransP95, 'p95')], thresholds: highIsBad({ warning: midtransLimit }) }),
        stat('Notifications that wait', { description: 'Over all channels. Red where HighOutboxBacklog begins.', queries: [query(backlog)], thresholds: highIsBad({ critical: backlogLimit }) }),
        timeSeries('Failed notifications', { description: 'Share of the notifications of a channel that failed, and where NotificationFailureRate begins.', queries: [query(failedByChannel, ({ labels }) => labels.channel)], thresholds: highIsBad({ warning: failureLimit }) }),
      ],
      { collapsed: true },
    ),
    row(
      'Evidence',
      [
        logs('Lines of an order', { description: 'What all services wrote under the correlation id that stands above, the newest first.', queries: [logQuery(`{service_name=~"buatfilm-payment-api|notification-worker"} | json | correlation_id="${correlation.reference}"`)] }),
        logs('Error lines', { description: 'What the services wrote at level error or fatal, the newest first. A trace id leads to its trace.', queries: [logQuery('{service_name=~"buatfilm-payment-api|notification-worker"} | detected_level=~"error|fatal|critical"')] }),
        traces('Failed payments', { description: 'Traces of the payment API with an error in them.', search: { service: 'buatfilm-payment-api', tags: { error: 'true' } } }),
      ],
      { collapsed: true },
    ),
  ],
});
