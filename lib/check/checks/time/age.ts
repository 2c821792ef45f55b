import type { BinaryNode, Node } from '../../../promql/node';
import { unwrapped } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import type { Threshold } from '../../analysis/threshold';
import { thresholds } from '../../analysis/threshold';
import { core } from '../../analysis/path';

/** A difference between now and a moment, held against a limit. */
export interface AgeThreshold extends Threshold {
  readonly difference: BinaryNode;
  readonly moment: Node;
  /** `since` is `time() - x`, `until` is `x - time()`. */
  readonly direction: 'since' | 'until';
  /** The limit in seconds. */
  readonly seconds: number;
}

export function ageThresholds(expression: Expression): readonly AgeThreshold[] {
  return thresholds(expression).flatMap((threshold) => {
    const difference = core(threshold.measured);
    if (difference.kind !== 'binary' || difference.operator !== '-') return [];
    const [left, right] = [isNow(difference.left), isNow(difference.right)];
    if (left === right) return [];
    const { scale } = expression.facts(threshold.measured);
    return [{ ...threshold, difference, moment: unwrapped(left ? difference.right : difference.left), direction: left ? ('since' as const) : ('until' as const), seconds: threshold.limit / Math.abs(scale === 0 ? 1 : scale) }];
  });
}

/** `time()`, or `vector(time())`. */
export function isNow(node: Node): boolean {
  const inner = unwrapped(node);
  if (inner.kind !== 'call') return false;
  if (inner.name === 'time') return true;
  const [argument] = inner.arguments;
  return inner.name === 'vector' && argument !== undefined && isNow(argument);
}
