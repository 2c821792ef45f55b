import type { Duration } from '../core/duration';
import type { Mistake } from '../core/mistake';
import { mistake } from '../core/problem';
import type { Difference, PerSecond, Unit, Variance } from '../core/unit';
import type { Existing } from '../promql/label-types';
import type { LogNode, RangeAggregateNode, RangeOperator, Unwrap } from './node';
import { LogCondition, LogSeries } from './series';

/** How far back a query looks: a duration, or a duration that ended some time ago. */
export type LogWindow = Duration | { readonly range: Duration; /** How long ago the range ends. */ readonly offset: Duration };

/** Lines as they leave a pipeline. */
interface Lines<L extends string> {
  readonly node: LogNode;
  readonly __lines: { readonly labels: L };
}

/** Lines with a number. */
interface Numbers<U extends Unit, L extends string> {
  readonly node: LogNode;
  readonly unwrapped: Unwrap;
  readonly __unwrapped: { readonly unit: U; readonly labels: L };
}

interface AnyLines {
  readonly node: LogNode;
}

/** `unknown` for lines without a number, otherwise the sentence that the compiler quotes. */
type OnlyLines<A, Function_ extends string> = A extends { readonly __unwrapped: unknown } ? Mistake<`${Function_}() counts lines: leave unwrap() out`> : unknown;

/** `unknown` for lines with a number, otherwise the sentence that the compiler quotes. */
type OnlyNumbers<A, Function_ extends string> = A extends { readonly __unwrapped: unknown } ? unknown : Mistake<`${Function_}() reads numbers: say which label holds them with unwrap()`>;

type LinesLabels<A> = A extends Lines<infer L> ? L : never;
type NumberLabels<A> = A extends Numbers<Unit, infer L> ? L : never;
type NumberUnit<A> = A extends Numbers<infer U, string> ? U : never;

/** A number for each series of lines; `by` and `without` calculate it over all lines of a group instead. */
export class Grouped<U extends Unit, L extends string> extends LogSeries<U, L> {
  readonly #node: RangeAggregateNode;

  constructor(node: RangeAggregateNode) {
    super(node);
    this.#node = node;
  }

  /** Over all lines that share these labels: `maxOverTime(took, minutes(5)).by('route')`. */
  by<const K extends string>(...labels: readonly (K & Existing<K, L>)[]): LogSeries<U, K> {
    return new LogSeries({ ...this.#node, grouping: { mode: 'by', labels: [...new Set<string>(labels)] } });
  }

  /** Over all lines that share all labels but these. */
  without<const K extends string>(...labels: readonly (K & Existing<K, L>)[]): LogSeries<U, Exclude<L, K>> {
    return new LogSeries({ ...this.#node, grouping: { mode: 'without', labels: [...new Set<string>(labels)] } });
  }
}

/** How many lines: `countOverTime(errors, minutes(5))` prints `count_over_time({...} |= "error" [5m])`. No lines are no series, not 0. */
export function countOverTime<A extends AnyLines>(lines: A & OnlyLines<A, 'countOverTime'>, window: LogWindow): LogSeries<'lines', LinesLabels<A>> {
  return new LogSeries(aggregate('count_over_time', lines, window));
}

/** Lines per second. */
export function lineRate<A extends AnyLines>(lines: A & OnlyLines<A, 'lineRate'>, window: LogWindow): LogSeries<'lines/s', LinesLabels<A>> {
  return new LogSeries(aggregate('rate', lines, window));
}

/** How many bytes the lines have. */
export function bytesOverTime<A extends AnyLines>(lines: A & OnlyLines<A, 'bytesOverTime'>, window: LogWindow): LogSeries<'bytes', LinesLabels<A>> {
  return new LogSeries(aggregate('bytes_over_time', lines, window));
}

/** Bytes per second. */
export function bytesRate<A extends AnyLines>(lines: A & OnlyLines<A, 'bytesRate'>, window: LogWindow): LogSeries<'bytes/s', LinesLabels<A>> {
  return new LogSeries(aggregate('bytes_rate', lines, window));
}

/** 1 when there was no line: what a missing heartbeat looks like. Loki gives it the labels that the selector names with `=`; none can be relied upon. */
export function absentOverTime<A extends AnyLines>(lines: A & OnlyLines<A, 'absentOverTime'>, window: LogWindow): LogCondition<'ratio', never> {
  return new LogCondition(aggregate('absent_over_time', lines, window));
}

export function sumOverTime<A extends AnyLines>(lines: A & OnlyNumbers<A, 'sumOverTime'>, window: LogWindow): LogSeries<NumberUnit<A>, NumberLabels<A>> {
  return new LogSeries(aggregate('sum_over_time', lines, window));
}

/** The sum per second. */
export function sumRate<A extends AnyLines>(lines: A & OnlyNumbers<A, 'sumRate'>, window: LogWindow): LogSeries<PerSecond<NumberUnit<A>>, NumberLabels<A>> {
  return new LogSeries(aggregate('rate', lines, window));
}

/** The increase per second of a number that only grows. */
export function rateCounter<A extends AnyLines>(lines: A & OnlyNumbers<A, 'rateCounter'>, window: LogWindow): LogSeries<PerSecond<NumberUnit<A>>, NumberLabels<A>> {
  return new LogSeries(aggregate('rate_counter', lines, window));
}

export function avgOverTime<A extends AnyLines>(lines: A & OnlyNumbers<A, 'avgOverTime'>, window: LogWindow): Grouped<NumberUnit<A>, NumberLabels<A>> {
  return new Grouped(aggregate('avg_over_time', lines, window));
}

export function minOverTime<A extends AnyLines>(lines: A & OnlyNumbers<A, 'minOverTime'>, window: LogWindow): Grouped<NumberUnit<A>, NumberLabels<A>> {
  return new Grouped(aggregate('min_over_time', lines, window));
}

export function maxOverTime<A extends AnyLines>(lines: A & OnlyNumbers<A, 'maxOverTime'>, window: LogWindow): Grouped<NumberUnit<A>, NumberLabels<A>> {
  return new Grouped(aggregate('max_over_time', lines, window));
}

export function firstOverTime<A extends AnyLines>(lines: A & OnlyNumbers<A, 'firstOverTime'>, window: LogWindow): Grouped<NumberUnit<A>, NumberLabels<A>> {
  return new Grouped(aggregate('first_over_time', lines, window));
}

export function lastOverTime<A extends AnyLines>(lines: A & OnlyNumbers<A, 'lastOverTime'>, window: LogWindow): Grouped<NumberUnit<A>, NumberLabels<A>> {
  return new Grouped(aggregate('last_over_time', lines, window));
}

export function stddevOverTime<A extends AnyLines>(lines: A & OnlyNumbers<A, 'stddevOverTime'>, window: LogWindow): Grouped<Difference<NumberUnit<A>, NumberUnit<A>>, NumberLabels<A>> {
  return new Grouped(aggregate('stddev_over_time', lines, window));
}

/** Variance: its unit is the square of the numbers'. */
export function stdvarOverTime<A extends AnyLines>(lines: A & OnlyNumbers<A, 'stdvarOverTime'>, window: LogWindow): Grouped<Variance<NumberUnit<A>>, NumberLabels<A>> {
  return new Grouped(aggregate('stdvar_over_time', lines, window));
}

/** The quantile of the numbers themselves: `quantileOverTime(0.95, took, minutes(5)).by('route')`. */
export function quantileOverTime<A extends AnyLines>(quantile: number, lines: A & OnlyNumbers<A, 'quantileOverTime'>, window: LogWindow): Grouped<NumberUnit<A>, NumberLabels<A>> {
  if (!(quantile >= 0 && quantile <= 1)) throw mistake({ check: 'logql/quantile', message: `a quantile is between 0 and 1, and this is ${String(quantile)}`, place: { subject: 'quantileOverTime' }, fix: 'write 0.95 for the 95th percentile' });
  return new Grouped({ ...aggregate('quantile_over_time', lines, window), parameter: quantile });
}

function aggregate(operator: RangeOperator, lines: AnyLines & { readonly unwrapped?: Unwrap }, window: LogWindow): RangeAggregateNode {
  const { range, offset } = 'range' in window ? window : { range: window };
  if (range.milliseconds <= 0) throw mistake({ check: 'logql/range', message: 'a range that is not longer than nothing has no lines in it', place: { subject: operator }, fix: 'take minutes(5)' });
  const { node, unwrapped: unwrap } = lines;
  return { kind: 'rangeAggregate', operator, range: { log: node, range, ...(unwrap === undefined ? {} : { unwrap }), ...(offset === undefined ? {} : { offset }) } };
}
