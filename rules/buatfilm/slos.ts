import { days, seconds } from '../../lib/core/duration';
import { percent, perSecond } from '../../lib/core/quantity';
import { grows, observes } from '../../lib/rule/scenario/input';
import { availability, latency } from '../../lib/rule/slo/indicator';
import type { Slo } from '../../lib/rule/slo/slo';
import { slo } from '../../lib/rule/slo/slo';
import { httpRequests, webhookDuration } from './metrics';
import { paymentDashboard, team } from './team';
import { webhookLimit } from './webhook-alerts';

const common = { team, dashboard: paymentDashboard, period: days(30) } as const;

export const apiAvailability = slo('buatfilm-api-availability', {
  ...common,
  title: 'The availability of the payment API',
  alerts: 'ApiAvailability',
  service: 'payment-api',
  runbook: 'buatfilm/slo-api-availability',
  target: percent(99.9),
  indicator: availability({ total: httpRequests, bad: httpRequests.where({ status: /5../ }) }),
  volume: perSecond(0.05, 'requests'),
  events: (good, bad) => (['200', '500'] as const).map((status) => grows(httpRequests, { method: 'POST', route: '/api/orders', status }, perSecond(status === '200' ? good : bad, 'requests'))),
});

export const webhookLatency = slo('buatfilm-webhook-latency', {
  ...common,
  title: 'The speed of webhooks',
  alerts: 'WebhookLatency',
  service: 'webhooks',
  runbook: 'buatfilm/slo-webhook-latency',
  target: percent(95),
  indicator: latency(webhookDuration, webhookLimit),
  volume: perSecond(0.02, 'webhooks'),
  events: (good, bad) => observes(webhookDuration, { provider: 'midtrans' }, { observed: [{ rate: perSecond(good, 'webhooks'), each: seconds(0.2) }, { rate: perSecond(bad, 'webhooks'), each: seconds(4) }] }),
});

export const buatfilmSlos: readonly Slo[] = [apiAvailability, webhookLatency];
