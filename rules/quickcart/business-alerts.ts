import { days, hours, minutes, seconds } from '../../lib/core/duration';
import { percent, perSecond, quantity } from '../../lib/core/quantity';
import { max, sum } from '../../lib/promql/aggregate';
import { average, increase, ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds, observes } from '../../lib/rule/scenario/input';
import { limitAlert } from '../shared/limit-alert';
import { shareAlert } from '../shared/share-alert';
import { shopHours } from './hours';
import { activeUsers, adminCommands, fraudCases, orders, registrations, revenue, sessionDuration, supportTickets } from './metrics';
import { activityDashboard, fraudDashboard, team } from './team';

const common = { team, service: 'shop', dashboard: activityDashboard, kind: 'symptom', labels: {} } as const;

/** Baselines of the business, and the bounds beyond which they are told: what owners tune. */
export const bounds = {
  registrationsPerHour: quantity(1, 'users'),
  dailyActiveUsers: quantity(50, 'users'),
  session: minutes(3),
  ordersPerHour: quantity(2, 'orders'),
  revenuePerHour: quantity(100_000, 'IDR'),
  orderValue: quantity(25_000, 'IDR per orders'),
  fraudDetected: percent(90),
  ticketsPerDay: quantity(20, 'tickets'),
  adminCommands: percent(95),
} as const;

const perHour = (count: number): number => count / 3600;

const registered = (count: number): readonly InputSeries[] => [grows(registrations, { source: 'direct' }, perSecond(perHour(count), 'users'))];

export const newUsersLow = limitAlert('NewUsersLow', {
  ...common,
  when: sum(increase(registrations, hours(1))).below(bounds.registrationsPerHour),
  limit: bounds.registrationsPerHour,
  side: 'below',
  for: hours(1),
  severity: 'LOW',
  summary: 'Hardly anybody new comes to the shop.',
  tells: (count) => `${count} users registered within an hour; usual are 5.`,
  runbook: 'quickcart/new-users-low',
  tried: { bad: 0.95, good: 1.05 },
  settles: hours(1),
  hours: shopHours,
  scene: registered,
});

export const dailyActiveUsersLow = limitAlert('DailyActiveUsersLow', {
  ...common,
  when: max(activeUsers.where({ window: '24h' })).below(bounds.dailyActiveUsers),
  limit: bounds.dailyActiveUsers,
  side: 'below',
  for: hours(1),
  severity: 'LOW',
  summary: 'Half of the usual users came within a day.',
  tells: (count) => `${count} users were active within 24 hours; usual are 100.`,
  runbook: 'quickcart/daily-active-users-low',
  scene: (count) => [holds(activeUsers, { window: '24h' }, quantity(count, 'users'))],
});

const sessions = (length: number): readonly InputSeries[] => observes(sessionDuration, {}, { observed: [{ rate: perSecond(0.02, 'sessions'), each: seconds(length) }] });

export const meanSession = average(sessionDuration, hours(6));

export const sessionDurationLow = limitAlert('SessionDurationLow', {
  ...common,
  when: meanSession.below(bounds.session),
  limit: bounds.session,
  side: 'below',
  for: hours(1),
  severity: 'LOW',
  summary: 'Users leave after less than three minutes.',
  tells: (length) => `A session of the last six hours takes ${length} on average; usual are 10 minutes.`,
  runbook: 'quickcart/session-duration-low',
  settles: hours(6),
  every: minutes(5),
  scene: sessions,
});

const paid = orders.where({ status: 'paid' });

const sold = (count: number): readonly InputSeries[] => [grows(orders, { status: 'paid', payment_method: 'qris' }, perSecond(perHour(count), 'orders'))];

export const ordersLow = limitAlert('OrdersLow', {
  ...common,
  when: sum(increase(paid, hours(1))).below(bounds.ordersPerHour),
  limit: bounds.ordersPerHour,
  side: 'below',
  for: minutes(30),
  severity: 'MEDIUM',
  summary: 'The shop is open and sells hardly anything.',
  tells: (count) => `${count} orders were paid within an hour; usual are 10.`,
  runbook: 'quickcart/orders-low',
  tried: { bad: 1.9, good: 2.1 },
  settles: hours(1),
  hours: shopHours,
  scene: sold,
});

const earned = (amount: number): readonly InputSeries[] => [grows(revenue, { payment_method: 'qris' }, perSecond(perHour(amount), 'IDR'))];

export const revenueLow = limitAlert('RevenueLow', {
  ...common,
  when: sum(increase(revenue, hours(1))).below(bounds.revenuePerHour),
  limit: bounds.revenuePerHour,
  side: 'below',
  for: minutes(30),
  severity: 'MEDIUM',
  summary: 'The shop is open and earns hardly anything.',
  tells: (amount) => `${amount} IDR were received within an hour; usual are 500k.`,
  runbook: 'quickcart/revenue-low',
  tried: { bad: 95_000, good: 105_000 },
  settles: hours(1),
  hours: shopHours,
  scene: earned,
});

export const averageOrder = ratio(sum(increase(revenue, hours(6))), sum(increase(paid, hours(6))));

export const averageOrderValueLow = limitAlert('AverageOrderValueLow', {
  ...common,
  when: averageOrder.below(bounds.orderValue).given(sum(increase(paid, hours(6))).above(quantity(5, 'orders'))),
  limit: bounds.orderValue,
  side: 'below',
  for: hours(1),
  severity: 'LOW',
  summary: 'Orders are half as large as usual.',
  tells: (amount) => `An order of the last six hours is worth ${amount} IDR on average; usual are 50k.`,
  runbook: 'quickcart/average-order-value-low',
  settles: hours(6),
  every: minutes(5),
  scene: (amount) => [...sold(10), ...earned(amount * 10)],
});

const reviewed = { of: fraudCases.where({ outcome: 'detected' }), among: fraudCases, window: days(7), atLeast: perSecond(10 / (7 * 86_400), 'cases') } as const;

export const fraudDetectionRateLow = shareAlert('FraudDetectionRateLow', {
  ...common,
  ...reviewed,
  service: 'fraud',
  dashboard: fraudDashboard,
  side: 'below',
  limit: bounds.fraudDetected,
  for: hours(1),
  severity: 'HIGH',
  summary: 'More than one case of fraud in ten went unnoticed.',
  tells: (share) => `${share} of the cases reviewed within seven days had been noticed.`,
  runbook: 'quickcart/fraud-detection-rate-low',
  events: (noticed, missed) => (['detected', 'missed'] as const).map((outcome) => grows(fraudCases, { outcome }, perSecond(outcome === 'detected' ? noticed : missed, 'cases'))),
});

export const supportTicketsHigh = limitAlert('SupportTicketsHigh', {
  ...common,
  when: sum(increase(supportTickets, days(1))).above(bounds.ticketsPerDay),
  limit: bounds.ticketsPerDay,
  side: 'above',
  for: minutes(0),
  severity: 'LOW',
  summary: 'Four times the usual number of users asks for help.',
  tells: (count) => `${count} tickets were opened within a day; usual are 5.`,
  runbook: 'quickcart/support-tickets-high',
  tried: { bad: 24, good: 18 },
  settles: days(1),
  every: minutes(5),
  scene: (count) => [grows(supportTickets, { category: 'payment' }, perSecond(count / 86_400, 'tickets'))],
});

export const adminCommandSuccessLow = shareAlert('AdminCommandSuccessLow', {
  ...common,
  of: adminCommands.where({ status: 'success' }),
  among: adminCommands,
  window: hours(1),
  atLeast: perSecond(perHour(10), 'commands'),
  side: 'below',
  limit: bounds.adminCommands,
  for: minutes(30),
  severity: 'MEDIUM',
  summary: 'Commands of administrators fail.',
  tells: (share) => `${share} of the commands of an hour succeeded; usual are 99 %.`,
  runbook: 'quickcart/admin-command-success-low',
  events: (good, bad) => (['success', 'failure'] as const).map((status) => grows(adminCommands, { command: 'stock', status }, perSecond(status === 'success' ? good : bad, 'commands'))),
});

export const businessAlerts = [newUsersLow, dailyActiveUsersLow, sessionDurationLow, ordersLow, revenueLow, averageOrderValueLow, supportTicketsHigh, adminCommandSuccessLow] as const satisfies readonly Alert[];
