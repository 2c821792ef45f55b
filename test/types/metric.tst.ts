import { describe, expect, test } from 'tstyche';
import { minutes, seconds } from '../../lib/core/duration';
import type { Duration } from '../../lib/core/duration';
import { bytes, fraction, gibibytes, percent, perSecond, quantity } from '../../lib/core/quantity';
import type { Quantity } from '../../lib/core/quantity';
import { secretFile, secretKey } from '../../lib/core/secret';
import type { Difference, Divide, PerSecond, Remainder, SquareRoot, Sum, Times, Variance } from '../../lib/core/unit';
import { open } from '../../lib/metric/declaration';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { counter, gauge, histogram, info, nativeHistogram, summary } from '../../lib/metric/metric';
import type { Series } from '../../lib/metric/series';
import { errors, latency, pack, queueDepth, requests } from '../promql/metrics';

const common = { help: 'Requests.', jobs: ['api'] } as const;

describe('quantities', () => {
  test('carry their unit', () => {
    expect(percent(5)).type.toBe<Quantity<'ratio'>>();
    expect(gibibytes(1)).type.toBe<Quantity<'bytes'>>();
    expect(perSecond(1, 'requests')).type.toBe<Quantity<'requests/s'>>();
    expect(minutes(5)).type.toBe<Duration>();
    expect(minutes(5)).type.toBeAssignableTo<Quantity<'seconds'>>();
    expect(seconds(5)).type.not.toBeAssignableTo<Quantity<'bytes'>>();
    expect(quantity(5, 'seconds')).type.not.toBeAssignableTo<Duration>();
  });
});

describe('the algebra of units', () => {
  test('is known to the compiler', () => {
    expect<PerSecond<'seconds'>>().type.toBe<'ratio'>();
    expect<PerSecond<'bytes'>>().type.toBe<'bytes/s'>();
    expect<Divide<'bytes', 'bytes/s'>>().type.toBe<'seconds'>();
    expect<Divide<'USD', 'jobs'>>().type.toBe<'USD per jobs'>();
    expect<Times<'USD per jobs', 'jobs'>>().type.toBe<'USD'>();
    expect<Divide<'bytes times bytes', 'bytes'>>().type.toBe<'bytes'>();
    expect<Sum<'seconds', 'timestamp'>>().type.toBe<'timestamp'>();
    expect<Sum<'timestamp', 'timestamp'>>().type.toBe<never>();
    expect<Difference<'timestamp', 'timestamp'>>().type.toBe<'seconds'>();
    expect<Difference<'seconds', 'timestamp'>>().type.toBe<never>();
    expect<Remainder<'timestamp', 'seconds'>>().type.toBe<'seconds'>();
    expect<Variance<'timestamp'>>().type.toBe<'seconds times seconds'>();
    expect<SquareRoot<'seconds times seconds'>>().type.toBe<'seconds'>();
    expect<Divide<string, 'bytes'>>().type.toBe<string>();
  });
});

describe('a declaration', () => {
  test('of a counter ends in _total, one of an info metric in _info', () => {
    counter('http_requests_total', { ...common, unit: 'requests', labels: {} });
    // @ts-expect-error Argument of type '"http_requests"' is not assignable to parameter of type '`${string}_total`'
    counter('http_requests', { ...common, unit: 'requests', labels: {} });
    info('build_info', { ...common, labels: { version: open({ expected: 1 }) } });
    // @ts-expect-error is not assignable to parameter of type '`${string}_info`'
    info('build', { ...common, labels: { version: open({ expected: 1 }) } });
  });

  test('leaves nothing out', () => {
    // @ts-expect-error Property 'unit' is missing
    gauge('depth', { ...common, labels: {} });
    // @ts-expect-error Property 'labels' is missing
    gauge('depth', { ...common, unit: 'jobs' });
    // @ts-expect-error Property 'help' is missing
    gauge('depth', { unit: 'jobs', labels: {}, jobs: ['api'] });
    // @ts-expect-error Property 'jobs' is missing
    gauge('depth', { help: 'Depth.', unit: 'jobs', labels: {} });
    // @ts-expect-error Property 'buckets' is missing
    histogram('latency_seconds', { ...common, unit: 'seconds', counts: 'requests', labels: {} });
    // @ts-expect-error Property 'counts' is missing
    nativeHistogram('latency_seconds', { ...common, unit: 'seconds', labels: {} });
    // @ts-expect-error Property 'quantiles' is missing
    summary('latency_seconds', { ...common, unit: 'seconds', counts: 'requests', labels: {} });
    // @ts-expect-error Type 'number' is not assignable to type 'LabelValues'
    gauge('depth', { ...common, unit: 'jobs', labels: { queue: 3 } });
    // @ts-expect-error 'buckets' does not exist in type
    gauge('depth', { ...common, unit: 'jobs', labels: {}, buckets: [1] });
  });

  test('makes a series of its type, unit and labels', () => {
    expect(gauge('depth', { ...common, unit: 'jobs', labels: { queue: ['video'] } })).type.toBe<Series<'gauge', 'jobs', { readonly queue: readonly ['video'] }, 'api'>>();
    expect(latency.count.__type.unit).type.toBe<'requests'>();
    expect(latency.buckets.__type.unit).type.toBe<'seconds among requests'>();
    expect(latency.buckets.__type.labels).type.toBe<'route' | 'le' | 'job' | 'instance'>();
    expect(latency.upTo(seconds(0.5)).__type.labels).type.toBe<'route' | 'le' | 'job' | 'instance'>();
    expect(pack.quantiles.__type.labels).type.toBe<'queue' | 'quantile' | 'job' | 'instance'>();
    expect(targetMetrics('api').up.__type.labels).type.toBe<'job' | 'instance'>();
  });
});

describe('a condition on a label', () => {
  test('knows the labels', () => {
    requests.where({ status: '500', route: '/anything' });
    // @ts-expect-error 'code' does not exist in type
    requests.where({ code: '500' });
    // @ts-expect-error 'le' does not exist in type
    latency.count.where({ le: '0.5' });
  });

  test('knows the values of closed labels', () => {
    requests.where({ status: ['404', '500'], method: { not: 'GET' } });
    requests.where({ status: /5../ });
    // @ts-expect-error Type '"5xx"' is not assignable to type
    requests.where({ status: '5xx' });
    // @ts-expect-error Type '"5xx"' is not assignable to type
    requests.where({ status: ['500', '5xx'] });
    // @ts-expect-error Type '"PATCH"' is not assignable to type
    requests.where({ method: { not: 'PATCH' } });
    // @ts-expect-error Type 'number' is not assignable to type
    requests.where({ status: 500 });
  });

  test('knows the jobs', () => {
    errors.where({ job: 'depot' });
    errors.where({ job: { not: ['depot'] } });
    // @ts-expect-error Type '"cellar"' is not assignable to type
    errors.where({ job: 'cellar' });
    // @ts-expect-error Type '"depot"' is not assignable to type
    requests.where({ job: 'depot' });
  });

  test('leaves the type as it is', () => {
    expect(queueDepth.where({ queue: 'mail' })).type.toBe<typeof queueDepth>();
  });
});

describe('a bound of a histogram', () => {
  test('has the unit of what is observed', () => {
    latency.upTo(seconds(0.5));
    // @ts-expect-error Type '"bytes"' is not assignable to type '"seconds"'
    latency.upTo(bytes(5));
    // @ts-expect-error Argument of type 'number' is not assignable to parameter of type 'Quantity<"seconds">'
    latency.upTo(0.5);
  });
});

describe('a range of values', () => {
  test('is written in numbers', () => {
    gauge('share_ratio', { ...common, unit: 'ratio', labels: {}, range: { min: 0, max: 1 } });
    // @ts-expect-error is not assignable to type 'number'
    gauge('share_ratio', { ...common, unit: 'ratio', labels: {}, range: { min: fraction(0) } });
    // @ts-expect-error Type '"up"' is not assignable to type 'Direction'
    gauge('share_ratio', { ...common, unit: 'ratio', labels: {}, direction: 'up' });
  });
});

describe('a secret', () => {
  test('is referred to and never written', () => {
    secretFile(secretKey('pagerduty', 'routing-key'));
    // @ts-expect-error Argument of type 'string' is not assignable to parameter of type 'SecretKey'
    secretFile('s3cr3t');
    // @ts-expect-error Property '[secretKeyBrand]' is missing in type
    secretFile({ secret: 'pagerduty', key: 'routing-key' });
  });
});
