import { describe, expect, it } from '@jest/globals';
import { open } from '../../lib/metric/declaration';
import { counter, gauge, histogram, info, nativeHistogram, stateset, summary } from '../../lib/metric/metric';
import { problemsOf } from './problems-of';

const common = { help: 'What it is.', jobs: ['api'], labels: {} } as const;
const things = { ...common, unit: 'things' } as const;
const time = { ...common, unit: 'seconds', counts: 'requests' } as const;

describe('a name that breaks the rules, beside one that keeps them', () => {
  it.each<[check: string, bad: () => unknown, good: () => unknown]>([
    ['metric/invalid-name', () => gauge('queue depth', things), () => gauge('queue_depth', things)],
    ['metric/invalid-name', () => gauge('2nd_queue', things), () => gauge('queue_2', things)],
    ['metric/colon', () => gauge('job:queue:sum', things), () => gauge('job_queue_sum_of_all', things)],
    ['metric/reserved-name', () => gauge('__queue', things), () => gauge('queue', things)],
    ['metric/reserved-suffix', () => gauge('jobs_total', things), () => gauge('jobs', things)],
    ['metric/reserved-suffix', () => gauge('jobs_count', things), () => gauge('jobs_counted', things)],
    ['metric/reserved-suffix', () => histogram('latency_seconds_bucket', { ...time, buckets: [1] }), () => histogram('latency_seconds', { ...time, buckets: [1] })],
    ['metric/reserved-suffix', () => summary('latency_seconds_sum', { ...time, quantiles: [0.5] }), () => summary('latency_seconds', { ...time, quantiles: [0.5] })],
    ['metric/type-in-name', () => gauge('queue_gauge', things), () => gauge('queue', things)],
    ['metric/type-in-name', () => counter('requests_counter_total', things), () => counter('requests_total', things)],
    ['metric/type-in-name', () => nativeHistogram('latency_histogram_seconds', time), () => nativeHistogram('latency_seconds', time)],
    ['metric/no-help', () => gauge('queue', { ...things, help: ' ' }), () => gauge('queue', things)],
    ['metric/base-unit', () => gauge('age_milliseconds', { ...common, unit: 'seconds' }), () => gauge('age_seconds', { ...common, unit: 'seconds' })],
    ['metric/base-unit', () => counter('sent_megabytes_total', { ...common, unit: 'bytes' }), () => counter('sent_bytes_total', { ...common, unit: 'bytes' })],
    ['metric/base-unit', () => gauge('disk_used_percent', { ...common, unit: 'ratio' }), () => gauge('disk_used_ratio', { ...common, unit: 'ratio' })],
    ['metric/unit-mismatch', () => gauge('age_seconds', { ...common, unit: 'bytes' }), () => gauge('age_seconds', { ...common, unit: 'timestamp' })],
    ['metric/unit-mismatch', () => gauge('disk_used_ratio', { ...common, unit: 'bytes' }), () => gauge('disk_used_bytes', { ...common, unit: 'bytes' })],
    ['metric/unit-missing', () => gauge('request_duration', { ...common, unit: 'seconds' }), () => gauge('request_duration_seconds', { ...common, unit: 'seconds' })],
    ['metric/unit-missing', () => counter('sent_total', { ...common, unit: 'bytes' }), () => counter('sent_bytes_total', { ...common, unit: 'bytes' })],
  ])('%s', (check, bad, good) => {
    expect(problemsOf(bad)).toEqual([check]);
    expect(problemsOf(good)).toEqual([]);
  });

  it('reports everything at once', () => {
    expect(problemsOf(() => gauge('__job:queue_gauge_milliseconds', { ...things, help: '' }))).toEqual(['metric/colon', 'metric/reserved-name', 'metric/type-in-name', 'metric/no-help', 'metric/base-unit']);
  });

  it('lets an info metric end in the word that OpenMetrics wants, and a state set have any other', () => {
    expect(problemsOf(() => info('build_info', common))).toEqual([]);
    expect(problemsOf(() => stateset('door', common))).toEqual([]);
  });
});

describe('labels', () => {
  it.each<[check: string, bad: () => unknown, good: () => unknown]>([
    ['metric/owned-label', () => gauge('queue', { ...things, labels: { job: ['api'] } }), () => gauge('queue', { ...things, labels: { kind: ['api'] } })],
    ['metric/owned-label', () => gauge('queue', { ...things, labels: { instance: open({ expected: 1 }) } }), () => gauge('queue', { ...things, labels: { host: open({ expected: 1 }) } })],
    ['metric/owned-label', () => histogram('latency_seconds', { ...time, labels: { le: ['1'] }, buckets: [1] }), () => histogram('latency_seconds', { ...time, labels: { limit: ['1'] }, buckets: [1] })],
    ['metric/owned-label', () => summary('latency_seconds', { ...time, labels: { quantile: ['1'] }, quantiles: [0.5] }), () => summary('latency_seconds', { ...time, labels: { share: ['1'] }, quantiles: [0.5] })],
    ['metric/reserved-label', () => gauge('queue', { ...things, labels: { __zone: ['a'] } }), () => gauge('queue', { ...things, labels: { zone: ['a'] } })],
    ['metric/invalid-label', () => gauge('queue', { ...things, labels: { 'time zone': ['a'] } }), () => gauge('queue', { ...things, labels: { time_zone: ['a'] } })],
    ['metric/no-values', () => gauge('queue', { ...things, labels: { zone: [] } }), () => gauge('queue', { ...things, labels: { zone: ['a'] } })],
    ['metric/duplicate-value', () => gauge('queue', { ...things, labels: { zone: ['a', 'a'] } }), () => gauge('queue', { ...things, labels: { zone: ['a', 'b'] } })],
    ['metric/expected-values', () => gauge('queue', { ...things, labels: { zone: open({ expected: 0 }) } }), () => gauge('queue', { ...things, labels: { zone: open({ expected: 1 }) } })],
    ['metric/expected-values', () => gauge('queue', { ...things, labels: { zone: open({ expected: NaN }) } }), () => gauge('queue', { ...things, labels: { zone: open({ expected: 10 }) } })],
  ])('%s', (check, bad, good) => {
    expect(problemsOf(bad)).toEqual([check]);
    expect(problemsOf(good)).toEqual([]);
  });
});

describe('bounds', () => {
  it.each<[check: string, bad: () => unknown, good: () => unknown]>([
    ['metric/bounds', () => histogram('latency_seconds', { ...time, buckets: [] }), () => histogram('latency_seconds', { ...time, buckets: [1] })],
    ['metric/bounds', () => histogram('latency_seconds', { ...time, buckets: [1, 0.5] }), () => histogram('latency_seconds', { ...time, buckets: [0.5, 1] })],
    ['metric/bounds', () => histogram('latency_seconds', { ...time, buckets: [1, 1] }), () => histogram('latency_seconds', { ...time, buckets: [1, 2] })],
    ['metric/bounds', () => histogram('latency_seconds', { ...time, buckets: [1, Infinity] }), () => histogram('latency_seconds', { ...time, buckets: [-1, 0] })],
    ['metric/quantile-range', () => summary('latency_seconds', { ...time, quantiles: [50, 95] }), () => summary('latency_seconds', { ...time, quantiles: [0.5, 0.95] })],
  ])('%s', (check, bad, good) => {
    expect(problemsOf(bad)).toEqual([check]);
    expect(problemsOf(good)).toEqual([]);
  });
});

describe("somebody else's metrics", () => {
  it('may have any style, as long as the name is valid', () => {
    expect(problemsOf(() => gauge('node_gauge_milliseconds', { ...things, thirdParty: true }))).toEqual([]);
    expect(problemsOf(() => gauge('node gauge', { ...things, thirdParty: true }))).toEqual(['metric/invalid-name']);
  });
});
