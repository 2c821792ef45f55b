import type { AggregateOperator, BinaryOperator } from '../node';

/** Keywords are compared in lower case everywhere. Source: `key` in promql/parser/lex.go. */
const aggregations: ReadonlyMap<string, AggregateOperator> = new Map(
  (['sum', 'avg', 'count', 'min', 'max', 'group', 'stddev', 'stdvar', 'topk', 'bottomk', 'count_values', 'quantile', 'limitk', 'limit_ratio'] as const).map((name) => [name, name]),
);

export function aggregation(keyword: string): AggregateOperator | undefined {
  return aggregations.get(keyword);
}

export const aggregationNames: readonly string[] = [...aggregations.keys()];

/** Refused unless Prometheus runs with `--enable-feature=promql-experimental-functions`. */
export const experimentalAggregations: ReadonlySet<AggregateOperator> = new Set<AggregateOperator>(['limitk', 'limit_ratio']);

const operators: ReadonlyMap<string, BinaryOperator> = new Map(
  (['or', 'and', 'unless', 'atan2', '==', '!=', '>', '<', '>=', '<=', '</', '>/', '+', '-', '*', '/', '%', '^'] as const).map((name) => [name, name]),
);

/** The binary operator that a keyword or a punctuation spells. */
export function binaryOperator(spelling: string): BinaryOperator | undefined {
  return operators.get(spelling);
}

/** Words that never name a metric unless they are quoted: `{"on"}`. Source: `metric_identifier` in promql/parser/generated_parser.y. */
export const neverMetric: ReadonlySet<string> = new Set(['bool', 'on', 'ignoring', 'group_left', 'group_right', 'atan2', 'inf', 'nan']);

/** Words that never name a label in `by (...)` and its like unless they are quoted. Source: `maybe_label` in the same file. */
export const neverGroupingLabel: ReadonlySet<string> = new Set(['without', 'inf', 'nan']);

/** Words that begin a modifier or stand between operands, so that nothing of that name can be called. */
export const neverFunction: ReadonlySet<string> = new Set([...neverMetric, 'and', 'or', 'unless', 'by', 'without', 'offset', 'anchored', 'smoothed']);
