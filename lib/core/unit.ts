/**
 * Units are words, and their algebra works on types and on values alike, so that `ratio(errors, requests)` knows at
 * compile time that it yields a ratio and the printed dashboard knows it at synth time. Each type below stands beside
 * the function that does the same; a test holds the two against each other.
 *
 * Base units follow Prometheus: `seconds`, `bytes`, `ratio` (0 to 1), `timestamp` (Unix seconds); every other word
 * (`requests`, `jobs`, `USD`) is a unit of its own, compared by equality.
 * Source: https://prometheus.io/docs/practices/naming/#base-units
 */
export type Unit = string;

/** What `rate()` makes of a unit: seconds per second are a ratio (CPU time), everything else is "per second". */
export type PerSecond<U extends Unit> = string extends U ? string : U extends 'seconds' | 'timestamp' ? 'ratio' : `${U}/s`;

export function perSecondUnit(unit: Unit): Unit {
  return unit === 'seconds' || unit === 'timestamp' ? 'ratio' : `${unit}/s`;
}

/**
 * Unit of a quotient: equal units cancel to `ratio`, `bytes / (bytes/s)` is `seconds`, `bytes / seconds` is `bytes/s`,
 * the rest reads `USD per jobs`.
 */
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
          : [A, B] extends ['ratio', `${infer Y}/s`]
            ? `seconds per ${Y}`
            : A extends `${infer X} times ${B}`
              ? X
              : A extends `${B} times ${infer Y}`
                ? Y
                : B extends `${A} per ${infer Y}`
                  ? Y
                  : B extends 'seconds'
                    ? `${A}/s`
                    : `${A} per ${B}`;

export function quotientUnit(a: Unit, b: Unit): Unit {
  if (a === b) return 'ratio';
  if (b === 'ratio') return a;
  if (b === `${a}/s`) return 'seconds';
  if (a.endsWith('/s') && b.endsWith('/s')) return quotientUnit(a.slice(0, -2), b.slice(0, -2));
  if (a === 'ratio' && b.endsWith('/s')) return `seconds per ${b.slice(0, -2)}`;
  if (a.endsWith(` times ${b}`)) return a.slice(0, -` times ${b}`.length);
  if (a.startsWith(`${b} times `)) return a.slice(`${b} times `.length);
  if (b.startsWith(`${a} per `)) return b.slice(`${a} per `.length);
  return b === 'seconds' ? `${a}/s` : `${a} per ${b}`;
}

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

export function productUnit(a: Unit, b: Unit): Unit {
  if (a === 'ratio') return b;
  if (b === 'ratio') return a;
  if (a.endsWith('/s') && b === 'seconds') return a.slice(0, -2);
  if (b.endsWith('/s') && a === 'seconds') return b.slice(0, -2);
  if (a.endsWith(` per ${b}`)) return a.slice(0, -` per ${b}`.length);
  if (b.endsWith(` per ${a}`)) return b.slice(0, -` per ${a}`.length);
  return `${a} times ${b}`;
}

/** Unit of a difference: two moments are a number of seconds apart; a moment less some seconds is a moment. */
export type Difference<A extends Unit, B extends Unit> = string extends A | B
  ? string
  : [A, B] extends ['timestamp', 'timestamp' | 'seconds']
    ? B extends 'timestamp'
      ? 'seconds'
      : 'timestamp'
    : [A] extends [B]
      ? A
      : never;

/** The unit of `a - b`, or undefined when the two cannot be subtracted. */
export function differenceUnit(a: Unit, b: Unit): Unit | undefined {
  if (a === 'timestamp' && b === 'timestamp') return 'seconds';
  if (a === 'timestamp' && b === 'seconds') return 'timestamp';
  return a === b ? a : undefined;
}

/** Unit of a variance: the square of what a difference has. */
export type Variance<U extends Unit> = Times<Difference<U, U>, Difference<U, U>>;

export function varianceUnit(unit: Unit): Unit {
  const apart = differenceUnit(unit, unit) ?? unit;
  return productUnit(apart, apart);
}

/** Unit of a sum: like units add; a moment and some seconds are a moment; two moments cannot be added. */
export type Sum<A extends Unit, B extends Unit> = string extends A | B
  ? string
  : [A, B] extends ['timestamp', 'seconds'] | ['seconds', 'timestamp']
    ? 'timestamp'
    : [A, B] extends ['timestamp', 'timestamp']
      ? never
      : [A] extends [B]
        ? A
        : never;

/** The unit of `a + b`, or undefined when the two cannot be added. */
export function sumUnit(a: Unit, b: Unit): Unit | undefined {
  if (a === 'timestamp' || b === 'timestamp') return a === 'seconds' || b === 'seconds' ? 'timestamp' : undefined;
  return a === b ? a : undefined;
}

/** Unit of a remainder: like units; of a moment it is the number of seconds since the last whole one, as in `time() % 86400`. */
export type Remainder<A extends Unit, B extends Unit> = string extends A | B
  ? string
  : [A, B] extends ['timestamp', 'seconds']
    ? 'seconds'
    : [A, B] extends ['timestamp', 'timestamp']
      ? never
      : [A] extends [B]
        ? A
        : never;

/** The unit of `a % b`, or undefined when the two cannot be divided with a remainder. */
export function remainderUnit(a: Unit, b: Unit): Unit | undefined {
  if (a === 'timestamp') return b === 'seconds' ? 'seconds' : undefined;
  return a === b ? a : undefined;
}

/** Unit of a square root: of a variance it is the unit itself again; of anything else but a ratio it has no better name. */
export type SquareRoot<U extends Unit> = string extends U ? string : U extends `${infer X} times ${infer Y}` ? ([X, Y] extends [Y, X] ? X : Named<'sqrt', U>) : Named<'sqrt', U>;

export function squareRootUnit(unit: Unit): Unit {
  const middle = unit.indexOf(' times ');
  const [x, y] = middle === -1 ? ['', unit] : [unit.slice(0, middle), unit.slice(middle + ' times '.length)];
  return x === y ? x : namedUnit('sqrt', unit);
}

/** What a transcendental function makes of a unit: a ratio stays one, the logarithm of bytes is `ln of bytes`. */
export type Named<Function_ extends string, U extends Unit> = string extends U ? string : U extends 'ratio' ? 'ratio' : `${Function_} of ${U}`;

export function namedUnit(functionName: string, unit: Unit): Unit {
  return unit === 'ratio' ? 'ratio' : `${functionName} of ${unit}`;
}

/**
 * Unit of a histogram, which has two: what is observed, and what is counted in its buckets. Durations of requests are
 * `seconds among requests`, and their rate is `seconds among requests/s`.
 */
export type Distribution<Observed_ extends Unit, Counted_ extends Unit> = string extends Observed_ | Counted_ ? string : `${Observed_} among ${Counted_}`;

/** What the histogram observes: the unit of a quantile. */
export type Observed<U extends Unit> = U extends `${infer O} among ${string}` ? O : U;

/** What the histogram counts: the unit of a bucket, and of the number of observations. */
export type Counted<U extends Unit> = U extends `${string} among ${infer C}` ? C : U;

const among = ' among ';

export function distributionUnit<O extends Unit, C extends Unit>(observed: O, counted: C): Distribution<O, C>;
export function distributionUnit(observed: Unit, counted: Unit): Unit {
  return `${observed}${among}${counted}`;
}

export function observedUnit(unit: Unit): Unit {
  const at = unit.indexOf(among);
  return at === -1 ? unit : unit.slice(0, at);
}

export function countedUnit(unit: Unit): Unit {
  const at = unit.indexOf(among);
  return at === -1 ? unit : unit.slice(at + among.length);
}

/** Unit of the rate of a histogram: the same observations, counted per second. */
export type DistributionRate<U extends Unit> = Distribution<Observed<U>, PerSecond<Counted<U>>>;
