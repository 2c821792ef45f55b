import type { BelfryError } from '../../core/problem';
import type { Span } from '../node';
import { fault, type Advice } from './fault';
import { badNumber, Scanner, type Token, type TokenKind } from './scanner';
import { readDuration, readNumber } from './number-literal';
import { readString } from './string-literal';

/** The tokens of an expression, one of them in view. */
export class TokenStream {
  readonly text: string;
  readonly #scanner: Scanner;
  #token: Token;
  #end = 0;

  constructor(text: string) {
    this.text = text;
    this.#scanner = new Scanner(text);
    this.#token = this.#scanner.next();
  }

  /** The token in view. */
  get token(): Token {
    return this.#token;
  }

  /** Where the last taken token ended. */
  get end(): number {
    return this.#end;
  }

  /** Takes the token in view. */
  take(): Token {
    const taken = this.#token;
    this.#end = taken.to;
    this.#token = this.#scanner.next();
    return taken;
  }

  is(kind: TokenKind): boolean {
    return this.#token.kind === kind;
  }

  /** Takes the token in view when it is of this kind. */
  takeIf(kind: TokenKind): Token | undefined {
    return this.is(kind) ? this.take() : undefined;
  }

  /** Takes the closing bracket of `opening`, after something else that may stand there too. */
  close(kind: ')' | '}' | ']', opening: Token, alternative = ''): Token {
    if (this.is(kind)) return this.take();
    const wanted = `expected ${alternative}'${kind}'`;
    if (this.is('end')) throw this.fault(`this '${this.textOf(opening)}' is never closed: ${wanted}`, opening, { fix: `close it with '${kind}'` });
    throw this.unexpected(wanted);
  }

  textOf({ from, to }: Span): string {
    return this.text.slice(from, to);
  }

  /** A word in lower case, as keywords are compared; empty when no word is in view. */
  get keyword(): string {
    return this.is('word') && this.#token.to - this.#token.from <= longestKeyword ? this.textOf(this.#token).toLowerCase() : '';
  }

  /** The value of a number or duration that was taken, in seconds for a duration. */
  valueOf(token: Token): number {
    const literal = this.textOf(token);
    const value = token.kind === 'duration' ? readDuration(literal) : readNumber(literal);
    if (value === 'too long') throw tooLong(this.text, token);
    if (value !== undefined) return value;
    if (!/[^\d._e+]/i.test(literal) && Number(literal.replaceAll('_', '')) === Infinity) throw this.fault('this number is beyond 1.8e308', token, { fix: 'write Inf for infinity' });
    throw badNumber(this.text, token);
  }

  stringOf(token: Token): string {
    return readString(this.text, token);
  }

  fault(message: string, span: Span, advice?: Advice): BelfryError {
    return fault(this.text, span, message, advice);
  }

  /** The fault of a token that cannot stand where it does. */
  unexpected(expected: string, advice?: Advice): BelfryError {
    return this.fault(`unexpected ${this.#described()}: ${expected}`, this.#token, advice);
  }

  #described(): string {
    const { kind } = this.#token;
    if (kind === 'end') return 'end of the expression';
    if (kind === 'word' || kind === 'number' || kind === 'duration') return `'${shortened(this.textOf(this.#token))}'`;
    return kind === 'string' ? `string ${shortened(this.textOf(this.#token))}` : `'${kind}'`;
  }
}

/** `group_right`, `limit_ratio` and `count_values` are the longest keywords. */
const longestKeyword = 'count_values'.length;

const longestQuotation = 40;

function shortened(text: string): string {
  return text.length <= longestQuotation ? text : `${text.slice(0, longestQuotation)}...`;
}

export function tooLong(text: string, span: Span): BelfryError {
  return fault(text, span, 'this duration is longer than the 292 years that Prometheus can count', { fix: 'write a shorter one' });
}
