import { describe, expect, test } from 'tstyche';
import { minutes, seconds } from '../../lib/core/duration';
import { percent, quantity } from '../../lib/core/quantity';
import { sum, topk } from '../../lib/logql/aggregate';
import { avgOverTime, countOverTime, lineRate, quantileOverTime, sumRate } from '../../lib/logql/over-time';
import type { LogCondition, LogSeries } from '../../lib/logql/series';
import { logStream } from '../../lib/logql/stream';
import { on } from '../../lib/promql/match';
import { apiLogs, proxyLogs, workerLogs } from '../logql/streams';

const window = minutes(5);
const took = apiLogs.json('took', 'route').unwrap('took', { as: 'duration' });
const lines = countOverTime(apiLogs.json(), window);

describe('a stream', () => {
  test('is narrowed by its declared labels and values, and not by metadata', () => {
    apiLogs.where({ env: 'production' });
    // @ts-expect-error Type '"prod"' is not assignable
    apiLogs.where({ env: 'prod' });
    // @ts-expect-error 'cluster' does not exist in type
    apiLogs.where({ cluster: 'eu' });
    // @ts-expect-error 'trace_id' does not exist in type
    apiLogs.where({ trace_id: 'abc' });
    apiLogs.only({ trace_id: 'abc' });
  });

  test('is identified by a label with a closed list of values', () => {
    const rest = { help: 'Lines.', metadata: {}, format: 'text', fields: {} } as const;
    logStream('lines', { ...rest, labels: { app: ['x'], pod: { expected: 9 } }, identifiedBy: 'app' });
    // @ts-expect-error Type '"pod"' is not assignable to type '"app"'.
    logStream('lines', { ...rest, labels: { app: ['x'], pod: { expected: 9 } }, identifiedBy: 'pod' });
  });
});

describe('a pipeline', () => {
  test('has the labels of a parser behind it and not before', () => {
    apiLogs.json().only({ status: '500', route: '/pay' });
    // @ts-expect-error 'status' does not exist in type
    apiLogs.only({ status: '500' });
    // @ts-expect-error 'status' does not exist in type
    apiLogs.json('route').only({ status: '500' });
    // @ts-expect-error Argument of type '"code"' is not assignable
    apiLogs.json('code');
  });

  test('reads lines with the parser that they are written for', () => {
    workerLogs.logfmt();
    // @ts-expect-error json() reads lines that are declared as json, and these are logfmt
    workerLogs.json();
    // @ts-expect-error logfmt() reads lines that are declared as logfmt, and these are json
    apiLogs.logfmt();
    // @ts-expect-error json() reads lines that are declared as json, and these are text
    proxyLogs.json();
  });

  test('has the labels that a pattern or an expression names', () => {
    proxyLogs.pattern('<ip> - <_> <code>').only({ ip: '10.0.0.1', code: /5../ });
    // @ts-expect-error 'status' does not exist in type
    proxyLogs.pattern('<ip> - <_> <code>').only({ status: '500' });
    proxyLogs.regexp('(?P<method>[A-Z]+) (?P<path>.*)').only({ method: 'GET', path: '/' });
    // @ts-expect-error 'code' does not exist in type
    proxyLogs.regexp('(?P<method>[A-Z]+)').only({ code: '500' });
  });

  test('loses the labels that are renamed, dropped or not kept', () => {
    apiLogs.json().rename({ code: 'status' }).only({ code: '500' });
    // @ts-expect-error 'status' does not exist in type
    apiLogs.json().rename({ code: 'status' }).only({ status: '500' });
    // @ts-expect-error 'took' does not exist in type
    apiLogs.json().drop('took').only({ took: { above: seconds(1) } });
    // @ts-expect-error 'took' does not exist in type
    apiLogs.json().keep('route').only({ took: { above: seconds(1) } });
    // @ts-expect-error the expression has no label 'code'
    apiLogs.json().drop('code');
  });

  test('writes templates with labels that are there', () => {
    apiLogs.json().lineFormat(({ labels }) => labels.route);
    // @ts-expect-error Property 'code' does not exist on type
    apiLogs.json().lineFormat(({ labels }) => labels.code);
  });

  test('compares amounts that say what they are', () => {
    apiLogs.json().only({ took: { above: seconds(1) } });
    // @ts-expect-error Type '{ above: number; }' is not assignable to type 'AmountCondition
    apiLogs.json().only({ took: { above: 1 } });
  });

  test('unwraps a label that is there, and says what it counts', () => {
    // @ts-expect-error the expression has no label 'latency'
    apiLogs.json().unwrap('latency', { as: 'duration' });
    // @ts-expect-error Expected 2 arguments, but got 1.
    apiLogs.json().unwrap('took');
  });
});

describe('a range', () => {
  test('knows unit and labels', () => {
    expect(countOverTime(apiLogs, window)).type.toBe<LogSeries<'lines', 'env' | 'service_name' | 'trace_id'>>();
    expect(quantileOverTime(0.95, took, window).by('route')).type.toBe<LogSeries<'seconds', 'route'>>();
    expect(sumRate(workerLogs.logfmt().unwrap('attempts', { unit: 'attempts' }), window)).type.toBe<LogSeries<'attempts/s', 'env' | 'service_name' | 'level'>>();
  });

  test('reads lines or numbers, whatever the function is for', () => {
    // @ts-expect-error avgOverTime() reads numbers: say which label holds them with unwrap()
    avgOverTime(apiLogs, window);
    // @ts-expect-error countOverTime() counts lines: leave unwrap() out
    countOverTime(took, window);
    // @ts-expect-error lineRate() counts lines: leave unwrap() out
    lineRate(took, window);
    // @ts-expect-error Expected 2 arguments, but got 1.
    lineRate(apiLogs);
    // @ts-expect-error the expression has no label 'status'
    quantileOverTime(0.95, took, window).by('status');
  });
});

describe('series', () => {
  test('keep the labels that they are grouped by', () => {
    expect(sum(lines).by('route')).type.toBe<LogSeries<'lines', 'route'>>();
    expect(topk(3, sum(lines).by('route')).above(quantity(1, 'lines'))).type.toBe<LogCondition<'lines', 'route'>>();
    // @ts-expect-error the expression has no label 'code'
    sum(lines).by('code');
    // @ts-expect-error the expression has no label 'env'
    sum(sum(lines).by('route')).by('env');
  });

  test('are compared with their own unit', () => {
    sum(lines).above(quantity(5, 'lines'));
    // @ts-expect-error the expression is in lines, what it is compared with in ratio
    sum(lines).above(percent(5));
    // @ts-expect-error a bare number has no unit
    sum(lines).above(5);
    // @ts-expect-error the expression is in seconds, what it is compared with in lines
    avgOverTime(took, window).by('route').above(quantity(5, 'lines'));
  });

  test('meet series with the same labels', () => {
    sum(lines).by('route').dividedBy(sum(lines), on().groupLeft());
    // @ts-expect-error both sides need the same labels: 'route' only on the left
    sum(lines).by('route').dividedBy(sum(lines));
    // @ts-expect-error orZero() would add a series without 'route'
    sum(lines).by('route').orZero();
    sum(lines).orZero();
  });
});
