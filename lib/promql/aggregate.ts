import type { Mistake } from '../core/mistake';
import { mistake } from '../core/problem';
import type { Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import type { Existing, Operand } from './label-types';
import type { AggregateNode, AggregateOperator, Node } from './node';
import { Vector, nodeOf } from './vector';

/** Refuses counters and raw histograms: their values depend on when each process started. */
type Momentary<S extends Sample, Function_ extends string> = S extends 'counter'
  ? Mistake<`${Function_}() of a counter mixes processes of different age: take rate() or increase() first`>
  : S extends 'buckets' | 'native'
    ? Mistake<`${Function_}() of a raw histogram mixes processes of different age: take rate() first`>
    : unknown;

type Numeric<S extends Sample, Function_ extends string> = S extends 'gauge' ? unknown : S extends 'bucketRates' | 'nativeRates' ? Mistake<`${Function_}() of a histogram means nothing: add up with sum(), then take quantile()`> : Momentary<S, Function_>;

/**
 * An aggregation over everything, to be narrowed by `by` or `without`:
 * `sum(rate(requests, minutes(5))).by('route')` prints `sum by (route) (rate(http_requests_total[5m]))`.
 */
export class Aggregation<S extends Sample, U extends Unit, L extends string> extends Vector<S, U, never> {
  readonly #node: AggregateNode;
  declare readonly __before: L;

  constructor(node: AggregateNode) {
    super(node);
    this.#node = node;
  }

  /** Keeps these labels only. */
  by<const K extends string>(...labels: readonly (K & Existing<K, L>)[]): Vector<S, U, K> {
    return new Vector({ ...this.#node, grouping: { mode: 'by', labels: unique(labels) } });
  }

  /** Keeps all labels but these. */
  without<const K extends string>(...labels: readonly (K & Existing<K, L>)[]): Vector<S, U, Exclude<L, K>> {
    return new Vector({ ...this.#node, grouping: { mode: 'without', labels: unique(labels) } });
  }
}

/** Adds up. Counters must pass through `rate` or `increase` first; a shared gauge wants `max`. */
export function sum<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & Momentary<S, 'sum'>): Aggregation<S, U, L> {
  return aggregation('sum', of);
}

export function avg<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & Numeric<S, 'avg'>): Aggregation<'gauge', U, L> {
  return aggregation('avg', of);
}

export function min<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & Numeric<S, 'min'>): Aggregation<'gauge', U, L> {
  return aggregation('min', of);
}

export function max<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & Numeric<S, 'max'>): Aggregation<'gauge', U, L> {
  return aggregation('max', of);
}

/** How many series there are, whatever their values. */
export function count<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L>): Aggregation<'gauge', 'series', L> {
  return aggregation('count', of);
}

/** 1 for each group that has a series: which label sets exist. */
export function group<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L>): Aggregation<'gauge', 'ratio', L> {
  return aggregation('group', of);
}

/** The `k` largest series, with all their labels; at a tie, any. */
export function topk<S extends Sample, U extends Unit, L extends string>(k: number, of: Operand<S, U, L> & Numeric<S, 'topk'>): Vector<'gauge', U, L> {
  return new Vector(ranked('topk', k, nodeOf(of)));
}

/** The `k` smallest series, with all their labels. */
export function bottomk<S extends Sample, U extends Unit, L extends string>(k: number, of: Operand<S, U, L> & Numeric<S, 'bottomk'>): Vector<'gauge', U, L> {
  return new Vector(ranked('bottomk', k, nodeOf(of)));
}

function aggregation<S extends Sample, U extends Unit, L extends string>(operator: AggregateOperator, of: Operand<Sample, Unit, L>): Aggregation<S, U, L> {
  return new Aggregation({ kind: 'aggregate', operator, expression: nodeOf(of) });
}

function ranked(operator: 'topk' | 'bottomk', k: number, expression: Node): AggregateNode {
  if (!Number.isInteger(k) || k < 1) {
    throw mistake({ check: 'promql/rank', message: `${operator} of ${k} series keeps nothing`, place: { subject: operator }, fix: 'ask for a whole number of at least 1' });
  }
  return { kind: 'aggregate', operator, parameter: { kind: 'number', value: k }, expression };
}

function unique(labels: readonly string[]): readonly string[] {
  return [...new Set(labels)];
}
