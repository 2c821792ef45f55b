import type { CallNode, Node, SelectorNode } from '../../promql/node';
import { children, isComparison, unwrapped } from '../../promql/node';
import type { Expression } from './expression';

/** A selector below a node, with what stands between the two, innermost first. */
export interface Source {
  readonly selector: SelectorNode;
  readonly path: readonly Node[];
}

/** The selectors below a node. */
export function sources(expression: Expression, top: Node): readonly Source[] {
  const found: Source[] = [];
  const pending: Node[] = [top];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind === 'selector') found.push({ selector: node, path: pathUp(expression, node, top) });
    pending.push(...[...children(node)].reverse());
  }
  return found;
}

/** What stands between a node and one above it, innermost first; brackets left out. */
function pathUp(expression: Expression, from: Node, until: Node): readonly Node[] {
  const path: Node[] = [];
  const end = unwrapped(until);
  if (unwrapped(from) === end) return path;
  for (let node = expression.parent(from); node !== undefined; node = expression.parent(node)) {
    path.push(node);
    if (node === end) break;
  }
  return path;
}

/** All nodes above one, innermost first; brackets left out. */
export function ancestors(expression: Expression, from: Node): readonly Node[] {
  const path: Node[] = [];
  for (let node = expression.parent(from); node !== undefined; node = expression.parent(node)) path.push(node);
  return path;
}

const rateFunctions: ReadonlySet<string> = new Set(['rate', 'irate', 'increase']);

export function isRateCall(node: Node): node is CallNode {
  return node.kind === 'call' && rateFunctions.has(node.name);
}

/**
 * What a value is at its core, once everything is taken off that picks or averages values without changing what they
 * are: aggregation by max, min or avg, the same over time, brackets, a factor, a filter.
 */
export function core(node: Node): Node {
  let inner: Node = unwrapped(node);
  for (;;) {
    const next: Node | undefined = innerOf(inner);
    if (next === undefined) return inner;
    inner = unwrapped(next);
  }
}

const keepers: ReadonlySet<string> = new Set(['avg_over_time', 'max_over_time', 'min_over_time', 'last_over_time', 'first_over_time', 'quantile_over_time', 'abs', 'round', 'ceil', 'floor', 'clamp_min', 'clamp_max', 'clamp', 'sort', 'sort_desc', 'label_replace', 'label_join']);

function innerOf(node: Node): Node | undefined {
  switch (node.kind) {
    case 'aggregate':
      return ['max', 'min', 'avg', 'topk', 'bottomk', 'quantile'].includes(node.operator) ? node.expression : undefined;
    case 'call':
      return keepers.has(node.name) ? node.arguments[node.name === 'quantile_over_time' ? 1 : 0] : undefined;
    case 'subquery':
      return node.expression;
    case 'range':
      return node.selector;
    case 'binary':
      if ((node.operator === '*' || node.operator === '/' || (isComparison(node.operator) && node.bool !== true)) && unwrapped(node.right).kind === 'number') return node.left;
      if (node.operator === '*' && unwrapped(node.left).kind === 'number') return node.right;
      return node.operator === 'and' || node.operator === 'unless' ? node.left : undefined;
    case 'number':
    case 'string':
    case 'selector':
    case 'unary':
    case 'paren':
      return undefined;
  }
}
