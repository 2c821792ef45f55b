import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { minutes } from '../../lib/core/duration';
import { percent, perSecond } from '../../lib/core/quantity';
import { sum } from '../../lib/promql/aggregate';
import { avgOverTime, instant, rate, ratio, vector } from '../../lib/promql/functions';
import type { BinaryOperator, Node } from '../../lib/promql/node';
import { parsePromql } from '../../lib/promql/parse';
import { print, printWrapped } from '../../lib/promql/print';
import { expressions } from './expressions';
import { bare } from './generate-nodes';
import { requests, shopUp } from './metrics';

const metric = (name: string): Node => ({ kind: 'selector', name, matchers: [] });
const [a, b, c] = [metric('a'), metric('b'), metric('c')];
const binary = (operator: BinaryOperator, left: Node, right: Node): Node => ({ kind: 'binary', operator, left, right });
const negative = (expression: Node): Node => ({ kind: 'unary', operator: '-', expression });

describe('brackets', () => {
  it.each<[Node, string]>([
    [binary('*', binary('+', a, b), c), '(a + b) * c'],
    [binary('+', binary('*', a, b), c), 'a * b + c'],
    [binary('+', a, binary('*', b, c)), 'a + b * c'],
    [binary('-', a, binary('-', b, c)), 'a - (b - c)'],
    [binary('-', binary('-', a, b), c), 'a - b - c'],
    [binary('^', a, binary('^', b, c)), 'a ^ b ^ c'],
    [binary('^', binary('^', a, b), c), '(a ^ b) ^ c'],
    [binary('^', negative(a), b), '(-a) ^ b'],
    [negative(binary('^', a, b)), '-a ^ b'],
    [negative(binary('*', a, b)), '-(a * b)'],
    [negative(negative(a)), '-(-a)'],
    [binary('-', a, negative(b)), 'a - -b'],
    [binary('and', binary('>', a, b), c), 'a > b and c'],
    [binary('>', a, binary('and', b, c)), 'a > (b and c)'],
    [binary('or', a, binary('and', b, c)), 'a or (b and c)'],
    [binary('and', binary('or', a, b), c), '(a or b) and c'],
    [binary('unless', binary('and', a, b), c), '(a and b) unless c'],
    [binary('or', binary('or', a, b), c), 'a or b or c'],
    [binary('^', { kind: 'number', value: -2 }, a), '(-2) ^ a'],
    [binary('-', a, { kind: 'number', value: -2 }), 'a - -2'],
    [{ kind: 'subquery', expression: binary('+', a, b), range: minutes(5) }, '(a + b)[5m:]'],
    [{ kind: 'subquery', expression: negative(a), range: minutes(5), step: minutes(1) }, '(-a)[5m:1m]'],
    [{ kind: 'subquery', expression: a, range: minutes(5) }, 'a[5m:]'],
    [{ kind: 'paren', expression: a }, '(a)'],
  ])('%j prints as %s', (node, text) => {
    expect(print(node)).toBe(text);
    expect(bare(parsePromql(text))).toEqual(bare(node));
  });
});

describe('names, texts and numbers', () => {
  it.each<[Node, string]>([
    [{ kind: 'selector', name: 'requête', matchers: [] }, '{"requête"}'],
    [{ kind: 'selector', name: 'a b', matchers: [{ label: 'c d', operator: '=', value: 'e"\\\n' }] }, '{"a b","c d"="e\\"\\\\\\n"}'],
    [{ kind: 'selector', matchers: [{ label: 'job', operator: '=', value: 'x' }] }, '{job="x"}'],
    [{ kind: 'aggregate', operator: 'sum', expression: a, grouping: { mode: 'by', labels: ['x', 'é'] } }, 'sum by (x, "é") (a)'],
    [{ kind: 'number', value: 1e21 }, '1e+21'],
    [{ kind: 'number', value: 0.1 }, '0.1'],
    [{ kind: 'number', value: NaN }, 'NaN'],
  ])('%j prints as %s', (node, text) => {
    expect(print(node)).toBe(text);
    expect(bare(parsePromql(text))).toEqual(node);
  });
});

describe('several lines', () => {
  const five = minutes(5);
  const failed = ratio(sum(rate(requests.where({ status: '500' }), five)).by('route'), sum(rate(requests, five)).by('route'));

  it('stay one where they fit', () => {
    expect(printWrapped(rate(requests, five).node)).toBe('rate(http_requests_total{job="shop"}[5m])');
  });

  it('set the operator on a line of its own, and the threshold behind it', () => {
    expect(printWrapped(failed.above(percent(5)).node)).toBe(
      [
        '(',
        '  sum by (route) (rate(http_requests_total{job="shop",status="500"}[5m]))',
        '  /',
        '  sum by (route) (rate(http_requests_total{job="shop"}[5m]))',
        ')',
        '> 0.05',
      ].join('\n'),
    );
  });

  it('show guards as the second half that they are', () => {
    expect(printWrapped(failed.above(percent(5)).given(sum(rate(requests, five)).by('route').above(perSecond(1, 'requests'))).node)).toBe(
      [
        '(',
        '  (',
        '    sum by (route) (rate(http_requests_total{job="shop",status="500"}[5m]))',
        '    /',
        '    sum by (route) (rate(http_requests_total{job="shop"}[5m]))',
        '  )',
        '  > 0.05',
        ')',
        'and',
        'sum by (route) (rate(http_requests_total{job="shop"}[5m])) > 1',
      ].join('\n'),
    );
  });

  it('break calls, aggregates and subqueries where they open', () => {
    expect(printWrapped(avgOverTime(sum(rate(requests, five)).by('route'), minutes(60)).node, 40)).toBe(
      ['avg_over_time(', '  sum by (route) (', '    rate(', '      http_requests_total{job="shop"}[5m]', '    )', '  )[1h:]', ')'].join('\n'),
    );
    expect(printWrapped(vector(percent(5)).node, 1)).toBe('vector(\n  0.05\n)');
    expect(printWrapped(instant(shopUp).negated().node, 1)).toBe('-up{job="shop"}');
  });

  it('mean what the one line means, however narrow they are', () => {
    fc.assert(
      fc.property(fc.constantFrom(...expressions), fc.integer({ min: 1, max: 120 }), ({ node, text }, width) => {
        expect(bare(parsePromql(printWrapped(node, width)))).toEqual(bare(parsePromql(text)));
      }),
      { numRuns: 1000 },
    );
  });

  it('are as narrow as asked wherever there is a place to break', () => {
    const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));
    for (const { node, text } of expressions) expect(widest(printWrapped(node, 60))).toBeLessThanOrEqual(Math.max(widest(text), 60));
    expect(widest(printWrapped(failed.node, 80))).toBeLessThanOrEqual(80);
  });
});

describe('what was printed', () => {
  it.each(expressions.map(({ text }) => text))('%s is read back, and printed as it was', (text) => {
    expect(print(parsePromql(text))).toBe(text);
  });
});
