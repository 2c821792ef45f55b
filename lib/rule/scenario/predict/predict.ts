import type { Duration } from '../../../core/duration';
import type { AggregateNode, CallNode, Lapse, Node, RangeNode, SelectorNode } from '../../../promql/node';
import { isCalculated } from '../../../promql/node';
import type { Recording } from '../../recording';
import { operate } from './operate';
import type { Sample, Value } from './sample';
import { Unpredictable, fulfils, labelKey, only, samplesOf, scalarOf, without } from './sample';
import type { Timeline } from './timeline';

/** What there is to be selected. */
export class World {
  readonly recordings: readonly Recording<string, string>[];
  readonly #series: readonly Timeline[];
  readonly #found = new Map<SelectorNode, readonly Timeline[]>();
  readonly #recorded = new Map<string, Map<number, readonly Sample[]>>();

  constructor(series: readonly Timeline[], recordings: readonly Recording<string, string>[]) {
    this.#series = series;
    this.recordings = recordings;
  }

  /** The scraped series that a selector finds, whenever it looks. */
  selected(selector: SelectorNode): readonly Timeline[] {
    const before = this.#found.get(selector);
    if (before !== undefined) return before;
    const { name, matchers } = selector;
    const found = this.#series.filter((timeline) => timeline.name === name && fulfils(timeline.labels, matchers));
    this.#found.set(selector, found);
    return found;
  }

  /** What rules record under a name at a moment, worked out once: others read it again and again. */
  recorded(name: string, moment: number): readonly Sample[] {
    const moments = this.#recorded.get(name) ?? new Map<number, readonly Sample[]>();
    this.#recorded.set(name, moments);
    const before = moments.get(moment);
    if (before !== undefined) return before;
    const made = this.recordings
      .filter((recording) => recording.name === name)
      .flatMap(({ expression, fixedLabels }) => samplesOf(predict(expression, this, moment)).map(({ labels, value }) => ({ labels: { ...without(labels, ['__name__']), ...fixedLabels }, value })));
    moments.set(moment, made);
    return made;
  }
}

/**
 * What an expression yields at a moment, in seconds since the first sample, if scrapes were continuous. It covers what
 * alerts are mostly made of and refuses the rest. A prediction proves nothing: it only finds the series that are put
 * before the real engine.
 *
 * @throws Unpredictable for functions and shapes that are not covered
 */
export function predict(node: Node, world: World, at: number): Value {
  switch (node.kind) {
    case 'number':
      return { scalar: node.value };
    case 'paren':
      return predict(node.expression, world, at);
    case 'unary': {
      const inner = predict(node.expression, world, at);
      return node.operator === '+' ? inner : operate({ kind: 'binary', operator: '*', left: node.expression, right: { kind: 'number', value: -1 } }, inner, { scalar: -1 });
    }
    case 'selector':
      return { samples: select(node, world, at) };
    case 'aggregate':
      return { samples: aggregate(node, samplesOf(predict(node.expression, world, at))) };
    case 'binary':
      return operate(node, predict(node.left, world, at), predict(node.right, world, at));
    case 'call':
      return call(node, world, at);
    case 'string':
    case 'range':
    case 'subquery':
      throw new Unpredictable(`a ${node.kind} by itself`);
  }
}

function select(node: SelectorNode, world: World, at: number): readonly Sample[] {
  const moment = at - shiftOf(node);
  const recorded = world.recorded(node.name ?? '', moment).filter(({ labels }) => fulfils(labels, node.matchers));
  const scraped = world.selected(node).map((timeline) => ({ labels: { __name__: timeline.name, ...timeline.labels }, value: timeline.valueAt(moment) }));
  return [...scraped, ...recorded];
}

function shiftOf({ offset, at }: SelectorNode): number {
  if (at !== undefined) throw new Unpredictable('a fixed moment');
  return offset === undefined ? 0 : known(offset).value;
}

function known(lapse: Lapse): Duration {
  if (isCalculated(lapse)) throw new Unpredictable('a calculated duration');
  return lapse;
}

function aggregate({ operator, grouping }: AggregateNode, samples: readonly Sample[]): readonly Sample[] {
  const combine = aggregations[operator];
  if (combine === undefined) throw new Unpredictable(operator);
  const groups = new Map<string, { readonly labels: Readonly<Record<string, string>>; readonly values: number[] }>();
  for (const { labels, value } of samples) {
    const kept = grouping === undefined ? {} : grouping.mode === 'by' ? only(labels, grouping.labels) : without(labels, [...grouping.labels, '__name__']);
    const group = groups.get(labelKey(kept)) ?? { labels: kept, values: [] };
    group.values.push(value);
    groups.set(labelKey(kept), group);
  }
  return [...groups.values()].map(({ labels, values }) => ({ labels, value: combine(values) }));
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const aggregations: Readonly<Record<string, ((values: readonly number[]) => number) | undefined>> = {
  sum: total,
  avg: (values) => total(values) / values.length,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  count: (values) => values.length,
  group: () => 1,
};

/** Functions of a range: what they make of one series between two moments. */
const overRange: Readonly<Record<string, ((series: Timeline, from: number, to: number) => number) | undefined>> = {
  rate: (series, from, to) => series.changeOver(from, to) / (to - from),
  increase: (series, from, to) => series.changeOver(from, to),
  delta: (series, from, to) => series.changeOver(from, to),
  avg_over_time: (series, from, to) => series.averageOver(from, to),
  min_over_time: (series, from, to) => Math.min(...series.levelsOver(from, to)),
  max_over_time: (series, from, to) => Math.max(...series.levelsOver(from, to)),
  last_over_time: (series, _from, to) => series.valueAt(to),
};

/** Functions of one number. */
const ofNumber: Readonly<Record<string, ((value: number) => number) | undefined>> = { abs: Math.abs, ceil: Math.ceil, floor: Math.floor, sgn: Math.sign, sqrt: Math.sqrt };

function call(node: CallNode, world: World, at: number): Value {
  const [first, second] = node.arguments;
  const ranged = overRange[node.name];
  if (ranged !== undefined && first?.kind === 'range') return { samples: overWindow(first, ranged, world, at) };
  const mapped = ofNumber[node.name];
  const argument = (part: Node | undefined): Value => {
    if (part === undefined) throw new Unpredictable(`${node.name} without its argument`);
    return predict(part, world, at);
  };
  if (mapped !== undefined) return each(argument(first), mapped);
  switch (node.name) {
    case 'time':
      return { scalar: at };
    case 'vector':
      return { samples: [{ labels: {}, value: scalarOf(argument(first)) }] };
    case 'clamp_min':
      return each(argument(first), (value) => Math.max(value, scalarOf(argument(second))));
    case 'clamp_max':
      return each(argument(first), (value) => Math.min(value, scalarOf(argument(second))));
    case 'absent':
      return { samples: samplesOf(argument(first)).length > 0 ? [] : [{ labels: pinned(first), value: 1 }] };
    case 'histogram_quantile':
      return { samples: quantiles(scalarOf(argument(first)), samplesOf(argument(second))) };
    default:
      throw new Unpredictable(node.name);
  }
}

function overWindow({ selector, range }: RangeNode, of: (series: Timeline, from: number, to: number) => number, world: World, at: number): readonly Sample[] {
  if (world.recordings.some(({ name }) => name === selector.name)) throw new Unpredictable('a range of a recorded series');
  const to = at - shiftOf(selector);
  return world.selected(selector).map((timeline) => ({ labels: timeline.labels, value: of(timeline, to - known(range).value, to) }));
}

function each(value: Value, change: (value: number) => number): Value {
  if ('scalar' in value) return { scalar: change(value.scalar) };
  return { samples: value.samples.map((sample) => ({ labels: without(sample.labels, ['__name__']), value: change(sample.value) })) };
}

function pinned(node: Node | undefined): Readonly<Record<string, string>> {
  return node?.kind === 'selector' ? Object.fromEntries(node.matchers.filter(({ operator }) => operator === '=').map(({ label, value }) => [label, value])) : {};
}

/** Linear within a bucket, and the highest finite bound where the quantile lies beyond it. */
function quantiles(q: number, buckets: readonly Sample[]): readonly Sample[] {
  const groups = new Map<string, { readonly labels: Readonly<Record<string, string>>; readonly bounds: (readonly [bound: number, count: number])[] }>();
  for (const { labels, value } of buckets) {
    const { le, ...rest } = labels;
    const group = groups.get(labelKey(rest)) ?? { labels: rest, bounds: [] };
    group.bounds.push([le === '+Inf' ? Infinity : Number(le), value]);
    groups.set(labelKey(rest), group);
  }
  return [...groups.values()].flatMap(({ labels, bounds }) => {
    const sorted = [...bounds].sort(([a], [b]) => a - b);
    const all = sorted.at(-1)?.[1] ?? 0;
    const index = sorted.findIndex(([, count]) => count >= q * all);
    const [bound, count] = sorted[index] ?? [Infinity, 0];
    const [lower, before] = sorted[index - 1] ?? [0, 0];
    if (!(all > 0)) return [];
    return [{ labels, value: bound === Infinity ? lower : lower + ((bound - lower) * (q * all - before)) / (count - before) }];
  });
}
