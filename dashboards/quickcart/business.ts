import { days, hours, minutes } from '../../lib/core/duration';
import { dashboard } from '../../lib/dashboard/dashboard';
import { toDashboard } from '../../lib/dashboard/link';
import { barChart } from '../../lib/dashboard/panel/bar-chart';
import { column } from '../../lib/dashboard/panel/column';
import { stat } from '../../lib/dashboard/panel/single-value';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { max, sum } from '../../lib/promql/aggregate';
import { increase } from '../../lib/promql/functions';
import { averageOrder } from '../../rules/quickcart/business-alerts';
import { adminCommands, lifetimeValue, orders, productConversion, productSales, refunds, registrations, retained, revenue, revenuePerUser, stockTurnover, supportTickets, users } from '../../rules/quickcart/metrics';
import { activityAddress, businessFolder, productAddress, revenueAddress, userAddress } from './addresses';

const day = days(1);

const common = { folder: businessFolder, tags: ['quickcart'] } as const;

export const revenueBoard = dashboard(revenueAddress.uid, {
  ...common,
  title: revenueAddress.title,
  description: 'For the owners: what the shop earns.',
  range: days(30),
  refresh: hours(1),
  links: [toDashboard(productAddress), toDashboard(userAddress)],
  rows: [
    row('Revenue', [
      stat('Revenue of 30 days', { description: 'Rupiah received within 30 days.', queries: [query(sum(increase(revenue, days(30))))] }),
      stat('Revenue per user', { description: 'Rupiah per paying user of the last 30 days.', queries: [query(max(revenuePerUser))] }),
      stat('Value of an order', { description: 'The mean of six hours.', queries: [query(averageOrder)], whenEmpty: 'no orders' }),
      timeSeries('Revenue per day', { description: 'Rupiah per day, by how it was paid. Refunds stand beside it, not in it.', queries: [query(sum(increase(revenue, day)).by('payment_method'), ({ labels }) => labels.payment_method), query(sum(increase(refunds, day)), 'refunded')], style: 'bars', step: day }),
      timeSeries('Orders per day', { description: 'Orders per day, by what became of them.', queries: [query(sum(increase(orders, day)).by('status'), ({ labels }) => labels.status)], style: 'bars', step: day }),
    ]),
  ],
});

export const products = dashboard(productAddress.uid, {
  ...common,
  title: productAddress.title,
  description: 'For whoever buys for the shop: what sells.',
  range: days(7),
  refresh: minutes(30),
  links: [toDashboard(revenueAddress)],
  rows: [
    row('Products', [
      stat('Pieces sold', { description: 'Pieces sold within seven days, of the twenty products that sold most.', queries: [query(sum(max(productSales).by('product')))] }),
      barChart('What sells most', { description: 'Pieces sold within seven days, of the twenty products that sold most.', bars: [column('Pieces', max(productSales).by('product'))] }),
      timeSeries('Stock turnover', { description: 'Share of the stock that was sold within seven days, by category.', queries: [query(max(stockTurnover).by('category'), ({ labels }) => labels.category)] }),
      timeSeries('Conversion', { description: 'Share of those who looked at a product who bought it, by category.', queries: [query(max(productConversion).by('category'), ({ labels }) => labels.category)] }),
    ]),
  ],
});

export const usersBoard = dashboard(userAddress.uid, {
  ...common,
  title: userAddress.title,
  description: 'For the owners: who comes, who stays, what they are worth. A quarter as far as it is kept.',
  range: days(30),
  refresh: days(1),
  links: [toDashboard(activityAddress), toDashboard(revenueAddress)],
  rows: [
    row('Users', [
      stat('Customer lifetime value', { description: 'Rupiah that a customer has spent since the first order, on average.', queries: [query(max(lifetimeValue))] }),
      stat('Users who come back', { description: 'Share of the users of a month who came back in the next.', queries: [query(max(retained))] }),
      timeSeries('Users', { description: 'Users that there are.', queries: [query(max(users), 'users')] }),
      timeSeries('Registrations per day', { description: 'New users per day, by where they came from.', queries: [query(sum(increase(registrations, day)).by('source'), ({ labels }) => labels.source)], style: 'bars', stacked: true, step: day }),
    ]),
    row('Service', [
      timeSeries('Tickets per day', { description: 'Tickets per day, by category.', queries: [query(sum(increase(supportTickets, day)).by('category'), ({ labels }) => labels.category)], style: 'bars', stacked: true, step: day }),
      timeSeries('Commands of administrators per day', { description: 'Commands per day, by outcome.', queries: [query(sum(increase(adminCommands, day)).by('status'), ({ labels }) => labels.status)], style: 'bars', stacked: true, step: day }),
    ]),
  ],
});
