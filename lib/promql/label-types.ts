import type { Mistake } from '../core/mistake';
import type { Quantity } from '../core/quantity';
import type { Difference, Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import type { Facts, TypedSeries } from '../metric/series';
import type { Match } from './match';
import type { Node } from './node';

/** Anything that stands for an instant vector: a series as it is, or an expression. */
export type Operand<S extends Sample, U extends Unit, L extends string> = TypedSeries<S, U, L> | Expression<S, U, L>;

/** An expression that yields an instant vector. */
export interface Expression<S extends Sample, U extends Unit, L extends string> {
  readonly node: Node;
  readonly __type: Facts<S, U, L>;
}

/** An expression that yields one number without labels. */
export interface ScalarExpression<U extends Unit> {
  readonly node: Node;
  readonly __scalar: U;
}

/** Anything that can stand on the other side of an operator. */
export type Side = Operand<Sample, Unit, string> | ScalarExpression<Unit> | Quantity;

export type UnitOf<A> = A extends { readonly __type: { readonly unit: infer U extends Unit } }
  ? U
  : A extends { readonly __scalar: infer U extends Unit }
    ? U
    : A extends { readonly unit: infer U extends Unit }
      ? U
      : never;

/** The labels of a vector; `never` for an aggregate over everything, `number` for a scalar, which has no labels to match. */
type LabelsOf<A> = A extends { readonly __type: { readonly labels: infer L extends string } } ? L : number;

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** `unknown` when both label sets agree, otherwise the sentence that the compiler quotes. */
export type SameLabels<A extends string, B extends string> = [A] extends [B]
  ? [B] extends [A]
    ? unknown
    : Mistake<`both sides need the same labels: '${Exclude<B, A>}' only on the right; aggregate it away or match on(...)`>
  : Mistake<`both sides need the same labels: '${Exclude<A, B>}' only on the left; aggregate it away or match on(...)`>;

/** Whether the other side can be matched with labels `L` under matching `M`. */
export type Fits<L extends string, A, M extends Match> = LabelsOf<A> extends infer R
  ? [R] extends [string]
    ? FitsLabels<L, R, M>
    : unknown
  : never;

type FitsLabels<L extends string, R extends string, M extends Match> = M extends Match<infer Mode, infer K, infer Include>
  ? Mode extends 'whole'
    ? SameLabels<L, R>
    : [Exclude<Include, R>] extends [never]
      ? Mode extends 'on'
        ? [K] extends [L & R]
          ? unknown
          : Mistake<`on(...) needs labels that both sides have: not '${Exclude<K, L & R>}'`>
        : Equal<Exclude<L, K>, Exclude<R, K>> extends true
          ? unknown
          : M extends Match<'ignoring', K, Include, 'left' | 'right'>
            ? unknown
            : SameLabels<Exclude<L, K>, Exclude<R, K>>
      : Mistake<`group_left takes labels of the right side: not '${Exclude<Include, R>}'`>
  : never;

/** Labels of the result of an operator. */
export type Joined<L extends string, A, M extends Match> = M extends Match<infer Mode, infer K, infer Include, infer Many>
  ? LabelsOf<A> extends infer R
    ? [R] extends [string]
      ? Many extends 'left'
        ? L | Include
        : Many extends 'right'
          ? R | Include
          : Mode extends 'on'
            ? K
            : Exclude<L, K>
      : L
    : never
  : never;

/** `unknown` when the other side has a unit that can be compared, otherwise the sentence that the compiler quotes. */
export type SameUnit<U extends Unit, A> = [UnitOf<A>] extends [U] ? unknown : Mistake<`the expression is in ${U}, what it is compared with in ${UnitOf<A>}`>;

/** `unknown` when the two can be added, otherwise the sentence that the compiler quotes. */
export type Addable<U extends Unit, A> = [UnitOf<A>] extends [U] ? unknown : [U, UnitOf<A>] extends ['timestamp', 'seconds'] ? unknown : Mistake<`${U} and ${UnitOf<A>} cannot be added or subtracted`>;

export type Subtracted<U extends Unit, A> = Difference<U, UnitOf<A>>;

/** `unknown` for a label that the expression has, otherwise the sentence that the compiler quotes. */
export type Existing<K extends string, L extends string> = [K] extends [L] ? unknown : Mistake<`the expression has no label '${Exclude<K, L>}'`>;
