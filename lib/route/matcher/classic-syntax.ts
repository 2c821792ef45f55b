import type { LabelMatcher, MatchOperator } from '../../metric/matcher';
import { goSpaces } from './go-string';
import type { ParsedMatchers } from './utf8-syntax';

const oneMatcher = /^[\t\n\f\r ]*([a-zA-Z_:][a-zA-Z0-9_:]*)[\t\n\f\r ]*(=~|=|!=|!~)[\t\n\f\r ]*([^]*?)[\t\n\f\r ]*$/;

const surroundingSpace = new RegExp(`^[${goSpaces}]+|[${goSpaces}]+$`, 'gu');

/**
 * Alertmanager's older, tolerant parser, to which it falls back: `foo=bar baz, dings=~5..`. Quotes are optional and a
 * backslash before any character but `n`, `"` and itself stands for itself. Source: pkg/labels/parse.go.
 */
export function parseClassicMatchers(input: string): ParsedMatchers {
  const matchers: LabelMatcher[] = [];
  for (const part of splitAtCommas(input)) {
    const matcher = parseOne(part);
    if ('fault' in matcher) return matcher;
    matchers.push(matcher);
  }
  return { matchers };
}

function splitAtCommas(input: string): string[] {
  const withoutOpen = input.startsWith('{') ? input.slice(1) : input;
  const text = withoutOpen.endsWith('}') ? withoutOpen.slice(0, -1) : withoutOpen;
  const parts: string[] = [];
  let part = '';
  let isQuoted = false;
  let isEscaped = false;
  for (const character of text) {
    if (character === ',' && !isQuoted) {
      parts.push(part);
      part = '';
      continue;
    }
    // A comma inside quotes leaves the state of the escape alone, as the original does.
    if (character === '"') {
      if (!isEscaped) isQuoted = !isQuoted;
      isEscaped = false;
    } else if (character === '\\') isEscaped = !isEscaped;
    else if (character !== ',') isEscaped = false;
    part += character;
  }
  // A trailing comma is allowed; white space after it is no matcher.
  const last = part.replaceAll(surroundingSpace, '');
  return last === '' ? parts : [...parts, last];
}

function parseOne(text: string): LabelMatcher | { readonly fault: string } {
  const match = oneMatcher.exec(text);
  const [, label, operator, raw] = match ?? [];
  if (label === undefined || operator === undefined || raw === undefined) return { fault: `'${text}' is no matcher: write label="value"` };
  const value = unescapeValue(raw);
  return value === undefined ? { fault: `the value ${raw} holds a double quote that is not escaped` } : { label, operator: asOperator(operator), value };
}

function unescapeValue(raw: string): string | undefined {
  const isQuoted = raw.startsWith('"');
  const content = isQuoted ? raw.slice(1) : raw;
  let value = '';
  let isClosed = !isQuoted;
  for (let at = 0; at < content.length; at += 1) {
    const character = content.charAt(at);
    const isLast = at === content.length - 1;
    if (character === '\\' && !isLast) {
      at += 1;
      const escaped = content.charAt(at);
      value += escaped === 'n' ? '\n' : escaped === '"' || escaped === '\\' ? escaped : `\\${escaped}`;
    } else if (character === '"') {
      if (!isQuoted || !isLast) return undefined;
      isClosed = true;
    } else value += character;
  }
  return isClosed ? value : undefined;
}

function asOperator(text: string): MatchOperator {
  return text === '=' || text === '!=' || text === '=~' ? text : '!~';
}
