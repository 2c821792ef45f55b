import { describe, expect, it } from '@jest/globals';
import { seconds } from '../../lib/core/duration';
import { BelfryError } from '../../lib/core/problem';
import { formatBound } from '../../lib/metric/family';
import { histogram } from '../../lib/metric/metric';
import { matcherTest } from '../../lib/metric/series';
import type { TypedSeries } from '../../lib/metric/series';
import type { Sample } from '../../lib/metric/declaration';
import { print } from '../../lib/promql/print';
import { selectorOf } from '../../lib/promql/vector';
import { errors, latency, pack, requests, shopUp } from '../promql/metrics';
import { problemsOf } from './problems-of';

const text = (series: TypedSeries<Sample, string, string>): string => print(selectorOf(series));

describe('a series', () => {
  it('is scoped to the jobs that export it', () => {
    expect(print(selectorOf(shopUp))).toBe('up{job="shop"}');
    expect(print(selectorOf(errors))).toBe('errors_total{job=~"shop|depot"}');
  });

  it('names the families of a histogram and of a summary', () => {
    expect([latency.buckets, latency.count, latency.sum, pack.quantiles, pack.count, pack.sum].map(({ seriesName }) => seriesName)).toEqual([
      'http_request_duration_seconds_bucket',
      'http_request_duration_seconds_count',
      'http_request_duration_seconds_sum',
      'pack_duration_seconds',
      'pack_duration_seconds_count',
      'pack_duration_seconds_sum',
    ]);
  });

  it.each([
    ['one value', requests.where({ status: '500' }), 'status="500"'],
    ['several values', requests.where({ status: ['404', '500'] }), 'status=~"404|500"'],
    ['one of a list', requests.where({ status: ['500'] }), 'status="500"'],
    ['no value', requests.where({ route: '' }), 'route=""'],
    ['another value', requests.where({ status: { not: '500' } }), 'status!="500"'],
    ['none of several', requests.where({ status: { not: ['404', '500'] } }), 'status!~"404|500"'],
    ['a pattern', requests.where({ status: /5../ }), 'status=~"5.."'],
    ['not a pattern', requests.where({ status: { not: /5../ } }), 'status!~"5.."'],
    ['values with special characters', requests.where({ route: ['/a.b', '/c+d'] }), 'route=~"/a\\\\.b|/c\\\\+d"'],
    ['an instance', requests.where({ instance: 'a:80' }), 'instance="a:80"'],
  ])('takes %s', (_what, series, matcher) => {
    expect(print(selectorOf(series))).toBe(`http_requests_total{job="shop",${matcher}}`);
  });

  it('keeps the order of the conditions, and all of them', () => {
    expect(text(requests.where({ status: /5../, route: { not: '/a' } }).where({ route: { not: '/b' } }))).toBe('http_requests_total{job="shop",status=~"5..",route!="/a",route!="/b"}');
  });

  it('leaves the original alone', () => {
    const before = text(requests);
    requests.where({ status: '500' });
    expect(text(requests)).toBe(before);
    expect(Object.isFrozen(requests)).toBe(true);
    expect(Object.isFrozen(requests.matchers)).toBe(true);
  });

  it('lets a condition on the job take the place of the scope', () => {
    expect(text(errors.where({ job: 'depot' }))).toBe('errors_total{job="depot"}');
    expect(text(errors.where({ job: { not: 'depot' } }))).toBe('errors_total{job!="depot"}');
  });
});

describe('a condition that can select nothing is refused', () => {
  /** What a program that is not type-checked could pass. */
  const pass = (conditions: object): unknown => requests.where(Object.assign({}, conditions));

  it.each<[check: string, bad: () => unknown, good: () => unknown]>([
    ['metric/unknown-label', () => pass({ code: '500' }), () => pass({ status: '500' })],
    ['metric/unknown-label-value', () => pass({ status: '5xx' }), () => pass({ status: '500' })],
    ['metric/unknown-label-value', () => pass({ status: ['500', '501'] }), () => pass({ status: ['500', '404'] })],
    ['metric/unknown-label-value', () => requests.where({ status: /3../ }), () => requests.where({ status: /4../ })],
    ['metric/unknown-label-value', () => requests.where({ status: /50/ }), () => requests.where({ status: /50./ })],
    ['metric/unknown-label-value', () => pass({ job: 'depot' }), () => pass({ job: 'shop' })],
    ['metric/regexp-flags', () => requests.where({ route: /a/i }), () => requests.where({ route: /a/ })],
    ['metric/regexp-not-re2', () => requests.where({ route: /a(?!b)/ }), () => requests.where({ route: /a[^b]/ })],
    ['metric/regexp-not-re2', () => requests.where({ route: /(a)\1/ }), () => requests.where({ route: /aa/ })],
    ['metric/contradiction', () => requests.where({ status: '500' }).where({ status: '404' }), () => requests.where({ status: '500' }).where({ status: '500' })],
    ['metric/contradiction', () => requests.where({ route: '/a' }).where({ route: '/b' }), () => requests.where({ route: { not: '/a' } }).where({ route: { not: '/b' } })],
  ])('%s', (check, bad, good) => {
    expect(problemsOf(bad)).toEqual([check]);
    expect(problemsOf(good)).toEqual([]);
  });

  it('with the name that was meant', () => {
    expect(() => pass({ statu: '500' })).toThrow("did you mean 'status'?");
    expect(() => pass({ zone: 'a' })).toThrow('its labels are method, route, status, job, instance');
    expect(() => pass({ status: '5xx' })).toThrow('status is one of 200, 404, 500');
  });
});

describe('the bound of a bucket', () => {
  it.each([
    [0.5, '0.5'],
    [1, '1.0'],
    [5, '5.0'],
    [0, '0.0'],
    [-1, '-1.0'],
    [1e-7, '1e-7'],
    [1048576, '1048576.0'],
  ])('%d is stored as %s', (bound, expected) => {
    expect(formatBound(bound)).toBe(expected);
  });

  it('must be one that is declared', () => {
    expect(print(selectorOf(latency.upTo(seconds(1))))).toBe('http_request_duration_seconds_bucket{job="shop",le="1.0"}');
    expect(problemsOf(() => latency.upTo(seconds(2)))).toEqual(['metric/no-such-bucket']);
    expect(() => latency.upTo(seconds(2))).toThrow('take one of 0.1, 0.5, 1, 5');
  });

  it('is a label of what it selects, so that it cannot meet the count by accident', () => {
    expect(Object.keys(latency.upTo(seconds(1)).labelSpec)).toEqual(['route', 'le']);
    const size = histogram('body_bytes', { help: 'Size.', unit: 'bytes', counts: 'requests', labels: {}, buckets: [1, 2, 3], jobs: ['shop'] });
    expect(size.buckets.labelSpec.le).toEqual({ expected: 4 });
  });
});

describe('a matcher', () => {
  it.each([
    ['=', 'a', ['a'], ['', 'ab']],
    ['!=', 'a', ['', 'ab'], ['a']],
    ['=~', 'a.*|b', ['a', 'abc', 'b'], ['', 'ba', 'xa']],
    ['!~', 'a.*|b', ['', 'ba'], ['a', 'abc', 'b']],
    ['=~', '', [''], ['a']],
  ] as const)('%s"%s" is anchored at both ends', (operator, value, passing, failing) => {
    const matcher = { label: 'x', operator, value };
    expect(passing.filter((value) => !matcherTest(matcher)(value))).toEqual([]);
    expect(failing.filter(matcherTest(matcher))).toEqual([]);
  });
});

describe('an error', () => {
  it('is a diagnostic with a remedy', () => {
    const error = expectError(() => requests.where({ status: /3../ }));
    expect(error.problems).toEqual([
      expect.objectContaining({ severity: 'error', message: 'http_requests_total never has status /3../', place: { subject: 'metric http_requests_total' }, fix: expect.stringContaining('200, 404, 500') }),
    ]);
  });
});

function expectError(build: () => unknown): BelfryError {
  try {
    build();
  } catch (error) {
    if (error instanceof BelfryError) return error;
  }
  throw new Error('it was not refused');
}
