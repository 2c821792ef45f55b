import type { LabelMatcher } from '../../metric/matcher';
import type { AlertMatcher } from './matcher';
import { alertMatcher, regexpFault } from './matcher';
import { parseClassicMatchers } from './classic-syntax';
import type { ParsedMatchers } from './utf8-syntax';
import { parseUtf8Matchers } from './utf8-syntax';

/** How Alertmanager reads a text: by its UTF-8 parser, or by the classic one that it is about to lose. */
export type MatcherReading =
  | { readonly kind: 'utf8'; readonly matchers: readonly AlertMatcher[] }
  | { readonly kind: 'classic-only'; readonly matchers: readonly AlertMatcher[]; readonly utf8Fault: string }
  | { readonly kind: 'disagreement'; readonly matchers: readonly AlertMatcher[]; readonly utf8: readonly AlertMatcher[] }
  | { readonly kind: 'refused'; readonly fault: string };

/**
 * Reads matchers as Alertmanager does by default: both parsers are asked; where they disagree or only the classic one
 * understands, the classic reading holds. Source: matcher/compat/parse.go, FallbackMatchersParser.
 */
export function readMatchers(text: string): MatcherReading {
  const utf8 = compiled(parseUtf8Matchers(text));
  const classic = compiled(parseClassicMatchers(text));
  if ('fault' in utf8) return 'fault' in classic ? { kind: 'refused', fault: classic.fault } : { kind: 'classic-only', matchers: classic.matchers, utf8Fault: utf8.fault };
  if ('fault' in classic || areEqual(utf8.matchers, classic.matchers)) return { kind: 'utf8', matchers: utf8.matchers };
  return { kind: 'disagreement', matchers: classic.matchers, utf8: utf8.matchers };
}

function compiled(parsed: ParsedMatchers): { readonly matchers: readonly AlertMatcher[] } | { readonly fault: string } {
  if ('fault' in parsed) return parsed;
  for (const matcher of parsed.matchers) {
    const fault = matcher.operator.includes('~') ? regexpFault(matcher.value) : undefined;
    if (fault !== undefined) return { fault };
  }
  return { matchers: parsed.matchers.map(({ label, operator, value }) => alertMatcher(label, operator, value)) };
}

function areEqual(one: readonly LabelMatcher[], other: readonly LabelMatcher[]): boolean {
  return one.length === other.length && one.every(({ label, operator, value }, index) => label === other[index]?.label && operator === other[index].operator && value === other[index].value);
}

/** Alertmanager sorts the matchers of a route by name, then value, then operator. Source: pkg/labels/matcher.go, Matchers.Less. */
export function sortMatchers(matchers: readonly AlertMatcher[]): readonly AlertMatcher[] {
  const order = ['=', '!=', '=~', '!~'];
  return [...matchers].sort((a, b) => compare(a.label, b.label) || compare(a.value, b.value) || order.indexOf(a.operator) - order.indexOf(b.operator));
}

/** Go compares the bytes of UTF-8, which is the order of code points; JavaScript's `<` compares UTF-16 units. */
function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
