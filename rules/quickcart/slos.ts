import { days, hours, seconds } from '../../lib/core/duration';
import { fraction, percent, perSecond } from '../../lib/core/quantity';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import { grows, holds, observes } from '../../lib/rule/scenario/input';
import { availability, latency, probesSucceed } from '../../lib/rule/slo/indicator';
import type { Slo } from '../../lib/rule/slo/slo';
import { slo } from '../../lib/rule/slo/slo';
import { httpRequestDuration, payments } from './metrics';
import { botProbe, latencyLimits } from './service-alerts';
import { paymentDashboard, systemDashboard, team } from './team';

const common = { team, period: days(30) } as const;

/** The document's two burns: 2 % of the budget within an hour, told as critical, and 5 % within six, told as high. */
const windows = [
  { share: percent(2), long: hours(1), severity: 'critical' },
  { share: percent(5), long: hours(6), severity: 'high' },
] as const;

export const shopAvailability = slo('quickcart-availability', {
  ...common,
  title: 'The availability of the shop',
  alerts: 'Availability',
  service: 'bot',
  dashboard: systemDashboard,
  runbook: 'quickcart/slo-availability',
  target: percent(99.5),
  windows,
  indicator: probesSucceed(probeSuccess.where({ target: botProbe })),
  events: (good, bad) => [
    holds(probeSuccess, { target: botProbe, instance: 'a' }, fraction(good / (good + bad))),
  ],
});

export const paymentSuccess = slo('quickcart-payment-success', {
  ...common,
  title: 'The success of payments',
  alerts: 'PaymentSuccess',
  service: 'payments',
  dashboard: paymentDashboard,
  runbook: 'quickcart/slo-payment-success',
  target: percent(95),
  windows: [
    { share: percent(2), long: hours(1), severity: 'high' },
    { share: percent(5), long: hours(6), severity: 'high' },
    { share: percent(10), long: days(3), severity: 'warning' },
  ],
  indicator: availability({ total: payments.where({ status: ['succeeded', 'failed'] }), bad: payments.where({ status: 'failed' }) }),
  volume: perSecond(6 / 3600, 'payments'),
  events: (good, bad) => (['succeeded', 'failed'] as const).map((status) => grows(payments, { status, payment_method: 'qris' }, perSecond(status === 'succeeded' ? good : bad, 'payments'))),
});

export const apiLatency = slo('quickcart-api-latency', {
  ...common,
  title: 'The speed of the API',
  alerts: 'ApiLatency',
  service: 'api',
  dashboard: systemDashboard,
  runbook: 'quickcart/slo-api-latency',
  target: percent(95),
  indicator: latency(httpRequestDuration, latencyLimits.p95),
  volume: perSecond(0.1, 'requests'),
  events: (good, bad) =>
    observes(
      httpRequestDuration,
      { method: 'GET', route: '/products', status: '200' },
      { observed: [{ rate: perSecond(good, 'requests'), each: seconds(0.2) }, { rate: perSecond(bad, 'requests'), each: seconds(4) }] },
    ),
});

export const quickcartSlos: readonly Slo[] = [shopAvailability, paymentSuccess, apiLatency];
