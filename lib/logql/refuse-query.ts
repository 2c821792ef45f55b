import { BelfryError } from '../core/problem';
import type { LogqlNode } from './node';
import { tryParseLogql } from './parse';
import { printLogql } from './print';

/** Refuses a built query that Loki would refuse: a pattern without a name, a regular expression that is not RE2, a template with a mistake in it. */
export function refuseBadQuery(name: string, node: LogqlNode): void {
  const result = tryParseLogql(printLogql(node));
  if ('problem' in result) throw new BelfryError([{ ...result.problem, place: { subject: name, ...result.problem.place } }]);
}
