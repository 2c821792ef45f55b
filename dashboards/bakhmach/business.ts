import { days, minutes } from '../../lib/core/duration';
import { dashboard } from '../../lib/dashboard/dashboard';
import { toDashboard } from '../../lib/dashboard/link';
import { barChart } from '../../lib/dashboard/panel/bar-chart';
import { column } from '../../lib/dashboard/panel/column';
import { stat } from '../../lib/dashboard/panel/single-value';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { max, sum, topk } from '../../lib/promql/aggregate';
import { increase, ratio } from '../../lib/promql/functions';
import { activeUsers, churn, featureUses, funnelSteps, revenue, transactions } from '../../rules/bakhmach/metrics';
import { businessAddress, folder, overviewAddress } from './addresses';

const day = days(1);

/** Of those who came within a month, how many come on a day. */
const stickiness = ratio(max(activeUsers.where({ window: '1d' })), max(activeUsers.where({ window: '30d' })));

export const business = dashboard(businessAddress.uid, {
  title: businessAddress.title,
  folder,
  description: 'For the owners: who comes, who stays, what they use and what they pay.',
  tags: ['bakhmach'],
  range: days(30),
  refresh: minutes(15),
  links: [toDashboard(overviewAddress)],
  rows: [
    row('Who comes and stays', [
      stat('Active users', { description: 'Users who did something within the window, read from the database.', queries: [query(max(activeUsers).by('window'), ({ labels }) => `within ${labels.window}`)] }),
      stat('User engagement', { description: 'Of those who came within a month, the share that comes on a day.', queries: [query(stickiness)], whenEmpty: 'no users' }),
      stat('Churn', { description: 'Of the users of the month before last, the share that did not come back within the last.', queries: [query(max(churn))] }),
      timeSeries('Conversion funnel', { description: 'Visitors per day, by the step that they reached.', queries: [query(sum(increase(funnelSteps, day)).by('step'), ({ labels }) => labels.step)], style: 'bars', step: day }),
      barChart('Feature usage', { description: 'The ten features that were used most within a day.', bars: [column('Uses', topk(10, sum(increase(featureUses, day)).by('feature')))] }),
    ]),
    row('What they pay', [
      timeSeries('Revenue', { description: 'Money per day in units of each currency, which no sum mixes.', queries: [query(sum(increase(revenue, day)).by('currency'), ({ labels }) => labels.currency)], style: 'bars', step: day }),
      timeSeries('Transactions', { description: 'Payments per day, by how they ended.', queries: [query(sum(increase(transactions, day)).by('outcome'), ({ labels }) => labels.outcome)], style: 'bars', stacked: true, step: day }),
    ]),
  ],
});
