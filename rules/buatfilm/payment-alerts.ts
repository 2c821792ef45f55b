import { hours, minutes, seconds } from '../../lib/core/duration';
import { percent, perSecond, quantity } from '../../lib/core/quantity';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import { max, sum } from '../../lib/promql/aggregate';
import { quantile, rate } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { shareOf } from '../../lib/rule/condition/share';
import { grows, holds, observes } from '../../lib/rule/scenario/input';
import { limitAlert } from '../shared/limit-alert';
import { probeAlert } from '../shared/probe-alert';
import { quantileAlert } from '../shared/quantile-alert';
import { shareAlert } from '../shared/share-alert';
import { externalCallDuration, oldestPendingOrder, ordersPending, paymentTransactions } from './metrics';
import { failureLines, paymentDashboard, team } from './team';

const common = { team, service: 'payments', dashboard: paymentDashboard, logs: failureLines.api, kind: 'symptom' } as const;

const provider = { ...common, service: 'midtrans' } as const;

/** A transaction that still waits is neither a success nor a failure. */
const finished = paymentTransactions.where({ status: { not: 'pending' } });

/** Shared with the dashboard's colours. */
export const conversionLimit = percent(70);

/** Ten transactions an hour: fewer, and one that fails is a large share. */
const paid = { of: paymentTransactions.where({ status: 'paid' }), among: finished, window: hours(1), atLeast: perSecond(10 / 3600, 'transactions') } as const;

export const conversion = shareOf(paid).ratio;

export const lowPaymentConversion = shareAlert('LowPaymentConversion', {
  ...common,
  ...paid,
  side: 'below',
  limit: conversionLimit,
  for: minutes(15),
  severity: 'P1',
  summary: 'Fewer than seven in ten finished transactions were paid.',
  tells: (share) => `${share} of the finished transactions of the last hour were paid.`,
  runbook: 'buatfilm/low-payment-conversion',
  labels: {},
  events: (good, bad) => (['paid', 'expired'] as const).map((status) => grows(paymentTransactions, { status, provider: 'midtrans', payment_type: 'qris' }, perSecond(status === 'paid' ? good : bad, 'transactions'))),
});

const slowWindow = minutes(10);

/** Shared with the dashboard's colours. */
export const midtransLimit = seconds(5);

const midtrans = { provider: 'midtrans' } as const;

export const midtransP95 = quantile(0.95, sum(rate(externalCallDuration.buckets.where(midtrans), slowWindow)).by('le'));

export const midtransSlowResponse = quantileAlert('MidtransSlowResponse', {
  ...provider,
  when: midtransP95.above(midtransLimit),
  histogram: externalCallDuration,
  quantile: 0.95,
  window: slowWindow,
  limit: midtransLimit,
  for: minutes(10),
  severity: 'P2',
  summary: 'One call to Midtrans in twenty takes longer than five seconds.',
  tells: (time) => `The 95th percentile of the calls to Midtrans is ${time}.`,
  runbook: 'buatfilm/midtrans-slow-response',
  observations: (each) => observes(externalCallDuration, { ...midtrans, operation: 'charge', status: 'success' }, { observed: [{ rate: perSecond(0.5, 'calls'), each: seconds(each) }] }),
});

/** Shared with the dashboard's colours. */
export const callFailureLimit = percent(10);

export const midtransErrorsHigh = shareAlert('MidtransErrorsHigh', {
  ...provider,
  of: externalCallDuration.count.where({ ...midtrans, status: 'error' }),
  among: externalCallDuration.count.where(midtrans),
  window: minutes(5),
  atLeast: perSecond(0.01, 'calls'),
  side: 'above',
  limit: callFailureLimit,
  for: minutes(5),
  severity: 'P1',
  summary: 'More than one call to Midtrans in ten fails.',
  tells: (share) => `${share} of the calls to Midtrans failed over five minutes.`,
  runbook: 'buatfilm/midtrans-errors-high',
  labels: {},
  events: (bad, good) => (['error', 'success'] as const).map((status) => grows(externalCallDuration.count, { ...midtrans, operation: 'charge', status }, perSecond(status === 'error' ? bad : good, 'calls'))),
});

export const midtransProbe = 'midtrans';

export const midtransAddress = 'https://status.midtrans.com/';

export const midtransUnavailable = probeAlert('MidtransUnavailable', {
  ...provider,
  probe: probeSuccess.where({ target: midtransProbe }),
  target: midtransProbe,
  address: midtransAddress,
  for: minutes(5),
  severity: 'P1',
  summary: 'Midtrans does not answer from outside.',
  tells: 'The probe of Midtrans fails or is not made.',
  runbook: 'buatfilm/midtrans-unavailable',
});

/** Shared with the dashboard's colours. */
export const pendingLimit = quantity(20, 'orders');

export const pendingOrders = max(ordersPending);

export const highPendingOrders = limitAlert('HighPendingOrders', {
  ...common,
  when: pendingOrders.above(pendingLimit),
  limit: pendingLimit,
  side: 'above',
  for: minutes(30),
  severity: 'P2',
  summary: 'More than twenty orders at a time have waited for their payment for half an hour.',
  tells: (count) => `${count} orders wait for their payment.`,
  runbook: 'buatfilm/high-pending-orders',
  labels: {},
  tried: { bad: 21, good: 20 },
  scene: (count) => [holds(ordersPending, {}, quantity(count, 'orders'))],
});

/** Shared with the dashboard's colours. */
export const pendingAgeLimit = minutes(30);

export const oldestOrder = max(oldestPendingOrder);

export const ordersPendingTooLong = limitAlert('OrdersPendingTooLong', {
  ...common,
  when: oldestOrder.above(pendingAgeLimit),
  limit: pendingAgeLimit,
  side: 'above',
  for: minutes(5),
  severity: 'P2',
  summary: 'An order has waited for its payment for more than half an hour.',
  tells: (age) => `The oldest order has waited ${age} for its payment.`,
  runbook: 'buatfilm/orders-pending-too-long',
  labels: {},
  scene: (age) => [holds(oldestPendingOrder, {}, seconds(age))],
});

export const paymentAlerts = [lowPaymentConversion, midtransErrorsHigh, midtransUnavailable, midtransSlowResponse, highPendingOrders, ordersPendingTooLong] as const satisfies readonly Alert[];
