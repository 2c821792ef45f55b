import { BelfryError, type Problem } from '../core/problem';
import type { LogqlNode } from './node';
import { fault } from './syntax/fault';
import { parseQuery } from './syntax/metric-grammar';
import { TokenStream } from './syntax/token-stream';

/** Longer queries are refused. Source: `maxInputSize` in pkg/logql/syntax/parser.go. */
const longest = 131_072;

/**
 * Reads LogQL as Loki 3.7 does:
 *
 *     parseLogql('sum by (service) (count_over_time({level="error"}[5m])) > 50').kind // 'binary'
 *
 * Beyond Loki's grammar it refuses what its querier refuses before it reads the first line: regular expressions that are
 * not RE2, patterns, paths of fields, addresses, and templates (of which the arguments of functions are not looked at).
 * Every node has the span of text that it was read from. Throws a BelfryError that shows the spot:
 *
 *     error[logql/syntax]
 *       sum_over_time reads numbers, and this yields lines
 *         sum_over_time({service="api"}[5m])
 *         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 *       fix: say which label holds the number: ... | unwrap took [5m]
 *
 * It is stricter than Loki where that takes what cannot be meant; those problems are called `logql/unsafe`.
 */
export function parseLogql(text: string): LogqlNode {
  if (Buffer.byteLength(text) >= longest) throw fault(text, { from: 0, to: 1 }, `this query is longer than ${longest} bytes, which Loki refuses`, { fix: 'split it' });
  return parseQuery(new TokenStream(text));
}

export type LogqlParseResult = { readonly node: LogqlNode } | { readonly problem: Problem };

/** The same without throwing, for texts that somebody else wrote. */
export function tryParseLogql(text: string): LogqlParseResult {
  try {
    return { node: parseLogql(text) };
  } catch (error) {
    const problem = error instanceof BelfryError ? error.problems[0] : undefined;
    if (problem === undefined) throw error;
    return { problem };
  }
}
