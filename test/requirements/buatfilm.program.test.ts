import { describe, expect, test } from '@jest/globals';
import { hours, minutes, seconds } from '../../lib/core/duration';
import { bytes, fraction, gibibytes, perSecond, quantity } from '../../lib/core/quantity';
import type { Alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds, observes } from '../../lib/rule/scenario/input';
import type { Proof } from '../../lib/rule/scenario/proof';
import { filesFor } from '../../lib/rule/scenario/promtool-test';
import { highMemoryUsage } from '../../rules/buatfilm/api-alerts';
import { buatfilmGroups } from '../../rules/buatfilm/groups';
import { nodejs, notifications, orders, outboxBacklog, paymentTransactions, postgres, webhookDuration, webhooks } from '../../rules/buatfilm/metrics';
import { highOutboxBacklog, notificationFailureRate } from '../../rules/buatfilm/notification-alerts';
import { lowPaymentConversion } from '../../rules/buatfilm/payment-alerts';
import { databaseDown } from '../../rules/buatfilm/platform-alerts';
import { paymentWebhookStopped, slowWebhookProcessing } from '../../rules/buatfilm/webhook-alerts';
import { proofSettings, runProofs } from '../rule/promtool';

/** What the real Prometheus says of an alert in situations. */
async function proves(alert: Alert, ...situations: readonly Omit<Proof, 'name'>[]): Promise<boolean> {
  const { passed } = await runProofs(filesFor([alert], buatfilmGroups, situations.map((situation) => ({ name: alert.name, ...situation })), proofSettings));
  return passed;
}

const something = (given: readonly InputSeries[], at: Parameters<typeof minutes>[0]): Omit<Proof, 'name'> => ({ given, checks: [{ at: minutes(at), expects: 'something' }] });
const nothing = (given: readonly InputSeries[], at: Parameters<typeof minutes>[0]): Omit<Proof, 'name'> => ({ given, checks: [{ at: minutes(at), expects: 'nothing' }] });

const transactions = (status: 'paid' | 'failed' | 'pending', perHour: number): InputSeries => grows(paymentTransactions, { status, provider: 'midtrans', payment_type: 'gopay' }, perSecond(perHour / 3600, 'transactions'));

/** The situations in which the document's own rules said the opposite of what they should. */
describe('counter-examples', () => {
  test('one payment in ten that succeeds is an alert', async () => {
    expect(await proves(lowPaymentConversion, something([transactions('paid', 10), transactions('failed', 90)], 90), nothing([transactions('paid', 90), transactions('failed', 10)], 90))).toBe(true);
  });

  test('payments that still wait are no failures', async () => {
    expect(await proves(lowPaymentConversion, nothing([transactions('paid', 80), transactions('failed', 20), transactions('pending', 100)], 90))).toBe(true);
  });

  test('one failed notification in a thousand is no alert', async () => {
    const sent = (failed: number): readonly InputSeries[] => (['sent', 'failed'] as const).map((status) => grows(notifications, { channel: 'email', template: 'receipt', status }, perSecond(status === 'failed' ? failed : 1 - failed, 'notifications')));
    expect(await proves(notificationFailureRate, nothing(sent(0.001), 40), something(sent(0.2), 40))).toBe(true);
  });

  test('no invalid webhook for hours is what everybody wants', async () => {
    const received = (valid: number, invalid: number): readonly InputSeries[] => [
      grows(webhooks, { valid: 'true', provider: 'midtrans' }, perSecond(valid, 'webhooks')),
      grows(webhooks, { valid: 'false', provider: 'midtrans' }, perSecond(invalid, 'webhooks')),
      grows(orders, { status: 'pending_payment', payment_method: 'gopay' }, perSecond(0.01, 'orders')),
    ];
    expect(await proves(paymentWebhookStopped, nothing(received(0.1, 0), 120), something(received(0, 0.1), 120))).toBe(true);
  });

  test('webhooks that take two seconds and a half are slow', async () => {
    const handled = (each: number): readonly InputSeries[] => observes(webhookDuration, { provider: 'midtrans' }, { observed: [{ rate: perSecond(1, 'webhooks'), each: seconds(each) }] });
    expect(await proves(slowWebhookProcessing, something(handled(2.5), 20), nothing(handled(1.5), 20))).toBe(true);
  });

  test('26 notifications in each of two channels are more than fifty, and so they are when three replicas tell of them', async () => {
    const waiting = (each: number, instance: string): readonly InputSeries[] =>
      (['email', 'whatsapp'] as const).map((channel) => holds(outboxBacklog, { channel, status: 'PENDING', instance }, quantity(each, 'notifications')));
    expect(await proves(highOutboxBacklog, something(waiting(26, 'a'), 10), nothing([...waiting(24, 'a'), ...waiting(24, 'b'), ...waiting(24, 'c')], 10))).toBe(true);
  });

  test('an exporter that answers does not hide a database that does not', async () => {
    expect(await proves(databaseDown, something([holds(postgres.up, {}, fraction(0))], 5), something([], 5), nothing([holds(postgres.up, {}, fraction(1))], 5))).toBe(true);
  });

  test('the memory of the monitoring itself is no concern here', async () => {
    const other: InputSeries = { name: 'process_resident_memory_bytes', labels: { job: 'prometheus', instance: 'prometheus-0' }, phases: [{ level: gibibytes(4).value }] };
    expect(await proves(highMemoryUsage, nothing([other, holds(nodejs.memory, { job: 'notification-worker' }, bytes(512e6))], 30), something([other, holds(nodejs.memory, { job: 'notification-worker' }, bytes(540e6))], 30))).toBe(true);
  });
});

test('a night without orders is quiet for hours', async () => {
  const none = [grows(orders, { status: 'pending_payment', payment_method: 'gopay' }, perSecond(0, 'orders')), grows(webhooks, { valid: 'true', provider: 'midtrans' }, perSecond(0, 'webhooks'))];
  expect(await proves(paymentWebhookStopped, { given: none, every: minutes(1), checks: [{ at: hours(6), expects: 'nothing' }] })).toBe(true);
});
