import { unwrapped } from '../../promql/node';
import type { Expression } from './expression';
import type { Facts } from './facts';
import { verdict } from './interval';
import { core } from './path';
import type { Threshold } from './threshold';

/** Why a comparison is always or never true, where it is; each reason has a check of its own to tell of it. */
export type OutOfReach = 'buckets' | 'percent' | 'count' | 'burn' | 'values';

export function outOfReach(expression: Expression, threshold: Threshold): OutOfReach | undefined {
  const { measured, sign, limit } = threshold;
  const facts = expression.facts(measured);
  const isDecided = verdict(facts.values, sign, limit) !== 'depends';
  if (isPercentForRatio(facts, limit)) return 'percent';
  if (!isDecided) return undefined;
  const inner = core(measured);
  if (inner.kind === 'call' && inner.name === 'histogram_quantile' && inner.arguments[1] !== undefined && expression.facts(inner.arguments[1]).buckets !== undefined) return 'buckets';
  if (inner.kind === 'aggregate' && inner.operator === 'count') return 'count';
  return facts.share !== undefined && isProduct(threshold) ? 'burn' : 'values';
}

/** `14.4 * (1 - 0.9)`: a burn rate times an error budget. */
function isProduct({ limitNode }: Threshold): boolean {
  const node = unwrapped(limitNode);
  return node.kind === 'binary' && node.operator === '*';
}

/**
 * A share between 0 and 1 held against a number that can only be percent. Proven for what cannot exceed 1; for what only
 * looks like a share, the number must be far from anything a ratio could be.
 */
function isPercentForRatio({ unit, scale, values, share, declaration, isGuess, kind }: Facts, limit: number): boolean {
  if (kind === 'scalar' || Math.abs(Math.abs(scale) - 1) > 1e-9 || limit > 100) return false;
  if (share === 'certain' || (values.max <= 1 && values.max > 0 && values.min !== values.max && (unit === 'ratio' || unit === undefined))) return limit >= 2;
  if (share === 'presumed') return limit >= 5;
  return unit === 'ratio' && !isGuess && declaration?.type === 'gauge' && declaration.range === undefined && shareName.test(declaration.name) && limit >= 5;
}

const shareName = /usage|used|utili[sz]ation|avail|free|hit|success|error|fail|saturation|ratio|share|coverage|remaining/i;
