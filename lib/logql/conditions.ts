import { RE2JS } from 're2js';
import { didYouMean } from '../core/names';
import { mistake } from '../core/problem';
import type { Quantity } from '../core/quantity';
import { regexpFault } from '../promql/syntax/regexp';
import type { LabelSpec, LabelValues } from '../metric/declaration';
import { isOpen } from '../metric/declaration';
import type { LabelCondition, LabelMatcher, MatchOperator } from '../metric/matcher';
import { alternatives } from '../metric/matcher';
import type { AmountOperator, LabelAmountFilter, LabelFilter } from './node';

/** Conditions on the labels of streams: `{ cluster: 'eu', app: { not: ['web', 'docs'] } }`. */
export type StreamConditions<Spec extends LabelSpec> = { readonly [Label in keyof Spec]?: LabelCondition<Spec[Label]> };

/** A label that is read as an amount: `{ above: seconds(1) }`. Durations and sizes are compared as such, everything else as a number. */
export type AmountCondition = { readonly above: Quantity } | { readonly atLeast: Quantity } | { readonly below: Quantity } | { readonly atMost: Quantity } | { readonly amount: Quantity };

/** Conditions on any labels of lines: `{ status: /5../, took: { above: seconds(1) } }`; a line must satisfy each of them. */
export type LineConditions<Spec extends LabelSpec> = { readonly [Label in keyof Spec]?: LabelCondition<Spec[Label]> | AmountCondition };

type Wanted = string | readonly string[] | RegExp;
type TextCondition = Wanted | { readonly not: Wanted };
export type AnyCondition = TextCondition | AmountCondition;

/** Where a condition stands, for its diagnostics. */
interface Owner {
  readonly name: string;
  readonly spec: LabelSpec;
}

/** The matchers of a stream selector, in the order of the conditions. */
export function streamMatchers(owner: Owner, conditions: Readonly<Record<string, TextCondition | undefined>>): LabelMatcher[] {
  return Object.entries(conditions).flatMap(([label, condition]) => (condition === undefined ? [] : [textMatcher(owner, label, condition)]));
}

/** The filters of a pipeline, in the order of the conditions. */
export function labelFilters(owner: Owner, conditions: Readonly<Record<string, AnyCondition | undefined>>): LabelFilter[] {
  return Object.entries(conditions).flatMap(([label, condition]): LabelFilter[] => {
    if (condition === undefined) return [];
    return isAmount(condition) ? [amountFilter(owner, label, condition)] : [{ kind: 'text', ...textMatcher(owner, label, condition) }];
  });
}

const amountOperators: Readonly<Record<string, AmountOperator>> = { above: '>', atLeast: '>=', below: '<', atMost: '<=', amount: '==' };

function isAmount(condition: AnyCondition): condition is AmountCondition {
  return typeof condition === 'object' && Object.keys(condition).some((key) => Object.hasOwn(amountOperators, key));
}

function amountFilter(owner: Owner, label: string, condition: AmountCondition): LabelAmountFilter {
  valuesOf(owner, label);
  const [word = '', limit] = Object.entries<Quantity>(condition)[0] ?? [];
  const operator = amountOperators[word];
  if (operator === undefined || limit === undefined) throw mistake({ check: 'logql/amount', message: `the condition on '${label}' has no amount`, place: { subject: owner.name }, fix: 'write { above: seconds(1) }' });
  const { value, unit } = limit;
  const amount = unit === 'seconds' ? { duration: { milliseconds: value * 1000 } } : unit === 'bytes' ? { bytes: value } : { number: value };
  return { kind: 'amount', label, operator, amount };
}

function textMatcher(owner: Owner, label: string, condition: TextCondition): LabelMatcher {
  const values = valuesOf(owner, label);
  const isNegated = typeof condition === 'object' && 'not' in condition;
  const wanted = isNegated ? condition.not : condition;
  checkValues(owner, label, values, wanted);
  return Object.freeze({ label, ...toOperator(wanted, isNegated) });
}

function toOperator(wanted: Wanted, isNegated: boolean): { readonly operator: MatchOperator; readonly value: string } {
  if (typeof wanted === 'string') return { operator: isNegated ? '!=' : '=', value: wanted };
  if (wanted instanceof RegExp) return { operator: isNegated ? '!~' : '=~', value: wanted.source };
  const [only, ...others] = wanted;
  return only !== undefined && others.length === 0 ? toOperator(only, isNegated) : { operator: isNegated ? '!~' : '=~', value: alternatives(wanted) };
}

function valuesOf({ name, spec }: Owner, label: string): LabelValues {
  const values = spec[label];
  if (values !== undefined) return values;
  throw mistake({
    check: 'logql/unknown-label',
    message: `${name} has no label '${label}' here`,
    place: { subject: name },
    why: 'a label that no line carries is empty, so the condition is the same for every line',
    fix: didYouMean(label, Object.keys(spec)) || `its labels here are ${Object.keys(spec).join(', ')}`,
  });
}

function checkValues({ name }: Owner, label: string, values: LabelValues, wanted: Wanted): void {
  const unknown = (what: string): Error =>
    mistake({
      check: 'logql/unknown-label-value',
      message: `${name} never has ${label} ${what}`,
      place: { subject: name },
      fix: isOpen(values) ? 'drop the condition' : `${label} is one of ${values.join(', ')}; declare the value if lines really carry it`,
    });
  if (wanted instanceof RegExp) {
    const pattern = compiled(name, label, wanted);
    if (!isOpen(values) && !values.some((value) => pattern.matches(value))) throw unknown(String(wanted));
    return;
  }
  for (const value of typeof wanted === 'string' ? [wanted] : wanted) if (!isOpen(values) && value !== '' && !values.includes(value)) throw unknown(`'${value}'`);
}

/** The source of a regular expression that Loki takes. */
export function regexpSource(name: string, subject: string, { source, flags }: RegExp): string {
  const place = { subject: name };
  if (flags !== '') throw mistake({ check: 'logql/regexp-flags', message: `the flags '${flags}' of the regular expression of ${subject} are lost`, place, fix: 'write flags inside the expression: (?i)abc' });
  const found = regexpFault(source);
  if (found !== undefined) throw mistake({ check: 'logql/regexp-not-re2', message: `${subject}: ${found.message}`, place, fix: found.fix });
  return source;
}

function compiled(name: string, label: string, pattern: RegExp): RE2JS {
  return RE2JS.compile(regexpSource(name, label, pattern));
}
