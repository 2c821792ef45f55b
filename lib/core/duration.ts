import type { Quantity } from './quantity';
import { quantity } from './quantity';

/**
 * A span of time: a quantity of seconds that can also be a range, a `for` or an interval.
 * Prometheus resolves no finer than a millisecond, so neither does this.
 */
export interface Duration extends Quantity<'seconds'> {
  readonly milliseconds: number;
}

/** `milliseconds(250)` prints `250ms` as a range and `0.25` as a threshold. */
export function milliseconds(value: number): Duration {
  const whole = Math.round(value);
  return Object.freeze({ ...quantity(whole / 1000, 'seconds'), milliseconds: whole });
}

export function seconds(value: number): Duration {
  return milliseconds(value * 1000);
}

/** `minutes(5)` prints `5m` as a range and `300` as a threshold. */
export function minutes(value: number): Duration {
  return seconds(value * 60);
}

export function hours(value: number): Duration {
  return minutes(value * 60);
}

/** A day is always 24 hours, as Prometheus takes it. */
export function days(value: number): Duration {
  return hours(value * 24);
}

export function weeks(value: number): Duration {
  return days(value * 7);
}

export function isDuration(value: Quantity): value is Duration {
  return 'milliseconds' in value;
}

/** Prometheus' units, largest first. Source: https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations */
const unitsLargestFirst: readonly (readonly [suffix: string, milliseconds: number])[] = [
  ['y', 31_536_000_000],
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
];

/**
 * Prints a duration as Prometheus writes it: `5m`, `1h30m`, `1d`, `90d`.
 * Years and weeks are read but never written, because nobody counts a retention of `30d` as `4w2d`.
 */
export function formatDuration(duration: Duration): string {
  let rest = Math.abs(duration.milliseconds);
  if (rest === 0) return '0s';
  let text = duration.milliseconds < 0 ? '-' : '';
  for (const [suffix, size] of unitsLargestFirst.slice(2)) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) text += `${String(amount)}${suffix}`;
  }
  return text;
}

const durationText = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** Reads `1h30m`; undefined when the text is no Prometheus duration (units must descend, each at most once). */
export function parseDuration(text: string): Duration | undefined {
  const total = parseMilliseconds(text);
  return total === undefined ? undefined : milliseconds(total);
}

/** The same as a plain number of milliseconds, for texts with many of them. */
export function parseMilliseconds(text: string): number | undefined {
  const match = text === '' ? null : durationText.exec(text);
  if (match === null) return text === '0' ? 0 : undefined;
  let total = 0;
  for (const [index, [, size]] of unitsLargestFirst.entries()) total += Number(match[index + 1] ?? 0) * size;
  return total;
}
