/**
 * Units are words, and their algebra works on types and on values alike, so that `ratio(errors, requests)` knows at
 * compile time that it yields a ratio and the printed dashboard knows it at synth time.
 *
 * Base units follow Prometheus: `seconds`, `bytes`, `ratio` (0 to 1), `timestamp` (Unix seconds); every other word
 * (`requests`, `jobs`, `USD`) is a unit of its own, compared by equality.
 * Source: https://prometheus.io/docs/practices/naming/#base-units
 */
export type Unit = string;

/** What `rate()` makes of a unit: seconds per second are a ratio (CPU time), everything else is "per second". */
export type PerSecond<U extends Unit> = string extends U ? string : U extends 'seconds' ? 'ratio' : `${U}/s`;

/** Unit of a quotient: equal units cancel to `ratio`, `bytes / (bytes/s)` is `seconds`, the rest reads `USD per jobs`. */
export type Divide<A extends Unit, B extends Unit> = string extends A | B
  ? string
  : [A] extends [B]
    ? 'ratio'
    : B extends 'ratio'
      ? A
      : B extends `${A}/s`
        ? 'seconds'
        : [A, B] extends [`${infer X}/s`, `${infer Y}/s`]
          ? Divide<X, Y>
          : B extends 'seconds'
            ? `${A}/s`
            : `${A} per ${B}`;

/** Unit of a product: a ratio changes nothing, `bytes/s` times `seconds` is `bytes`, `USD per jobs` times `jobs` is `USD`. */
export type Times<A extends Unit, B extends Unit> = string extends A | B
  ? string
  : A extends 'ratio'
    ? B
    : B extends 'ratio'
      ? A
      : [A, B] extends [`${infer X}/s`, 'seconds']
        ? X
        : [A, B] extends ['seconds', `${infer Y}/s`]
          ? Y
          : A extends `${infer X} per ${B}`
            ? X
            : B extends `${infer Y} per ${A}`
              ? Y
              : `${A} times ${B}`;

/** Unit of a difference: two moments are a number of seconds apart; a moment less some seconds is a moment. */
export type Difference<A extends Unit, B extends Unit> = [A, B] extends ['timestamp', 'timestamp'] ? 'seconds' : A extends B ? A : Apart<A, B>;

/** Unit of a sum: like units add; a moment plus some seconds is a moment. */
export type Sum<A extends Unit, B extends Unit> = A extends B ? A : Apart<A, B>;

type Apart<A extends Unit, B extends Unit> = [A, B] extends ['timestamp', 'seconds'] ? 'timestamp' : never;

export function perSecondUnit(unit: Unit): Unit {
  return unit === 'seconds' ? 'ratio' : `${unit}/s`;
}

export function quotientUnit(a: Unit, b: Unit): Unit {
  if (a === b) return 'ratio';
  if (b === 'ratio') return a;
  if (b === `${a}/s`) return 'seconds';
  if (a.endsWith('/s') && b.endsWith('/s')) return quotientUnit(a.slice(0, -2), b.slice(0, -2));
  return b === 'seconds' ? `${a}/s` : `${a} per ${b}`;
}

export function productUnit(a: Unit, b: Unit): Unit {
  if (a === 'ratio') return b;
  if (b === 'ratio') return a;
  if (a.endsWith('/s') && b === 'seconds') return a.slice(0, -2);
  if (b.endsWith('/s') && a === 'seconds') return b.slice(0, -2);
  if (a.endsWith(` per ${b}`)) return a.slice(0, -` per ${b}`.length);
  if (b.endsWith(` per ${a}`)) return b.slice(0, -` per ${a}`.length);
  return `${a} times ${b}`;
}

/** The unit of `a - b`, or undefined when the two cannot be subtracted. */
export function differenceUnit(a: Unit, b: Unit): Unit | undefined {
  return a === 'timestamp' && b === 'timestamp' ? 'seconds' : sumUnit(a, b);
}

/** The unit of `a + b`, or undefined when the two cannot be added. */
export function sumUnit(a: Unit, b: Unit): Unit | undefined {
  if (a === b) return a;
  return a === 'timestamp' && b === 'seconds' ? 'timestamp' : undefined;
}
