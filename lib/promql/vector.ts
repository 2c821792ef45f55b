import type { Divide, Sum, Times, Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import type { Facts, TypedSeries } from '../metric/series';
import type { Addable, Expression, Fits, Joined, Operand, SameLabels, SameUnit, ScalarExpression, Side, Subtracted, UnitOf } from './label-types';
import type { Match, WholeMatch } from './match';
import type { ArithmeticOperator, BinaryNode, ComparisonOperator, Node, SelectorNode, SetOperator } from './node';
import { print } from './print';

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
  above<A extends Side, M extends Match = WholeMatch>(limit: A & SameUnit<U, A> & Fits<L, A, M>, matching?: M): Condition<U, Joined<L, A, M>> {
    return this.#compare('>', limit, matching);
  }

  /** Keeps what is less: prints `<`. */
  below<A extends Side, M extends Match = WholeMatch>(limit: A & SameUnit<U, A> & Fits<L, A, M>, matching?: M): Condition<U, Joined<L, A, M>> {
    return this.#compare('<', limit, matching);
  }

  /** Keeps what is greater or equal: prints `>=`. */
  atLeast<A extends Side, M extends Match = WholeMatch>(limit: A & SameUnit<U, A> & Fits<L, A, M>, matching?: M): Condition<U, Joined<L, A, M>> {
    return this.#compare('>=', limit, matching);
  }

  /** Keeps what is less or equal: prints `<=`. */
  atMost<A extends Side, M extends Match = WholeMatch>(limit: A & SameUnit<U, A> & Fits<L, A, M>, matching?: M): Condition<U, Joined<L, A, M>> {
    return this.#compare('<=', limit, matching);
  }

  /** Keeps what is equal: `instant(up).equals(fraction(0))` prints `up == 0`. */
  equals<A extends Side, M extends Match = WholeMatch>(value: A & SameUnit<U, A> & Fits<L, A, M>, matching?: M): Condition<U, Joined<L, A, M>> {
    return this.#compare('==', value, matching);
  }

  /** Keeps what is different: prints `!=`. */
  differsFrom<A extends Side, M extends Match = WholeMatch>(value: A & SameUnit<U, A> & Fits<L, A, M>, matching?: M): Condition<U, Joined<L, A, M>> {
    return this.#compare('!=', value, matching);
  }

  plus<A extends Side, M extends Match = WholeMatch>(other: A & Addable<U, A> & Fits<L, A, M>, matching?: M): Vector<'gauge', Sum<U, UnitOf<A>>, Joined<L, A, M>> {
    return new Vector(this.#arithmetic('+', other, matching));
  }

  /** Two moments are seconds apart; everything else keeps its unit. */
  minus<A extends Side, M extends Match = WholeMatch>(other: A & Addable<U, A> & Fits<L, A, M>, matching?: M): Vector<'gauge', Subtracted<U, A>, Joined<L, A, M>> {
    return new Vector(this.#arithmetic('-', other, matching));
  }

  times<A extends Side, M extends Match = WholeMatch>(other: A & Fits<L, A, M>, matching?: M): Vector<'gauge', Times<U, UnitOf<A>>, Joined<L, A, M>> {
    return new Vector(this.#arithmetic('*', other, matching));
  }

  /** Equal units cancel: `errors.dividedBy(requests)` is a ratio. A zero denominator yields NaN, which no comparison keeps. */
  dividedBy<A extends Side, M extends Match = WholeMatch>(other: A & Fits<L, A, M>, matching?: M): Vector<'gauge', Divide<U, UnitOf<A>>, Joined<L, A, M>> {
    return new Vector(this.#arithmetic('/', other, matching));
  }

  /** Keeps the series for which `other` has one with the same labels: prints `and`. The values stay this side's. */
  given<A extends Expression<Sample, Unit, string>, M extends Match = WholeMatch>(other: A & Fits<L, A, M>, matching?: M): Condition<U, L> {
    return new Condition(this.#set('and', other, matching));
  }

  /** Drops the series for which `other` has one with the same labels: prints `unless`. */
  unless<A extends Expression<Sample, Unit, string>, M extends Match = WholeMatch>(other: A & Fits<L, A, M>, matching?: M): Condition<U, L> {
    return new Condition(this.#set('unless', other, matching));
  }

  /**
   * This side, and from the other what has no partner here: prints `or`. Both need one unit and the same labels.
   * `max(up).by('job').equals(fraction(0)).or(absent(up))` is also true when the target has vanished, which no comparison notices.
   */
  or<A extends Operand<Sample, Unit, string>>(other: A & SameUnit<U, A> & Fits<L, A, WholeMatch>): Condition<U, L> {
    return new Condition(this.#set('or', other, undefined));
  }

  /** Zero where there is no series at all: prints `or vector(0)`. Only for a vector without labels: any other would gain a stranger. */
  orZero(this: Vector<S, U, L> & SameLabels<L, never>): Vector<'gauge', U, never> {
    return new Vector({ kind: 'binary', operator: 'or', left: this.node, right: { kind: 'call', name: 'vector', arguments: [{ kind: 'number', value: 0 }] } });
  }

  #compare<L2 extends string>(operator: ComparisonOperator, side: Side, matching: Match | undefined): Condition<U, L2> {
    return new Condition(this.#binary(operator, side, matching));
  }

  #arithmetic(operator: ArithmeticOperator, side: Side, matching: Match | undefined): BinaryNode {
    return this.#binary(operator, side, matching);
  }

  #set(operator: SetOperator, side: Side, matching: Match | undefined): BinaryNode {
    return this.#binary(operator, side, matching);
  }

  #binary(operator: BinaryNode['operator'], side: Side, matching: Match | undefined): BinaryNode {
    return { kind: 'binary', operator, left: this.node, right: nodeOf(side), ...(matching === undefined ? {} : { matching: matching.matching }) };
  }
}

/** An instant vector that holds only what fulfils a condition: what an alert fires on. */
export class Condition<U extends Unit, L extends string> extends Vector<'gauge', U, L> {
  declare readonly __condition: true;
}

/** A number that has no labels: `time()`. */
export class Scalar<U extends Unit> implements ScalarExpression<U> {
  readonly node: Node;
  declare readonly __scalar: U;

  constructor(node: Node) {
    this.node = Object.freeze(node);
  }

  toString(): string {
    return print(this.node);
  }

  /** `time().minus(lastSuccess)` is the age of a timestamp in seconds. */
  minus<A extends Operand<Sample, Unit, string>>(other: A & Addable<U, A>): Vector<'gauge', Subtracted<U, A>, A['__type']['labels']> {
    return new Vector({ kind: 'binary', operator: '-', left: this.node, right: nodeOf(other) });
  }
}

/** The selector of a series: `http_requests_total{job="canvascast-api"}`. */
export function selectorOf(series: TypedSeries<Sample, Unit, string>): SelectorNode {
  return Object.freeze({ kind: 'selector', name: series.seriesName, matchers: series.matchers, declaration: series.declaration });
}

/** The node of whatever can stand beside an operator. */
export function nodeOf(side: Side): Node {
  if ('node' in side) return side.node;
  return 'declaration' in side ? selectorOf(side) : { kind: 'number', value: side.value };
}
