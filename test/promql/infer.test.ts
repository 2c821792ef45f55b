import { describe, expect, it } from '@jest/globals';
import { hours, minutes } from '../../lib/core/duration';
import { percent, perSecond } from '../../lib/core/quantity';
import { Catalog } from '../../lib/metric/catalog';
import { open } from '../../lib/metric/declaration';
import { counter } from '../../lib/metric/metric';
import { max, sum } from '../../lib/promql/aggregate';
import { absent, average, increase, instant, labelReplace, rate, ratio } from '../../lib/promql/functions';
import { infer, isVector, labelsOf, unitOf } from '../../lib/promql/infer';
import { on } from '../../lib/promql/match';
import type { Node } from '../../lib/promql/node';
import { parsePromql } from '../../lib/promql/parse';
import type { LabelSet, Shape } from '../../lib/promql/shape';
import { constant } from '../../lib/promql/scalar';
import { expressions } from './expressions';
import { experiments } from './expressions/experiments';
import * as metrics from './metrics';

const { costs, errors, latency, pack, queueDepth, requests, shopUp } = metrics;

function certain(labels: LabelSet): string[] {
  return [...labels.known].filter(([, { isOptional }]) => !isOptional).map(([name]) => name).sort();
}

function shapeLabels(shape: Shape): { readonly certain: string[]; readonly possible: string[]; readonly hasOthers: boolean } {
  const labels = isVector(shape) ? shape.labels : { known: new Map<string, never>(), hasOthers: false };
  return { certain: certain(labels), possible: [...labels.known.keys()].sort(), hasOthers: labels.hasOthers };
}

describe('what is inferred is what the compiler knows', () => {
  it.each([...expressions, ...experiments].map((witness) => [witness.text, witness] as const))('%s', (_text, witness) => {
    const shape = infer(witness.node);
    const { certain: sure, possible, hasOthers } = shapeLabels(shape);
    expect(shape.kind).toBe(witness.kind);
    expect(isVector(shape) ? shape.sample : undefined).toBe(witness.sample);
    expect(unitOf(witness.node)).toBe(witness.unit);
    expect(hasOthers).toBe(false);
    // A type has no "perhaps": what a replacement or a union may leave out is in one of the two.
    expect(witness.labels).toEqual(expect.arrayContaining(sure));
    expect(possible).toEqual(expect.arrayContaining([...witness.labels]));
  });

  it('differs only where a label is uncertain', () => {
    const uncertain = [...expressions, ...experiments].filter(({ node, labels }) => shapeLabels(infer(node)).possible.join() !== labels.join() || certain(labelsOf(node)).join() !== labels.join());
    expect(uncertain.map(({ text }) => text)).toEqual(expect.arrayContaining([expect.stringContaining('label_replace(up'), expect.stringContaining(' or on (route) ')]));
    expect(uncertain.length).toBeLessThanOrEqual(3);
  });
});

describe('possible values', () => {
  const values = (node: Node, label: string): unknown => labelsOf(node).known.get(label)?.values;

  it('follow from the declaration', () => {
    expect(values(rate(requests, minutes(5)).node, 'status')).toEqual(['200', '404', '500']);
    expect(values(rate(requests, minutes(5)).node, 'route')).toBe('open');
    expect(values(rate(requests, minutes(5)).node, 'job')).toEqual(['shop']);
    expect(values(rate(errors, minutes(5)).node, 'job')).toEqual(['shop', 'depot']);
  });

  it('are narrowed by conditions', () => {
    expect(values(rate(requests.where({ status: /[45]../ }), minutes(5)).node, 'status')).toEqual(['404', '500']);
    expect(values(rate(requests.where({ status: { not: '200' } }), minutes(5)).node, 'status')).toEqual(['404', '500']);
    expect(values(rate(requests.where({ route: '/cart' }), minutes(5)).node, 'route')).toEqual(['/cart']);
    expect(values(rate(errors.where({ job: 'depot' }), minutes(5)).node, 'job')).toEqual(['depot']);
  });

  it('survive aggregation, and come over by groupLeft', () => {
    expect(values(sum(rate(requests, minutes(5))).by('status').node, 'status')).toEqual(['200', '404', '500']);
    const joined = max(shopUp).by('job').times(sum(rate(errors, minutes(5))).by('job', 'kind'), on('job').groupRight());
    expect(values(joined.node, 'kind')).toEqual(['auth', 'payment']);
  });

  it('are known of an absent series where its selector pins them', () => {
    const { node } = absent(requests.where({ route: '/cart', status: /5../ }));
    expect(labelsOf(node)).toEqual({ known: new Map([['job', { values: ['shop'], isOptional: false }], ['route', { values: ['/cart'], isOptional: false }]]), hasOthers: false });
  });

  it('become open where a label is rewritten', () => {
    expect(values(labelReplace(instant(queueDepth), { to: 'queue', from: 'queue', pattern: /(.).*/, value: '$1' }).node, 'queue')).toBe('open');
  });
});

describe('units', () => {
  it('know an average of a histogram or summary, however it is written', () => {
    const total = sum(rate(latency.sum, minutes(5))).by('route');
    const number = sum(rate(latency.count, minutes(5))).by('route');
    expect(unitOf(ratio(total, number).node)).toBe('seconds');
    expect(unitOf(average(latency, hours(1)).node)).toBe('seconds');
    expect(unitOf(ratio(increase(pack.sum, hours(1)), increase(pack.count, hours(1))).node)).toBe('seconds');
  });

  it('take no other quotient for an average', () => {
    expect(unitOf(ratio(sum(rate(latency.sum, minutes(5))), sum(rate(requests, minutes(5)))).node)).toBe('seconds per requests');
    expect(unitOf(ratio(sum(rate(costs, minutes(5))), sum(rate(latency.count, minutes(5)))).node)).toBe('USD per requests');
    expect(unitOf(ratio(sum(increase(pack.sum, hours(1))), sum(rate(pack.count, hours(1)))).node)).toBe('seconds per parcels/s');
  });

  it('take a bare number of a text for a factor', () => {
    const bare = (value: number): Node => ({ kind: 'number', value });
    const depth = instant(queueDepth).node;
    expect(unitOf({ kind: 'binary', operator: '*', left: depth, right: bare(60) })).toBe('orders');
    expect(unitOf({ kind: 'binary', operator: '+', left: bare(1), right: depth })).toBe('orders');
    expect(unitOf({ kind: 'binary', operator: '/', left: bare(1), right: depth })).toBeUndefined();
    expect(unitOf(constant(minutes(1)).dividedBy(instant(queueDepth)).node)).toBe('seconds per orders');
  });

  it('are unknown where two were mixed', () => {
    const mixed: Node = { kind: 'binary', operator: '+', left: instant(queueDepth).node, right: instant(shopUp).node };
    expect(unitOf(mixed)).toBeUndefined();
    expect(unitOf({ ...mixed, operator: '>' })).toBe('orders');
  });
});

describe('foreign text', () => {
  const catalog = new Catalog(Object.values(metrics));

  it.each(expressions.map((witness) => [witness.text, witness] as const))('says the same as what is built: %s', (text, witness) => {
    const shape = infer(parsePromql(text), catalog);
    const { certain: sure, possible } = shapeLabels(shape);
    expect(isVector(shape) ? shape.sample : undefined).toBe(witness.sample);
    expect(witness.labels).toEqual(expect.arrayContaining(sure));
    expect(possible).toEqual(expect.arrayContaining([...witness.labels]));
  });

  it('loses the unit only where a bare number had one', () => {
    const lost = expressions.filter(({ text, unit }) => unitOf(parsePromql(text), catalog) !== unit).map(({ text }) => text);
    expect(lost).toEqual([
      expect.stringMatching(/ \/ 60$/),
      expect.stringMatching(/ \* 3600$/),
      expect.stringMatching(/ \* 1000$/),
      '3600',
      '8 / 2',
      '-2 ^ -1',
      'vector(0.05)',
      expect.stringMatching(/^1073741824 \/ /),
      'vector(1)',
    ]);
  });

  const selector = (name: string): Node => ({ kind: 'selector', name, matchers: [{ label: 'job', operator: '=', value: 'shop' }] });

  it('is known through a catalog', () => {
    expect(infer(selector('http_requests_total'), catalog)).toMatchObject({ kind: 'instant', sample: 'counter', unit: 'requests' });
    expect(infer(selector('http_request_duration_seconds_bucket'), catalog)).toMatchObject({ sample: 'buckets', unit: 'seconds among requests' });
    expect(certain(labelsOf(selector('http_request_duration_seconds_bucket'), catalog))).toEqual(['instance', 'job', 'le', 'route']);
  });

  it('may have any label where the metric is unknown', () => {
    const labels = labelsOf(selector('nobody_knows'));
    expect(labels.hasOthers).toBe(true);
    expect(labels.known.get('job')).toEqual({ values: ['shop'], isOptional: false });
    expect(infer(selector('nobody_knows'))).toMatchObject({ sample: undefined, unit: undefined });
  });

  it('joins what two jobs export under one name', () => {
    const elsewhere = counter('http_requests_total', { help: 'Requests.', unit: 'requests', labels: { route: open({ expected: 1 }), zone: ['a'] }, jobs: ['depot'] });
    const labels = labelsOf({ kind: 'selector', name: 'http_requests_total', matchers: [] }, new Catalog([requests, elsewhere]));
    expect(labels.known.get('zone')).toEqual({ values: ['a'], isOptional: true });
    expect(labels.known.get('route')).toEqual({ values: 'open', isOptional: false });
    expect(labels.known.get('job')).toEqual({ values: ['shop', 'depot'], isOptional: false });
  });

  it('loses the labels that absent and label_replace take away', () => {
    const replaced: Node = { kind: 'call', name: 'label_replace', arguments: [selector('x'), ...['job', '', '', ''].map((value) => ({ kind: 'string', value }) as const)] };
    expect(labelsOf(replaced).known.has('job')).toBe(false);
    const aggregated: Node = { kind: 'call', name: 'absent', arguments: [{ kind: 'aggregate', operator: 'sum', expression: selector('x') }] };
    expect(labelsOf(aggregated)).toEqual({ known: new Map(), hasOthers: false });
  });

  it('keeps an unknown function unknown', () => {
    expect(infer({ kind: 'call', name: 'from_the_future', arguments: [selector('up')] }, new Catalog([shopUp]))).toMatchObject({ kind: 'instant', unit: undefined });
  });
});

describe('conditions', () => {
  it('keep the unit of the side whose values remain', () => {
    expect(unitOf(instant(shopUp).above(percent(5)).node)).toBe('ratio');
    expect(unitOf(sum(rate(requests, minutes(5))).above(perSecond(1, 'requests')).node)).toBe('requests/s');
  });
});
