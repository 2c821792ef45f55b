import { print } from '../../lib/promql/print';
import type { RuleGroup } from '../../lib/rule/group';

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

/**
 * Asks a Prometheus for the expression of every rule at a moment (Unix seconds).
 * Source of the statistics: https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries, `stats=all`
 */
export async function evaluateRules(url: string, groups: readonly RuleGroup[], at: number): Promise<readonly Evaluation[]> {
  const found: Evaluation[] = [];
  for (const rule of groups.flatMap(({ rules }) => rules)) found.push(await evaluated(url, rule.subject, print(rule.expression), at));
  return found;
}

interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly warnings?: readonly string[];
  readonly infos?: readonly string[];
  readonly data?: { readonly result: readonly unknown[]; readonly stats: { readonly timings: { readonly evalTotalTime: number }; readonly samples: { readonly totalQueryableSamples: number } } };
}

async function evaluated(url: string, rule: string, query: string, at: number): Promise<Evaluation> {
  const response = await fetch(`${url}/api/v1/query`, { method: 'POST', body: new URLSearchParams({ query, time: String(at), stats: 'all' }) });
  const { data, error, warnings = [], infos = [] } = (await response.json()) as Answer;
  if (data === undefined) throw new Error(`${rule} was not evaluated: ${error ?? response.statusText}`);
  return { rule, series: data.result.length, annotations: [...warnings, ...infos], samples: data.stats.samples.totalQueryableSamples, seconds: data.stats.timings.evalTotalTime };
}
