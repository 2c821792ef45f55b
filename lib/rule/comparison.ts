import type { BinaryNode, ComparisonOperator, Node } from '../promql/node';
import { isComparison, unwrapped, walk } from '../promql/node';

/** A comparison with a number that filters: `... > 0.1`. */
export interface Threshold {
  readonly node: BinaryNode;
  readonly operator: ComparisonOperator;
  /** What is compared. */
  readonly value: Node;
  readonly limit: number;
}

/** Every comparison with a number in an expression, in source order. `> bool` yields 0 or 1 and is none. */
export function thresholds(expression: Node): readonly Threshold[] {
  const found: Threshold[] = [];
  for (const node of walk(expression)) {
    if (node.kind !== 'binary' || !isComparison(node.operator) || node.bool === true) continue;
    const limit = unwrapped(node.right);
    if (limit.kind === 'number') found.push({ node, operator: node.operator, value: node.left, limit: limit.value });
  }
  return found;
}
