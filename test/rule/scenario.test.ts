import { describe, expect, test } from '@jest/globals';
import { hours, minutes, seconds } from '../../lib/core/duration';
import { perSecond, quantity } from '../../lib/core/quantity';
import { sum } from '../../lib/promql/aggregate';
import { instant, rate } from '../../lib/promql/functions';
import { alert } from '../../lib/rule/alert';
import { group } from '../../lib/rule/group';
import { recordingsFor } from '../../lib/rule/needed-rules';
import { record } from '../../lib/rule/recording';
import { ruleFileDocument } from '../../lib/rule/rule-file';
import { annotationProblems } from '../../lib/rule/scenario/annotation';
import type { Growth, InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds, observes } from '../../lib/rule/scenario/input';
import { proofFiles } from '../../lib/rule/scenario/promtool-test';
import { sampleText } from '../../lib/rule/scenario/samples';
import { inSequence } from '../../lib/rule/scenario/sequence';
import { checksOf } from './problems';
import { proofSettings } from './promtool';
import { freeConnections, latency, orders, requests, shopAlert, waitingOrders } from './shop';

const every = seconds(30);
const samples = (series: InputSeries, length = minutes(3)): string => sampleText(series, every, length);
const sold = (...phases: readonly [Growth<'orders'>, ...Growth<'orders'>[]]): InputSeries => grows(orders, { country: 'de' }, ...phases);
const perSec = (rateOf: number) => perSecond(rateOf, 'orders');

describe('samples over time', () => {
  test('steady growth, and a rate that changes at a minute', () => {
    expect(samples(sold({ rate: perSec(2) }))).toBe('0+60x6');
    expect(samples(sold({ rate: perSec(2), lasts: minutes(1) }, { rate: perSec(0) }))).toBe('0+60x1 60+0x4');
  });

  test('a restart, missed scrapes, a series that is born at 1, a target that is gone', () => {
    expect(samples(sold({ rate: perSec(2), lasts: minutes(1) }, { restart: true }, { rate: perSec(2) }))).toBe('0+60x1 0+60x4');
    expect(samples(sold({ rate: perSec(2), lasts: minutes(1) }, { missing: true, lasts: minutes(1) }, { rate: perSec(2) }))).toBe('0+60x1 _x2 240+60x2');
    expect(samples(sold({ missing: true, lasts: minutes(1) }, { startsAt: quantity(1, 'orders') }, { rate: perSec(0) }))).toBe('_x2 1+0x4');
    expect(samples(sold({ rate: perSec(2), lasts: minutes(1) }, { gone: true }))).toBe('0+60x1 stale _x4');
    expect(samples(holds(waitingOrders, {}, { value: quantity(3, 'orders'), lasts: minutes(1) }, { gone: true, lasts: seconds(30) }, { value: quantity(5, 'orders') }))).toBe('3+0x1 stale 5+0x3');
  });

  test('a histogram grows in every bucket from the size on', () => {
    const series = observes(latency, { route: '/' }, { observed: [{ rate: perSecond(2, 'requests'), each: seconds(0.7) }] });
    expect(series.map(({ name, labels, phases }) => [name, labels.le, phases])).toEqual([
      ['shop_request_duration_seconds_bucket', '0.1', [{ perSecond: 0 }]],
      ['shop_request_duration_seconds_bucket', '0.5', [{ perSecond: 0 }]],
      ['shop_request_duration_seconds_bucket', '1.0', [{ perSecond: 2 }]],
      ['shop_request_duration_seconds_bucket', '5.0', [{ perSecond: 2 }]],
      ['shop_request_duration_seconds_bucket', '+Inf', [{ perSecond: 2 }]],
      ['shop_request_duration_seconds_count', undefined, [{ perSecond: 2 }]],
      ['shop_request_duration_seconds_sum', undefined, [{ perSecond: 1.4 }]],
    ]);
  });

  test('a phase without an end has no successor', () => {
    expect(checksOf(() => sold({ rate: perSec(2) }, { rate: perSec(3) }))).toEqual(['scenario/endless-phase']);
    expect(checksOf(() => sold({ rate: perSec(2) }))).toEqual([]);
  });
});

describe('stages', () => {
  const depth = (count: number): InputSeries => holds(waitingOrders, {}, quantity(count, 'orders'));

  test('follow each other; a counter that is not mentioned stands still, a gauge is not there', () => {
    const [grown, level] = inSequence({ given: [sold({ rate: perSec(2) }), depth(3)], lasts: minutes(1) }, { given: [], lasts: minutes(1) }, { given: [sold({ rate: perSec(4) }), depth(5)] });
    expect([grown, level].map((series) => (series === undefined ? '' : samples(series)))).toEqual(['0+60x1 60+0x1 180+120x2', '3+0x1 _x2 5+0x2']);
  });

  test('an endless stage has no successor, and no series outlasts its stage', () => {
    expect(checksOf(() => inSequence({ given: [depth(3)] }, { given: [depth(4)] }))).toEqual(['scenario/endless-stage']);
    const long = sold({ rate: perSec(2), lasts: hours(1) }, { rate: perSec(0) });
    expect(checksOf(() => inSequence({ given: [long], lasts: minutes(1) }, { given: [] }))).toEqual(['scenario/stage-too-short']);
    expect(checksOf(() => inSequence({ given: [long], lasts: hours(2) }, { given: [] }))).toEqual([]);
  });
});

describe('what a reader of an alert should never meet', () => {
  test.each([
    '<no value> fails',
    '%!f(string=x) fails',
    '{{ $value }} fails',
    'NaN of all fail',
    '+Inf seconds',
    '1.2e-05 per second',
    '0.123456789 of all',
    '1234567 jobs',
  ])('%s', (text) => {
    expect(annotationProblems('alert X', text).map(({ check }) => check)).toEqual(['scenario/unreadable-annotation']);
  });

  test.each([
    '10.1% of the requests failed',
    'takes 1h 30m 0s',
    '123.5k jobs wait on 10.12.133.14:9100',
    'since 2026-03-02 09:00:00 +0000 UTC',
    'pod api-7d9f8c6b5d-x2kqp of release v1.2.3456789',
    '0.00123 per second',
    'https://example.com/12345678/x',
  ])('%s is readable', (text) => {
    expect(annotationProblems('alert X', text)).toEqual([]);
  });

  test('a scenario that shows one is no proof', () => {
    const shown = (description: string): unknown =>
      proofFiles([group('shop', { rules: [alert('Shown', { ...shopAlert, when: instant(waitingOrders).above(quantity(1, 'orders')), description: ({ value }) => value, fires: { given: [], at: minutes(1), alerts: [{ description }] }, silent: { given: [], at: minutes(1) } })] })], proofSettings);
    expect(checksOf(() => shown('<no value>'))).toEqual(['scenario/unreadable-annotation']);
    expect(checksOf(() => shown('5'))).toEqual([]);
  });
});

describe('recorded series', () => {
  const recorded = (shop: string) => record('shop:requests:rate5m', { help: 'Requests.', expression: sum(rate(requests, minutes(5))), labels: { shop } });

  test('get the fixed labels of their rule, which tell rules of one name apart', () => {
    const [north, south] = [recorded('north'), recorded('south')];
    expect(ruleFileDocument([group('g', { rules: [north] })], proofSettings.links)).toEqual({ groups: [{ name: 'g', rules: [{ record: 'shop:requests:rate5m', expr: 'sum(rate(shop_requests_total{job="shop"}[5m]))', labels: { shop: 'north' } }] }] });
    const watched = alert('FewRequests', { ...shopAlert, when: instant(north.series.where({ shop: 'north' })).below(perSecond(1, 'requests')), description: ({ labels }) => labels.shop, fires: { given: [], at: minutes(1), alerts: [{ labels: { shop: 'north' }, description: 'north' }] }, silent: { given: [], at: minutes(1) } });
    expect(watched.description).toBe('{{ $labels.shop }}');
    expect(recordingsFor(watched, [group('g', { rules: [north, south, watched] })])).toEqual([north]);
  });

  test('a fixed label must not take the place of another', () => {
    const overwrite = (): unknown => record('shop:requests:rate5m', { help: 'Requests.', expression: sum(rate(requests, minutes(5))).by('route'), labels: { route: 'all' } });
    expect(checksOf(overwrite)).toEqual(['record/label-overwritten']);
    expect(checksOf(() => recorded('north'))).toEqual([]);
  });

  test('rules that read rules are found, and no others', () => {
    const base = record('shop:free:min', { help: 'Free.', expression: sum(instant(freeConnections)) });
    const next = record('shop:free:twice', { help: 'Free.', expression: sum(instant(base.series)) });
    const watched = alert('FewFree', { ...shopAlert, when: instant(next.series).below(quantity(1, 'connections')), description: ({ value }) => value, fires: { given: [], at: minutes(1), alerts: [{ description: '0' }] }, silent: { given: [], at: minutes(1) } });
    expect(recordingsFor(watched, [group('g', { rules: [base, next, recorded('north'), watched] })])).toEqual([base, next]);
  });
});
