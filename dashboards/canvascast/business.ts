import { days, hours, minutes } from '../../lib/core/duration';
import { dashboard } from '../../lib/dashboard/dashboard';
import { toDashboard } from '../../lib/dashboard/link';
import { stat } from '../../lib/dashboard/panel/single-value';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { max, sum } from '../../lib/promql/aggregate';
import { increase, rate, ratio } from '../../lib/promql/functions';
import { activeSubscriptions, activeUsers, conversions, creditsUsed, refunds, revenue, signups } from '../../rules/canvascast/metrics';
import { businessAddress, folder, overviewAddress } from './addresses';

const day = days(1);

export const business = dashboard(businessAddress.uid, {
  title: businessAddress.title,
  folder,
  description: 'For the product team: who comes, who stays, and what they pay.',
  tags: ['canvascast'],
  range: days(30),
  refresh: minutes(15),
  links: [toDashboard(overviewAddress)],
  rows: [
    row('Who comes and stays', [
      stat('Active users', {
        description: 'Users who did something within the window, read from the database.',
        queries: [query(max(activeUsers).by('window'), ({ labels }) => `within ${labels.window}`)],
      }),
      stat('Active subscriptions', {
        description: 'Subscriptions that are paid for, by plan.',
        queries: [query(max(activeSubscriptions).by('plan'), ({ labels }) => labels.plan)],
      }),
      stat('Conversion', {
        description: 'Share of the visitors of a day who bought something within it.',
        queries: [query(ratio(sum(increase(conversions.where({ step: 'purchased' }), day)), sum(increase(conversions.where({ step: 'visited' }), day))), 'purchased of visited')],
        whenEmpty: 'no visitors',
      }),
      timeSeries('Signups', {
        description: 'New accounts per day, by how they signed up.',
        queries: [query(sum(increase(signups, day)).by('method'), ({ labels }) => labels.method)],
        style: 'bars',
        stacked: true,
        step: day,
      }),
      timeSeries('Conversion funnel', {
        description: 'Visitors per day, by the step that they reached.',
        queries: [query(sum(increase(conversions, day)).by('step'), ({ labels }) => labels.step)],
        style: 'bars',
        step: day,
      }),
    ]),
    row('What they pay', [
      timeSeries('Revenue', {
        description: 'Dollars per day, by what was paid for. Refunds stand beside it, not in it.',
        queries: [query(sum(increase(revenue, day)).by('type'), ({ labels }) => labels.type), query(sum(increase(refunds, day)), 'refunded')],
        style: 'bars',
        step: day,
      }),
      timeSeries('Credit usage', {
        description: 'Credits that customers spend within an hour.',
        // At half the width, the points of a month would stand more than an hour apart.
        size: { width: 24, height: 8 },
        queries: [query(sum(rate(creditsUsed, hours(1))).times(hours(1)), 'credits within an hour')],
      }),
    ]),
  ],
});
