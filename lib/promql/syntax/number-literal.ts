import { parseMilliseconds } from '../../core/duration';

/**
 * Where the number that begins at `from` ends, or undefined where Prometheus' lexer sees none: it takes what looks like
 * a number by rules of its own, so that `1.` and `0x_1f` are numbers while `0x1e+5` is neither a number nor a sum.
 * Source: `scanNumber` in promql/parser/lex.go.
 */
export function numberEnd(text: string, from: number): number | undefined {
  const isHexadecimal = text[from] === '0' && (text[from + 1] === 'x' || text[from + 1] === 'X');
  const isDigit = isHexadecimal ? isHexadecimalDigit : isDecimalDigit;
  let at = isHexadecimal ? from + 2 : from;
  if (isHexadecimal && text[at] === '_') at += 1;
  if (text[at] === '.') at += 1;
  if (isDigit(text.charCodeAt(at))) at += 1;
  let hasDot = false;
  let hasExponent = false;
  for (;;) {
    const character = text[at];
    if (character === '.') {
      if (hasDot || isHexadecimal) return undefined;
      hasDot = true;
      at += 1;
      if (text[at] === '_' || text[at] === '.') return undefined;
    } else if (character === 'e' || character === 'E') {
      if (hasExponent) return undefined;
      hasExponent = true;
      at += text[at + 1] === '+' || text[at + 1] === '-' ? 2 : 1;
      if (cannotFollow(text[at])) return undefined;
    } else if (character === '_') {
      at += 1;
      if (cannotFollow(text[at])) return undefined;
    } else if (isDigit(text.charCodeAt(at))) {
      while (isDigit(text.charCodeAt(at))) at += 1;
    } else {
      return isWordCharacter(text.charCodeAt(at)) ? undefined : at;
    }
  }
}

/** What breaks a number off after an exponent's letter or an underscore. */
function cannotFollow(character: string | undefined): boolean {
  return character === undefined || character === '.' || character === '_' || character === 'e' || character === 'E';
}

export function isDecimalDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isHexadecimalDigit(code: number): boolean {
  return isDecimalDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

/** Letters of ASCII, digits and the underscore. */
export function isWordCharacter(code: number): boolean {
  return isDecimalDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
}

/** An underscore stands between two digits, or between `0x` and a digit. */
const misplacedUnderscore = /^_|_$|__|[^0-9a-fA-FxX]_|_[^0-9a-fA-F]/;

const largestInteger = 2n ** 63n - 1n;

/**
 * The value of a number as Go reads it: a leading zero makes an integer octal, digits may be grouped by underscores.
 * Undefined for what only looks like a number, and for a number beyond 1.8e308.
 * Source: `number` in promql/parser/parse.go, which takes Go's ParseInt with base 0 and then ParseFloat.
 */
export function readNumber(literal: string): number | undefined {
  if (/^inf$/i.test(literal)) return Infinity;
  if (/^nan$/i.test(literal)) return NaN;
  if (literal.includes('_') && misplacedUnderscore.test(literal)) return undefined;
  const digits = literal.replaceAll('_', '');
  if (/^0x/i.test(digits)) return digits.length > 2 && !/[^0-9a-f]/i.test(digits.slice(2)) ? integer(digits) : undefined;
  if (digits.length > 1 && digits.startsWith('0') && !/[^0-7]/.test(digits)) {
    const octal = integer(`0o${digits}`);
    if (octal !== undefined) return octal;
  }
  if (!isDecimal(digits)) return undefined;
  const value = Number(digits);
  return Number.isFinite(value) ? value : undefined;
}

/**
 * Digits with at most one dot, and an exponent where there is one. A pattern over the whole of it would have to remember
 * each digit to go back to, and runs out of stack on millions of them.
 */
export function isDecimal(digits: string): boolean {
  const [mantissa = '', exponent, more] = digits.split(/[eE]/, 3);
  const [whole = '', fraction = '', rest] = mantissa.split('.', 3);
  if (more !== undefined || rest !== undefined || !isDigits(whole + fraction)) return false;
  return exponent === undefined || isDigits(exponent.replace(/^[+-]/, ''));
}

function isDigits(text: string): boolean {
  return text !== '' && !/[^0-9]/.test(text);
}

/** A whole number of at most 63 bits. */
function integer(literal: string): number | undefined {
  const value = BigInt(literal);
  return value > largestInteger ? undefined : Number(value);
}

/** Go counts durations in nanoseconds with 63 bits: about 292 years. */
const longestMilliseconds = 9_223_372_036_854;

/** The seconds of `1h30m`; undefined where the text is no duration, 'too long' beyond what Go can count. */
export function readDuration(literal: string): number | 'too long' | undefined {
  const milliseconds = parseMilliseconds(literal);
  if (milliseconds === undefined) return undefined;
  return milliseconds > longestMilliseconds ? 'too long' : milliseconds / 1000;
}
