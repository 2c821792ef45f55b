import { BelfryError, type Problem } from '../core/problem';
import { checkTypes } from './check-types';
import type { Node } from './node';
import { parseGrammar } from './syntax/grammar';

/**
 * Reads PromQL as `promtool check rules` of Prometheus 3.15 does, with everything experimental off:
 *
 *     parsePromql('sum by (job) (rate(http_requests_total[5m])) > 0.1').kind // 'binary'
 *
 * Every node has the span of text that it was read from. Throws a BelfryError that shows the spot and says what was
 * expected there:
 *
 *     error[promql/syntax]
 *       rate, argument 1, takes a range vector, and this is an instant vector
 *         rate(up)
 *              ^^
 *       fix: add a range, metric[5m], or a subquery, [5m:]
 *
 * It is stricter than Prometheus' parser where that takes what cannot be meant or cannot be read safely: a duration that
 * is NaN, below a millisecond or calculated to be no time at all (`offset NaN`, `[0.0001]`, `[1m - 2m]`, which fail or
 * select nothing when they are evaluated), more than 500 levels of brackets and operators, and a regular expression of
 * more than 50,000 characters.
 */
export function parsePromql(text: string): Node {
  const node = parseGrammar(text);
  checkTypes(node, text);
  return node;
}

export type ParseResult = { readonly node: Node } | { readonly problem: Problem };

/** The same without throwing, for texts that somebody else wrote. */
export function tryParsePromql(text: string): ParseResult {
  try {
    return { node: parsePromql(text) };
  } catch (error) {
    const problem = error instanceof BelfryError ? error.problems[0] : undefined;
    if (problem === undefined) throw error;
    return { problem };
  }
}
