import type { BelfryError } from '../../core/problem';
import type { Span } from '../../promql/node';
import { fault, unsafe, type Advice } from './fault';
import { Scanner, type Token, type TokenKind } from './scanner';

type Among<T extends Token, Kind extends TokenKind> = T extends Token ? (Kind extends T['kind'] ? T : never) : never;
type TokenOf<Kind extends TokenKind> = Among<Token, Kind>;

/** How many levels a query may have. Loki has no limit of its own, but what reads the tree may use the stack; queries that people wrote stay below 30. */
const deepest = 500;

/** The tokens of a query, one of them in view and one behind it. */
export class TokenStream {
  readonly text: string;
  readonly #scanner: Scanner;
  #token: Token;
  #behind: Token | undefined;
  #end = 0;
  #depth = 0;

  constructor(text: string) {
    this.text = text;
    this.#scanner = new Scanner(text);
    this.#token = this.#scanner.next();
  }

  /** The token in view. */
  get token(): Token {
    return this.#token;
  }

  /** The token behind the one in view. */
  get behind(): Token {
    return (this.#behind ??= this.#scanner.next());
  }

  /** Where the last taken token ended. */
  get end(): number {
    return this.#end;
  }

  /** Takes the token in view. */
  take(): Token {
    const taken = this.#token;
    this.#end = taken.to;
    this.#token = this.#behind ?? this.#scanner.next();
    this.#behind = undefined;
    return taken;
  }

  /** Takes the token in view if it is of this kind. */
  takeIf<Kind extends TokenKind>(kind: Kind): TokenOf<Kind> | undefined {
    const token = this.#token;
    if (!isKind(token, kind)) return undefined;
    this.take();
    return token;
  }

  /** Takes the token in view, which must be of this kind. */
  expect<Kind extends TokenKind>(kind: Kind, what: string, advice: Advice = {}): TokenOf<Kind> {
    const token = this.takeIf(kind);
    if (token !== undefined) return token;
    throw this.unexpected(what, advice);
  }

  is(kind: TokenKind): boolean {
    return this.#token.kind === kind;
  }

  /** The keyword in view, or an empty string. */
  get keyword(): string {
    return this.#token.kind === 'keyword' ? this.#token.text : '';
  }

  takeKeyword(keyword: string): boolean {
    if (this.keyword !== keyword) return false;
    this.take();
    return true;
  }

  /** Reads what stands one level deeper. */
  nested<T>(read: () => T): T {
    if (this.#depth >= deepest) throw tooDeep(this.text, this.#token);
    this.#depth += 1;
    const result = read();
    this.#depth -= 1;
    return result;
  }

  fault(message: string, span: Span = this.#token, advice: Advice = {}): BelfryError {
    return fault(this.text, span, message, advice);
  }

  /** The diagnostic for a token that stands where another is expected. */
  unexpected(expected: string, advice: Advice = {}): BelfryError {
    const { from, to } = this.#token;
    const found = this.is('end') ? 'the query ends' : `'${this.text.slice(from, to)}' stands`;
    const isReserved = this.#token.kind === 'keyword' && /\bname\b|\blabel\b/.test(expected);
    return this.fault(`${found} where ${expected} is expected`, this.#token, isReserved ? { fix: `'${this.text.slice(from, to)}' is a word of LogQL and cannot name a label; rename it with label_format before, or extract it under another name`, ...advice } : advice);
  }
}

function tooDeep(text: string, span: Span): BelfryError {
  return unsafe(text, span, `this query has more than ${deepest} levels`, 'nobody can read it, and what reads it for us may run out of stack', 'split it, or match with a regular expression');
}

/** Throws when a chain of operators is deeper than brackets may be. */
export function refuseDeep(text: string, levels: number, span: Span): void {
  if (levels > deepest) throw tooDeep(text, span);
}

function isKind<Kind extends TokenKind>(token: Token, kind: Kind): token is TokenOf<Kind> {
  return token.kind === kind;
}
