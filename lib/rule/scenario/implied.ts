import type { AggregateNode, AggregateOperator, BinaryNode, Grouping, Node, SelectorMatcher, SelectorNode } from '../../promql/node';
import { children } from '../../promql/node';

/**
 * Whether a matcher of a selector says nothing that the expression does not say elsewhere: in `a{job="x"} / b{job="x"}`
 * only series of one job meet, so that either matcher could be left out and no result would differ. Only sides that are
 * matched by all of their labels count.
 */
export function isImplied(root: Node, selector: SelectorNode, matcher: SelectorMatcher): boolean {
  const path = pathTo(root, selector);
  return path.some((ancestor, index) => {
    const below = path[index + 1];
    if (ancestor.kind !== 'binary' || below === undefined || !meets(ancestor, below)) return false;
    const other = ancestor.left === below ? ancestor.right : ancestor.left;
    return path.slice(index + 1).every((node) => keeps(node, matcher.label)) && guarantees(other, matcher);
  });
}

/** The nodes from the root down to one of them, both included. */
function pathTo(root: Node, wanted: Node): readonly Node[] {
  if (root === wanted) return [root];
  for (const child of children(root)) {
    const path = pathTo(child, wanted);
    if (path.length > 0) return [root, ...path];
  }
  return [];
}

/** Whether what is below reaches the result only where the other side has the same labels. */
function meets({ operator, matching, left }: BinaryNode, below: Node): boolean {
  if (matching !== undefined || operator === 'or') return false;
  return operator !== 'unless' || below !== left;
}

/** Whether a label comes through as it is, and series that differ in it never mix. */
function keeps(node: Node, label: string): boolean {
  switch (node.kind) {
    case 'selector':
    case 'range':
    case 'subquery':
    case 'paren':
    case 'unary':
      return true;
    case 'call':
      return keepingFunctions.has(node.name);
    case 'aggregate':
      return aggregating.has(node.operator) && groupsBy(node, label);
    case 'binary':
      return node.matching === undefined && node.operator !== 'or';
    case 'number':
    case 'string':
      return false;
  }
}

function groupsBy({ grouping = nothing }: AggregateNode, label: string): boolean {
  return (grouping.mode === 'by') === grouping.labels.includes(label);
}

/** Without a grouping, everything is one group. */
const nothing: Grouping = { mode: 'by', labels: [] };

/** Whether every series of a result fulfils the matcher. */
function guarantees(node: Node, matcher: SelectorMatcher): boolean {
  if (!keeps(node, matcher.label)) return false;
  if (node.kind === 'selector') return node.matchers.some(({ label, operator, value }) => label === matcher.label && operator === matcher.operator && value === matcher.value);
  if (node.kind === 'binary') return guarantees(node.left, matcher) || (node.operator !== 'unless' && guarantees(node.right, matcher));
  return children(node).some((operand) => guarantees(operand, matcher));
}

const aggregating: ReadonlySet<AggregateOperator> = new Set<AggregateOperator>(['sum', 'avg', 'min', 'max', 'count', 'group']);

const keepingFunctions: ReadonlySet<string> = new Set([
  'rate', 'increase', 'irate', 'delta', 'deriv', 'predict_linear', 'changes', 'resets', 'avg_over_time', 'min_over_time', 'max_over_time', 'sum_over_time', 'count_over_time', 'last_over_time',
  'abs', 'clamp_min', 'clamp_max', 'timestamp',
]);
