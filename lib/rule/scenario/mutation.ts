import { formatDuration, milliseconds } from '../../core/duration';
import type { BinaryNode, ComparisonOperator, Node, RangeNode, SelectorMatcher, SelectorNode, SubqueryNode } from '../../promql/node';
import { children, isCalculated, isComparison, unwrapped, walk } from '../../promql/node';
import { print } from '../../promql/print';
import { isDiscrete } from './discrete';
import { isImplied } from './implied';

/** An expression that is wrong in one spot. */
export interface Mutant {
  readonly kind: 'comparison' | 'threshold' | 'range' | 'matcher';
  /** What was changed: `> becomes <= in ...`. */
  readonly change: string;
  readonly expression: Node;
}

/** A mutant that differs in one window. */
export interface RangeMutant extends Mutant {
  /** Length of the original window in seconds. */
  readonly range: number;
}

/**
 * Everything that could be mistyped without the expression looking wrong: each comparison turned round, each threshold
 * and factor ten percent off, or one off where there are whole numbers alone, each window halved and doubled, each matcher left out. Whether `>` is `>=` is asked only of
 * values that can be exactly their limit, which rates and shares never are.
 */
export function mutantsOf(expression: Node): readonly Mutant[] {
  return [...comparisonMutants(expression), ...thresholdMutants(expression), ...rangeMutants(expression), ...matcherMutants(expression)];
}

const others: Readonly<Record<ComparisonOperator, readonly ComparisonOperator[]>> = {
  '>': ['<', '<=', '>='],
  '<': ['>', '>=', '<='],
  '>=': ['<', '<=', '>'],
  '<=': ['>', '>=', '<'],
  '==': ['!='],
  '!=': ['=='],
};

/** Operators that differ on the limit itself and nowhere else. */
const sameButOnLimit: Readonly<Partial<Record<ComparisonOperator, ComparisonOperator>>> = { '>': '>=', '>=': '>', '<': '<=', '<=': '<' };

function comparisonMutants(expression: Node): readonly Mutant[] {
  const root = unshared(expression);
  return [...walk(root)].flatMap((node) => {
    if (node.kind !== 'binary' || !isComparison(node.operator)) return [];
    const { operator } = node;
    const isExact = unwrapped(node.right).kind === 'number' && isDiscrete(node.left);
    return others[operator].filter((other) => isExact || other !== sameButOnLimit[operator]).map((other) => mutant('comparison', root, node, { ...node, operator: other }, `${operator} becomes ${other}`));
  });
}

function thresholdMutants(expression: Node): readonly Mutant[] {
  const root = unshared(expression);
  const comparisons = [...walk(root)].filter((node): node is BinaryNode => node.kind === 'binary' && isComparison(node.operator));
  const limits = comparisons.flatMap(({ left, right }) => {
    const whole = wholeNumbers(left);
    return [...numbersIn(left), ...numbersIn(right)].map((node) => [node, whole === undefined ? [1.1, 0.9].map((factor) => node.value * factor) : neighbours(node.value, whole)] as const);
  });
  return [...new Map(limits)].flatMap(([node, values]) => values.map((exact) => {
    const value = Number(exact.toPrecision(12));
    return mutant('threshold', root, node, { ...node, value }, `${node.value} becomes ${value}`);
  }));
}

interface WholeNumbers {
  readonly first: number;
  readonly last: number;
}

const counted: WholeNumbers = { first: 0, last: Infinity };

/** Functions that yield whole numbers, from the first to the last. Source: https://prometheus.io/docs/prometheus/latest/querying/functions/ */
const wholeFunctions: ReadonlyMap<string, WholeNumbers> = new Map([
  ['minute', { first: 0, last: 59 }],
  ['hour', { first: 0, last: 23 }],
  ['day_of_week', { first: 0, last: 6 }],
  ['day_of_month', { first: 1, last: 31 }],
  ['month', { first: 1, last: 12 }],
  ['changes', counted],
  ['resets', counted],
  ['count_over_time', counted],
]);

/** The whole numbers that a compared value is one of, also through comparisons and sums, which leave it whole. */
function wholeNumbers(compared: Node): WholeNumbers | undefined {
  const inner = unwrapped(compared);
  if (inner.kind === 'call') return wholeFunctions.get(inner.name);
  if (inner.kind === 'binary') return isComparison(inner.operator) ? wholeNumbers(inner.left) : undefined;
  if (inner.kind !== 'aggregate') return undefined;
  return inner.operator === 'sum' || inner.operator === 'min' || inner.operator === 'max' ? wholeNumbers(inner.expression) : undefined;
}

function neighbours(value: number, { first, last }: WholeNumbers): readonly number[] {
  return [value + 1, value - 1].filter((one) => one >= first && one <= last);
}

/** A number that is a side of a comparison by itself, or a factor, summand or divisor within one; 0 has no ten percent. */
function numbersIn(node: Node): readonly Extract<Node, { kind: 'number' }>[] {
  const inner = unwrapped(node);
  if (inner.kind === 'number') return inner.value === 0 ? [] : [inner];
  return inner.kind === 'binary' && !isComparison(inner.operator) ? [...numbersIn(inner.left), ...numbersIn(inner.right)] : [];
}

/** Each window of half and of twice the length. */
export function rangeMutants(expression: Node): readonly RangeMutant[] {
  const root = unshared(expression);
  return [...weighed(root)].flatMap((node) => {
    if ((node.kind !== 'range' && node.kind !== 'subquery') || isCalculated(node.range)) return [];
    const { range } = node;
    return [0.5, 2].map((factor) => {
      const changed: RangeNode | SubqueryNode = { ...node, range: milliseconds(range.milliseconds * factor) };
      return { ...mutant('range', root, node, changed, `[${formatDuration(range)}] becomes ${factor} times as long`), range: range.value };
    });
  });
}

/** A matcher that another one implies is left out together with it: without one of them alone nothing would be different. */
function matcherMutants(expression: Node): readonly Mutant[] {
  const root = unshared(expression);
  const all = [...weighed(root)].filter((node): node is SelectorNode => node.kind === 'selector');
  const single = all.flatMap((node) => node.matchers.filter((matcher) => !isImplied(root, node, matcher)).map((matcher) => mutant('matcher', root, node, leavingOut(node, matcher), `${matcherText(matcher)} is left out`)));
  const implied = new Map(all.flatMap((node) => node.matchers.filter((matcher) => isImplied(root, node, matcher)).map((matcher) => [matcherText(matcher), matcher] as const)));
  const everywhere = [...implied].map(([text, matcher]) => ({
    kind: 'matcher' as const,
    change: `${text} is left out everywhere`,
    expression: all.reduce<Node>((changed, node) => replaced(changed, node, leavingOut(node, matcher)), root),
  }));
  return [...single, ...everywhere];
}

/** The nodes whose values count: of what is multiplied by zero, nothing is left but its labels. */
function* weighed(node: Node): Generator<Node> {
  yield node;
  if (node.kind === 'binary' && node.operator === '*' && [node.left, node.right].some(isZero)) return;
  for (const child of children(node)) yield* weighed(child);
}

function isZero(node: Node): boolean {
  const inner = unwrapped(node);
  return inner.kind === 'number' && inner.value === 0;
}

function leavingOut(node: SelectorNode, { label, operator, value }: SelectorMatcher): SelectorNode {
  return { ...node, matchers: node.matchers.filter((other) => other.label !== label || other.operator !== operator || other.value !== value) };
}

function matcherText({ label, operator, value }: SelectorMatcher): string {
  return `${label}${operator}${JSON.stringify(value)}`;
}

function mutant(kind: Mutant['kind'], root: Node, node: Node, changed: Node, change: string): Mutant {
  return { kind, change: `${change} in ${print(node)}`, expression: replaced(root, node, changed) };
}

/** The same expression with one node, and no other that looks like it, replaced. */
function replaced(root: Node, node: Node, changed: Node): Node {
  return root === node ? changed : withChildren(root, (child) => replaced(child, node, changed));
}

/** A copy in which no node stands in two places, as an expression that was built from one constant may have it. */
function unshared(root: Node): Node {
  return withChildren({ ...root }, unshared);
}

function withChildren(node: Node, change: (child: Node) => Node): Node {
  switch (node.kind) {
    case 'number':
    case 'string':
    case 'selector':
      return node;
    case 'range': {
      const selector = change(node.selector);
      return selector.kind === 'selector' ? { ...node, selector } : node;
    }
    case 'subquery':
    case 'unary':
    case 'paren':
      return { ...node, expression: change(node.expression) };
    case 'call':
      return { ...node, arguments: node.arguments.map(change) };
    case 'aggregate':
      return { ...node, expression: change(node.expression), ...(node.parameter === undefined ? {} : { parameter: change(node.parameter) }) };
    case 'binary':
      return { ...node, left: change(node.left), right: change(node.right) };
  }
}
