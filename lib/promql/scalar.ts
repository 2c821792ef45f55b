import type { FirstMistake } from '../core/mistake';
import type { Quantity } from '../core/quantity';
import type { Difference, Divide, Named, Remainder, Sum, Times, Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import type { Addable, AnyVector, Dividing, Expression, LabelsOf, SameUnit, ScalarExpression, Side, Subtractable, Unitful, UnitOf } from './label-types';
import type { ArithmeticOperator, ComparisonOperator, Node } from './node';
import { print } from './print';
import type { Blend, Comparable, Multipliable, SampleOf, Summable } from './sample-types';
import { Condition, Vector, nodeOf } from './vector';

/** A number beside a number is a number; beside a vector it becomes a vector with the vector's labels. */
type Calculated<A, S extends Sample, U extends Unit> = LabelsOf<A> extends infer L ? ([L] extends [string] ? Vector<S, U, L> : Scalar<U>) : never;

/** What can be compared with a number: one unit, and no histogram. */
type Limit<U extends Unit, A> = FirstMistake<Comparable<'gauge', A>, SameUnit<U, A>>;

/** What an operator makes, before its type is known. */
type Made = ScalarExpression<Unit> | Expression<Sample, Unit, string>;

/**
 * A number that has no labels: `time()`, `constant(fraction(1))`. It stands to the left of an operator as a vector does:
 * `constant(fraction(1)).minus(availability)` prints `1 - ...`.
 */
export class Scalar<U extends Unit> implements ScalarExpression<U> {
  readonly node: Node;
  declare readonly __scalar: U;

  constructor(node: Node) {
    this.node = Object.freeze(node);
  }

  /** The expression on one line. */
  toString(): string {
    return print(this.node);
  }

  plus<A extends Side | number>(other: A & FirstMistake<Summable<'gauge', A>, Addable<U, A>>): Calculated<A, 'gauge', Sum<U, UnitOf<A>>>;
  plus(other: Side | number): Made {
    return this.#arithmetic('+', other);
  }

  /** `time().minus(lastSuccess)` is the age of a timestamp in seconds. */
  minus<A extends Side | number>(other: A & FirstMistake<Summable<'gauge', A>, Subtractable<U, A>>): Calculated<A, 'gauge', Difference<U, UnitOf<A>>>;
  minus(other: Side | number): Made {
    return this.#arithmetic('-', other);
  }

  times<A extends Side | number>(other: A & FirstMistake<Multipliable<'gauge', A>, Unitful<U, A>>): Calculated<A, Blend<'gauge', SampleOf<A>>, Times<U, UnitOf<A>>>;
  times(other: Side | number): Made {
    return this.#arithmetic('*', other);
  }

  dividedBy<A extends Side | number>(other: A & FirstMistake<Comparable<'gauge', A>, Unitful<U, A>>): Calculated<A, 'gauge', Divide<U, UnitOf<A>>>;
  dividedBy(other: Side | number): Made {
    return this.#arithmetic('/', other);
  }

  /** The remainder: `time().modulo(days(1))` prints `time() % 86400`, the seconds since midnight in UTC. */
  modulo<A extends Side | number>(other: A & FirstMistake<Comparable<'gauge', A>, Dividing<U, A>>): Calculated<A, 'gauge', Remainder<U, UnitOf<A>>>;
  modulo(other: Side | number): Made {
    return this.#arithmetic('%', other);
  }

  /** Raises to a power, which is a plain number. */
  toThePower<A extends Side | number>(exponent: A & FirstMistake<Comparable<'gauge', A>, SameUnit<'ratio', A>>): Calculated<A, 'gauge', Named<'power', U>>;
  toThePower(exponent: Side | number): Made {
    return this.#arithmetic('^', exponent);
  }

  /** The angle whose tangent is this number over the other: prints `atan2`. */
  atan2<A extends Side | number>(other: A & Limit<U, A>): Calculated<A, 'gauge', 'radians'>;
  atan2(other: Side | number): Made {
    return this.#arithmetic('atan2', other);
  }

  /** The sign turned round: prints `-`. */
  negated(): Scalar<U> {
    return new Scalar({ kind: 'unary', operator: '-', expression: this.node });
  }

  /** Keeps the series of the other side that are less than this number: `time().above(nextRun)` prints `time() > next_run_timestamp_seconds`. */
  above<A extends AnyVector>(series: A & Limit<U, A>): Condition<U, A['__type']['labels']> {
    return new Condition(this.#binary('>', series));
  }

  /** Keeps the series of the other side that are greater than this number. */
  below<A extends AnyVector>(series: A & Limit<U, A>): Condition<U, A['__type']['labels']> {
    return new Condition(this.#binary('<', series));
  }

  /** Keeps the series of the other side that are less than or equal to this number. */
  atLeast<A extends AnyVector>(series: A & Limit<U, A>): Condition<U, A['__type']['labels']> {
    return new Condition(this.#binary('>=', series));
  }

  /** Keeps the series of the other side that are greater than or equal to this number. */
  atMost<A extends AnyVector>(series: A & Limit<U, A>): Condition<U, A['__type']['labels']> {
    return new Condition(this.#binary('<=', series));
  }

  /** 1 where this number is greater and 0 where it is not: prints `> bool`. */
  isAbove<A extends Side | number>(other: A & Limit<U, A>): Calculated<A, 'gauge', 'ratio'>;
  isAbove(other: Side | number): Made {
    return this.#judged('>', other);
  }

  /** 1 where this number is less and 0 where it is not: prints `< bool`. */
  isBelow<A extends Side | number>(other: A & Limit<U, A>): Calculated<A, 'gauge', 'ratio'>;
  isBelow(other: Side | number): Made {
    return this.#judged('<', other);
  }

  /** 1 where this number is greater or equal and 0 where it is not: prints `>= bool`. */
  isAtLeast<A extends Side | number>(other: A & Limit<U, A>): Calculated<A, 'gauge', 'ratio'>;
  isAtLeast(other: Side | number): Made {
    return this.#judged('>=', other);
  }

  /** 1 where this number is less or equal and 0 where it is not: prints `<= bool`. */
  isAtMost<A extends Side | number>(other: A & Limit<U, A>): Calculated<A, 'gauge', 'ratio'>;
  isAtMost(other: Side | number): Made {
    return this.#judged('<=', other);
  }

  /** 1 where this number is equal and 0 where it is not: prints `== bool`. */
  isEqualTo<A extends Side | number>(other: A & Limit<U, A>): Calculated<A, 'gauge', 'ratio'>;
  isEqualTo(other: Side | number): Made {
    return this.#judged('==', other);
  }

  /** 1 where this number is different and 0 where it is not: prints `!= bool`. */
  isDifferentFrom<A extends Side | number>(other: A & Limit<U, A>): Calculated<A, 'gauge', 'ratio'>;
  isDifferentFrom(other: Side | number): Made {
    return this.#judged('!=', other);
  }

  #arithmetic(operator: ArithmeticOperator, other: Side | number): Made {
    return beside(other, this.#binary(operator, other));
  }

  #judged(operator: ComparisonOperator, other: Side | number): Made {
    return beside(other, { ...this.#binary(operator, other), bool: true });
  }

  #binary(operator: ArithmeticOperator | ComparisonOperator, other: Side | number): Extract<Node, { kind: 'binary' }> {
    return { kind: 'binary', operator, left: this.node, right: nodeOf(other) };
  }
}

function beside(other: Side | number, node: Node): Made {
  const isVector = typeof other !== 'number' && !(other instanceof Scalar) && ('declaration' in other || 'node' in other);
  return isVector ? new Vector(node) : new Scalar(node);
}

/** A number to calculate with: `constant(fraction(1)).minus(availability)` prints `1 - ...`. */
export function constant<U extends Unit>(value: Quantity<U>): Scalar<U> {
  return new Scalar(nodeOf(value));
}
