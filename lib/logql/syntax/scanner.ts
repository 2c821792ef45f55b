import type { Span } from '../../promql/node';
import { readString } from '../../promql/syntax/string-literal';
import type { Lapse } from '../node';
import { asLogql, fault, unsafe } from './fault';
import { functionWords, keywords } from './keyword';
import { numberEnd } from './number-literal';
import { readBytes, readGoDuration, readRange } from './quantity-literal';

type Punctuation =
  | '{' | '}' | '(' | ')' | ',' | '.' | '=' | '!=' | '=~' | '!~' | '!>' | '|=' | '|~' | '|>' | '|'
  | '==' | '>' | '>=' | '<' | '<=' | '+' | '-' | '*' | '/' | '%' | '^' | ']';

/** A word is a name, a keyword or a function; which of them is decided where it is read, by Loki's rules. */
export type Token = Span &
  (
    | { readonly kind: 'end' | Punctuation }
    | { readonly kind: 'name' | 'keyword' | 'function' | 'flag' | 'number'; readonly text: string }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'duration' | 'range'; readonly lapse: Lapse }
    | { readonly kind: 'bytes'; readonly bytes: number }
  );

export type TokenKind = Token['kind'];

const pairs: readonly Punctuation[] = ['!=', '=~', '!~', '!>', '|=', '|~', '|>', '==', '>=', '<='];
const singles: readonly Punctuation[] = ['{', '}', '(', ')', ',', '.', '=', '|', '>', '<', '+', '-', '*', '/', '%', '^', ']'];
const word = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
/** What Go's scanner skips: blanks, and the comments of Go as well as those of LogQL. */
const skipped = /(?:[ \t\r\n]|\/\/[^\n]*|#[^\n]*|\/\*[^]*?\*\/)+/y;
const opensGroup = /\s*(?:\(|(?:by|without)\s*\()/iy;

/** Cuts a query into tokens exactly where Loki does. Source: pkg/logql/syntax/lex.go and query_scanner.go. */
export class Scanner {
  readonly text: string;
  #at: number;

  constructor(text: string) {
    this.text = text;
    this.#at = text.startsWith('\ufeff') ? 1 : 0;
  }

  next(): Token {
    this.#skip();
    const from = this.#at;
    const character = this.text.charAt(from);
    const span = (length: number): Span => ({ from, to: (this.#at = from + length) });
    if (character === '') return { kind: 'end', ...span(0) };
    word.lastIndex = from;
    const found = word.exec(this.text)?.[0];
    if (found !== undefined) return this.#word(found, span(found.length));
    if (/[0-9]/.test(character) || (character === '.' && /[0-9]/.test(this.text.charAt(from + 1)))) return this.#number(from);
    if (character === '"' || character === '`') return this.#string(from);
    if (character === '[') return this.#range(from);
    return (character === '-' ? this.#afterHyphen(from) : undefined) ?? this.#punctuation(from);
  }

  #skip(): void {
    skipped.lastIndex = this.#at;
    this.#at += skipped.exec(this.text)?.[0].length ?? 0;
    if (this.text.startsWith('/*', this.#at)) throw fault(this.text, { from: this.#at, to: this.#at + 2 }, 'this comment never ends: expected */', { fix: 'close it' });
  }

  /** Keywords and functions have no case. A function is one only where a group opens behind it. */
  #word(text: string, span: Span): Token {
    const lower = text.toLowerCase();
    if (keywords.has(lower)) return { kind: 'keyword', text: lower, ...span };
    opensGroup.lastIndex = span.to;
    return functionWords.has(lower) && opensGroup.test(this.text) ? { kind: 'function', text: lower, ...span } : { kind: 'name', text, ...span };
  }

  #number(from: number): Token {
    const end = numberEnd(this.text, from);
    this.#at = end;
    return this.#amount(from, end) ?? { kind: 'number', text: this.text.slice(from, end), from, to: end };
  }

  /** Letters right behind a number make a duration or a size of it, where the two together are one. */
  #amount(from: number, end: number): Token | undefined {
    const duration = this.#runFrom(from, end, /[\p{N}nuµmshdwy.]*/uy);
    const lapse = duration === undefined ? undefined : readGoDuration(duration);
    if (duration !== undefined && lapse !== undefined) return { kind: 'duration', lapse, from, to: (this.#at = from + duration.length) };
    const size = this.#runFrom(from, end, /[\p{N}BikKMGTP.]*/uy);
    const bytes = size === undefined ? undefined : readBytes(size);
    return size === undefined || bytes === undefined ? undefined : { kind: 'bytes', bytes, from, to: (this.#at = from + size.length) };
  }

  #runFrom(from: number, end: number, letters: RegExp): string | undefined {
    letters.lastIndex = end;
    const run = letters.exec(this.text)?.[0] ?? '';
    return run === '' ? undefined : this.text.slice(from, end + run.length);
  }

  #string(from: number): Token {
    const quote = this.text.charAt(from);
    let at = from + 1;
    while (this.text.charAt(at) !== quote) {
      const character = this.text.charAt(at);
      if (character === '' || (character === '\n' && quote === '"')) {
        throw fault(this.text, { from, to: at }, `this string never ends: expected a closing ${quote}`, { fix: quote === '"' ? 'close it on the same line, or write it in backticks' : 'close it' });
      }
      at += character === '\\' && quote === '"' ? 2 : 1;
    }
    this.#at = at + 1;
    const span = { from, to: at + 1 };
    return { kind: 'string', value: asLogql(() => readString(this.text, span)), ...span };
  }

  #range(from: number): Token {
    const closing = this.text.indexOf(']', from);
    if (closing === -1) throw fault(this.text, { from, to: from + 1 }, 'this bracket is never closed: expected a duration and ]', { fix: 'write [5m]' });
    const inner = this.text.slice(from + 1, closing);
    const lapse = readRange(inner);
    if (lapse === undefined) {
      const fix = inner.includes(':') ? 'LogQL has no subqueries; write [5m]' : 'write whole units, largest first and without blanks: [1h30m]';
      throw fault(this.text, { from: from + 1, to: closing }, `'${inner}' is no range`, { fix });
    }
    return { kind: 'range', lapse, from, to: (this.#at = closing + 1) };
  }

  /** `--strict`, `--keep-empty`, and a duration with a sign. */
  #afterHyphen(from: number): Token | undefined {
    const flag = /--[\p{L}-]*/uy;
    flag.lastIndex = from;
    const text = flag.exec(this.text)?.[0];
    if (text === '--strict' || text === '--keep-empty') return { kind: 'flag', text, from, to: (this.#at = from + text.length) };
    const duration = this.#runFrom(from, from + 1, /[\p{N}nuµmshdwy.]*/uy);
    const lapse = duration === undefined ? undefined : readGoDuration(duration);
    return duration === undefined || lapse === undefined ? undefined : { kind: 'duration', lapse, from, to: (this.#at = from + duration.length) };
  }

  #punctuation(from: number): Token {
    const kind = pairs.find((pair) => this.text.startsWith(pair, from)) ?? singles.find((single) => this.text.startsWith(single, from));
    if (kind !== undefined) return { kind, from, to: (this.#at = from + kind.length) };
    const character = String.fromCodePoint(this.text.codePointAt(from) ?? 0);
    const span = { from, to: from + character.length };
    if (character === "'") throw unsafe(this.text, span, 'LogQL has no strings in single quotes', 'Loki takes a single character in single quotes for a name', 'write it in double quotes or backticks');
    throw unsafe(this.text, span, `'${character}' means nothing in LogQL`, 'where a name is expected, Loki takes it for one', 'drop it');
  }
}
