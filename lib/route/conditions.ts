import { didYouMean } from '../core/names';
import { mistake } from '../core/problem';
import type { LabelCondition } from '../metric/matcher';
import { alternatives } from '../metric/matcher';
import type { PossibleValues } from '../promql/shape';
import type { AlertMatcher } from './matcher/matcher';
import { alertMatcher } from './matcher/matcher';

/** The labels that the alerts of a tree carry, each with its closed list of values or `'open'`. It types every condition. */
export type Vocabulary = Readonly<Record<string, PossibleValues>>;

/** Conditions per label, all of which must hold: `{ severity: ['warning', 'info'], service: { not: 'web' }, region: /eu-.+/ }`. */
export type Conditions<V extends Vocabulary> = { readonly [Label in keyof V]?: LabelCondition<V[Label]> };

type Wanted = string | readonly string[] | RegExp;
type AnyCondition = Wanted | { readonly not: Wanted };

/** The untyped form that every `Conditions` has at run time. */
export type AnyConditions = Readonly<Record<string, AnyCondition | undefined>>;

/**
 * Turns conditions into matchers.
 *
 * @throws BelfryError for what no alert can satisfy: an unknown label, a value outside a closed list, an empty list
 */
export function conditionsToMatchers(vocabulary: Vocabulary, conditions: AnyConditions, subject: string): readonly AlertMatcher[] {
  const matchers: AlertMatcher[] = [];
  for (const [label, condition] of Object.entries(conditions)) {
    if (condition === undefined) continue;
    const values = valuesOf(vocabulary, label, subject);
    const isNegated = typeof condition === 'object' && 'not' in condition;
    const wanted = isNegated ? condition.not : condition;
    const matcher = toMatcher(label, wanted, isNegated, subject);
    checkValues(label, wanted, values, subject);
    matchers.push(matcher);
  }
  return matchers;
}

function toMatcher(label: string, wanted: Wanted, isNegated: boolean, subject: string): AlertMatcher {
  if (typeof wanted === 'string') return alertMatcher(label, isNegated ? '!=' : '=', wanted);
  if (wanted instanceof RegExp) {
    if (wanted.flags !== '') {
      throw mistake({ check: 'route/regexp-flags', message: `the flags '${wanted.flags}' of ${label} ${String(wanted)} are lost`, place: { subject }, fix: 'write flags inside the expression: (?i)abc' });
    }
    return alertMatcher(label, isNegated ? '!~' : '=~', wanted.source);
  }
  const [only, ...others] = wanted;
  if (only === undefined) {
    throw mistake({ check: 'route/empty-condition', message: `the list of values for ${label} is empty`, place: { subject }, why: 'no alert can match one of no values', fix: 'name a value, or leave the label out' });
  }
  return others.length === 0 ? toMatcher(label, only, isNegated, subject) : alertMatcher(label, isNegated ? '!~' : '=~', alternatives(wanted));
}

function valuesOf(vocabulary: Vocabulary, label: string, subject: string): PossibleValues {
  const values = Object.hasOwn(vocabulary, label) ? vocabulary[label] : undefined;
  if (values !== undefined) return values;
  throw mistake({
    check: 'route/unknown-label',
    message: `no alert carries the label '${label}'`,
    place: { subject },
    why: 'a condition on a label that no alert carries never holds, or holds always',
    fix: didYouMean(label, Object.keys(vocabulary)) || `the labels are ${Object.keys(vocabulary).join(', ')}`,
  });
}

function checkValues(label: string, wanted: Wanted, values: PossibleValues, subject: string): void {
  if (values === 'open') return;
  if (wanted instanceof RegExp) {
    const matcher = alertMatcher(label, '=~', wanted.source);
    if (!values.some((value) => matcher.matches(value))) throw unknownValue(label, String(wanted), values, '', subject);
    return;
  }
  for (const value of typeof wanted === 'string' ? [wanted] : wanted) {
    if (!values.includes(value)) throw unknownValue(label, `'${value}'`, values, didYouMean(value, values), subject);
  }
}

function unknownValue(label: string, wanted: string, values: readonly string[], hint: string, subject: string): Error {
  return mistake({
    check: 'route/unknown-label-value',
    message: `no alert has ${label} ${wanted}`,
    place: { subject },
    why: 'a condition that no alert satisfies routes nothing',
    fix: hint || `${label} is one of ${values.join(', ')}`,
  });
}
