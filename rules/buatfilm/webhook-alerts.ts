import { minutes, seconds } from '../../lib/core/duration';
import { percent, perSecond, quantity } from '../../lib/core/quantity';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import { sum } from '../../lib/promql/aggregate';
import { increase, quantile, rate } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import { shareOf } from '../../lib/rule/condition/share';
import type { Growth, InputSeries } from '../../lib/rule/scenario/input';
import { grows, observes } from '../../lib/rule/scenario/input';
import { probeAlert } from '../shared/probe-alert';
import { quantileAlert } from '../shared/quantile-alert';
import { shareAlert } from '../shared/share-alert';
import { orders, webhookDuration, webhooks } from './metrics';
import { failureLines, paymentDashboard, team } from './team';

const common = { team, service: 'webhooks', dashboard: paymentDashboard, logs: failureLines.api, kind: 'symptom' } as const;

const silence = minutes(10);

const validWebhooks = sum(increase(webhooks.where({ valid: 'true' }), silence)).orZero();

/** The provider tells of an order as soon as the customer has chosen how to pay, so that every one is followed by a webhook. */
const newlyWaiting = sum(increase(orders.where({ status: 'pending_payment' }), silence));

const waiting = (...phases: readonly [Growth<'orders'>, ...Growth<'orders'>[]]): InputSeries => grows(orders, { status: 'pending_payment', payment_method: 'qris' }, ...phases);

const received = (valid: 'true' | 'false', ...phases: readonly [Growth<'webhooks'>, ...Growth<'webhooks'>[]]): InputSeries => grows(webhooks, { valid, provider: 'midtrans' }, ...phases);

/** Three orders in ten minutes. */
const ordered = { rate: perSecond(3 / 600, 'orders') } as const;

const arriving = { rate: perSecond(0.1, 'webhooks') } as const;

const quiet = { rate: perSecond(0, 'webhooks') } as const;

const stoppedText = '3 orders began to wait for their payment within ten minutes, and no valid webhook came. Look at the state of Midtrans first.';

export const paymentWebhookStopped = alert('PaymentWebhookStopped', {
  team,
  dashboard: paymentDashboard,
  logs: failureLines.api,
  labels: { service: 'webhooks' },
  when: newlyWaiting.above(quantity(0, 'orders')).given(validWebhooks.equals(quantity(0, 'webhooks'))),
  for: minutes(1),
  severity: 'P0',
  kind: 'symptom',
  summary: 'Customers order, and the provider tells nothing of their payments.',
  description: ({ value }) => `${value} orders began to wait for their payment within ten minutes, and no valid webhook came. Look at the state of Midtrans first.`,
  runbook: 'buatfilm/payment-webhook-stopped',
  fires: [
    { name: 'when valid webhooks stop, whatever invalid ones do', given: [waiting(ordered), received('true', { ...arriving, lasts: minutes(30) }, quiet), received('false', arriving)], notYetAt: minutes(40), at: minutes(43), alerts: [{ description: stoppedText }] },
    { name: 'when the counter is gone', given: [waiting(ordered)], at: minutes(15), alerts: [{ description: stoppedText }] },
  ],
  silent: [
    { name: 'while valid webhooks come and no invalid one does', given: [waiting(ordered), received('true', arriving), received('false', quiet)], at: [minutes(15), minutes(60)] },
    { name: 'at night, when nobody orders', given: [waiting({ rate: perSecond(0, 'orders') }), received('true', quiet)], at: [minutes(15), minutes(60)] },
    {
      name: 'after a single order of the night that was paid at once',
      given: [
        waiting({ rate: perSecond(0, 'orders'), lasts: minutes(30) }, { startsAt: quantity(1, 'orders') }, { rate: perSecond(0, 'orders') }),
        received('true', { rate: perSecond(0, 'webhooks'), lasts: minutes(30) }, { startsAt: quantity(2, 'webhooks') }, quiet),
      ],
      at: [minutes(35), minutes(42), minutes(50)],
    },
  ],
});

/** Shared with the dashboard's colours. */
export const invalidLimit = percent(10);

const invalid = { of: webhooks.where({ valid: 'false' }), among: webhooks, window: minutes(5), atLeast: perSecond(0.02, 'webhooks') } as const;

export const invalidShare = shareOf(invalid).ratio;

export const manyFailedWebhooks = shareAlert('ManyFailedWebhooks', {
  ...common,
  ...invalid,
  by: ['provider'],
  side: 'above',
  limit: invalidLimit,
  for: minutes(5),
  severity: 'P1',
  summary: 'More than one webhook in ten is not signed by the provider.',
  tells: (share, labels) => `${share} of the webhooks of ${labels.provider} were refused over five minutes.`,
  runbook: 'buatfilm/many-failed-webhooks',
  labels: { provider: 'midtrans' },
  events: (bad, good) => [received('false', { rate: perSecond(bad, 'webhooks') }), received('true', { rate: perSecond(good, 'webhooks') })],
});

/** Shared with the dashboard's colours and with the objective. */
export const webhookLimit = seconds(2);

const window = minutes(5);

export const webhookP95 = quantile(0.95, sum(rate(webhookDuration.buckets, window)).by('le'));

export const slowWebhookProcessing = quantileAlert('SlowWebhookProcessing', {
  ...common,
  when: webhookP95.above(webhookLimit),
  histogram: webhookDuration,
  quantile: 0.95,
  window,
  limit: webhookLimit,
  for: minutes(5),
  severity: 'P1',
  summary: 'One webhook in twenty takes longer than two seconds.',
  tells: (time) => `The 95th percentile of the time to handle a webhook is ${time}.`,
  runbook: 'buatfilm/slow-webhook-processing',
  observations: (each) => observes(webhookDuration, { provider: 'midtrans' }, { observed: [{ rate: perSecond(1, 'webhooks'), each: seconds(each) }] }),
});

export const webhookProbe = 'buatfilm-webhook';

export const webhookAddress = 'https://api.buatfilm.example.com/api/payments/webhook';

export const webhookAddressUnreachable = probeAlert('WebhookAddressUnreachable', {
  ...common,
  probe: probeSuccess.where({ target: webhookProbe }),
  target: webhookProbe,
  address: webhookAddress,
  for: minutes(3),
  severity: 'P1',
  summary: 'The address for webhooks does not refuse an unsigned call as it should: perhaps the provider cannot reach it either.',
  tells: 'The probe of the address for webhooks gets no refusal, or is not made.',
  runbook: 'buatfilm/webhook-address-unreachable',
});

export const webhookAlerts = [paymentWebhookStopped, manyFailedWebhooks, slowWebhookProcessing, webhookAddressUnreachable] as const satisfies readonly Alert[];
