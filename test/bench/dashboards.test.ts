import { describe, expect, test } from '@jest/globals';
import { Recorded } from '../../bench/recorded';
import { scaledSeries } from '../../bench/scaled-series';
import { minutes } from '../../lib/core/duration';
import { counter, histogram } from '../../lib/metric/metric';
import { max, sum } from '../../lib/promql/aggregate';
import { maxOverTime, rate } from '../../lib/promql/functions';
import { print } from '../../lib/promql/print';
import { nodeOf } from '../../lib/promql/vector';
import { record } from '../../lib/rule/recording';
import { depth, requests } from '../dashboard/metrics';

const perStatus = record('status:http_requests:rate5m', { help: 'Requests.', expression: sum(rate(requests, minutes(5))).by('status'), labels: { of: 'api' } });
const total = record('job:http_requests:rate5m', { help: 'All of them.', expression: sum(perStatus.series.where({ of: 'api' })) });
const recorded = new Recorded([perStatus, total]);

describe('a query without the rules', () => {
  test('asks for what they record, with the labels that they add, through every level', () => {
    const text = 'label_replace((sum by (status) (rate(http_requests_total{job="api"}[5m]))), "of", "api", "", "")';
    expect(recorded.withoutRules(nodeOf(max(perStatus.series)))).toBe(`max((${text}))`);
    expect(recorded.withoutRules(nodeOf(max(total.series)))).toBe(`max(((sum((${text})))))`);
  });

  test('is the same where it reads no rule, and where it reads one over a window', () => {
    const plain = nodeOf(max(depth));
    expect(recorded.withoutRules(plain)).toBe(print(plain));
    expect(recorded.allBehind([plain])).toEqual([]);
    const longest = nodeOf(max(maxOverTime(perStatus.series, minutes(30))));
    expect(recorded.withoutRules(longest)).toBe(print(longest));
    expect(recorded.allBehind([longest])).toEqual([perStatus]);
  });

  test('knows every rule behind an expression', () => {
    expect(recorded.readBy(nodeOf(max(total.series)))).toEqual([total]);
    expect(recorded.allBehind([nodeOf(max(total.series))])).toEqual([total, perStatus]);
  });
});

describe('series at scale', () => {
  test('are as many as asked for, each once', () => {
    const simple = counter('things_total', { help: 'Things.', unit: 'events', labels: {}, jobs: ['api'] });
    expect(new Set(scaledSeries(simple.declaration, 1000).map((one) => JSON.stringify(one.labels))).size).toBe(1000);
  });

  test('of a histogram are counted by its buckets', () => {
    const durations = histogram('work_duration_seconds', { help: 'Work.', unit: 'seconds', counts: 'events', labels: {}, jobs: ['api'], buckets: [1, 5, 10] });
    const names = scaledSeries(durations.declaration, 1000).map(({ name }) => name);
    expect([names.filter((name) => name.endsWith('_bucket')).length, names.filter((name) => name.endsWith('_count')).length]).toEqual([1000, 250]);
  });
});
