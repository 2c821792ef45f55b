import { hours, minutes, seconds } from '../../lib/core/duration';
import { percent, perSecond, quantity } from '../../lib/core/quantity';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import { sum } from '../../lib/promql/aggregate';
import { increase, quantile, rate } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import { shareOf } from '../../lib/rule/condition/share';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, observes } from '../../lib/rule/scenario/input';
import { limitAlert } from '../shared/limit-alert';
import { probeAlert } from '../shared/probe-alert';
import { quantileAlert } from '../shared/quantile-alert';
import { shareAlert } from '../shared/share-alert';
import { pakasirDuration, pakasirRequests, payments, telegramRateLimits, telegramSendDuration, telegramWebhookDuration } from './metrics';
import { paymentDashboard, team } from './team';

const common = { team, dashboard: paymentDashboard, kind: 'symptom' } as const;

const pakasir = { ...common, service: 'payments' } as const;

export const pakasirProbe = 'pakasir';

const window = minutes(5);

/** Shared with the dashboard's colours. */
export const pakasirLimit = seconds(30);

export const pakasirP95 = quantile(0.95, sum(rate(pakasirDuration.buckets, window)).by('le'));

export const pakasirSlow = quantileAlert('PakasirSlow', {
  ...pakasir,
  when: pakasirP95.above(pakasirLimit),
  histogram: pakasirDuration,
  quantile: 0.95,
  window,
  limit: pakasirLimit,
  for: minutes(5),
  severity: 'HIGH',
  summary: 'Pakasir takes longer than thirty seconds for one call in twenty.',
  tells: (time) => `The 95th percentile of the calls to Pakasir is ${time}.`,
  runbook: 'quickcart/pakasir-slow',
  observations: (each) => observes(pakasirDuration, { operation: 'create', status: 'success' }, { observed: [{ rate: perSecond(0.2, 'calls'), each: seconds(each) }] }),
});

const calls = (failed: number, good: number): readonly InputSeries[] => (['error', 'success'] as const).map((status) => grows(pakasirRequests, { operation: 'create', status }, perSecond(status === 'error' ? failed : good, 'calls')));

export const pakasirErrorRateHigh = shareAlert('PakasirErrorRateHigh', {
  ...pakasir,
  of: pakasirRequests.where({ status: ['error', 'timeout'] }),
  among: pakasirRequests,
  window,
  atLeast: perSecond(0.01, 'calls'),
  side: 'above',
  limit: percent(5),
  for: minutes(1),
  severity: 'HIGH',
  summary: 'More than one call to Pakasir in twenty fails.',
  tells: (share) => `${share} of the calls to Pakasir failed over five minutes.`,
  runbook: 'quickcart/pakasir-error-rate-high',
  labels: {},
  events: calls,
});

/** Six payments within a quarter of an hour: fewer, and one that fails is a large share. */
const enoughPayments = perSecond(6 / 900, 'payments');

/** An expired payment was never tried: it has a share of its own. */
const tried = payments.where({ status: ['succeeded', 'failed'] });

const succeeded = { of: payments.where({ status: 'succeeded' }), among: tried, window: minutes(15), atLeast: enoughPayments } as const;

export const successShare = shareOf(succeeded).ratio;

/** Shared with the dashboard's colours. */
export const successLimits = { high: percent(95), critical: percent(50) } as const;

const ended = (status: 'succeeded' | 'failed' | 'expired', rateOf: number): InputSeries => grows(payments, { status, payment_method: 'qris' }, perSecond(rateOf, 'payments'));

const paying = { ...pakasir, ...succeeded, side: 'below', for: minutes(5), labels: {}, tells: (share: string) => `${share} of the payments of 15 minutes succeeded.`, events: (good: number, bad: number) => [ended('succeeded', good), ended('failed', bad)] } as const;

export const paymentSuccessRateLow = shareAlert('PaymentSuccessRateLow', { ...paying, limit: successLimits.high, severity: 'HIGH', runbook: 'quickcart/payment-success-rate-low', summary: 'More than one payment in twenty fails.' });

export const paymentSuccessRateCritical = shareAlert('PaymentSuccessRateCritical', { ...paying, limit: successLimits.critical, severity: 'CRITICAL', runbook: 'quickcart/payment-success-rate-critical', summary: 'Every other payment fails.' });

export const paymentExpiryRateHigh = shareAlert('PaymentExpiryRateHigh', {
  ...pakasir,
  of: payments.where({ status: 'expired' }),
  among: payments,
  window: hours(1),
  atLeast: perSecond(6 / 3600, 'payments'),
  side: 'above',
  limit: percent(10),
  for: minutes(10),
  severity: 'MEDIUM',
  summary: 'More than one payment in ten is never paid.',
  tells: (share) => `${share} of the payments of an hour expired.`,
  runbook: 'quickcart/payment-expiry-rate-high',
  labels: {},
  events: (expired, others) => [ended('expired', expired), ended('succeeded', others)],
});

export const paymentProviderDown = probeAlert('PaymentProviderDown', {
  ...pakasir,
  probe: probeSuccess.where({ target: pakasirProbe }),
  target: pakasirProbe,
  address: 'https://app.pakasir.com/',
  for: minutes(2),
  severity: 'CRITICAL',
  summary: 'Payment system down: the provider does not answer.',
  tells: 'Pakasir does not answer from outside, or nobody asks. Impact: no order can be paid. Look at the payment dashboard and act at once.',
  runbook: 'quickcart/payment-provider-down',
});

const goodCalls = sum(rate(pakasirRequests.where({ status: 'success' }), window)).orZero();

const failText = 'Every call to Pakasir of the last five minutes failed. Impact: no order can be paid. Look at the payment dashboard and act at once.';

export const paymentSystemDown = alert('PaymentSystemDown', {
  ...pakasir,
  labels: { service: 'payments' },
  when: goodCalls.equals(perSecond(0, 'calls')).given(sum(rate(pakasirRequests, window)).above(perSecond(0.005, 'calls'))),
  for: minutes(2),
  severity: 'CRITICAL',
  summary: 'Payment system down: every call to the provider fails.',
  description: () => failText,
  runbook: 'quickcart/payment-system-down',
  fires: { name: 'when every call fails', given: calls(0.05, 0), at: minutes(9), alerts: [{ description: failText }] },
  silent: [
    { name: 'while one call in ten succeeds', given: calls(0.045, 0.005), at: minutes(9) },
    { name: 'when nobody calls', given: calls(0, 0), at: minutes(9) },
  ],
});

const telegram = { ...common, service: 'bot', for: minutes(5), severity: 'MEDIUM' } as const;

const sendLimit = seconds(10);

export const telegramSendSlow = quantileAlert('TelegramSendSlow', {
  ...telegram,
  when: quantile(0.95, sum(rate(telegramSendDuration.buckets, window)).by('le')).above(sendLimit),
  histogram: telegramSendDuration,
  quantile: 0.95,
  window,
  limit: sendLimit,
  summary: 'Messages to users take longer than ten seconds.',
  tells: (time) => `The 95th percentile of sending is ${time}.`,
  runbook: 'quickcart/telegram-send-slow',
  observations: (each) => observes(telegramSendDuration, { method: 'sendMessage', status: 'sent' }, { observed: [{ rate: perSecond(2, 'messages'), each: seconds(each) }] }),
});

const webhookLimit = seconds(5);

export const telegramWebhookSlow = quantileAlert('TelegramWebhookSlow', {
  ...telegram,
  when: quantile(0.95, sum(rate(telegramWebhookDuration.buckets, window)).by('le')).above(webhookLimit),
  histogram: telegramWebhookDuration,
  quantile: 0.95,
  window,
  limit: webhookLimit,
  summary: 'Updates from Telegram take longer than five seconds.',
  tells: (time) => `The 95th percentile of handling an update is ${time}.`,
  runbook: 'quickcart/telegram-webhook-slow',
  observations: (each) => observes(telegramWebhookDuration, { update_type: 'message' }, { observed: [{ rate: perSecond(2, 'updates'), each: seconds(each) }] }),
});

const hitLimit = quantity(5, 'answers');

export const telegramRateLimited = limitAlert('TelegramRateLimited', {
  ...telegram,
  when: sum(increase(telegramRateLimits, minutes(1))).above(hitLimit),
  limit: hitLimit,
  side: 'above',
  for: minutes(1),
  summary: 'Telegram turns the bot away for sending too much.',
  tells: (count) => `Telegram refused ${count} messages within a minute.`,
  runbook: 'quickcart/telegram-rate-limited',
  labels: {},
  tried: { bad: 9, good: 3 },
  settles: minutes(1),
  scene: (count) => [grows(telegramRateLimits, { method: 'sendMessage' }, perSecond(count / 60, 'answers'))],
});

export const paymentAlerts = [pakasirSlow, pakasirErrorRateHigh, paymentSuccessRateLow, paymentSuccessRateCritical, paymentExpiryRateHigh, paymentProviderDown, paymentSystemDown] as const satisfies readonly Alert[];

export const telegramAlerts = [telegramSendSlow, telegramWebhookSlow, telegramRateLimited] as const satisfies readonly Alert[];
