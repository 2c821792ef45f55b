import type { FirstMistake, Mistake } from '../core/mistake';
import type { Difference, Divide, Named, Remainder, Sum, Times, Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import type { Facts, TypedSeries } from '../metric/series';
import type { Addable, AnyVector, Dividing, Expression, Fits, FitsSet, ConditionOf, Joined, LabelsOf, SameUnit, Side, Subtractable, Unitful, UnitOf } from './label-types';
import type { Match, WholeMatch } from './match';
import type { BinaryNode, BinaryOperator, ComparisonOperator, Node, SelectorNode } from './node';
import { print } from './print';
import type { Blend, Comparable, Divisible, Multipliable, OnlyGauge, SampleOf, Summable } from './sample-types';

/** What can be compared with a vector: numbers on both sides, one unit, labels that pair. */
type Limit<S extends Sample, U extends Unit, L extends string, A, M extends Match> = FirstMistake<Comparable<S, A>, SameUnit<U, A>, Fits<L, A, M>>;

/** What two expressions joined by `or` have in common. */
type Shared<L extends string, A, M extends Match> = M extends WholeMatch ? L : Extract<L, LabelsOf<A>>;

/**
 * An instant vector. Its sample type, unit and label names are types: what `sum(...).by('route')` yields has the label
 * `route` and no other, and can be compared with its own unit only.
 */
export class Vector<S extends Sample, U extends Unit, L extends string> implements Expression<S, U, L> {
  readonly node: Node;
  declare readonly __type: Facts<S, U, L>;

  constructor(node: Node) {
    this.node = Object.freeze(node);
  }

  /** The expression on one line. */
  toString(): string {
    return print(this.node);
  }

  /** Keeps what is greater: `errorRatio.above(percent(5))` prints `... > 0.05`. */
  above<A extends Side | number, M extends Match = WholeMatch>(limit: A & Limit<S, U, L, A, M>, matching?: M): Condition<U, Joined<L, A, M>> {
    return new Condition(this.#binary('>', limit, matching));
  }

  /** Keeps what is less: prints `<`. */
  below<A extends Side | number, M extends Match = WholeMatch>(limit: A & Limit<S, U, L, A, M>, matching?: M): Condition<U, Joined<L, A, M>> {
    return new Condition(this.#binary('<', limit, matching));
  }

  /** Keeps what is greater or equal: prints `>=`. */
  atLeast<A extends Side | number, M extends Match = WholeMatch>(limit: A & Limit<S, U, L, A, M>, matching?: M): Condition<U, Joined<L, A, M>> {
    return new Condition(this.#binary('>=', limit, matching));
  }

  /** Keeps what is less or equal: prints `<=`. */
  atMost<A extends Side | number, M extends Match = WholeMatch>(limit: A & Limit<S, U, L, A, M>, matching?: M): Condition<U, Joined<L, A, M>> {
    return new Condition(this.#binary('<=', limit, matching));
  }

  /** Keeps what is equal: `instant(up).equals(fraction(0))` prints `up == 0`. */
  equals<A extends Side | number, M extends Match = WholeMatch>(value: A & Limit<S, U, L, A, M>, matching?: M): Condition<U, Joined<L, A, M>> {
    return new Condition(this.#binary('==', value, matching));
  }

  /** Keeps what is different: prints `!=`. */
  differsFrom<A extends Side | number, M extends Match = WholeMatch>(value: A & Limit<S, U, L, A, M>, matching?: M): Condition<U, Joined<L, A, M>> {
    return new Condition(this.#binary('!=', value, matching));
  }

  /** 1 where it is greater and 0 where it is not: `queueDepth.isAbove(quantity(50, 'jobs'))` prints `... > bool 50`. */
  isAbove<A extends Side | number, M extends Match = WholeMatch>(limit: A & Limit<S, U, L, A, M>, matching?: M): Vector<'gauge', 'ratio', Joined<L, A, M>> {
    return new Vector(this.#judged('>', limit, matching));
  }

  /** 1 where it is less and 0 where it is not: prints `< bool`. */
  isBelow<A extends Side | number, M extends Match = WholeMatch>(limit: A & Limit<S, U, L, A, M>, matching?: M): Vector<'gauge', 'ratio', Joined<L, A, M>> {
    return new Vector(this.#judged('<', limit, matching));
  }

  /** 1 where it is greater or equal and 0 where it is not: prints `>= bool`. */
  isAtLeast<A extends Side | number, M extends Match = WholeMatch>(limit: A & Limit<S, U, L, A, M>, matching?: M): Vector<'gauge', 'ratio', Joined<L, A, M>> {
    return new Vector(this.#judged('>=', limit, matching));
  }

  /** 1 where it is less or equal and 0 where it is not: prints `<= bool`. */
  isAtMost<A extends Side | number, M extends Match = WholeMatch>(limit: A & Limit<S, U, L, A, M>, matching?: M): Vector<'gauge', 'ratio', Joined<L, A, M>> {
    return new Vector(this.#judged('<=', limit, matching));
  }

  /** 1 where it is equal and 0 where it is not: prints `== bool`. */
  isEqualTo<A extends Side | number, M extends Match = WholeMatch>(value: A & Limit<S, U, L, A, M>, matching?: M): Vector<'gauge', 'ratio', Joined<L, A, M>> {
    return new Vector(this.#judged('==', value, matching));
  }

  /** 1 where it is different and 0 where it is not: prints `!= bool`. */
  isDifferentFrom<A extends Side | number, M extends Match = WholeMatch>(value: A & Limit<S, U, L, A, M>, matching?: M): Vector<'gauge', 'ratio', Joined<L, A, M>> {
    return new Vector(this.#judged('!=', value, matching));
  }

  /** A moment and some seconds are a moment; everything else adds like to like. */
  plus<A extends Side | number, M extends Match = WholeMatch>(
    other: A & FirstMistake<Summable<S, A>, Addable<U, A>, Fits<L, A, M>>,
    matching?: M,
  ): Vector<S, Sum<U, UnitOf<A>>, Joined<L, A, M>> {
    return new Vector(this.#binary('+', other, matching));
  }

  /** Two moments are seconds apart; everything else keeps its unit. */
  minus<A extends Side | number, M extends Match = WholeMatch>(
    other: A & FirstMistake<Summable<S, A>, Subtractable<U, A>, Fits<L, A, M>>,
    matching?: M,
  ): Vector<S, Difference<U, UnitOf<A>>, Joined<L, A, M>> {
    return new Vector(this.#binary('-', other, matching));
  }

  /** Units multiply: `USD per jobs` times `jobs` is `USD`. A plain factor is a `fraction(3)`. */
  times<A extends Side | number, M extends Match = WholeMatch>(
    other: A & FirstMistake<Multipliable<S, A>, Unitful<U, A>, Fits<L, A, M>>,
    matching?: M,
  ): Vector<Blend<S, SampleOf<A>>, Times<U, UnitOf<A>>, Joined<L, A, M>> {
    return new Vector(this.#binary('*', other, matching));
  }

  /** Equal units cancel: `errors.dividedBy(requests)` is a ratio. A zero denominator yields NaN, which no comparison keeps. */
  dividedBy<A extends Side | number, M extends Match = WholeMatch>(
    other: A & FirstMistake<Divisible<S, A>, Unitful<U, A>, Fits<L, A, M>>,
    matching?: M,
  ): Vector<S, Divide<U, UnitOf<A>>, Joined<L, A, M>> {
    return new Vector(this.#binary('/', other, matching));
  }

  /** The remainder: prints `%`. Of a moment by some seconds, the seconds since the last whole one. */
  modulo<A extends Side | number, M extends Match = WholeMatch>(
    other: A & FirstMistake<Comparable<S, A>, Dividing<U, A>, Fits<L, A, M>>,
    matching?: M,
  ): Vector<'gauge', Remainder<U, UnitOf<A>>, Joined<L, A, M>> {
    return new Vector(this.#binary('%', other, matching));
  }

  /** Raises to a power, which is a plain number: `deviation.toThePower(fraction(2))` prints `... ^ 2`. */
  toThePower<A extends Side | number, M extends Match = WholeMatch>(
    exponent: A & FirstMistake<Comparable<S, A>, SameUnit<'ratio', A>, Fits<L, A, M>>,
    matching?: M,
  ): Vector<'gauge', Named<'power', U>, Joined<L, A, M>> {
    return new Vector(this.#binary('^', exponent, matching));
  }

  /** The angle whose tangent is this side over the other: prints `atan2`. */
  atan2<A extends Side | number, M extends Match = WholeMatch>(other: A & Limit<S, U, L, A, M>, matching?: M): Vector<'gauge', 'radians', Joined<L, A, M>> {
    return new Vector(this.#binary('atan2', other, matching));
  }

  /** The sign turned round: prints `-`. */
  negated(this: Vector<S, U, L> & OnlyGauge<S, 'negated'>): Vector<'gauge', U, L> {
    return new Vector({ kind: 'unary', operator: '-', expression: this.node });
  }

  /** Keeps the series for which `other` has one with the same labels: prints `and`. The values stay this side's. */
  given<A extends AnyVector, M extends Match = WholeMatch>(other: A & FirstMistake<OnlyGauge<S, 'given'>, FitsSet<L, A, M>>, matching?: M): Condition<U, L> {
    return new Condition(this.#binary('and', other, matching));
  }

  /** Drops the series for which `other` has one with the same labels: prints `unless`. */
  unless<A extends AnyVector, M extends Match = WholeMatch>(other: A & FirstMistake<OnlyGauge<S, 'unless'>, FitsSet<L, A, M>>, matching?: M): Condition<U, L> {
    return new Condition(this.#binary('unless', other, matching));
  }

  /**
   * This side, and from the other what has no partner here: prints `or`. Both need one unit, and the same labels unless
   * `on(...)` says which matter; then only the labels that both have can be relied upon.
   * `max(up).by('job').equals(fraction(0)).or(absent(up))` is also true when the target has vanished, which no
   * comparison notices.
   */
  or<A extends AnyVector, M extends Match = WholeMatch>(other: A & FirstMistake<Summable<S, A>, SameUnit<U, A>, FitsSet<L, A, M>>, matching?: M): Either<this, S, U, Shared<L, A, M>, A>;
  or(other: AnyVector, matching?: Match): Expression<Sample, Unit, string> {
    const node = this.#binary('or', other, matching);
    return this instanceof Condition && other instanceof Condition ? new Condition(node) : new Vector(node);
  }

  /** Zero where there is no series at all: prints `or vector(0)`. Only for a vector without labels: any other would gain a stranger. */
  orZero(
    this: Vector<S, U, L> & FirstMistake<OnlyGauge<S, 'orZero'>, [L] extends [never] ? unknown : Mistake<`orZero() would add a series without '${L}': aggregate everything, or name the series with or(...)`>>,
  ): Vector<'gauge', U, never> {
    const zero: Node = { kind: 'call', name: 'vector', arguments: [{ kind: 'number', value: 0 }] };
    return new Vector({ kind: 'binary', operator: 'or', left: this.node, right: zero });
  }

  #judged(operator: ComparisonOperator, side: Side | number, matching: Match | undefined): BinaryNode {
    return { ...this.#binary(operator, side, matching), bool: true };
  }

  #binary(operator: BinaryOperator, side: Side | number, matching: Match | undefined): BinaryNode {
    return { kind: 'binary', operator, left: this.node, right: nodeOf(side), ...(matching === undefined ? {} : { matching: matching.matching }) };
  }
}

/**
 * An instant vector that holds only what fulfils a condition: what an alert fires on. A further comparison narrows it:
 * `depth.above(low).atMost(high)` prints `depth > 50 <= 100` and keeps what fulfils both.
 */
export class Condition<U extends Unit, L extends string> extends Vector<'gauge', U, L> implements ConditionOf<U, L> {
  declare readonly __condition: true;
}

/** Two conditions are one condition; with anything else they are a vector that always has something in it. */
type Either<Self, S extends Sample, U extends Unit, L extends string, A> = [Self, A] extends [{ readonly __condition: true }, { readonly __condition: true }] ? Condition<U, L> : Vector<S, U, L>;

/** The selector of a series: `http_requests_total{job="canvascast-api"}`. */
export function selectorOf(series: TypedSeries<Sample, Unit, string>): SelectorNode {
  return Object.freeze({ kind: 'selector', name: series.seriesName, matchers: series.matchers, declaration: series.declaration });
}

/** The node of whatever can stand beside an operator. */
export function nodeOf(side: Side | number): Node {
  if (typeof side === 'number') return { kind: 'number', value: side };
  if ('node' in side) return side.node;
  return 'declaration' in side ? selectorOf(side) : { kind: 'number', value: side.value, unit: side.unit };
}
