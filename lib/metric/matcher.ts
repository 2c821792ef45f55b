import { RE2JS } from 're2js';
import { compilePattern } from '../core/regular-expression';
import { mistake } from '../core/problem';
import { didYouMean } from '../core/names';
import type { LabelSpec, LabelValues, MetricDeclaration } from './declaration';
import { isOpen } from './declaration';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** One condition on a label, as PromQL, LogQL and Alertmanager write it. Regular expressions are RE2 and anchored at both ends. */
export interface LabelMatcher {
  readonly label: string;
  readonly operator: MatchOperator;
  readonly value: string;
}

/** What may be asked of a label: one value, several, a regular expression, or the negation of these. */
export type LabelCondition<V> = V extends readonly (infer Value extends string)[]
  ? Wanted<Value> | { readonly not: Wanted<Value> }
  : Wanted<string> | { readonly not: Wanted<string> };

type Wanted<Value extends string> = Value | readonly Value[] | RegExp;

/** Conditions per label: `{ status: /5../, method: ['GET', 'HEAD'], route: { not: '/health' } }`. */
export type Conditions<Spec extends LabelSpec, Job extends string> = { readonly [Label in keyof Spec]?: LabelCondition<Spec[Label]> } & {
  readonly job?: Wanted<Job> | { readonly not: Wanted<Job> };
  readonly instance?: LabelCondition<'open'>;
};

/** The untyped form that every `Conditions` has at run time. */
type AnyCondition = string | readonly string[] | RegExp | { readonly not: string | readonly string[] | RegExp };

/**
 * Turns conditions into matchers, refusing what can select nothing: a label the metric does not have, a value outside
 * a closed set, a regular expression that RE2 does not take or that matches no declared value.
 */
export function toMatchers(metric: MetricDeclaration, spec: LabelSpec, conditions: Readonly<Record<string, AnyCondition | undefined>>): LabelMatcher[] {
  const matchers: LabelMatcher[] = [];
  for (const [label, condition] of Object.entries(conditions)) {
    if (condition === undefined) continue;
    const values = valuesOf(metric, spec, label);
    const negated = typeof condition === 'object' && 'not' in condition;
    const wanted = negated ? condition.not : condition;
    checkValues(metric, label, values, wanted);
    matchers.push(Object.freeze({ label, ...toOperator(wanted, negated) }));
  }
  return matchers;
}

function toOperator(wanted: string | readonly string[] | RegExp, negated: boolean): { operator: MatchOperator; value: string } {
  if (typeof wanted === 'string') return { operator: negated ? '!=' : '=', value: wanted };
  if (wanted instanceof RegExp) return { operator: negated ? '!~' : '=~', value: wanted.source };
  const [only, ...others] = wanted;
  if (only !== undefined && others.length === 0) return toOperator(only, negated);
  return { operator: negated ? '!~' : '=~', value: alternatives(wanted) };
}

/** `['a.b', 'c']` as an anchored regular expression: `a\.b|c`. */
export function alternatives(values: readonly string[]): string {
  return values.map((value) => RE2JS.quote(value)).join('|');
}

function valuesOf(metric: MetricDeclaration, spec: LabelSpec, label: string): LabelValues {
  if (label === 'job') return metric.jobs.length === 0 ? { expected: 1 } : metric.jobs;
  if (label === 'instance') return { expected: 1 };
  const values = spec[label];
  if (values !== undefined) return values;
  throw mistake({
    check: 'metric/unknown-label',
    message: `${metric.name} has no label '${label}'`,
    place: { subject: `metric ${metric.name}` },
    why: 'a matcher on a label that no series carries selects nothing',
    fix: didYouMean(label, Object.keys(spec)) || `its labels are ${[...Object.keys(spec), 'job', 'instance'].join(', ')}`,
  });
}

function checkValues(metric: MetricDeclaration, label: string, values: LabelValues, wanted: string | readonly string[] | RegExp): void {
  if (wanted instanceof RegExp) {
    const pattern = compileAnchored(metric, label, wanted);
    if (!isOpen(values) && !values.some((value) => pattern.matches(value))) throw unknownValue(metric, label, `/${wanted.source}/`, values);
    return;
  }
  for (const value of typeof wanted === 'string' ? [wanted] : wanted) {
    if (!isOpen(values) && value !== '' && !values.includes(value)) throw unknownValue(metric, label, `'${value}'`, values);
  }
}

function unknownValue(metric: MetricDeclaration, label: string, wanted: string, values: readonly string[]): Error {
  return mistake({
    check: 'metric/unknown-label-value',
    message: `${metric.name} never has ${label} ${wanted}`,
    place: { subject: `metric ${metric.name}` },
    why: 'a matcher that no declared value satisfies selects nothing',
    fix: `${label} is one of ${values.join(', ')}; declare the value if the application really emits it`,
  });
}

function compileAnchored(metric: MetricDeclaration, label: string, wanted: RegExp): RE2JS {
  const place = { subject: `metric ${metric.name}` };
  if (wanted.flags !== '') {
    throw mistake({ check: 'metric/regexp-flags', message: `the flags '${wanted.flags}' of ${label} ${String(wanted)} are lost`, place, fix: 'write flags inside the expression: (?i)abc' });
  }
  try {
    return compilePattern(wanted.source);
  } catch (error) {
    throw mistake({
      check: 'metric/regexp-not-re2',
      message: `Prometheus cannot compile ${label} ${String(wanted)}: ${error instanceof Error ? error.message : String(error)}`,
      place,
      fix: 'RE2 knows no look-around and no back-references; see https://github.com/google/re2/wiki/Syntax',
    });
  }
}
