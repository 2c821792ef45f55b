import type { FirstMistake, Mistake } from '../core/mistake';
import type { Quantity } from '../core/quantity';
import type { Difference, Divide, Named, Remainder, Sum, Times, Unit } from '../core/unit';
import type { Facts } from '../metric/series';
import type { Addable, Dividing, Fits, FitsSet, Joined, LabelsOf, SameUnit, Subtractable, Unitful, UnitOf } from '../promql/label-types';
import type { Match, WholeMatch } from '../promql/match';
import type { LogqlBinaryNode, LogqlBinaryOperator, MetricNode } from './node';
import { printLogql } from './print';

/** Series that a query of logs yields. */
export interface AnyLogSeries {
  readonly node: MetricNode;
  readonly __type: Facts<'gauge', Unit, string>;
}

/** What can stand on the other side of an operator. */
export type LogSide = AnyLogSeries | Quantity;

/** What can be compared: one unit, labels that pair. */
type Limit<U extends Unit, L extends string, A, M extends Match> = FirstMistake<SameUnit<U, A>, Fits<L, A, M>>;

/** What two queries joined by `or` have in common. */
type Shared<L extends string, A, M extends Match> = M extends WholeMatch ? L : Extract<L, LabelsOf<A>>;

/**
 * An instant vector of a query of logs. Its unit and label names are types: `sum(countOverTime(...)).by('route')` has
 * the label `route` and no other, and is compared with `quantity(50, 'lines')` only.
 */
export class LogSeries<U extends Unit, L extends string> implements AnyLogSeries {
  readonly node: MetricNode;
  declare readonly __type: Facts<'gauge', U, L>;

  constructor(node: MetricNode) {
    this.node = Object.freeze(node);
  }

  /** The query on one line. */
  toString(): string {
    return printLogql(this.node);
  }

  /** Keeps what is greater: `errors.above(quantity(50, 'lines'))` prints `... > 50`. */
  above<A extends LogSide | number, M extends Match = WholeMatch>(limit: A & Limit<U, L, A, M>, matching?: M): LogCondition<U, Joined<L, A, M>> {
    return new LogCondition(this.#binary('>', limit, matching));
  }

  /** Keeps what is less: prints `<`. */
  below<A extends LogSide | number, M extends Match = WholeMatch>(limit: A & Limit<U, L, A, M>, matching?: M): LogCondition<U, Joined<L, A, M>> {
    return new LogCondition(this.#binary('<', limit, matching));
  }

  /** Keeps what is greater or equal: prints `>=`. */
  atLeast<A extends LogSide | number, M extends Match = WholeMatch>(limit: A & Limit<U, L, A, M>, matching?: M): LogCondition<U, Joined<L, A, M>> {
    return new LogCondition(this.#binary('>=', limit, matching));
  }

  /** Keeps what is less or equal: prints `<=`. */
  atMost<A extends LogSide | number, M extends Match = WholeMatch>(limit: A & Limit<U, L, A, M>, matching?: M): LogCondition<U, Joined<L, A, M>> {
    return new LogCondition(this.#binary('<=', limit, matching));
  }

  /** Keeps what is equal: prints `==`. */
  equals<A extends LogSide | number, M extends Match = WholeMatch>(value: A & Limit<U, L, A, M>, matching?: M): LogCondition<U, Joined<L, A, M>> {
    return new LogCondition(this.#binary('==', value, matching));
  }

  /** Keeps what is different: prints `!=`. */
  differsFrom<A extends LogSide | number, M extends Match = WholeMatch>(value: A & Limit<U, L, A, M>, matching?: M): LogCondition<U, Joined<L, A, M>> {
    return new LogCondition(this.#binary('!=', value, matching));
  }

  /** 1 where it is greater and 0 where it is not: prints `> bool`. */
  isAbove<A extends LogSide | number, M extends Match = WholeMatch>(limit: A & Limit<U, L, A, M>, matching?: M): LogSeries<'ratio', Joined<L, A, M>> {
    return new LogSeries({ ...this.#binary('>', limit, matching), bool: true });
  }

  /** 1 where it is less and 0 where it is not: prints `< bool`. */
  isBelow<A extends LogSide | number, M extends Match = WholeMatch>(limit: A & Limit<U, L, A, M>, matching?: M): LogSeries<'ratio', Joined<L, A, M>> {
    return new LogSeries({ ...this.#binary('<', limit, matching), bool: true });
  }

  plus<A extends LogSide | number, M extends Match = WholeMatch>(other: A & FirstMistake<Addable<U, A>, Fits<L, A, M>>, matching?: M): LogSeries<Sum<U, UnitOf<A>>, Joined<L, A, M>> {
    return new LogSeries(this.#binary('+', other, matching));
  }

  minus<A extends LogSide | number, M extends Match = WholeMatch>(other: A & FirstMistake<Subtractable<U, A>, Fits<L, A, M>>, matching?: M): LogSeries<Difference<U, UnitOf<A>>, Joined<L, A, M>> {
    return new LogSeries(this.#binary('-', other, matching));
  }

  times<A extends LogSide | number, M extends Match = WholeMatch>(other: A & FirstMistake<Unitful<U, A>, Fits<L, A, M>>, matching?: M): LogSeries<Times<U, UnitOf<A>>, Joined<L, A, M>> {
    return new LogSeries(this.#binary('*', other, matching));
  }

  /** Equal units cancel: `errors.dividedBy(lines)` is a ratio. */
  dividedBy<A extends LogSide | number, M extends Match = WholeMatch>(other: A & FirstMistake<Unitful<U, A>, Fits<L, A, M>>, matching?: M): LogSeries<Divide<U, UnitOf<A>>, Joined<L, A, M>> {
    return new LogSeries(this.#binary('/', other, matching));
  }

  /** The remainder: prints `%`. */
  modulo<A extends LogSide | number, M extends Match = WholeMatch>(other: A & FirstMistake<Dividing<U, A>, Fits<L, A, M>>, matching?: M): LogSeries<Remainder<U, UnitOf<A>>, Joined<L, A, M>> {
    return new LogSeries(this.#binary('%', other, matching));
  }

  /** Raises to a power, which is a plain number: prints `^`. */
  toThePower<A extends LogSide | number, M extends Match = WholeMatch>(exponent: A & FirstMistake<SameUnit<'ratio', A>, Fits<L, A, M>>, matching?: M): LogSeries<Named<'power', U>, Joined<L, A, M>> {
    return new LogSeries(this.#binary('^', exponent, matching));
  }

  /** Keeps the series for which `other` has one with the same labels: prints `and`. */
  given<A extends AnyLogSeries, M extends Match = WholeMatch>(other: A & FitsSet<L, A, M>, matching?: M): LogCondition<U, L> {
    return new LogCondition(this.#binary('and', other, matching));
  }

  /** Drops the series for which `other` has one with the same labels: prints `unless`. */
  unless<A extends AnyLogSeries, M extends Match = WholeMatch>(other: A & FitsSet<L, A, M>, matching?: M): LogCondition<U, L> {
    return new LogCondition(this.#binary('unless', other, matching));
  }

  /** This side, and from the other what has no partner here: prints `or`. */
  or<A extends AnyLogSeries, M extends Match = WholeMatch>(other: A & FirstMistake<SameUnit<U, A>, FitsSet<L, A, M>>, matching?: M): Either<this, U, Shared<L, A, M>, A>;
  or(other: AnyLogSeries, matching?: Match): AnyLogSeries {
    const node = this.#binary('or', other, matching);
    return this instanceof LogCondition && other instanceof LogCondition ? new LogCondition(node) : new LogSeries(node);
  }

  /** Zero where no line was found: prints `or vector(0)`. Only without labels: any other query would gain a stranger. */
  orZero(this: LogSeries<U, L> & ([L] extends [never] ? unknown : Mistake<`orZero() would add a series without '${L}': aggregate everything, or name the series with or(...)`>)): LogSeries<U, never> {
    return new LogSeries({ kind: 'binary', operator: 'or', left: this.node, right: { kind: 'vector', value: 0 } });
  }

  #binary(operator: LogqlBinaryOperator, side: LogSide | number, matching: Match | undefined): LogqlBinaryNode {
    return { kind: 'binary', operator, left: this.node, right: nodeOf(side), ...(matching === undefined ? {} : { matching: matching.matching }) };
  }
}

/** Series that fulfil a condition: what an alert fires on. */
export class LogCondition<U extends Unit, L extends string> extends LogSeries<U, L> {
  declare readonly __condition: true;
}

/** Two conditions are one condition; with anything else they are series that are always there. */
type Either<Self, U extends Unit, L extends string, A> = [Self, A] extends [{ readonly __condition: true }, { readonly __condition: true }] ? LogCondition<U, L> : LogSeries<U, L>;

function nodeOf(side: LogSide | number): MetricNode {
  if (typeof side === 'number') return { kind: 'number', value: side };
  return 'node' in side ? side.node : { kind: 'number', value: side.value, unit: side.unit };
}
