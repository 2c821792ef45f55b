import type { Unit } from '../core/unit';
import type { LabelMatcher } from '../metric/matcher';
import type { Grouping, Matching, Span } from '../promql/node';
export type { Span } from '../promql/node';
import type { LogStreamDeclaration } from './stream-declaration';

interface Spanned {
  /** Where it stands in the text that it was parsed from. Built nodes have none. */
  readonly span?: Span;
}

/** A length of time. Go resolves nanoseconds, so it may be a fraction of a millisecond. Every `Duration` is one. */
export interface Lapse {
  readonly milliseconds: number;
}

/** A query of LogQL. Immutable; every kind that Loki 3 parses is here. */
export type LogqlNode = LogNode | MetricNode | VariantsNode;

/** A query that yields numbers. */
export type MetricNode = RangeAggregateNode | VectorAggregateNode | LogqlBinaryNode | LogqlNumberNode | VectorNode | LabelReplaceNode;

/** `{service="api"} |= "timeout" | json`: log lines. */
export interface LogNode extends Spanned {
  readonly kind: 'log';
  readonly matchers: readonly StreamMatcher[];
  readonly stages: readonly Stage[];
  /** The declared streams, where a typed constructor made this node. */
  readonly declaration?: LogStreamDeclaration;
}

export interface StreamMatcher extends LabelMatcher, Spanned {}

/** One step of a pipeline. */
export type Stage = LineFilterStage | JsonStage | LogfmtStage | PatternStage | UnpackStage | LabelFilterStage | LineFormatStage | LabelFormatStage | SelectLabelsStage | DecolorizeStage;

export type LineFilterOperator = '|=' | '!=' | '|~' | '!~' | '|>' | '!>';

/** `|= "timeout" or "refused"`: a line with any of them; with a negation, a line with none of them. */
export interface LineFilterStage extends Spanned {
  readonly kind: 'lineFilter';
  readonly operator: LineFilterOperator;
  readonly alternatives: readonly [LineFilterText, ...LineFilterText[]];
}

export interface LineFilterText extends Spanned {
  readonly text: string;
  /** The text is an address or a range of addresses: `ip("10.0.0.0/8")`. */
  readonly isIp?: boolean;
}

/** `label="path"` of a parser: which part of the line becomes which label. */
export interface Extraction extends Spanned {
  readonly label: string;
  readonly path: string;
}

/** `json`; without extractions it makes a label of every field. */
export interface JsonStage extends Spanned {
  readonly kind: 'json';
  readonly extractions: readonly Extraction[];
}

export interface LogfmtStage extends Spanned {
  readonly kind: 'logfmt';
  /** Stops at the first malformed pair instead of skipping it. */
  readonly strict: boolean;
  /** Keeps keys without a value. */
  readonly keepEmpty: boolean;
  readonly extractions: readonly Extraction[];
}

/** `regexp "(?P<method>\\w+)"` and `pattern "<ip> - <_>"`: named parts of the line become labels. */
export interface PatternStage extends Spanned {
  readonly kind: 'regexp' | 'pattern';
  readonly pattern: string;
}

export interface UnpackStage extends Spanned {
  readonly kind: 'unpack';
}

export interface LabelFilterStage extends Spanned {
  readonly kind: 'labelFilter';
  readonly filter: LabelFilter;
}

export type LabelFilter = LabelTextFilter | LabelAmountFilter | LabelIpFilter | LabelFilterPair;

export interface LabelTextFilter extends LabelMatcher, Spanned {
  readonly kind: 'text';
}

export type AmountOperator = '==' | '!=' | '>' | '>=' | '<' | '<=';

/** `duration > 1s`, `size > 1KiB`, `status >= 500`: the label's value is read as an amount of that kind. */
export interface LabelAmountFilter extends Spanned {
  readonly kind: 'amount';
  readonly label: string;
  readonly operator: AmountOperator;
  readonly amount: { readonly number: number } | { readonly duration: Lapse } | { readonly bytes: number };
}

export interface LabelIpFilter extends Spanned {
  readonly kind: 'ip';
  readonly label: string;
  readonly operator: '=' | '!=';
  readonly address: string;
}

export interface LabelFilterPair extends Spanned {
  readonly kind: 'and' | 'or';
  readonly left: LabelFilter;
  readonly right: LabelFilter;
}

export interface LineFormatStage extends Spanned {
  readonly kind: 'lineFormat';
  readonly template: string;
}

/** `label_format new=old, other="{{.template}}"` */
export interface LabelFormatStage extends Spanned {
  readonly kind: 'labelFormat';
  readonly formats: readonly LabelFormat[];
}

export type LabelFormat = Spanned & { readonly label: string } & ({ readonly from: string } | { readonly template: string });

/** `drop a, b="x"` and `keep a`: a matcher drops or keeps the label only where it is true. */
export interface SelectLabelsStage extends Spanned {
  readonly kind: 'drop' | 'keep';
  readonly labels: readonly (string | StreamMatcher)[];
}

export interface DecolorizeStage extends Spanned {
  readonly kind: 'decolorize';
}

/** `... | unwrap duration(took) | __error__=""`: the label whose value is the sample. */
export interface Unwrap extends Spanned {
  readonly label: string;
  readonly conversion?: 'bytes' | 'duration' | 'duration_seconds';
  /** What a plain number counts, where a typed constructor made this node. */
  readonly unit?: Unit;
  readonly filters: readonly LabelFilter[];
}

/** `{...} [5m] offset 1h` */
export interface LogRange extends Spanned {
  readonly log: LogNode;
  readonly range: Lapse;
  readonly unwrap?: Unwrap;
  readonly offset?: Lapse;
}

export type RangeOperator =
  | 'count_over_time' | 'rate' | 'bytes_over_time' | 'bytes_rate' | 'absent_over_time' | 'rate_counter'
  | 'sum_over_time' | 'avg_over_time' | 'min_over_time' | 'max_over_time' | 'stddev_over_time' | 'stdvar_over_time' | 'quantile_over_time' | 'first_over_time' | 'last_over_time';

export interface RangeAggregateNode extends Spanned {
  readonly kind: 'rangeAggregate';
  readonly operator: RangeOperator;
  readonly range: LogRange;
  /** The quantile of `quantile_over_time`. */
  readonly parameter?: number;
  readonly grouping?: Grouping;
}

export type VectorOperator = 'sum' | 'avg' | 'min' | 'max' | 'count' | 'stddev' | 'stdvar' | 'topk' | 'bottomk' | 'approx_topk' | 'sort' | 'sort_desc';

export interface VectorAggregateNode extends Spanned {
  readonly kind: 'vectorAggregate';
  readonly operator: VectorOperator;
  readonly expression: MetricNode;
  /** How many series `topk` and its like keep. */
  readonly parameter?: number;
  readonly grouping?: Grouping;
}

export type LogqlBinaryOperator = '+' | '-' | '*' | '/' | '%' | '^' | '==' | '!=' | '>' | '<' | '>=' | '<=' | 'and' | 'or' | 'unless';

export interface LogqlBinaryNode extends Spanned {
  readonly kind: 'binary';
  readonly operator: LogqlBinaryOperator;
  readonly left: MetricNode;
  readonly right: MetricNode;
  /** A comparison that yields 0 or 1 instead of filtering. @default false */
  readonly bool?: boolean;
  readonly matching?: Matching;
}

export interface LogqlNumberNode extends Spanned {
  readonly kind: 'number';
  readonly value: number;
  /** The unit, where a typed constructor made this node. */
  readonly unit?: Unit;
}

/** `vector(0)` */
export interface VectorNode extends Spanned {
  readonly kind: 'vector';
  readonly value: number;
  readonly unit?: Unit;
}

export interface LabelReplaceNode extends Spanned {
  readonly kind: 'labelReplace';
  readonly expression: MetricNode;
  readonly to: string;
  readonly value: string;
  readonly from: string;
  readonly pattern: string;
}

/** `variants(count_over_time(...), bytes_over_time(...)) of ({...}[5m])`: several numbers in one reading of the lines. Experimental in Loki. */
export interface VariantsNode extends Spanned {
  readonly kind: 'variants';
  readonly variants: readonly MetricNode[];
  readonly range: LogRange;
}

export function isMetric(node: LogqlNode): node is MetricNode {
  return node.kind !== 'log' && node.kind !== 'variants';
}

/** The query and every query inside it, parents first. */
export function* walkLogql(root: LogqlNode): Generator<LogqlNode> {
  const pending: LogqlNode[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    yield node;
    for (const child of [...logqlChildren(node)].reverse()) pending.push(child);
  }
}

/** The direct parts of a query that are queries themselves, in source order. */
export function logqlChildren(node: LogqlNode): readonly LogqlNode[] {
  switch (node.kind) {
    case 'log':
    case 'number':
    case 'vector':
      return [];
    case 'rangeAggregate':
      return [node.range.log];
    case 'vectorAggregate':
    case 'labelReplace':
      return [node.expression];
    case 'binary':
      return [node.left, node.right];
    case 'variants':
      return [...node.variants, node.range.log];
  }
}

/** Every label filter in a filter, in source order. */
export function* eachFilter(filter: LabelFilter): Generator<Exclude<LabelFilter, LabelFilterPair>> {
  const pending: LabelFilter[] = [filter];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if ('left' in next) pending.push(next.right, next.left);
    else yield next;
  }
}
