import type { RE2JS } from 're2js';
import { compilePattern } from '../core/regular-expression';
import { mistake } from '../core/problem';
import type { Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import { call, refuseBadLabel, text } from './call';
import type { Existing, Operand } from './label-types';
import { Vector, nodeOf } from './vector';

/** How a label is made from another. */
export interface Replacement<L extends string, To extends string, From extends string> {
  /** The label that is written: a new one, or one to be replaced. */
  readonly to: To;
  /** The label that is read. */
  readonly from: From & Existing<From, L>;
  /** RE2, anchored at both ends. Series whose label does not match keep what they have. */
  readonly pattern: RegExp;
  /** The new value: `$1` is the first group of the pattern, `${name}` a named one. */
  readonly value: string;
}

/**
 * Makes a label from another: `labelReplace(up, { to: 'workload', from: 'pod', pattern: /(.*)-[^-]+/, value: '$1' })`
 * prints `label_replace(up, "workload", "$1", "pod", "(.*)-[^-]+")`.
 *
 * @throws BelfryError when the pattern is not RE2, the value names a group that it has not, or the label cannot be written
 */
export function labelReplace<S extends Sample, U extends Unit, L extends string, const To extends string, const From extends string>(
  of: Operand<S, U, L>,
  replacement: Replacement<NoInfer<L>, To, From>,
): Vector<S, U, L | To> {
  const { to, from, pattern, value } = replacement;
  refuseBadLabel(to, 'labelReplace');
  refuseMissingGroups(pattern, value);
  if (value === '') {
    throw mistake({ check: 'promql/empty-label', message: `labelReplace gives ${to} an empty value, which takes the label away`, place: { subject: 'labelReplace' }, fix: `say so: dropLabel(..., '${to}')` });
  }
  return new Vector(call('label_replace', nodeOf(of), text(to), text(value), text(from), text(pattern.source)));
}

/** Joins labels into one: `labelJoin(up, { to: 'target', from: ['job', 'instance'], separator: '/' })`. */
export function labelJoin<S extends Sample, U extends Unit, L extends string, const To extends string, const From extends string>(
  of: Operand<S, U, L>,
  options: { readonly to: To; readonly from: readonly [From & Existing<From, NoInfer<L>>, ...(From & Existing<From, NoInfer<L>>)[]]; readonly separator: string },
): Vector<S, U, L | To> {
  refuseBadLabel(options.to, 'labelJoin');
  return new Vector(call('label_join', nodeOf(of), text(options.to), text(options.separator), ...options.from.map((label) => text(label))));
}

/**
 * Takes a label away without adding up: prints `label_replace(..., "pod", "", "", "")`. Series that only this label
 * told apart make the query fail; aggregate with `without` where there can be several.
 */
export function dropLabel<S extends Sample, U extends Unit, L extends string, const K extends string>(of: Operand<S, U, L>, label: K & Existing<K, L>): Vector<S, U, Exclude<L, K>> {
  return new Vector(call('label_replace', nodeOf(of), text(label), text(''), text(''), text('')));
}

/** Groups as Go's `Regexp.Expand` names them: `$1`, `$name`, `${name}`; `$$` is a dollar. */
const groupName = /\$(?:\$|\{(\w+)\}|(\w+))/g;

function refuseMissingGroups(pattern: RegExp, value: string): void {
  const place = { subject: `labelReplace ${String(pattern)}` };
  if (pattern.flags !== '') throw mistake({ check: 'metric/regexp-flags', message: `the flags '${pattern.flags}' are lost`, place, fix: 'write flags inside the expression: (?i)abc' });
  const compiled = compile(pattern);
  for (const [, braced, plain] of value.matchAll(groupName)) {
    const group = braced ?? plain;
    if (group === undefined) continue;
    const exists = /^\d+$/.test(group) ? Number(group) <= compiled.groupCount() : group in compiled.namedGroups();
    if (exists) continue;
    throw mistake({
      check: 'promql/no-such-group',
      message: `the value '${value}' names the group '${group}', which the pattern does not have`,
      place,
      why: 'Prometheus puts nothing in its place',
      fix: braced === undefined && /^\d+[a-zA-Z_]/.test(group) ? `write \${${/^\d+/.exec(group)?.[0] ?? ''}}: the letters after the number belong to the name otherwise` : 'put brackets around the part that is meant',
    });
  }
}

function compile(pattern: RegExp): RE2JS {
  try {
    return compilePattern(pattern.source);
  } catch (error) {
    throw mistake({
      check: 'metric/regexp-not-re2',
      message: `Prometheus cannot compile ${String(pattern)}: ${error instanceof Error ? error.message : String(error)}`,
      place: { subject: 'labelReplace' },
      fix: 'RE2 knows no look-around and no back-references; see https://github.com/google/re2/wiki/Syntax',
    });
  }
}
