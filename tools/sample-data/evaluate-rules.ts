import { print } from '../../lib/promql/print';
import type { RuleGroup } from '../../lib/rule/group';
import { measuredQuery } from './measured-query';

/** What Prometheus says of a rule's expression when it evaluates it once. */
export interface Evaluation {
  readonly rule: string;
  readonly series: number;
  /** Warnings and hints that it attaches to the answer. */
  readonly annotations: readonly string[];
  /** Samples that were read, for every series and every step of a subquery. */
  readonly samples: number;
  /** Seconds that the engine needed. */
  readonly seconds: number;
}

/** Asks a Prometheus for the expression of every rule at a moment (Unix seconds). */
export async function evaluateRules(url: string, groups: readonly RuleGroup[], at: number): Promise<readonly Evaluation[]> {
  const found: Evaluation[] = [];
  for (const { subject, expression } of groups.flatMap(({ rules }) => rules)) {
    const { series, ...cost } = await measuredQuery(url, { query: print(expression), at });
    found.push({ rule: subject, series: series.length, ...cost });
  }
  return found;
}
