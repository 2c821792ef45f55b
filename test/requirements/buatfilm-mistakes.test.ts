import { describe, expect, test } from '@jest/globals';
import pino from 'pino';
import type { LoggerOptions } from 'pino';
import { Gauge, Registry } from 'prom-client';
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

/** Lines that a logger of these options writes. */
function linesOf(options: LoggerOptions, fields: object): readonly string[] {
  const lines: string[] = [];
  pino(options, { write: (line: string) => { lines.push(line); } }).info(fields, 'order created');
  return lines;
}

const isJson = (line: string): boolean => {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
};

describe('a logger', () => {
  test('whose time is a bare text writes no JSON, and one with the time of the library does', () => {
    const valid = (timestamp: () => string): readonly boolean[] => linesOf({ timestamp }, {}).map(isJson);
    expect([valid(() => new Date(0).toISOString()), valid(pino.stdTimeFunctions.isoTime)]).toEqual([[false], [true]]);
  });

  test('that redacts the top alone shows what lies below, and one with wildcards does not', () => {
    const order = { customer_email: 'jo@shop.example', customer: { email: 'jo@shop.example' }, req: { headers: { authorization: 'Bearer abc' } } };
    const shows = (paths: string[]): readonly boolean[] => linesOf({ redact: { paths, censor: '****' } }, order).map((line) => /jo@shop|Bearer abc/.test(line));
    expect([shows(['email', 'customer_email', 'authorization']), shows(['email', 'customer_email', 'authorization', '*.email', '*.headers.authorization'])]).toEqual([[true], [false]]);
  });
});

describe('a count from the database', () => {
  test('that comes as a text is refused by the client library, and its number is taken', () => {
    const gauge = new Gauge({ name: 'notification_outbox_backlog', help: 'Waiting.', registers: [] });
    // What the driver of the database returns, and what its reader takes it for.
    const row = JSON.parse('{"count":"12"}') as { readonly count: number };
    expect(() => { gauge.set(row.count); }).toThrow(/not a valid number/);
    expect(() => { gauge.set(Number.parseInt(String(row.count), 10)); }).not.toThrow();
  });

  test('that is asked for within the scrape takes the whole endpoint down with it', async () => {
    const registry = new Registry();
    const collect = (): void => { throw new Error('the database is away'); };
    registry.registerMetric(new Gauge({ name: 'requests', help: 'Something else.', registers: [] }));
    expect(await registry.metrics()).toContain('requests 0');
    registry.registerMetric(new Gauge({ name: 'notification_outbox_backlog', help: 'Waiting.', registers: [], collect }));
    await expect(registry.metrics()).rejects.toThrow('the database is away');
  });
});

test('mail without a relay or a sender is refused', () => {
  const mail = (relay: string, from: string): unknown => email('mail', { to: 'oncall@agentbar.example.com', from, relay, login: { username: 'belfry', password: secretKey('receivers', 'smtp') } });
  expect([refused(() => mail('', 'belfry@agentbar.example.com')), refused(() => mail('smtp.agentbar.example.com:587', '')), refused(() => mail('smtp.agentbar.example.com:587', 'belfry@agentbar.example.com'))]).toEqual([true, true, false]);
});
