import type { Span } from '../node';
import { fault, type Advice } from './fault';
import { isDecimalDigit, isWordCharacter, numberEnd, readDuration } from './number-literal';
import { stringEnd } from './string-literal';

/** Punctuation is its own kind. A word is a keyword or a name: which of them, its place decides. */
export type TokenKind = 'end' | 'number' | 'duration' | 'string' | 'word' | Punctuation;

type Punctuation =
  | '(' | ')' | '{' | '}' | '[' | ']' | ',' | ':' | '@'
  | '+' | '-' | '*' | '/' | '%' | '^' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '</' | '>/' | '=' | '=~' | '!~';

export interface Token extends Span {
  readonly kind: TokenKind;
}

/** Between braces stand matchers; between brackets durations, and comments only after the first of them. */
type Mode = 'expression' | 'braces' | 'bracketOpened' | 'brackets';

const inExpression: readonly Punctuation[] = ['==', '!=', '<=', '>=', '</', '>/', '(', ')', '{', '[', ']', ',', '@', '+', '-', '*', '/', '%', '^', '<', '>', '='];
const inBraces: readonly Punctuation[] = ['=~', '!~', '!=', '=', ',', '}'];
const inBrackets: readonly Punctuation[] = [']', ':', '+', '-', '*', '/', '%', '^', '(', ')', ','];

/** The punctuation of a mode by its first character, longer spellings first. */
function byFirstCharacter(spellings: readonly Punctuation[]): ReadonlyMap<string, readonly Punctuation[]> {
  return new Map(spellings.map((spelling) => [spelling.charAt(0), spellings.filter((other) => other.startsWith(spelling.charAt(0)))]));
}

const punctuation: Readonly<Record<Mode, ReadonlyMap<string, readonly Punctuation[]>>> = {
  expression: byFirstCharacter(inExpression),
  braces: byFirstCharacter(inBraces),
  bracketOpened: byFirstCharacter(inBrackets),
  brackets: byFirstCharacter(inBrackets),
};

/** Cuts an expression into tokens exactly where Prometheus does. Source: promql/parser/lex.go. */
export class Scanner {
  readonly text: string;
  #position = 0;
  #mode: Mode = 'expression';
  #brace: Span | undefined;
  #sawDuration = false;

  constructor(text: string) {
    this.text = text;
  }

  /** The next token. At the end of the text it is `end`, again and again. */
  next(): Token {
    this.#skipBlanks();
    const from = this.#position;
    const kind = this.#kindAt(from);
    return { kind, from, to: this.#position };
  }

  #skipBlanks(): void {
    for (;;) {
      const character = this.text[this.#position];
      if (character === '#' && this.#mode !== 'bracketOpened') this.#skipComment();
      else if (character === ' ' || character === '\n' || character === '\t' || character === '\r') this.#position += 1;
      else return;
    }
  }

  #skipComment(): void {
    while (this.#position < this.text.length && this.text[this.#position] !== '\n' && this.text[this.#position] !== '\r') this.#position += 1;
  }

  #kindAt(from: number): TokenKind {
    const { text } = this;
    if (from >= text.length) return this.#end();
    const found = punctuation[this.#mode].get(text.charAt(from))?.find((spelling) => text.startsWith(spelling, from));
    const code = text.charCodeAt(from);
    if (this.#mode !== 'braces' && (isDecimalDigit(code) || (code === dot && isDecimalDigit(text.charCodeAt(from + 1))))) return this.#number(from);
    if (found !== undefined) return this.#punctuation(found);
    if (isWordCharacter(code) || (code === colon && this.#mode === 'expression')) return this.#word(from);
    if (this.#mode !== 'bracketOpened' && (code === doubleQuote || code === singleQuote || code === backtick)) {
      this.#position = stringEnd(text, from);
      return 'string';
    }
    throw strangeCharacter(text, from, this.#mode);
  }

  #end(): 'end' {
    if (this.#brace !== undefined) throw fault(this.text, this.#brace, "this '{' is never closed: expected '}'", { fix: "close it with '}' after the last matcher" });
    return 'end';
  }

  #punctuation(found: Punctuation): Punctuation {
    const from = this.#position;
    this.#position += found.length;
    if (found === ':' && this.#mode === 'bracketOpened' && !this.#sawDuration) throw earlyColon(this.text, from);
    if (found === '{') this.#enterBraces({ from, to: from + 1 });
    else if (found === '}') this.#leaveBraces();
    else if (found === '[') this.#mode = 'bracketOpened';
    else if (found === ']') this.#mode = 'expression';
    return found;
  }

  #enterBraces(brace: Span): void {
    this.#mode = 'braces';
    this.#brace = brace;
  }

  #leaveBraces(): void {
    this.#mode = 'expression';
    this.#brace = undefined;
  }

  #word(from: number): 'word' | 'number' {
    const { text } = this;
    if (this.#mode === 'braces' && isDecimalDigit(text.charCodeAt(from))) throw strangeCharacter(text, from, this.#mode);
    const takesColon = this.#mode === 'expression';
    let end = from + 1;
    while (isWordCharacter(text.charCodeAt(end)) || (takesColon && text.charCodeAt(end) === colon)) end += 1;
    this.#position = end;
    return takesColon && end - from === 3 && /^(?:inf|nan)$/i.test(text.slice(from, end)) ? 'number' : 'word';
  }

  #number(from: number): 'number' | 'duration' {
    const { text } = this;
    if (this.#mode === 'bracketOpened') {
      this.#mode = 'brackets';
      this.#sawDuration = true;
    }
    const end = numberEnd(text, from);
    this.#position = end ?? runEnd(text, from, isWordCharacter);
    if (end !== undefined) return 'number';
    if (readDuration(text.slice(from, this.#position)) !== undefined) return 'duration';
    throw badNumber(text, { from, to: runEnd(text, from, (code) => isWordCharacter(code) || code === dot) });
  }
}

const [dot, colon, doubleQuote, singleQuote, backtick] = [46, 58, 34, 39, 96];

function runEnd(text: string, from: number, belongs: (code: number) => boolean): number {
  let end = from;
  while (belongs(text.charCodeAt(end))) end += 1;
  return end;
}

export function badNumber(text: string, span: Span): Error {
  return fault(text, span, 'expected a number such as 0.5, 1e6 or 0x1f, or a duration such as 5m', {
    fix: 'units are y, w, d, h, m, s and ms, each once, the largest first, with whole numbers: 1h30m',
  });
}

/** Prometheus wants to have seen a number in brackets, these or earlier ones, before it takes a colon. */
function earlyColon(text: string, from: number): Error {
  return fault(text, { from, to: from + 1 }, "unexpected ':': expected a number before it", { fix: 'begin with a duration such as 5m; a calculated one can be written 1 * step()' });
}

/** What people write from other languages, and how PromQL says it. */
const foreign: Readonly<Record<string, string>> = {
  '&': "write 'and'",
  '|': "write 'or'",
  '!': "write 'unless' to exclude series, or != to compare",
  $: 'variables such as $__rate_interval are filled in by Grafana, and mean nothing to Prometheus: write a duration such as 5m',
  ';': 'an expression is a single one: drop the semicolon',
  '“': 'write straight quotes: "',
  '”': 'write straight quotes: "',
  '‘': "write straight quotes: '",
  '’': "write straight quotes: '",
  '\u00a0': 'this is a non-breaking space: write a plain one',
  '\ufeff': 'this is a byte order mark: save the text without one',
  '~': "regular expressions stand in matchers: {label=~\"a|b\"}",
};

const expected: Readonly<Record<Mode, string>> = {
  expression: 'expected an expression or an operator',
  braces: "expected a label, an operator (= != =~ !~), a string, ',' or '}'",
  bracketOpened: 'expected a duration such as 5m',
  brackets: "expected a duration such as 5m, ':' or ']'",
};

function strangeCharacter(text: string, from: number, mode: Mode): Error {
  const character = String.fromCodePoint(text.codePointAt(from) ?? 0);
  const hint = foreign[character];
  const advice: Advice = hint === undefined ? {} : { fix: hint };
  return fault(text, { from, to: from + character.length }, `unexpected ${name(character)}: ${expected[mode]}`, advice);
}

/** A character that can be shown stands for itself, any other is named by its number. */
function name(character: string): string {
  const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `'${character}'` : `character U+${number}`;
}
