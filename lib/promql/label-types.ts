import type { Mistake } from '../core/mistake';
import type { Quantity } from '../core/quantity';
import type { Difference, Remainder, Sum, Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import type { Facts, TypedSeries } from '../metric/series';
import type { Match, WholeMatch } from './match';
import type { Node } from './node';

/** Anything that stands for an instant vector: a series as it is, or an expression. */
export type Operand<S extends Sample, U extends Unit, L extends string> = TypedSeries<S, U, L> | Expression<S, U, L>;

/** An expression that yields an instant vector. */
export interface Expression<S extends Sample, U extends Unit, L extends string> {
  readonly node: Node;
  readonly __type: Facts<S, U, L>;
}

/**
 * A condition by what it is, and not by all that can be done with it: comparing only this is quick for the compiler, and
 * does not depend on the order in which it reads the files.
 */
export interface ConditionOf<U extends Unit, L extends string> extends Expression<'gauge', U, L> {
  readonly __condition: true;
}

/** An expression that yields one number without labels. */
export interface ScalarExpression<U extends Unit> {
  readonly node: Node;
  readonly __scalar: U;
}

/** Any vector. */
export type AnyVector = Operand<Sample, Unit, string>;

/** One number of this unit: written down, or calculated. */
export type One<U extends Unit> = Quantity<U> | ScalarExpression<U>;

/** Anything that can stand on the other side of an operator. */
export type Side = AnyVector | One<Unit>;

export type UnitOf<A> = A extends { readonly __type: { readonly unit: infer U extends Unit } }
  ? U
  : A extends { readonly __scalar: infer U extends Unit }
    ? U
    : A extends { readonly unit: infer U extends Unit }
      ? U
      : never;

/** The labels of a vector; `never` for an aggregate over everything, `number` for a number, which has no labels to match. */
export type LabelsOf<A> = A extends { readonly __type: { readonly labels: infer L extends string } } ? L : number;

/** `unknown` when both label sets agree, otherwise the sentence that the compiler quotes. */
export type SameLabels<A extends string, B extends string> = [A] extends [B]
  ? [B] extends [A]
    ? unknown
    : Mistake<`both sides need the same labels: '${Exclude<B, A>}' only on the right; aggregate it away or match on(...)`>
  : Mistake<`both sides need the same labels: '${Exclude<A, B>}' only on the left; aggregate it away or match on(...)`>;

/** Whether the other side can be matched with labels `L` under matching `M`. */
export type Fits<L extends string, A, M extends Match> = LabelsOf<A> extends infer R
  ? [R] extends [string]
    ? M extends Match<infer Mode, infer K, infer Include, infer Many>
      ? FitsLabels<L, R, Mode, K, Include, Many>
      : never
    : M extends WholeMatch
      ? unknown
      : Mistake<'a number has no labels to match: leave on(...) and ignoring(...) out'>
  : never;

type FitsLabels<L extends string, R extends string, Mode, K extends string, Include extends string, Many> = Mode extends 'whole'
  ? SameLabels<L, R>
  : Mode extends 'on'
    ? [K] extends [L & R]
      ? FitsGroup<L, R, K, Include, Many>
      : Mistake<`on(...) needs labels that both sides have: not '${Exclude<K, L & R>}'`>
    : [K] extends [L | R]
      ? SameLabels<Exclude<L, K>, Exclude<R, K>> extends infer Same
        ? unknown extends Same
          ? FitsGroup<L, R, never, Include, Many>
          : Same
        : never
      : Mistake<`ignoring(...) names a label that neither side has: '${Exclude<K, L | R>}'`>;

type FitsGroup<L extends string, R extends string, Matched extends string, Include extends string, Many> = [Include & Matched] extends [never]
  ? Many extends 'left'
    ? [Include] extends [R]
      ? unknown
      : Mistake<`groupLeft() takes labels of the right side: not '${Exclude<Include, R>}'`>
    : Many extends 'right'
      ? [Include] extends [L]
        ? unknown
        : Mistake<`groupRight() takes labels of the left side: not '${Exclude<Include, L>}'`>
      : unknown
  : Mistake<`'${Include & Matched}' is matched already: it need not be taken over`>;

/** As `Fits`, for `and`, `or` and `unless`, which compare sets and take several partners as they come. */
export type FitsSet<L extends string, A, M extends Match> = M extends Match<'whole' | 'on' | 'ignoring', string, string, 'none'>
  ? Fits<L, A, M>
  : Mistake<'and, or and unless need neither groupLeft() nor groupRight()'>;

/** Labels of the result of an operator. */
export type Joined<L extends string, A, M extends Match> = LabelsOf<A> extends infer R
  ? [R] extends [string]
    ? M extends Match<infer Mode, infer K, infer Include, infer Many>
      ? Many extends 'left'
        ? L | Include
        : Many extends 'right'
          ? R | Include
          : Mode extends 'on'
            ? K
            : Exclude<L, K>
      : never
    : L
  : never;

/** A bare number does not say what it counts. (The compiler quotes the sentence of a condition, and only the name of a plain alias.) */
type Bare<U extends Unit> = U extends Unit ? Mistake<`a bare number has no unit: beside ${U} write percent(5), seconds(5), fraction(2) or quantity(5, 'jobs')`> : never;

/** `unknown` when the other side has a unit that can be compared, otherwise the sentence that the compiler quotes. */
export type SameUnit<U extends Unit, A> = A extends number
  ? Bare<U>
  : [UnitOf<A>] extends [U]
    ? unknown
    : Mistake<`the expression is in ${U}, what it is compared with in ${UnitOf<A>}`>;

/** `unknown` for a factor with a unit, otherwise the sentence that the compiler quotes. */
export type Unitful<U extends Unit, A> = A extends number ? Bare<U> : unknown;

/** `unknown` when the two can be added, otherwise the sentence that the compiler quotes. */
export type Addable<U extends Unit, A> = A extends number ? Bare<U> : [Sum<U, UnitOf<A>>] extends [never] ? Mistake<`${U} and ${UnitOf<A>} cannot be added`> : unknown;

/** `unknown` when the other can be subtracted, otherwise the sentence that the compiler quotes. */
export type Subtractable<U extends Unit, A> = A extends number ? Bare<U> : [Difference<U, UnitOf<A>>] extends [never] ? Mistake<`${UnitOf<A>} cannot be subtracted from ${U}`> : unknown;

/** `unknown` when there is a remainder, otherwise the sentence that the compiler quotes. */
export type Dividing<U extends Unit, A> = A extends number ? Bare<U> : [Remainder<U, UnitOf<A>>] extends [never] ? Mistake<`${U} divided by ${UnitOf<A>} has no remainder`> : unknown;

/** `unknown` for a unit that is the wanted one, otherwise the sentence that the compiler quotes. */
export type Wants<U extends Unit, Wanted extends Unit, Function_ extends string> = [U] extends [Wanted] ? unknown : Mistake<`${Function_}() takes a value in ${Wanted}, not in ${U}`>;

/** `unknown` for a label that the expression has, otherwise the sentence that the compiler quotes. */
export type Existing<K extends string, L extends string> = [K] extends [L] ? unknown : Mistake<`the expression has no label '${Exclude<K, L>}'`>;
