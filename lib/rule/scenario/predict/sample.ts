import { matcherTest } from '../../../metric/series';
import type { Matching, SelectorMatcher } from '../../../promql/node';

/** One element of a vector. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export type Value = { readonly scalar: number } | { readonly samples: readonly Sample[] };

/** Thrown where an expression holds something that is not predicted; the caller then does without a prediction. */
export class Unpredictable extends Error {
  override readonly name = 'Unpredictable';
}

export function samplesOf(value: Value): readonly Sample[] {
  return 'scalar' in value ? [{ labels: {}, value: value.scalar }] : value.samples;
}

export function scalarOf(value: Value): number {
  if ('scalar' in value) return value.scalar;
  throw new Unpredictable('a vector where a number stands');
}

/** The labels without some of them. A name is gone after anything but a selection. */
export function without(labels: Readonly<Record<string, string>>, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)));
}

export function only(labels: Readonly<Record<string, string>>, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => names.includes(name)));
}

export function labelKey(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The labels by which two sides of an operator are paired. */
export function matchKey(labels: Readonly<Record<string, string>>, matching: Matching | undefined): string {
  if (matching === undefined) return labelKey(labels);
  return labelKey(matching.mode === 'on' ? only(labels, matching.labels) : without(labels, matching.labels));
}

export function fulfils(labels: Readonly<Record<string, string>>, matchers: readonly SelectorMatcher[]): boolean {
  return matchers.every((matcher) => matcherTest(matcher)(labels[matcher.label] ?? ''));
}
