import { describe, expect, test } from '@jest/globals';
import { parsePromql } from '../../lib/promql/parse';
import { print } from '../../lib/promql/print';
import { mutantsOf } from '../../lib/rule/scenario/mutation';

function mutants(text: string, kind: string): readonly string[] {
  return mutantsOf(parsePromql(text)).filter((mutant) => mutant.kind === kind).map(({ expression }) => print(expression));
}

describe('mutants of an expression', () => {
  test('comparisons are turned round, and > becomes >= only where a value can be its limit', () => {
    expect(mutants('max(queue) > 5', 'comparison')).toEqual(['max(queue) < 5', 'max(queue) <= 5', 'max(queue) >= 5']);
    expect(mutants('rate(requests_total[5m]) > 5', 'comparison')).toEqual(['rate(requests_total[5m]) < 5', 'rate(requests_total[5m]) <= 5']);
  });

  test('limits and factors are ten percent off, and zero is left alone', () => {
    expect(mutants('a > b * 3', 'threshold')).toEqual(['a > b * 3.3', 'a > b * 2.7']);
    expect(mutants('a > 0', 'threshold')).toEqual([]);
  });

  test('windows are halved and doubled, one at a time', () => {
    expect(mutants('rate(a[5m]) / rate(b[10m]) > 1', 'range')).toEqual(['rate(a[2m30s]) / rate(b[10m]) > 1', 'rate(a[10m]) / rate(b[10m]) > 1', 'rate(a[5m]) / rate(b[5m]) > 1', 'rate(a[5m]) / rate(b[20m]) > 1']);
  });

  test('matchers are left out one at a time', () => {
    expect(mutants('sum(a{job="x",code="500"}) > 1', 'matcher')).toEqual(['sum(a{code="500"}) > 1', 'sum(a{job="x"}) > 1']);
  });
});

test('what is multiplied by zero is left alone: only its labels count', () => {
  const filled = '(sum by (queue) (rate(a{status="failed"}[5m])) or sum by (queue) (rate(b{job="x"}[5m])) * 0) > 0.1';
  expect([mutants(filled, 'range').length, mutants(filled, 'matcher').length]).toEqual([2, 1]);
  expect([mutants(filled.replace('* 0', '* 1'), 'range').length, mutants(filled.replace('* 0', '* 1'), 'matcher').length]).toEqual([4, 2]);
});

describe('a matcher that another one implies is left out together with it', () => {
  test.each([
    ['both sides keep the label', 'a{job="x"} / b{job="x"} > 1', ['a / b > 1']],
    ['through rate and sum by the label', 'sum by (job) (rate(a{job="x"}[5m])) / sum by (job) (rate(b{job="x"}[5m])) > 1', ['sum by (job) (rate(a[5m])) / sum by (job) (rate(b[5m])) > 1']],
    ['a guard of the same labels', 'a{job="x"} > 1 and b{job="x"} > 2', ['a > 1 and b > 2']],
  ])('%s', (_case, text, expected) => {
    expect(mutants(text, 'matcher')).toEqual(expected);
  });

  test.each([
    ['the sum forgets the label', 'sum(a{job="x"}) / sum(b{job="x"}) > 1', ['sum(a) / sum(b{job="x"}) > 1', 'sum(a{job="x"}) / sum(b) > 1']],
    ['the sides are matched by another label', 'a{job="x"} / on (pod) b{job="x"} > 1', ['a / on (pod) b{job="x"} > 1', 'a{job="x"} / on (pod) b > 1']],
    ['either side will do', 'a{job="x"} > 1 or b{job="x"} > 1', ['a > 1 or b{job="x"} > 1', 'a{job="x"} > 1 or b > 1']],
    ['the matchers differ', 'a{job="x"} / b{job=~"x|y"} > 1', ['a / b{job=~"x|y"} > 1', 'a{job="x"} / b > 1']],
  ])('but not where %s', (_case, text, expected) => {
    expect(mutants(text, 'matcher')).toEqual(expected);
  });

  test('what `unless` takes away is implied by what it takes away from, and not the other way round', () => {
    expect(mutants('a{job="x"} unless b{job="x"}', 'matcher')).toEqual(['a unless b{job="x"}', 'a unless b']);
  });
});
