import { days, hours, minutes } from '../../lib/core/duration';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks, firingAlertTable } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { stat } from '../../lib/dashboard/panel/single-value';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad, lowIsBad } from '../../lib/dashboard/threshold';
import { max, sum } from '../../lib/promql/aggregate';
import { increase, ratio } from '../../lib/promql/functions';
import { bounds } from '../../rules/quickcart/business-alerts';
import { auditFailures, blockedTransactions, fraudCases, reviewQueue, securityEvents } from '../../rules/quickcart/metrics';
import { queueLimit } from '../../rules/quickcart/security-alerts';
import { team } from '../../rules/quickcart/team';
import { fraudAddress, operations, paymentAddress } from './addresses';

export const fraudBoard = dashboard(fraudAddress.uid, {
  title: fraudAddress.title,
  folder: operations,
  description: 'For the fraud team: what is blocked, what waits, what went unnoticed.',
  tags: ['quickcart'],
  range: days(1),
  refresh: minutes(2),
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(paymentAddress)],
  rows: [
    row('Is it broken, for whom, since when', [
      stat('Cases that were noticed', { description: 'Of the cases reviewed within seven days.', queries: [query(ratio(sum(increase(fraudCases.where({ outcome: 'detected' }), days(7))), sum(increase(fraudCases, days(7)))))], thresholds: lowIsBad({ warning: bounds.fraudDetected }), whenEmpty: 'no cases' }),
      stat('Review queue', { description: 'Cases that wait for a person.', queries: [query(max(reviewQueue))], thresholds: highIsBad({ warning: queueLimit }) }),
      firingAlertTable('Firing alerts', { description: 'Alerts of fraud and security that fire now, the longest first. Empty is good.', services: ['fraud', 'security'] }),
      timeSeries('Blocked transactions', { description: 'Transactions blocked within an hour, by reason.', queries: [query(sum(increase(blockedTransactions, hours(1))).by('reason'), ({ labels }) => labels.reason)], stacked: true }),
    ]),
    row('Security', [
      timeSeries('Security events', { description: 'Events within an hour, by outcome.', queries: [query(sum(increase(securityEvents, hours(1))).by('outcome'), ({ labels }) => labels.outcome)] }),
      timeSeries('Lost audit entries', { description: 'Audit entries of an hour that could not be written. Zero is the only good value.', queries: [query(sum(increase(auditFailures, hours(1))), 'entries')] }),
    ]),
  ],
});
