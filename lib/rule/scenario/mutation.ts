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
 * and factor ten percent off, each window halved and doubled, each matcher left out. Whether `>` is `>=` is asked only of
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
  const limits = [...walk(root)].filter((node): node is BinaryNode => node.kind === 'binary' && isComparison(node.operator)).flatMap(({ left, right }) => [...numbersIn(left), ...numbersIn(right)]);
  return [...new Set(limits)].flatMap((node) => [1.1, 0.9].map((factor) => {
    const value = Number((node.value * factor).toPrecision(12));
    return mutant('threshold', root, node, { ...node, value }, `${node.value} becomes ${value}`);
  }));
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
