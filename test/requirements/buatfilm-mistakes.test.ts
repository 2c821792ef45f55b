import { describe, expect, test } from '@jest/globals';
import { BelfryError } from '../../lib/core/problem';
import { secretKey } from '../../lib/core/secret';
import { gauge, histogram } from '../../lib/metric/metric';
import { email } from '../../lib/route/receiver/email';

/** Mistakes of BuatFilm's document that concern a configuration: the document's form is refused, and ours is taken. */

const refused = (action: () => unknown): boolean => {
  try {
    action();
    return false;
  } catch (error) {
    if (error instanceof BelfryError) return true;
    throw error;
  }
};

describe('a metric', () => {
  test('with the word histogram in its name is refused', () => {
    const declare = (name: string): unknown => histogram(name, { help: 'Amounts.', unit: 'IDR', counts: 'transactions', labels: {}, buckets: [50_000, 99_000], jobs: ['api'] });
    expect([refused(() => declare('payment_amount_histogram')), refused(() => declare('payment_amount_rupiah'))]).toEqual([true, false]);
  });

  test('of a moment that does not say so is refused', () => {
    const declare = (name: string, unit: string): unknown => gauge(name, { help: 'The last heartbeat.', unit, labels: {}, jobs: ['worker'] });
    expect([refused(() => declare('worker_last_heartbeat_timestamp_seconds', 'ratio')), refused(() => declare('worker_last_heartbeat_timestamp_seconds', 'timestamp'))]).toEqual([true, false]);
  });
});

test('mail without a relay or a sender is refused', () => {
  const mail = (relay: string, from: string): unknown => email('mail', { to: 'oncall@agentbar.example.com', from, relay, login: { username: 'belfry', password: secretKey('receivers', 'smtp') } });
  expect([refused(() => mail('', 'belfry@agentbar.example.com')), refused(() => mail('smtp.agentbar.example.com:587', '')), refused(() => mail('smtp.agentbar.example.com:587', 'belfry@agentbar.example.com'))]).toEqual([true, true, false]);
});
