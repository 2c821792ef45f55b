import { BelfryError, mistake } from '../../core/problem';
import type { Span } from '../../promql/node';

/** What a reader needs beyond the message. */
export interface Advice {
  readonly why?: string;
  readonly fix?: string;
}

/** The diagnostic for a spot in a query that Loki would not take. */
export function fault(text: string, { from, to }: Span, message: string, advice: Advice = {}): BelfryError {
  return mistake({ check: 'logql/syntax', message, place: { excerpt: { text, from, to } }, ...advice });
}

/** The diagnostic for what Loki takes and nobody can mean. */
export function unsafe(text: string, { from, to }: Span, message: string, why: string, fix: string): BelfryError {
  return mistake({ check: 'logql/unsafe', message, place: { excerpt: { text, from, to } }, why, fix });
}

/** Runs what is shared with PromQL, whose diagnostics carry its name. */
export function asLogql<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    const problem = error instanceof BelfryError ? error.problems[0] : undefined;
    if (problem === undefined) throw error;
    throw new BelfryError([{ ...problem, check: 'logql/syntax' }]);
  }
}
