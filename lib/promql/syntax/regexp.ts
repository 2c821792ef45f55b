import { compilePattern } from '../../core/regular-expression';
import type { SelectorMatcher } from '../node';
import { hasBrokenBytes } from './string-literal';

/** Literals and alternatives of literals, which Prometheus takes without compiling them. Source: `optimizeAlternatingLiterals` in model/labels/regexp.go. */
const literals = /^[^\\.+*?()[\]{}^$]*$/;

/** Compiling takes a thousand times the text's memory, and no rule that people wrote comes near. */
const longestRegexp = 50_000;

interface RegexpFault {
  readonly message: string;
  readonly fix: string;
}

/** What is wrong with a regular expression for Prometheus, or undefined. */
export function regexpFault(pattern: string): RegexpFault | undefined {
  if (literals.test(pattern)) return undefined;
  if (pattern.length > longestRegexp) return { message: `this regular expression is longer than ${longestRegexp} characters`, fix: 'match on another label, or relabel at the scrape' };
  if (hasBrokenBytes(pattern)) return refused('it is not valid UTF-8');
  try {
    compilePattern(withDifferentNames(pattern));
    return undefined;
  } catch (error) {
    return refused(error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error));
  }
}

function refused(reason: string): RegexpFault {
  return { message: `RE2 does not take this regular expression: ${reason}`, fix: 'RE2 knows no look-around and no back-references; see https://github.com/google/re2/wiki/Syntax' };
}

/** Go takes two groups of the same name, RE2JS does not; nothing here reads a group. */
function withDifferentNames(pattern: string): string {
  let count = 0;
  return pattern.replaceAll(/\(\?P?<\w+>/g, () => `(?P<n${String((count += 1))}>`);
}

/** Whether a matcher is true of a series without the label. Its regular expression must be one that RE2 takes. */
export function matchesEmpty({ operator, value }: SelectorMatcher): boolean {
  switch (operator) {
    case '=':
      return value === '';
    case '!=':
      return value !== '';
    case '=~':
      return regexpMatchesEmpty(value);
    case '!~':
      return !regexpMatchesEmpty(value);
  }
}

function regexpMatchesEmpty(pattern: string): boolean {
  return literals.test(pattern) ? pattern.split('|').includes('') : compilePattern(withDifferentNames(pattern)).matches('');
}
