import type { Duration } from '../../core/duration';
import type { BinaryNode, BinaryOperator, CallNode, Matching, Node } from '../../promql/node';

/** Short spellings for expressions whose labels and units their caller states. */

export function numberOf(value: number): Node {
  return { kind: 'number', value: Number(value.toPrecision(12)) };
}

export function callOf(name: string, ...parts: readonly Node[]): CallNode {
  return { kind: 'call', name, arguments: parts };
}

export function binaryOf(operator: BinaryOperator, left: Node, right: Node, matching?: Matching): BinaryNode {
  return { kind: 'binary', operator, left, right, ...(matching === undefined ? {} : { matching }) };
}

/** Joins by labels alone; no label at all joins whatever there is. */
export function byLabels(...labels: readonly string[]): Matching {
  return { mode: 'on', labels };
}

/** `text + 3600`, `text - 3600`, or the text itself. */
export function shifted(node: Node, by: Duration): Node {
  if (by.value === 0) return node;
  return binaryOf(by.value > 0 ? '+' : '-', node, numberOf(Math.abs(by.value)));
}

/** All of them, left to right: `a or b or c`. */
export function chained(operator: 'and' | 'or', nodes: readonly [Node, ...Node[]], matching?: Matching): Node {
  const [first, ...rest] = nodes;
  return rest.reduce<Node>((chain, node) => binaryOf(operator, chain, node, matching), first);
}
