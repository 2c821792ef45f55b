import { hours, minutes, weeks } from '../../lib/core/duration';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks, firingAlertTable } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { stat } from '../../lib/dashboard/panel/single-value';
import { upOrDown } from '../../lib/dashboard/panel/state';
import { stateTimeline } from '../../lib/dashboard/panel/state-timeline';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad, lowIsBad } from '../../lib/dashboard/threshold';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import { max, min, sum } from '../../lib/promql/aggregate';
import { increase, quantile, rate } from '../../lib/promql/functions';
import { externalCallDuration, lastPayment, paymentDuration, payments, revenue } from '../../rules/quickcart/metrics';
import { pakasirLimit, pakasirP95, pakasirProbe, successLimits, successShare } from '../../rules/quickcart/payment-alerts';
import { team } from '../../rules/quickcart/team';
import { fraudAddress, operations, paymentAddress, systemAddress } from './addresses';

const window = minutes(5);

export const paymentBoard = dashboard(paymentAddress.uid, {
  title: paymentAddress.title,
  folder: operations,
  description: 'For whoever is on call: whether customers can pay.',
  tags: ['quickcart'],
  range: hours(4),
  refresh: minutes(1),
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(systemAddress), toDashboard(fraudAddress)],
  rows: [
    row('Is it broken, for whom, since when', [
      stat('Payments that succeed', { description: 'Share of the payments of 15 minutes that succeeded; expired ones have a share of their own.', queries: [query(successShare)], thresholds: lowIsBad({ warning: successLimits.high, critical: successLimits.critical }), whenEmpty: 'no payments' }),
      stat('Last payment', { description: 'When a payment last succeeded.', queries: [query(max(lastPayment))] }),
      stat('Usual revenue at this hour', { description: 'What was received within the same hour a week ago: what an outage costs by the hour.', queries: [query(sum(increase(revenue, { range: hours(1), offset: weeks(1) })))], whenEmpty: 'nothing yet' }),
      firingAlertTable('Firing alerts', { description: 'Alerts of QuickCart that fire now, the longest first. Empty is good.', team }),
      stateTimeline('Pakasir', { description: 'Whether the provider answers from outside.', queries: [query(min(probeSuccess.where({ target: pakasirProbe })), 'Pakasir')], states: upOrDown }),
    ]),
    row('Payments', [
      timeSeries('Payments', { description: 'Payments within a quarter of an hour, by how they ended.', queries: [query(sum(increase(payments, minutes(15))).by('status'), ({ labels }) => labels.status)], stacked: true }),
      timeSeries('Pakasir p95', { description: 'One call in twenty takes longer than this.', queries: [query(pakasirP95, 'p95')], thresholds: highIsBad({ warning: pakasirLimit }) }),
      timeSeries('Time to a payment request', { description: 'The 95th percentile from an order to its payment request.', queries: [query(quantile(0.95, sum(rate(paymentDuration.buckets, window)).by('le')), 'p95')] }),
      timeSeries('Calls to others', { description: 'Calls per second by service and outcome.', queries: [query(sum(rate(externalCallDuration.count, window)).by('service', 'status'), ({ labels }) => `${labels.service} ${labels.status}`)] }),
    ]),
  ],
});
