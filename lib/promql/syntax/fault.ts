import type { BelfryError } from '../../core/problem';
import { mistake } from '../../core/problem';
import type { Span } from '../node';

/** What a reader needs beyond the message. */
export interface Advice {
  readonly why?: string;
  readonly fix?: string;
}

/** The diagnostic for a spot in an expression that Prometheus would not take. */
export function fault(text: string, { from, to }: Span, message: string, advice: Advice = {}): BelfryError {
  return mistake({ check: 'promql/syntax', message, place: { excerpt: { text, from, to } }, ...advice });
}
