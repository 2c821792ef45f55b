import type { Alert } from './alert';
import { loudness } from './severity';

/**
 * An inhibition that follows from the alerts themselves: while `source` fires, nobody is told of `target` with the same
 * values of `equal`. Plain data that a routing tree takes as it is: `inhibit(highErrorRate.inhibitions[0])`.
 */
export interface DerivedInhibition<Name extends string = string, L extends string = string> {
  readonly source: { readonly alertname: Name };
  readonly target: { readonly alertname: readonly Name[] };
  readonly equal: readonly L[];
}

/** Of alerts about one thing, each silences those that are less loud. `equal` are the labels that distinguish the things. */
export function louderOverQuieter<Name extends string, L extends string>(alerts: readonly Alert<Name, L>[], equal: readonly L[]): readonly DerivedInhibition<Name, L>[] {
  const loudestFirst = [...alerts].sort((a, b) => loudness(a.severity) - loudness(b.severity));
  return loudestFirst.slice(0, -1).map((alert, index) =>
    Object.freeze({ source: { alertname: alert.name }, target: { alertname: loudestFirst.slice(index + 1).map(({ name }) => name) }, equal: [...equal] }),
  );
}
