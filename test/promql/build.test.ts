import { describe, expect, it } from '@jest/globals';
import { BelfryError } from '../../lib/core/problem';
import { days, hours, minutes } from '../../lib/core/duration';
import { fraction, quantity } from '../../lib/core/quantity';
import { bottomk, countValues, max, quantileAcross, sum, topk } from '../../lib/promql/aggregate';
import * as experimental from '../../lib/promql/experimental';
import { featuresOf } from '../../lib/promql/features';
import { changes, delta, instant, labelJoin, labelReplace, quantile, quantileOverTime, rate, weekday } from '../../lib/promql/functions';
import { print } from '../../lib/promql/print';
import { Condition } from '../../lib/promql/vector';
import { expressions } from './expressions';
import { experiments } from './expressions/experiments';
import { latency, queueDepth, requests, shopUp } from './metrics';

describe('what is built prints as PromQL', () => {
  it.each([...expressions, ...experiments].map(({ text, node }) => [text, node] as const))('%s', (text, node) => {
    expect(print(node)).toBe(text);
  });

  it('says so when it is turned into text', () => {
    expect(String(sum(rate(requests, minutes(5))))).toBe('sum(rate(http_requests_total{job="shop"}[5m]))');
    expect(String(experimental.step())).toBe('step()');
  });
});

describe('immutability', () => {
  it('holds for nodes', () => {
    const built = instant(queueDepth);
    expect(Object.isFrozen(built.node)).toBe(true);
    expect(() => Object.assign(built.node, { kind: 'number' })).toThrow(TypeError);
  });

  it('lets one aggregation be narrowed twice', () => {
    const all = max(queueDepth);
    expect([String(all.by('queue')), String(all.without('queue')), String(all)]).toEqual(['max by (queue) (queue_depth{job="shop"})', 'max without (queue) (queue_depth{job="shop"})', 'max(queue_depth{job="shop"})']);
  });

  it('names a label once, however often it is given', () => {
    expect(String(max(queueDepth).by('queue', 'queue'))).toBe('max by (queue) (queue_depth{job="shop"})');
  });
});

describe('conditions', () => {
  const some = instant(shopUp).equals(fraction(0));

  it('are told from vectors when two are joined', () => {
    expect(some.or(some)).toBeInstanceOf(Condition);
    expect(some.or(instant(shopUp))).not.toBeInstanceOf(Condition);
    expect(instant(shopUp).given(shopUp)).toBeInstanceOf(Condition);
  });
});

describe('feature flags', () => {
  it.each(experiments.map(({ text, node }) => [text, node] as const))('are needed for %s', (_text, node) => {
    expect(featuresOf(node)).not.toEqual([]);
  });

  it('are needed for nothing else', () => {
    expect(expressions.filter(({ node }) => featuresOf(node).length > 0).map(({ text }) => text)).toEqual([]);
  });

  it('are all listed', () => {
    expect(featuresOf(experimental.startTimestamp(requests).node)).toEqual(['promql-experimental-functions', 'use-start-timestamps']);
    expect(featuresOf(delta(queueDepth, experimental.anchored(minutes(5))).node)).toEqual(['promql-extended-range-selectors']);
    expect(new Set(experiments.flatMap(({ node }) => featuresOf(node)))).toEqual(new Set(['promql-binop-fill-modifiers', 'promql-experimental-functions', 'promql-extended-range-selectors', 'use-start-timestamps']));
  });
});

describe('what the compiler cannot see is refused when it is built', () => {
  const buckets = sum(rate(latency.buckets, minutes(5))).by('le');
  const depths = max(queueDepth).by('queue');

  it.each<[string, () => unknown, string]>([
    ['a quantile in percent', () => quantile(95, buckets), 'promql/quantile-range'],
    ['a quantile that is no number', () => quantile(NaN, buckets), 'promql/quantile-range'],
    ['a quantile over time in percent', () => quantileOverTime(95, queueDepth, hours(1)), 'promql/quantile-range'],
    ['a quantile across series in percent', () => quantileAcross(95, queueDepth), 'promql/quantile-range'],
    ['the zero largest', () => topk(0, depths), 'promql/rank'],
    ['half a series', () => bottomk(0.5, depths), 'promql/rank'],
    ['a label with a hyphen', () => countValues('a-b', depths), 'promql/label-name'],
    ['a label of Prometheus', () => labelJoin(depths, { to: '__name__', from: ['queue'], separator: '' }), 'promql/label-name'],
    ['a group that the pattern does not have', () => labelReplace(depths, { to: 'q', from: 'queue', pattern: /(.*)/, value: '$2' }), 'promql/no-such-group'],
    ['a named group that the pattern does not have', () => labelReplace(depths, { to: 'q', from: 'queue', pattern: /(?<a>.*)/, value: '${b}' }), 'promql/no-such-group'],
    ['letters that grow together with a group', () => labelReplace(depths, { to: 'q', from: 'queue', pattern: /(.*)/, value: '$1st' }), 'promql/no-such-group'],
    ['a pattern that is not RE2', () => labelReplace(depths, { to: 'q', from: 'queue', pattern: /(?=a)(.*)/, value: '$1' }), 'metric/regexp-not-re2'],
    ['flags of a pattern', () => labelReplace(depths, { to: 'q', from: 'queue', pattern: /a/i, value: 'x' }), 'metric/regexp-flags'],
    ['a value that takes the label away', () => labelReplace(depths, { to: 'q', from: 'queue', pattern: /a/, value: '' }), 'promql/empty-label'],
    ['a smoothing factor of one', () => experimental.doubleExponentialSmoothing(queueDepth, hours(1), { smoothing: 1, trend: 0.5 }), 'promql/smoothing-factor'],
    ['a share in percent', () => experimental.limitRatio(10, depths), 'promql/limit-ratio'],
    ['eleven quantiles', () => experimental.histogramQuantiles(buckets, 'q', 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1), 'promql/too-many-quantiles'],
    ['a calculated value over an extended range', () => changes(depths, experimental.anchored(hours(1))), 'promql/extended-subquery'],
  ])('%s', (_name, build, check) => {
    const error = errorOf(build);
    expect(error.problems.map((problem) => problem.check)).toEqual([check]);
    expect(error.problems[0]?.fix).toBeTruthy();
  });

  it('and its good twins are not', () => {
    expect(String(quantile(0.95, buckets))).toContain('histogram_quantile(0.95, ');
    expect(String(quantile(1, buckets))).toContain('histogram_quantile(1, ');
    expect(String(topk(1, depths))).toContain('topk(1, ');
    expect(String(labelReplace(depths, { to: 'q', from: 'queue', pattern: /(.*)/, value: '${1}st $$1' }))).toContain('"${1}st $$1"');
    expect(String(labelReplace(depths, { to: 'q', from: 'queue', pattern: /(?<a>.*)/, value: '$a' }))).toContain('"$a"');
    expect(String(changes(queueDepth, experimental.anchored(hours(1))))).toBe('changes(queue_depth{job="shop"}[1h] anchored)');
  });
});

describe('days of the week', () => {
  it('count from Sunday, as Prometheus does', () => {
    expect([weekday('sunday').value, weekday('monday').value, weekday('saturday').value]).toEqual([0, 1, 6]);
  });
});

describe('thresholds', () => {
  it('are printed in the base unit', () => {
    expect(String(instant(queueDepth).above(quantity(1e21, 'orders')))).toBe('queue_depth{job="shop"} > 1e+21');
    expect(String(delta(queueDepth, days(90)))).toBe('delta(queue_depth{job="shop"}[90d])');
  });
});

function errorOf(build: () => unknown): BelfryError {
  try {
    build();
  } catch (error) {
    if (error instanceof BelfryError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
