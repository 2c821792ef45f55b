/** The values that an expression can have; both ends belong to it. */
export interface Interval {
  readonly min: number;
  readonly max: number;
}

export const anything: Interval = Object.freeze({ min: -Infinity, max: Infinity });
export const nonNegative: Interval = Object.freeze({ min: 0, max: Infinity });
export const share: Interval = Object.freeze({ min: 0, max: 1 });
export const one: Interval = Object.freeze({ min: 1, max: 1 });

export function interval(min: number, max: number): Interval {
  return min > max || Number.isNaN(min) || Number.isNaN(max) ? anything : { min, max };
}

export function exactly(value: number): Interval {
  return Number.isNaN(value) ? anything : { min: value, max: value };
}

export function hull(a: Interval, b: Interval): Interval {
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) };
}

/** What both allow; undefined when they exclude each other. */
function overlap(a: Interval, b: Interval): Interval | undefined {
  const min = Math.max(a.min, b.min);
  const max = Math.min(a.max, b.max);
  return min > max ? undefined : { min, max };
}

export function negated(a: Interval): Interval {
  return { min: 0 - a.max, max: 0 - a.min };
}

export function plus(a: Interval, b: Interval): Interval {
  return interval(a.min + b.min, a.max + b.max);
}

export function minus(a: Interval, b: Interval): Interval {
  return plus(a, negated(b));
}

export function times(a: Interval, b: Interval): Interval {
  // Infinity times zero is an end that is not reached, not a value.
  const products = [a.min * b.min, a.min * b.max, a.max * b.min, a.max * b.max].map((product) => (Number.isNaN(product) ? 0 : product));
  return interval(Math.min(...products), Math.max(...products));
}

export function dividedBy(a: Interval, b: Interval): Interval {
  if (b.min > 0 || b.max < 0) return times(a, { min: 1 / b.max, max: 1 / b.min });
  if (a.min >= 0 && b.min >= 0) return nonNegative;
  return anything;
}

/** Adding up an unknown number of values, at least one. */
export function added(a: Interval): Interval {
  return { min: a.min >= 0 ? a.min : -Infinity, max: a.max <= 0 ? a.max : Infinity };
}

export type ComparisonSign = '==' | '!=' | '>' | '<' | '>=' | '<=';

/** Whether a comparison holds for all values, for none, or depends. */
export function verdict(a: Interval, sign: ComparisonSign, limit: number): 'always' | 'never' | 'depends' {
  if (Number.isNaN(limit)) return sign === '!=' ? 'always' : 'never';
  const isInside = a.min <= limit && limit <= a.max;
  switch (sign) {
    case '>':
      return a.max <= limit ? 'never' : a.min > limit ? 'always' : 'depends';
    case '>=':
      return a.max < limit ? 'never' : a.min >= limit ? 'always' : 'depends';
    case '<':
      return a.min >= limit ? 'never' : a.max < limit ? 'always' : 'depends';
    case '<=':
      return a.min > limit ? 'never' : a.max <= limit ? 'always' : 'depends';
    case '==':
      return !isInside ? 'never' : a.min === a.max ? 'always' : 'depends';
    case '!=':
      return !isInside ? 'always' : a.min === a.max ? 'never' : 'depends';
  }
}

/** What is left of the values after a comparison with a number. */
export function filtered(a: Interval, sign: ComparisonSign, limit: Interval): Interval {
  switch (sign) {
    case '>':
    case '>=':
      return overlap(a, { min: limit.min, max: Infinity }) ?? a;
    case '<':
    case '<=':
      return overlap(a, { min: -Infinity, max: limit.max }) ?? a;
    case '==':
      return overlap(a, limit) ?? a;
    case '!=':
      return a;
  }
}

/** `5 < x` read from the side of `x`. */
export function mirrored(sign: ComparisonSign): ComparisonSign {
  switch (sign) {
    case '>':
      return '<';
    case '<':
      return '>';
    case '>=':
      return '<=';
    case '<=':
      return '>=';
    case '==':
    case '!=':
      return sign;
  }
}
