import type { Duration } from '../core/duration';
import type { Unit } from '../core/unit';
import type { LabelMatcher, MatchOperator } from '../metric/matcher';
import type { MetricDeclaration } from '../metric/declaration';

/** Where a node stands in the text it was parsed from: UTF-16 offsets, end exclusive. Built nodes have none. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

interface Spanned {
  readonly span?: Span;
}

/** An expression of PromQL. Immutable; every kind that Prometheus 3 parses is here, and every function over nodes handles each of them. */
export type Node = NumberNode | StringNode | SelectorNode | RangeNode | SubqueryNode | CallNode | AggregateNode | BinaryNode | UnaryNode | ParenNode;

/** A number; `Inf` and `NaN` included. */
export interface NumberNode extends Spanned {
  readonly kind: 'number';
  readonly value: number;
  /** The unit, where a typed constructor made this node: `percent(5)` is a ratio. A number in a text has none. */
  readonly unit?: Unit;
}

export interface StringNode extends Spanned {
  readonly kind: 'string';
  readonly value: string;
}

/** A length of time that only the server can work out, because the query's own step or range decides it. */
export interface CalculatedDuration {
  /** As PromQL: `max_of(step(), 1m)`. */
  readonly calculation: string;
}

/** A range, a step or an offset. */
export type Lapse = Duration | CalculatedDuration;

export function isCalculated(lapse: Lapse): lapse is CalculatedDuration {
  return 'calculation' in lapse;
}

/** `offset` and `@`, on selectors and subqueries only. */
export interface Shift {
  /** Looks back when positive, ahead when negative. */
  readonly offset?: Lapse;
  readonly at?: At;
}

/** A fixed evaluation moment: Unix seconds, or an end of the query's range. */
export type At = number | 'start' | 'end';

/** `name{label="value"}` */
export interface SelectorNode extends Spanned, Shift {
  readonly kind: 'selector';
  readonly name?: string;
  readonly matchers: readonly SelectorMatcher[];
  /** Looks beyond the ends of the range: takes the sample before it, or interpolates. Experimental. */
  readonly extended?: 'anchored' | 'smoothed';
  /** The declaration, where a typed constructor made this node. */
  readonly declaration?: MetricDeclaration;
}

export interface SelectorMatcher extends LabelMatcher, Spanned {
  readonly operator: MatchOperator;
}

/** `selector[5m]` */
export interface RangeNode extends Spanned {
  readonly kind: 'range';
  readonly selector: SelectorNode;
  readonly range: Lapse;
}

/** `expression[30m:1m]` */
export interface SubqueryNode extends Spanned, Shift {
  readonly kind: 'subquery';
  readonly expression: Node;
  readonly range: Lapse;
  /** @default the evaluation interval of the server */
  readonly step?: Lapse;
}

/** `rate(...)`: any function, known or not. */
export interface CallNode extends Spanned {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Node[];
}

export type AggregateOperator =
  | 'sum' | 'avg' | 'min' | 'max' | 'count' | 'group' | 'stddev' | 'stdvar'
  | 'topk' | 'bottomk' | 'quantile' | 'count_values' | 'limitk' | 'limit_ratio';

/** Aggregations that take a parameter before the vector. */
export const parametrised: ReadonlySet<AggregateOperator> = new Set<AggregateOperator>(['topk', 'bottomk', 'quantile', 'count_values', 'limitk', 'limit_ratio']);

/** `sum by (route) (...)`; no grouping at all aggregates everything into one series. */
export interface AggregateNode extends Spanned {
  readonly kind: 'aggregate';
  readonly operator: AggregateOperator;
  readonly expression: Node;
  readonly parameter?: Node;
  readonly grouping?: Grouping;
}

export interface Grouping {
  readonly mode: 'by' | 'without';
  readonly labels: readonly string[];
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2';
export type ComparisonOperator = '==' | '!=' | '>' | '<' | '>=' | '<=';
export type SetOperator = 'and' | 'or' | 'unless';
/** Cuts the observations above or below a value off a native histogram. */
export type TrimOperator = '</' | '>/';
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator | TrimOperator;

export interface BinaryNode extends Spanned {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Node;
  readonly right: Node;
  /** A comparison that yields 0 or 1 instead of filtering. @default false */
  readonly bool?: boolean;
  readonly matching?: Matching;
}

/** Which labels pair the two sides, and which side may have several partners. */
export interface Matching {
  readonly mode: 'on' | 'ignoring';
  readonly labels: readonly string[];
  /** Labels of the one side that the many side takes over. */
  readonly group?: { readonly side: 'left' | 'right'; readonly include: readonly string[] };
  /** Values for what has no partner on a side. Experimental. */
  readonly fill?: { readonly left?: number; readonly right?: number };
}

export interface UnaryNode extends Spanned {
  readonly kind: 'unary';
  readonly operator: '-' | '+';
  readonly expression: Node;
}

/** Brackets as they stood in foreign text. Built nodes have none: the printer adds what precedence needs. */
export interface ParenNode extends Spanned {
  readonly kind: 'paren';
  readonly expression: Node;
}

const comparisonOperators: ReadonlySet<string> = new Set<ComparisonOperator>(['==', '!=', '>', '<', '>=', '<=']);
const setOperators: ReadonlySet<string> = new Set<SetOperator>(['and', 'or', 'unless']);

export function isComparison(operator: BinaryOperator): operator is ComparisonOperator {
  return comparisonOperators.has(operator);
}

export function isSetOperator(operator: BinaryOperator): operator is SetOperator {
  return setOperators.has(operator);
}

export function isTrim(operator: BinaryOperator): operator is TrimOperator {
  return operator === '</' || operator === '>/';
}

/** The direct children of a node, in source order. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'number':
    case 'string':
    case 'selector':
      return [];
    case 'range':
      return [node.selector];
    case 'subquery':
    case 'unary':
    case 'paren':
      return [node.expression];
    case 'call':
      return node.arguments;
    case 'aggregate':
      return node.parameter === undefined ? [node.expression] : [node.parameter, node.expression];
    case 'binary':
      return [node.left, node.right];
  }
}

/** The node and everything below it, parents first. Iterative, so that ten thousand brackets cannot exhaust the stack. */
export function* walk(root: Node): Generator<Node> {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    yield node;
    const below = children(node);
    // One by one: a call may have more arguments than can be passed at once.
    for (let index = below.length; index > 0; index -= 1) {
      const child = below[index - 1];
      if (child !== undefined) pending.push(child);
    }
  }
}

/** All selectors below a node, in source order. */
export function selectors(root: Node): SelectorNode[] {
  return [...walk(root)].filter((node): node is SelectorNode => node.kind === 'selector');
}

/** The node without the brackets around it. */
export function unwrapped(node: Node): Exclude<Node, ParenNode> {
  let inner = node;
  while (inner.kind === 'paren') inner = inner.expression;
  return inner;
}
