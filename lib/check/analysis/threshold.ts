import type { BinaryNode, Node } from '../../promql/node';
import { isComparison, unwrapped } from '../../promql/node';
import type { Expression } from './expression';
import { isVectorFacts } from './facts';
import type { ComparisonSign } from './interval';
import { mirrored } from './interval';

/** A vector compared with a number, read from the vector's side. */
export interface Threshold {
  readonly comparison: BinaryNode;
  readonly measured: Node;
  readonly sign: ComparisonSign;
  readonly limit: number;
  readonly limitNode: Node;
  /**
   * Whether it is what the alert is about, only a condition for that (`and ...`, `unless ...`), or something inside:
   * a filter under an aggregation or beside an operator.
   */
  readonly role: 'principal' | 'guard' | 'inner';
}

const found = new WeakMap<Expression, readonly Threshold[]>();

/** All comparisons with a number. */
export function thresholds(expression: Expression): readonly Threshold[] {
  const before = found.get(expression);
  if (before !== undefined) return before;
  const all = expression.binaries.flatMap((node) => thresholdOf(expression, node));
  found.set(expression, all);
  return all;
}

/** Those that decide when an alert fires. */
export function principalThresholds(expression: Expression): readonly Threshold[] {
  return thresholds(expression).filter(({ role }) => role === 'principal');
}

function thresholdOf(expression: Expression, comparison: BinaryNode): readonly Threshold[] {
  const { operator, left, right } = comparison;
  if (!isComparison(operator)) return [];
  const [a, b] = [expression.facts(left), expression.facts(right)];
  const role = roleOf(expression, comparison);
  if (isVectorFacts(a) && b.constant !== undefined) return [{ comparison, measured: unwrapped(left), sign: operator, limit: b.constant, limitNode: right, role }];
  if (isVectorFacts(b) && a.constant !== undefined) return [{ comparison, measured: unwrapped(right), sign: mirrored(operator), limit: a.constant, limitNode: left, role }];
  return [];
}

function roleOf(expression: Expression, comparison: BinaryNode): Threshold['role'] {
  let child: Node = comparison;
  let role: Threshold['role'] = 'principal';
  for (let parent = expression.parent(child); parent !== undefined; parent = expression.parent(child)) {
    if (parent.kind !== 'binary') return 'inner';
    const isRight = unwrapped(parent.right) === unwrapped(child);
    if (parent.operator === 'and' || parent.operator === 'unless') role = isRight ? 'guard' : role;
    else if (parent.operator !== 'or') return 'inner';
    child = parent;
  }
  return role;
}
