import { describe, expect, test } from '@jest/globals';
import { simulate } from '../../lib/route/simulate';
import { quickcartContract } from '../../rules/quickcart/contract';
import { maintenance, quickcartRouting, receivers } from '../../rules/quickcart/routing';
import { quickcartProbes, quickcartScrape } from '../../rules/quickcart/targets';
import { routingWith } from '../../rules/routing';
import { silences, toldOf } from './routing';

const routing = routingWith(quickcartRouting);

const labels = (alertname: string, severity: string, service: string): Readonly<Record<string, string>> => ({ alertname, severity, service, team: 'quickcart' });

const { telegramCritical, telegramOps, telegramSecurity, emailCritical, emailOps, smsOncall, slackCritical, slackOps, slackFraud, escalation } = receivers;

const names = (...all: readonly { readonly name: string }[]): readonly string[] => all.map(({ name }) => name).sort();

const told = (alert: Readonly<Record<string, string>>, at?: Date): readonly string[] => [...toldOf(routing, alert, at)].sort();

const databaseDown = labels('DatabaseDown', 'critical', 'database');

/** Ten in the morning in Jakarta. */
const monday = new Date('2026-03-02T03:00:00Z');
const sunday = new Date('2026-03-01T03:00:00Z');

describe('severities', () => {
  test('a critical alert goes to Telegram, mail, SMS and Slack at once, and to the second line after five minutes', () => {
    expect(told(databaseDown)).toEqual(names(telegramCritical, emailCritical, smsOncall, slackCritical, escalation));
    const waits = new Map(simulate(routing, databaseDown).deliveries.map(({ receiver, groupWait }) => [receiver, groupWait.value]));
    expect([waits.get(telegramCritical.name), waits.get(escalation.name)]).toEqual([30, 300]);
  });

  test('a high alert goes to Telegram and Slack', () => {
    expect(told(labels('PakasirSlow', 'high', 'payments'))).toEqual(names(telegramOps, slackOps));
  });

  test('a medium alert goes to Slack, in the hours of the shop alone', () => {
    const slow = labels('BotSlow', 'warning', 'bot');
    expect(told(slow, monday)).toEqual(names(slackOps));
    expect(told(slow, sunday)).toEqual([]);
    expect(told(slow, new Date('2026-03-02T15:30:00Z'))).toEqual([]);
  });

  test('a critical alert is told whatever the hour', () => {
    expect(told(databaseDown, sunday)).toEqual(told(databaseDown, monday));
  });

  test('a low alert is mailed', () => {
    expect(told(labels('SupportTicketsHigh', 'info', 'shop'), sunday)).toEqual(names(emailOps));
  });

  test('fraud and security go to their teams', () => {
    expect(told(labels('FraudSpikeDetected', 'high', 'fraud'))).toEqual(names(telegramSecurity, slackFraud));
    expect(told(labels('SecurityBreachSuspected', 'critical', 'security'))).toEqual(names(telegramCritical, emailCritical, smsOncall, slackCritical, telegramSecurity, escalation));
  });
});

describe('the window for duplicates', () => {
  test('alerts of one name and service share a message for five minutes, and are told again after four hours, critical ones after half an hour', () => {
    const [high] = simulate(routing, labels('PakasirSlow', 'high', 'payments')).deliveries;
    expect(high?.groupKey).toEqual({ alertname: 'PakasirSlow', service: 'payments' });
    expect([high?.groupInterval.value, high?.repeatInterval.value]).toEqual([300, 4 * 3600]);
    const first = simulate(routing, databaseDown).deliveries.find(({ receiver }) => receiver === telegramCritical.name);
    expect([first?.groupInterval.value, first?.repeatInterval.value]).toEqual([300, 1800]);
  });

  test('an escalation is for each alert by itself', () => {
    expect(simulate(routing, databaseDown).deliveries.find(({ receiver }) => receiver === escalation.name)?.groupBy).toBe('all');
  });
});

describe('maintenance', () => {
  const during = new Date('2026-12-06T17:00:00Z');

  test('holds every alert back but a breach of security', () => {
    expect(maintenance.name).toBe('quickcart-maintenance');
    for (const alert of [databaseDown, labels('PakasirSlow', 'high', 'payments'), labels('FraudSpikeDetected', 'high', 'fraud'), labels('SupportTicketsHigh', 'info', 'shop')]) expect([alert.alertname, told(alert, during)]).toEqual([alert.alertname, []]);
    expect(told(labels('SecurityBreachSuspected', 'critical', 'security'), during)).toEqual(names(telegramCritical, emailCritical, smsOncall, slackCritical, telegramSecurity, escalation));
  });

  test('ends by itself', () => {
    expect(told(databaseDown, new Date('2026-12-06T20:00:00Z'))).toContain(telegramCritical.name);
  });
});

describe('suppression', () => {
  test('a database that is down silences HTTP and payment alerts', () => {
    for (const [name, service] of [['HttpErrorRateCritical', 'api'], ['HttpLatencyP95High', 'api'], ['PaymentSuccessRateLow', 'payments']] as const) expect([name, silences(routing, databaseDown, labels(name, 'high', service))]).toEqual([name, true]);
    expect(silences(routing, databaseDown, labels('BotDown', 'critical', 'bot'))).toBe(false);
  });

  test('a payment system that is down silences Pakasir and payment rates', () => {
    const down = labels('PaymentSystemDown', 'critical', 'payments');
    for (const name of ['PakasirSlow', 'PakasirErrorRateHigh', 'PaymentSuccessRateLow', 'PaymentExpiryRateHigh']) expect([name, silences(routing, down, labels(name, 'high', 'payments'))]).toEqual([name, true]);
  });

  test('the higher error rate silences the lower, and not the other way round', () => {
    const [critical, high] = [labels('HttpErrorRateCritical', 'critical', 'api'), labels('HttpErrorRateHigh', 'high', 'api')];
    expect([silences(routing, critical, high), silences(routing, high, critical)]).toEqual([true, false]);
  });
});

describe('what is asked and what is owed', () => {
  test('the bot is asked every 30 seconds, Telegram every minute', () => {
    const intervals = new Map(quickcartProbes.flatMap(({ interval, targets }) => targets.map(({ name }) => [name, interval?.value] as const)));
    expect([intervals.get('quickcart-bot'), intervals.get('pakasir'), intervals.get('telegram-api')]).toEqual([30, 30, 60]);
  });

  test('every metric of the CI list and of the payment flow is in the contract', () => {
    const owed = quickcartContract.metrics.map(({ declaration }) => declaration.name);
    expect(owed).toEqual(expect.arrayContaining(['http_request_duration_seconds', 'http_requests_total', 'database_query_duration_seconds', 'external_api_call_duration_seconds', 'payment_request_duration_seconds', 'pakasir_api_request_duration_seconds', 'payments_total']));
    expect(quickcartContract.logs.events.map(({ event }) => event)).toEqual(expect.arrayContaining(['user_action', 'payment_event', 'security_event', 'error_event']));
  });

  test('no label holds an id', () => {
    const used = new Set(quickcartContract.metrics.flatMap(({ declaration }) => Object.keys(declaration.labels)));
    expect([...used].filter((label) => /(^|_)id$|product/.test(label))).toEqual([]);
  });

  test('every job of the contract is scraped', () => {
    const scraped = new Set(quickcartScrape.map(({ name }) => name));
    expect(quickcartContract.metrics.flatMap(({ declaration }) => declaration.jobs).filter((job) => !scraped.has(job))).toEqual([]);
  });
});
