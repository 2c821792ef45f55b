import { mistake } from '../core/problem';
import type { Difference, Unit, Variance } from '../core/unit';
import type { Facts } from '../metric/series';
import type { Existing } from '../promql/label-types';
import type { MetricNode, VectorAggregateNode, VectorOperator } from './node';
import { refuseBadQuery } from './refuse-query';
import { LogSeries } from './series';

interface Series<U extends Unit, L extends string> {
  readonly node: MetricNode;
  readonly __type: Facts<'gauge', U, L>;
}

/** One label or more. */
type Labels<K extends string, L extends string> = readonly [K & Existing<K, L>, ...(K & Existing<K, L>)[]];

/** An aggregation over everything, to be narrowed: `sum(countOverTime(...)).by('route')` prints `sum by (route) (count_over_time(...))`. */
export class LogAggregation<U extends Unit, L extends string> extends LogSeries<U, never> {
  readonly #node: VectorAggregateNode;
  declare readonly __before: L;

  constructor(node: VectorAggregateNode) {
    super(node);
    this.#node = node;
  }

  /** Keeps these labels only. */
  by<const K extends string>(...labels: Labels<K, L>): LogSeries<U, K> {
    return new LogSeries(grouped(this.#node, 'by', labels));
  }

  /** Keeps all labels but these. */
  without<const K extends string>(...labels: Labels<K, L>): LogSeries<U, Exclude<L, K>> {
    return new LogSeries(grouped(this.#node, 'without', labels));
  }
}

/** A choice among all series, which keep their labels; `by` chooses within each group instead. */
export class LogSelection<U extends Unit, L extends string> extends LogSeries<U, L> {
  readonly #node: VectorAggregateNode;

  constructor(node: VectorAggregateNode) {
    super(node);
    this.#node = node;
  }

  /** Chooses among the series that share these labels. */
  by<const K extends string>(...labels: Labels<K, L>): LogSeries<U, L> {
    return new LogSeries(grouped(this.#node, 'by', labels));
  }
}

export function sum<U extends Unit, L extends string>(of: Series<U, L>): LogAggregation<U, L> {
  return new LogAggregation(aggregate('sum', of.node));
}

export function avg<U extends Unit, L extends string>(of: Series<U, L>): LogAggregation<U, L> {
  return new LogAggregation(aggregate('avg', of.node));
}

export function min<U extends Unit, L extends string>(of: Series<U, L>): LogAggregation<U, L> {
  return new LogAggregation(aggregate('min', of.node));
}

export function max<U extends Unit, L extends string>(of: Series<U, L>): LogAggregation<U, L> {
  return new LogAggregation(aggregate('max', of.node));
}

/** How many series. */
export function count<U extends Unit, L extends string>(of: Series<U, L>): LogAggregation<'series', L> {
  return new LogAggregation(aggregate('count', of.node));
}

export function stddev<U extends Unit, L extends string>(of: Series<U, L>): LogAggregation<Difference<U, U>, L> {
  return new LogAggregation(aggregate('stddev', of.node));
}

/** Variance over the series: its unit is the square of theirs. */
export function stdvar<U extends Unit, L extends string>(of: Series<U, L>): LogAggregation<Variance<U>, L> {
  return new LogAggregation(aggregate('stdvar', of.node));
}

/** The `k` largest series, with all their labels. */
export function topk<U extends Unit, L extends string>(k: number, of: Series<U, L>): LogSelection<U, L> {
  return new LogSelection(ranked('topk', k, of.node));
}

/** The `k` smallest series, with all their labels. */
export function bottomk<U extends Unit, L extends string>(k: number, of: Series<U, L>): LogSelection<U, L> {
  return new LogSelection(ranked('bottomk', k, of.node));
}

/** About the `k` largest series, for more of them than Loki can hold at once. Experimental in Loki. */
export function approxTopk<U extends Unit, L extends string>(k: number, of: Series<U, L>): LogSeries<U, L> {
  return new LogSeries(ranked('approx_topk', k, of.node));
}

/** In rising order, for tables and bars. */
export function sort<U extends Unit, L extends string>(of: Series<U, L>): LogSeries<U, L> {
  return new LogSeries(aggregate('sort', of.node));
}

/** In falling order, for tables and bars. */
export function sortDesc<U extends Unit, L extends string>(of: Series<U, L>): LogSeries<U, L> {
  return new LogSeries(aggregate('sort_desc', of.node));
}

/** Writes a label from another: `labelReplace(rates, 'zone', '$1', 'region', '(..).*')`. Where the expression does not match, the series stays as it is. */
export function labelReplace<U extends Unit, L extends string, const To extends string, const From extends string>(of: Series<U, L>, to: To, value: string, from: From & Existing<From, L>, pattern: string): LogSeries<U, L | To> {
  const node: MetricNode = { kind: 'labelReplace', expression: of.node, to, value, from, pattern };
  refuseBadQuery('labelReplace', node);
  return new LogSeries(node);
}

/** A series without labels that is always there: `vector(quantity(0, 'lines'))`. */
export function vector<const U extends Unit>(amount: { readonly value: number; readonly unit: U }): LogSeries<U, never> {
  if (amount.value < 0) throw mistake({ check: 'logql/vector', message: 'vector() of Loki takes no number below zero', place: { subject: 'vector' }, fix: 'subtract it instead' });
  return new LogSeries({ kind: 'vector', value: amount.value, unit: amount.unit });
}

function aggregate(operator: VectorOperator, expression: MetricNode): VectorAggregateNode {
  return { kind: 'vectorAggregate', operator, expression };
}

function ranked(operator: 'topk' | 'bottomk' | 'approx_topk', k: number, expression: MetricNode): VectorAggregateNode {
  if (Number.isInteger(k) && k >= 1) return { ...aggregate(operator, expression), parameter: k };
  throw mistake({ check: 'logql/rank', message: `${operator} of ${String(k)} series keeps nothing`, place: { subject: operator }, fix: 'ask for a whole number of at least 1' });
}

function grouped(node: VectorAggregateNode, mode: 'by' | 'without', labels: readonly string[]): VectorAggregateNode {
  return { ...node, grouping: { mode, labels: [...new Set(labels)] } };
}
