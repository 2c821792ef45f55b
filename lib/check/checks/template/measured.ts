import type { Facts } from '../../analysis/facts';
import { isPercent } from '../unit/ratio-for-percent';

/** What the value of an alert is, as far as a reader's text is concerned. */
export type Measured = 'share' | 'percent' | 'seconds' | 'milliseconds' | 'bytes' | 'timestamp' | 'other' | undefined;

/** Undefined where nobody knows. */
export function measuredBy(facts: Facts): Measured {
  const { unit, scale, share, isGuess } = facts;
  const factor = Math.abs(scale);
  if (isPercent(facts)) return 'percent';
  if (factor === 1 && (share !== undefined || unit === 'ratio')) return isGuess && share === undefined ? undefined : 'share';
  if (unit === undefined || isGuess) return undefined;
  if (unit === 'seconds') return factor === 1 ? 'seconds' : factor === 1000 ? 'milliseconds' : undefined;
  if (unit === 'bytes' || unit === 'bytes/s') return factor === 1 ? 'bytes' : undefined;
  if (unit === 'timestamp') return factor === 1 ? 'timestamp' : undefined;
  return 'other';
}
