import { describe, expect, it } from '@jest/globals';
import { hours, minutes, seconds } from '../../lib/core/duration';
import { BelfryError } from '../../lib/core/problem';
import { fraction, kibibytes, quantity } from '../../lib/core/quantity';
import { approxTopk, avg, bottomk, count, labelReplace, max, min, sort, sortDesc, stddev, stdvar, sum, topk, vector } from '../../lib/logql/aggregate';
import {
  absentOverTime, avgOverTime, bytesOverTime, bytesRate, countOverTime, firstOverTime, lastOverTime, lineRate, maxOverTime, minOverTime, quantileOverTime, rateCounter, stddevOverTime, stdvarOverTime,
  sumOverTime, sumRate,
} from '../../lib/logql/over-time';
import { parseLogql } from '../../lib/logql/parse';
import { printLogql } from '../../lib/logql/print';
import { logStream } from '../../lib/logql/stream';
import { ignoring, on } from '../../lib/promql/match';
import { apiLogs, proxyLogs, workerLogs } from './streams';

const window = minutes(5);
const took = apiLogs.json('took', 'route').unwrap('took', { as: 'duration' });
const byRoute = sum(countOverTime(apiLogs.json(), window)).by('route');

/** Every constructor, with the query that it prints. */
const cases: readonly (readonly [built: { toString(): string }, printed: string])[] = [
  [apiLogs, '{service_name="api"}'],
  [workerLogs, '{service_name=~"encoder|mailer"}'],
  [apiLogs.where({ env: 'production' }), '{service_name="api",env="production"}'],
  [apiLogs.where({ env: { not: 'staging' } }), '{service_name="api",env!="staging"}'],
  [workerLogs.where({ service_name: 'mailer', env: /prod.*/ }), '{service_name="mailer",env=~"prod.*"}'],
  [apiLogs.containing('timeout', 'refused'), '{service_name="api"} |= "timeout" or "refused"'],
  [apiLogs.lacking('health'), '{service_name="api"} != "health"'],
  [apiLogs.matching(/time(d )?out/).notMatching(/debug/), '{service_name="api"} |~ "time(d )?out" !~ "debug"'],
  [apiLogs.like('<_> level=error <_>').unlike('<_> probe <_>'), '{service_name="api"} |> "<_> level=error <_>" !> "<_> probe <_>"'],
  [apiLogs.json(), '{service_name="api"} | json'],
  [apiLogs.json('status', 'route'), '{service_name="api"} | json status, route'],
  [workerLogs.logfmt(), '{service_name=~"encoder|mailer"} | logfmt'],
  [workerLogs.logfmt('level').only({ level: 'error' }), '{service_name=~"encoder|mailer"} | logfmt level | level="error"'],
  [proxyLogs.pattern('<ip> - <_> <code>').only({ code: /5../ }), '{service_name="proxy"} | pattern "<ip> - <_> <code>" | code=~"5.."'],
  [proxyLogs.regexp('(?P<method>[A-Z]+) ').only({ method: ['GET', 'HEAD'] }), '{service_name="proxy"} | regexp "(?P<method>[A-Z]+) " | method=~"GET|HEAD"'],
  [proxyLogs.unpack('pod').only({ pod: { not: '' } }), '{service_name="proxy"} | unpack | pod!=""'],
  [apiLogs.json().only({ took: { above: seconds(1.5) }, size: { atMost: kibibytes(2) } }), '{service_name="api"} | json | took > 1s500ms | size <= 2KiB'],
  [apiLogs.json().only({ status: { atLeast: quantity(500, 'code') } }), '{service_name="api"} | json | status >= 500'],
  [apiLogs.json().only({ took: { below: seconds(1) } }).only({ size: { amount: kibibytes(1) } }), '{service_name="api"} | json | took < 1s | size == 1KiB'],
  [apiLogs.json().either({ status: '500', route: '/pay' }, { took: { above: seconds(1) } }), '{service_name="api"} | json | (status="500" and route="/pay") or took > 1s'],
  [apiLogs.json().lineFormat(({ labels }) => `${labels.status} ${labels.route}`), '{service_name="api"} | json | line_format "{{.status}} {{.route}}"'],
  [apiLogs.json().rename({ code: 'status' }).only({ code: '404' }), '{service_name="api"} | json | label_format code=status | code="404"'],
  [apiLogs.json().format({ what: ({ labels }) => `${labels.route}!` }), '{service_name="api"} | json | label_format what="{{.route}}!"'],
  [apiLogs.decolorize().json().drop('trace_id', 'took').keep('route'), '{service_name="api"} | decolorize | json | drop trace_id, took | keep route'],
  [countOverTime(apiLogs, window), 'count_over_time({service_name="api"}[5m])'],
  [lineRate(apiLogs.containing('x'), { range: minutes(5), offset: hours(24) }), 'rate({service_name="api"} |= "x" [5m] offset 1d)'],
  [bytesOverTime(apiLogs, window), 'bytes_over_time({service_name="api"}[5m])'],
  [bytesRate(apiLogs, window), 'bytes_rate({service_name="api"}[5m])'],
  [absentOverTime(apiLogs, window), 'absent_over_time({service_name="api"}[5m])'],
  [avgOverTime(took, window), 'avg_over_time({service_name="api"} | json took, route | unwrap duration(took) | __error__="" [5m])'],
  [sumOverTime(apiLogs.json('size').unwrap('size', { as: 'bytes' }), window), 'sum_over_time({service_name="api"} | json size | unwrap bytes(size) | __error__="" [5m])'],
  [sumRate(workerLogs.logfmt('attempts').unwrap('attempts', { unit: 'attempts' }), window), 'rate({service_name=~"encoder|mailer"} | logfmt attempts | unwrap attempts | __error__="" [5m])'],
  [rateCounter(took, window), 'rate_counter({service_name="api"} | json took, route | unwrap duration(took) | __error__="" [5m])'],
  [quantileOverTime(0.95, took, window).by('route'), 'quantile_over_time(0.95, {service_name="api"} | json took, route | unwrap duration(took) | __error__="" [5m]) by (route)'],
  [maxOverTime(took, window).without('trace_id'), 'max_over_time({service_name="api"} | json took, route | unwrap duration(took) | __error__="" [5m]) without (trace_id)'],
  [sum(minOverTime(took, window)), 'sum(min_over_time({service_name="api"} | json took, route | unwrap duration(took) | __error__="" [5m]))'],
  [avg(firstOverTime(took, window)), 'avg(first_over_time({service_name="api"} | json took, route | unwrap duration(took) | __error__="" [5m]))'],
  [min(lastOverTime(took, window)), 'min(last_over_time({service_name="api"} | json took, route | unwrap duration(took) | __error__="" [5m]))'],
  [max(stddevOverTime(took, window)), 'max(stddev_over_time({service_name="api"} | json took, route | unwrap duration(took) | __error__="" [5m]))'],
  [stddev(stdvarOverTime(took, window)), 'stddev(stdvar_over_time({service_name="api"} | json took, route | unwrap duration(took) | __error__="" [5m]))'],
  [byRoute, 'sum by (route) (count_over_time({service_name="api"} | json [5m]))'],
  [sum(countOverTime(apiLogs, window)).without('env'), 'sum without (env) (count_over_time({service_name="api"}[5m]))'],
  [count(byRoute), 'count(sum by (route) (count_over_time({service_name="api"} | json [5m])))'],
  [stdvar(lineRate(apiLogs, window)), 'stdvar(rate({service_name="api"}[5m]))'],
  [topk(3, byRoute), 'topk(3, sum by (route) (count_over_time({service_name="api"} | json [5m])))'],
  [bottomk(3, lineRate(apiLogs, window)).by('env'), 'bottomk by (env) (3, rate({service_name="api"}[5m]))'],
  [sort(approxTopk(3, byRoute)), 'sort(approx_topk(3, sum by (route) (count_over_time({service_name="api"} | json [5m]))))'],
  [sortDesc(labelReplace(byRoute, 'first', '$1', 'route', '/(.*)')), 'sort_desc(label_replace(sum by (route) (count_over_time({service_name="api"} | json [5m])), "first", "$1", "route", "/(.*)"))'],
  [byRoute.above(quantity(50, 'lines')), 'sum by (route) (count_over_time({service_name="api"} | json [5m])) > 50'],
  [sum(lineRate(apiLogs, window)).atLeast(quantity(1, 'lines/s')).atMost(quantity(2, 'lines/s')), 'sum(rate({service_name="api"}[5m])) >= 1 <= 2'],
  [sum(countOverTime(apiLogs, window)).orZero().equals(quantity(0, 'lines')), '(sum(count_over_time({service_name="api"}[5m])) or vector(0)) == 0'],
  [byRoute.dividedBy(sum(countOverTime(apiLogs, window)), on().groupLeft()).above(fraction(0.5)), 'sum by (route) (count_over_time({service_name="api"} | json [5m])) / on () group_left () sum(count_over_time({service_name="api"}[5m])) > 0.5'],
  [byRoute.plus(byRoute).minus(byRoute).times(fraction(2)).modulo(quantity(7, 'lines')).differsFrom(quantity(1, 'lines')), `(sum by (route) (count_over_time({service_name="api"} | json [5m])) + sum by (route) (count_over_time({service_name="api"} | json [5m])) - sum by (route) (count_over_time({service_name="api"} | json [5m]))) * 2 % 7 != 1`],
  [sum(lineRate(apiLogs, window)).toThePower(fraction(2)), 'sum(rate({service_name="api"}[5m])) ^ 2'],
  [byRoute.isAbove(quantity(5, 'lines')), 'sum by (route) (count_over_time({service_name="api"} | json [5m])) > bool 5'],
  [sum(countOverTime(apiLogs, window)).isBelow(quantity(5, 'lines')), 'sum(count_over_time({service_name="api"}[5m])) < bool 5'],
  [sum(countOverTime(apiLogs, window)).by('env').given(sum(countOverTime(workerLogs, window)).by('env')), 'sum by (env) (count_over_time({service_name="api"}[5m])) and sum by (env) (count_over_time({service_name=~"encoder|mailer"}[5m]))'],
  [sum(countOverTime(apiLogs, window)).by('env').unless(byRoute, ignoring('env', 'route')), 'sum by (env) (count_over_time({service_name="api"}[5m])) unless ignoring (env, route) sum by (route) (count_over_time({service_name="api"} | json [5m]))'],
  [sum(countOverTime(apiLogs, window)).below(quantity(1, 'lines')).or(sum(countOverTime(workerLogs, window)).below(quantity(1, 'lines'))), 'sum(count_over_time({service_name="api"}[5m])) < 1 or sum(count_over_time({service_name=~"encoder|mailer"}[5m])) < 1'],
  [vector(quantity(0, 'lines')), 'vector(0)'],
];

function problemsOf(build: () => unknown): readonly { readonly check: string; readonly message: string }[] {
  try {
    build();
    return [];
  } catch (error) {
    if (error instanceof BelfryError) return error.problems;
    throw error;
  }
}

describe('constructors', () => {
  it.each(cases.map(([built, printed]) => [printed, built] as const))('print %s', (printed, built) => {
    expect(String(built)).toBe(printed);
  });

  it.each(cases.map(([, printed]) => printed))('print what Loki reads as it was meant: %s', (printed) => {
    expect(printLogql(parseLogql(printed))).toBe(printed);
  });

  it('never change what they are called on', () => {
    const lines = apiLogs.json();
    lines.only({ status: '500' });
    expect(String(lines)).toBe('{service_name="api"} | json');
  });
});

describe('what is refused when it runs', () => {
  it.each<readonly [check: string, message: string, bad: () => unknown, good: () => unknown]>([
    ['logql/unknown-label-value', "api-logs never has env 'prod'", () => apiLogs.where({ env: /prod/ }), () => apiLogs.where({ env: /prod.*/ })],
    ['logql/regexp-not-re2', 'RE2 does not take', () => apiLogs.matching(/(?=x)/), () => apiLogs.matching(/x/)],
    ['logql/regexp-flags', "the flags 'i'", () => apiLogs.matching(/x/i), () => apiLogs.matching(/(x|X)/)],
    ['logql/syntax', 'names no part of the line', () => proxyLogs.pattern('plain'), () => proxyLogs.pattern('<ip> plain')],
    ['logql/syntax', "nothing tells where", () => proxyLogs.pattern('<a><b>'), () => proxyLogs.pattern('<a> <b>')],
    ['logql/syntax', 'no part of this expression has a name', () => proxyLogs.regexp('(x)'), () => proxyLogs.regexp('(?P<n>x)')],
    ['logql/syntax', 'this template has an action that is never closed', () => apiLogs.lineFormat(() => '{{.x'), () => apiLogs.lineFormat(() => '{{.x}}')],
    ['logql/quantile', 'between 0 and 1', () => quantileOverTime(95, took, window), () => quantileOverTime(0.95, took, window)],
    ['logql/rank', 'keeps nothing', () => topk(0, byRoute), () => topk(1, byRoute)],
    ['logql/range', 'no lines in it', () => countOverTime(apiLogs, minutes(0)), () => countOverTime(apiLogs, minutes(1))],
    ['logql/vector', 'no number below zero', () => vector(quantity(-1, 'lines')), () => vector(quantity(1, 'lines'))],
    ['logql/no-condition', 'is empty', () => apiLogs.either({}, { env: 'staging' }), () => apiLogs.either({ env: 'production' }, { env: 'staging' })],
  ])('%s: %s', (check, message, bad, good) => {
    expect(problemsOf(bad)).toMatchObject([{ check }]);
    expect(problemsOf(bad)[0]?.message.replace('/prod/', "'prod'")).toContain(message);
    expect(problemsOf(good)).toEqual([]);
  });

  it('a declaration whose names clash or cannot stand in a query', () => {
    const declare = (metadata: Readonly<Record<string, readonly string[]>>, fields: Readonly<Record<string, readonly string[]>>): unknown =>
      logStream('lines', { help: 'Lines.', labels: { app: ['x'] }, identifiedBy: 'app', metadata, format: 'json', fields });
    expect(problemsOf(() => declare({ pod: ['a'] }, { app: ['y'] }))).toMatchObject([{ check: 'logql/label-twice', message: "'app' is both a label and a field" }]);
    expect(problemsOf(() => declare({ 'user.id': ['a'] }, {}))).toMatchObject([{ check: 'logql/label-name' }]);
    expect(problemsOf(() => declare({}, { json: ['a'] }))).toMatchObject([{ check: 'logql/label-name', message: "'json' is a word of LogQL and cannot name a label in a query" }]);
    expect(problemsOf(() => declare({ pod: ['a'] }, { user_id: ['y'] }))).toEqual([]);
  });
});
