import type { BinaryNode, Node } from '../../../promql/node';
import { isCalculated, unwrapped } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import { sources } from '../../analysis/path';
import type { Threshold } from '../../analysis/threshold';
import { thresholds } from '../../analysis/threshold';

/** A share held against a burn rate times an error budget: `> 14.4 * 0.001`, `> 14.4 * (1 - 0.999)`. */
export interface BurnThreshold extends Threshold {
  readonly factor: number;
  readonly budget: number;
  /** The longest range that the share looks at, in milliseconds. */
  readonly window: number | undefined;
}

export function burnThresholds(expression: Expression): readonly BurnThreshold[] {
  return thresholds(expression).flatMap((threshold) => {
    const product = unwrapped(threshold.limitNode);
    if (product.kind !== 'binary' || product.operator !== '*' || (threshold.sign !== '>' && threshold.sign !== '>=')) return [];
    const parts = factorAndBudget(expression, product);
    return parts === undefined ? [] : [{ ...threshold, ...parts, window: windowOf(expression, threshold.measured) }];
  });
}

/** The larger number is the factor, the smaller the budget. */
function factorAndBudget(expression: Expression, { left, right }: BinaryNode): { readonly factor: number; readonly budget: number } | undefined {
  const [a, b] = [expression.facts(left).constant, expression.facts(right).constant];
  if (a === undefined || b === undefined || a <= 0 || b <= 0) return undefined;
  const [factor, budget] = a >= b ? [a, b] : [b, a];
  return factor >= 1 && budget < 1 ? { factor, budget } : undefined;
}

/** The range that a share looks at: of its rates, or in the name of the recorded series. */
function windowOf(expression: Expression, measured: Node): number | undefined {
  const windows = sources(expression, measured).flatMap(({ selector, path }) => {
    const range = path.find((node) => node.kind === 'range');
    if (range?.kind === 'range') return isCalculated(range.range) ? [] : [range.range.milliseconds];
    const named = /(?:rate|ratio|ratio_rate|error)(\d+)([mhdw])$/.exec(selector.name ?? '');
    return named === null ? [] : [Number(named[1]) * (unitMilliseconds[named[2] ?? ''] ?? 0)];
  });
  return windows.length === 0 ? undefined : Math.max(...windows);
}

const unitMilliseconds: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
