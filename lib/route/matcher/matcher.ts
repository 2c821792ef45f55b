import { RE2JS } from 're2js';
import { mistake } from '../../core/problem';
import type { LabelMatcher, MatchOperator } from '../../metric/matcher';
import { goSpaces } from './go-string';

/** One condition on a label of an alert, ready to be asked. A label that an alert does not carry has the value `''`. */
export interface AlertMatcher extends LabelMatcher {
  readonly matches: (value: string) => boolean;
  /** Exactly what Alertmanager prints for it: `severity="critical"`. */
  readonly text: string;
}

/**
 * @example alertMatcher('severity', '=~', 'critical|high').matches('critical') // true
 * @throws BelfryError when the value is a regular expression that Alertmanager cannot compile
 */
export function alertMatcher(label: string, operator: MatchOperator, value: string): AlertMatcher {
  const text = matcherText({ label, operator, value });
  if (operator === '=') return Object.freeze({ label, operator, value, text, matches: (actual: string) => actual === value });
  if (operator === '!=') return Object.freeze({ label, operator, value, text, matches: (actual: string) => actual !== value });
  const pattern = compiled(value);
  if (typeof pattern === 'string') {
    throw mistake({
      check: 'route/regexp',
      message: `Alertmanager cannot compile ${text}: ${pattern}`,
      place: { subject: `matcher ${text}` },
      fix: 'RE2 knows no look-around and no back-references; see https://github.com/google/re2/wiki/Syntax',
    });
  }
  const wanted = operator === '=~';
  const known = new Map<string, boolean>();
  return Object.freeze({
    label,
    operator,
    value,
    text,
    matches: (actual: string) => {
      let answer = known.get(actual);
      if (answer === undefined) {
        answer = pattern.matcher(actual).find();
        if (known.size < rememberedValues) known.set(actual, answer);
      }
      return answer === wanted;
    },
  });
}

/** Alert names and patterns repeat thousands of times in a proof; identifiers of requests do not and must not fill the memory. */
const rememberedValues = 10_000;

/** Why Alertmanager refuses the pattern, or undefined when it takes it. */
export function regexpFault(pattern: string): string | undefined {
  const result = compiled(pattern);
  return typeof result === 'string' ? result : undefined;
}

/** Anchored exactly as Alertmanager does it, so that `a)|(b` means to us what it means there. Source: pkg/labels/matcher.go, NewMatcher. */
function compiled(pattern: string): RE2JS | string {
  let result = patterns.get(pattern);
  if (result === undefined) {
    try {
      result = RE2JS.compile(`^(?:${pattern})$`);
    } catch (error) {
      result = error instanceof Error ? error.message : String(error);
    }
    if (patterns.size < rememberedValues) patterns.set(pattern, result);
  }
  return result;
}

/** Trees repeat their patterns, and compiling one costs more than reading the route around it. */
const patterns = new Map<string, RE2JS | string>();

/** Characters that make a label name need quotes. Source: matcher/parse/lexer.go, isReserved. */
const reserved = new RegExp(`[{}!=~,\\\\"'\`${goSpaces}]`, 'u');

/** Prints a matcher so that Alertmanager's UTF-8 parser and its classic one read the same: the value is always quoted. */
function matcherText({ label, operator, value }: LabelMatcher): string {
  const name = reserved.test(label) ? quoted(label) : label;
  return `${name}${operator}${quoted(value)}`;
}

function quoted(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')}"`;
}

/** All matchers of a route, as `amtool` prints them: `{severity="critical",team="web"}`. */
export function matchersText(matchers: readonly AlertMatcher[]): string {
  return `{${matchers.map(({ text }) => text).join(',')}}`;
}

/** What an alert carries when it fires. */
export type LabelValuesByName = Readonly<Record<string, string>>;

export function valueOf(labels: LabelValuesByName, label: string): string {
  return Object.hasOwn(labels, label) ? (labels[label] ?? '') : '';
}

export function matchesAll(matchers: readonly AlertMatcher[], labels: LabelValuesByName): boolean {
  return matchers.every((matcher) => matcher.matches(valueOf(labels, matcher.label)));
}
