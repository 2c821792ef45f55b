import type { Quantity } from '../core/quantity';
import type { Unit } from '../core/unit';

/** How bad it is beyond a threshold: yellow, orange, red. */
export type ThresholdLevel = 'notice' | 'warning' | 'critical';

export interface Threshold<U extends Unit> {
  readonly level: ThresholdLevel;
  readonly at: Quantity<U>;
}

/** Where a value changes its colour. Green is what no threshold covers. */
export interface Thresholds<U extends Unit = Unit> {
  readonly trouble: 'above' | 'below';
  /** The mildest first. */
  readonly steps: readonly Threshold<U>[];
}

/** The limits themselves. Give the alert's own quantities, so that a panel cannot turn red where no alert fires. */
export interface Limits<U extends Unit> {
  readonly notice?: Quantity<U>;
  readonly warning?: Quantity<U>;
  readonly critical?: Quantity<U>;
}

/**
 * Trouble lies above: `highIsBad({ warning: percent(2), critical: percent(10) })` is green below 2 %, orange from 2 %
 * and red from 10 %.
 */
export function highIsBad<U extends Unit>(limits: Limits<U>): Thresholds<U> {
  return Object.freeze({ trouble: 'above', steps: steps(limits) });
}

/**
 * Trouble lies below: `lowIsBad({ warning: percent(95), critical: percent(90) })` is red below 90 %, orange below 95 %
 * and green from there on.
 */
export function lowIsBad<U extends Unit>(limits: Limits<U>): Thresholds<U> {
  return Object.freeze({ trouble: 'below', steps: steps(limits) });
}

const mildestFirst: readonly ThresholdLevel[] = ['notice', 'warning', 'critical'];

function steps<U extends Unit>(limits: Limits<U>): readonly Threshold<U>[] {
  return mildestFirst.flatMap((level) => {
    const at = limits[level];
    return at === undefined ? [] : [{ level, at }];
  });
}

/** The first two neighbours that stand the wrong way round, if any do. */
export function misordered({ trouble, steps: given }: Thresholds): readonly [Threshold<Unit>, Threshold<Unit>] | undefined {
  for (const [index, worse] of given.entries()) {
    const milder = given[index - 1];
    if (milder === undefined) continue;
    const isWorse = trouble === 'above' ? worse.at.value > milder.at.value : worse.at.value < milder.at.value;
    if (!isWorse) return [milder, worse];
  }
  return undefined;
}
