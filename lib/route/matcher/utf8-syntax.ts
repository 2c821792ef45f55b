import type { LabelMatcher, MatchOperator } from '../../metric/matcher';
import { goSpaces, unquoteGoString } from './go-string';

/** What a parser made of a text: its matchers, or why it refuses the text. */
export type ParsedMatchers = { readonly matchers: readonly LabelMatcher[] } | { readonly fault: string };

type Kind = '{' | '}' | ',' | MatchOperator | 'quoted' | 'unquoted' | 'end';

interface Token {
  readonly kind: Kind;
  readonly text: string;
}

const space = new RegExp(`[${goSpaces}]`, 'u');
const tokens: readonly (readonly [Kind | 'operator', RegExp])[] = [
  ['{', /\{/y],
  ['}', /\}/y],
  [',', /,/y],
  ['operator', /=~|=|!=|!~/y],
  ['quoted', /"(?:[^"\\]|\\[^])*"/uy],
  ['unquoted', new RegExp(`[^{}!=~,\\\\"'\`${goSpaces}]+`, 'uy')],
];

class SyntaxFault extends Error {}

/**
 * Alertmanager's UTF-8 parser: `{foo="bar", "läbel"!=baz}`. Names and values are unquoted words without reserved
 * characters or Go string literals. Source: matcher/parse/parse.go.
 */
export function parseUtf8Matchers(input: string): ParsedMatchers {
  try {
    return { matchers: readMatchers(new Scanner(input)) };
  } catch (error) {
    if (error instanceof SyntaxFault) return { fault: error.message };
    throw error;
  }
}

function readMatchers(scanner: Scanner): LabelMatcher[] {
  const matchers: LabelMatcher[] = [];
  const isBraced = scanner.peek().kind === '{';
  if (isBraced) scanner.next();
  while (scanner.peek().kind !== '}' && scanner.peek().kind !== 'end') {
    matchers.push(readMatcher(scanner));
    const { kind, text } = scanner.peek();
    if (kind === 'end' || kind === '}') break;
    if (kind !== ',') throw new SyntaxFault(`expected a comma or close brace, found ${text}`);
    scanner.next();
  }
  if (isBraced && scanner.next().kind !== '}') throw new SyntaxFault('expected close brace');
  const { kind, text } = scanner.next();
  if (kind === '}') throw new SyntaxFault('found a close brace without an open brace');
  if (kind !== 'end') throw new SyntaxFault(`expected end of input, found ${text}`);
  return matchers;
}

function readMatcher(scanner: Scanner): LabelMatcher {
  const label = readWord(scanner, 'label name');
  const { kind, text } = scanner.next();
  if (kind !== '=' && kind !== '!=' && kind !== '=~' && kind !== '!~') throw new SyntaxFault(`expected an operator (=, !=, =~ or !~) after ${label}, found ${text}`);
  return { label, operator: kind, value: readWord(scanner, 'label value') };
}

function readWord(scanner: Scanner, what: string): string {
  const { kind, text } = scanner.next();
  if (kind === 'unquoted') return text;
  const content = kind === 'quoted' ? unquoteGoString(text) : undefined;
  if (content !== undefined) return content;
  throw new SyntaxFault(kind === 'quoted' ? `${text} is no string: an escape in it is unknown` : `expected a ${what}, found ${text}`);
}

class Scanner {
  readonly #input: string;
  #at = 0;
  #peeked: Token | undefined;

  constructor(input: string) {
    this.#input = input;
  }

  peek(): Token {
    this.#peeked ??= this.#scan();
    return this.#peeked;
  }

  next(): Token {
    const token = this.peek();
    this.#peeked = undefined;
    return token;
  }

  #scan(): Token {
    while (this.#at < this.#input.length && space.test(this.#input.charAt(this.#at))) this.#at += 1;
    if (this.#at >= this.#input.length) return { kind: 'end', text: 'end of input' };
    for (const [kind, pattern] of tokens) {
      pattern.lastIndex = this.#at;
      const text = pattern.exec(this.#input)?.[0];
      if (text === undefined) continue;
      this.#at = pattern.lastIndex;
      return { kind: kind === 'operator' ? asOperator(text) : kind, text };
    }
    const rest = this.#input.slice(this.#at);
    throw new SyntaxFault(rest.startsWith('"') ? `${rest} has no closing quote` : `unexpected ${rest.charAt(0)}`);
  }
}

function asOperator(text: string): MatchOperator {
  return text === '=' || text === '!=' || text === '=~' ? text : '!~';
}
