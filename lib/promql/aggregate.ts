import { mistake } from '../core/problem';
import type { Difference, Unit, Variance } from '../core/unit';
import type { Sample } from '../metric/declaration';
import { number, refuseBadLabel, refuseOutside01, text } from './call';
import type { Existing, Operand } from './label-types';
import type { AggregateNode, AggregateOperator, Node } from './node';
import type { Momentary, Numeric } from './sample-types';
import { Vector, nodeOf } from './vector';

/** One label or more. */
type Labels<K extends string, L extends string> = readonly [K & Existing<K, L>, ...(K & Existing<K, L>)[]];

/**
 * An aggregation over everything, to be narrowed by `by` or `without`:
 * `sum(rate(requests, minutes(5))).by('route')` prints `sum by (route) (rate(http_requests_total[5m]))`.
 */
export class Aggregation<S extends Sample, U extends Unit, L extends string, Added extends string = never> extends Vector<S, U, Added> {
  readonly #node: AggregateNode;
  declare readonly __before: L;

  constructor(node: AggregateNode) {
    super(node);
    this.#node = node;
  }

  /** Keeps these labels only. */
  by<const K extends string>(...labels: Labels<K, L>): Vector<S, U, K | Added> {
    return new Vector(grouped(this.#node, 'by', labels));
  }

  /** Keeps all labels but these. */
  without<const K extends string>(...labels: Labels<K, L>): Vector<S, U, Exclude<L, K> | Added> {
    return new Vector(grouped(this.#node, 'without', labels));
  }
}

/** A choice among all series, which keep their labels; `by` and `without` choose within each group instead. */
export class Selection<S extends Sample, U extends Unit, L extends string> extends Vector<S, U, L> {
  readonly #node: AggregateNode;

  constructor(node: AggregateNode) {
    super(node);
    this.#node = node;
  }

  /** Chooses among the series that share these labels: `topk(3, rates).by('region')` are the three largest of each region. */
  by<const K extends string>(...labels: Labels<K, L>): Vector<S, U, L> {
    return new Vector(grouped(this.#node, 'by', labels));
  }

  /** Chooses among the series that share all labels but these. */
  without<const K extends string>(...labels: Labels<K, L>): Vector<S, U, L> {
    return new Vector(grouped(this.#node, 'without', labels));
  }
}

/** Adds up. Counters must pass through `rate` or `increase` first; a shared gauge wants `max`. */
export function sum<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & Momentary<S, 'sum'>): Aggregation<S, U, L> {
  return new Aggregation(aggregate('sum', nodeOf(of)));
}

export function avg<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & Numeric<S, 'avg'>): Aggregation<'gauge', U, L> {
  return new Aggregation(aggregate('avg', nodeOf(of)));
}

export function min<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & Numeric<S, 'min'>): Aggregation<'gauge', U, L> {
  return new Aggregation(aggregate('min', nodeOf(of)));
}

export function max<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & Numeric<S, 'max'>): Aggregation<'gauge', U, L> {
  return new Aggregation(aggregate('max', nodeOf(of)));
}

/** Standard deviation over the series. */
export function stddev<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & Numeric<S, 'stddev'>): Aggregation<'gauge', Difference<U, U>, L> {
  return new Aggregation(aggregate('stddev', nodeOf(of)));
}

/** Variance over the series: its unit is the square of theirs. */
export function stdvar<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & Numeric<S, 'stdvar'>): Aggregation<'gauge', Variance<U>, L> {
  return new Aggregation(aggregate('stdvar', nodeOf(of)));
}

/**
 * The value below which a share of the series lies: `quantileAcross(0.95, queueDepth)` prints `quantile(0.95, ...)`. For
 * a quantile of what a histogram observed take `quantile()`.
 *
 * @throws BelfryError when q lies outside 0 to 1
 */
export function quantileAcross<S extends Sample, U extends Unit, L extends string>(q: number, of: Operand<S, U, L> & Numeric<S, 'quantileAcross'>): Aggregation<'gauge', U, L> {
  refuseOutside01(q, 'quantileAcross');
  return new Aggregation(aggregate('quantile', nodeOf(of), number(q)));
}

/** How many series there are, whatever their values. */
export function count<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L>): Aggregation<'gauge', 'series', L> {
  return new Aggregation(aggregate('count', nodeOf(of)));
}

/** How many series have each value, which becomes a label: `countValues('version', buildVersion)`. */
export function countValues<S extends Sample, U extends Unit, L extends string, const Label extends string>(label: Label, of: Operand<S, U, L>): Aggregation<'gauge', 'series', L, Label> {
  refuseBadLabel(label, 'countValues');
  return new Aggregation(aggregate('count_values', nodeOf(of), text(label)));
}

/** 1 for each group that has a series: which label sets exist. */
export function group<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L>): Aggregation<'gauge', 'ratio', L> {
  return new Aggregation(aggregate('group', nodeOf(of)));
}

/** The `k` largest series, with all their labels; at a tie, any. */
export function topk<S extends Sample, U extends Unit, L extends string>(k: number, of: Operand<S, U, L> & Numeric<S, 'topk'>): Selection<'gauge', U, L> {
  return new Selection(aggregate('topk', nodeOf(of), wholeNumber('topk', k)));
}

/** The `k` smallest series, with all their labels. */
export function bottomk<S extends Sample, U extends Unit, L extends string>(k: number, of: Operand<S, U, L> & Numeric<S, 'bottomk'>): Selection<'gauge', U, L> {
  return new Selection(aggregate('bottomk', nodeOf(of), wholeNumber('bottomk', k)));
}

export function aggregate(operator: AggregateOperator, expression: Node, parameter?: Node): AggregateNode {
  return { kind: 'aggregate', operator, ...(parameter === undefined ? {} : { parameter }), expression };
}

/** How many series to keep: a whole number of at least 1. */
export function wholeNumber(operator: string, k: number): Node {
  if (Number.isInteger(k) && k >= 1) return number(k);
  throw mistake({ check: 'promql/rank', message: `${operator} of ${k} series keeps nothing`, place: { subject: operator }, fix: 'ask for a whole number of at least 1' });
}

function grouped(node: AggregateNode, mode: 'by' | 'without', labels: readonly string[]): AggregateNode {
  return { ...node, grouping: { mode, labels: [...new Set(labels)] } };
}
