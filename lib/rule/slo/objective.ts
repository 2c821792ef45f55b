import type { Duration } from '../../core/duration';
import { formatDuration, seconds } from '../../core/duration';
import { mistake } from '../../core/problem';
import type { Quantity } from '../../core/quantity';
import { fraction } from '../../core/quantity';

/** A share of good events that is promised over a period that rolls on. */
export interface Objective {
  readonly target: Quantity<'ratio'>;
  readonly period: Duration;
  /** The share of events that may be bad: 0.001 for 99.9 %. */
  readonly budget: Quantity<'ratio'>;
  /** How long everything may fail, and nothing else: 43 min 12 s for 99.9 % over 30 days. */
  readonly downtime: Duration;
}

/**
 * `objective('api', percent(99.9), days(30))` has a budget of 0.001, which is 43 min 12 s.
 *
 * @throws BelfryError for a target of 0 or 100 percent, and for no period
 */
export function objective(name: string, target: Quantity<'ratio'>, period: Duration): Objective {
  const place = { subject: `SLO ${name}` };
  if (!(target.value > 0 && target.value < 1)) {
    const isAll = target.value >= 1;
    throw mistake({
      check: 'slo/objective',
      message: `an objective of ${percentText(target.value)} ${isAll ? 'leaves no budget' : 'promises nothing'}`,
      place,
      ...(isAll ? { why: 'the first bad event would spend a budget of nothing, and every burn rate would be infinite' } : {}),
      fix: 'take a share between 0 and 1: percent(99.9)',
    });
  }
  if (!(period.value > 0)) throw mistake({ check: 'slo/period', message: 'the period has no length', place, fix: 'take a period such as days(30)' });
  const budget = fraction(1 - target.value);
  return Object.freeze({ target, period, budget, downtime: seconds(Math.round(budget.value * period.value * 1000) / 1000) });
}

/** `99.9 % over 30 d, which leaves 43 min 12 s`: an objective is never printed without what it leaves. */
export function objectiveText({ target, period, downtime }: Objective): string {
  return `${percentText(target.value)} over ${spacedDuration(period)}, which leaves ${timeText(downtime)}`;
}

/** `99.9 %` */
export function percentText(share: number): string {
  return `${String(Number((share * 100).toPrecision(10)))} %`;
}

/** `43 min 12 s`, for people: the largest three units at most, and parts of a second only below a minute. */
export function timeText(time: Duration): string {
  const units: readonly (readonly [string, number])[] = [['d', 86_400], ['h', 3600], ['min', 60], ['s', 1]];
  if (time.value < 60) return `${String(Number(time.value.toFixed(3)))} s`;
  let rest = Math.round(time.value);
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0 && parts.length < 3) parts.push(`${amount} ${unit}`);
  }
  return parts.join(' ');
}

/** `30 d`, `1 h 30 m` */
export function spacedDuration(duration: Duration): string {
  return formatDuration(duration).replaceAll(/(\d)([a-z]+)(?=\d|$)/g, '$1 $2 ').trim();
}
