import type { RangeOperator, VectorOperator } from '../node';

/** Words that are keywords wherever they stand, so that no label has such a name. Source: `tokens` in pkg/logql/syntax/lex.go. */
export const keywords: ReadonlySet<string> = new Set([
  'unwrap', 'by', 'without', 'bool', 'offset', 'on', 'ignoring', 'group_left', 'group_right', 'or', 'and', 'unless',
  'json', 'regexp', 'logfmt', 'unpack', 'pattern', 'label_format', 'line_format', 'decolorize', 'drop', 'keep', 'variants', 'of',
]);

const rangeOperators: ReadonlyMap<string, RangeOperator> = new Map(
  ([
    'count_over_time', 'rate', 'bytes_over_time', 'bytes_rate', 'absent_over_time', 'rate_counter', 'sum_over_time', 'avg_over_time', 'min_over_time', 'max_over_time',
    'stddev_over_time', 'stdvar_over_time', 'quantile_over_time', 'first_over_time', 'last_over_time',
  ] as const).map((name) => [name, name]),
);

const vectorOperators: ReadonlyMap<string, VectorOperator> = new Map((['sum', 'avg', 'min', 'max', 'count', 'stddev', 'stdvar', 'topk', 'bottomk', 'approx_topk', 'sort', 'sort_desc'] as const).map((name) => [name, name]));

export function rangeOperator(name: string): RangeOperator | undefined {
  return rangeOperators.get(name);
}

export function vectorOperator(name: string): VectorOperator | undefined {
  return vectorOperators.get(name);
}

/** Words that are functions before a bracket, or before `by (`, and names elsewhere. Source: `functionTokens` in the same file. */
export const functionNames: readonly string[] = [...rangeOperators.keys(), ...vectorOperators.keys(), 'vector', 'label_replace', 'bytes', 'duration', 'duration_seconds', 'ip'];

export const functionWords: ReadonlySet<string> = new Set(functionNames);
