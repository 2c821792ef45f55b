import type { Unit } from './unit';

/**
 * A number with its unit. Thresholds are quantities, never bare numbers, so that five percent cannot be compared with
 * five seconds.
 */
export interface Quantity<U extends Unit = Unit> {
  /** The amount in the base unit: 0.05 for `percent(5)`. */
  readonly value: number;
  readonly unit: U;
}

/** An amount of any unit of your own: `quantity(100, 'jobs')`. */
export function quantity<const U extends Unit>(value: number, unit: U): Quantity<U> {
  return Object.freeze({ value: rounded(value), unit });
}

/** A share between 0 and 1, written in percent: `percent(5)` prints `0.05`. */
export function percent(value: number): Quantity<'ratio'> {
  return quantity(value / 100, 'ratio');
}

/** A share between 0 and 1, or a plain factor: `fraction(0.05)` prints `0.05`. */
export function fraction(value: number): Quantity<'ratio'> {
  return quantity(value, 'ratio');
}

export function bytes(value: number): Quantity<'bytes'> {
  return quantity(value, 'bytes');
}

/** 1 KiB = 1,024 bytes. */
export function kibibytes(value: number): Quantity<'bytes'> {
  return bytes(value * 1024);
}

/** 1 MiB = 1,048,576 bytes. */
export function mebibytes(value: number): Quantity<'bytes'> {
  return kibibytes(value * 1024);
}

/** 1 GiB = 1,073,741,824 bytes. */
export function gibibytes(value: number): Quantity<'bytes'> {
  return mebibytes(value * 1024);
}

/** A rate of events: `perSecond(0.1, 'requests')` has the unit `requests/s`. */
export function perSecond<const U extends Unit>(value: number, unit: U): Quantity<`${U}/s`> {
  return quantity(value, `${unit}/s`);
}

/**
 * Binary fractions leave dust behind: 7 / 100 is 0.07000000000000001. Twelve significant digits are beyond what any
 * threshold means and short of the dust.
 */
function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : value;
}
