import type { Scalar } from 'yaml';
import type { Span } from '../../promql/node';

/**
 * Finds the characters of a YAML scalar in its source. Indentation, folding and quotes only ever change white space, so
 * the two are walked together by the characters that are not: what is the tenth of them in the value is the tenth in the
 * source, once escapes are read.
 */
export class SourcePositions {
  /** Where the value's characters that are no white space stand in it. */
  readonly #ink: readonly number[];
  /** For each character of the value that is no white space, where it begins in the source; then where the scalar ends. */
  readonly #starts: readonly number[];
  readonly #ends: readonly number[];

  constructor(text: string, node: Scalar.Parsed, value: string) {
    this.#ink = [...inkIn(value)];
    const [from, to] = node.range;
    const starts: number[] = [];
    const ends: number[] = [];
    let at = contentStart(text, from, node.type);
    const isDouble = node.type === 'QUOTE_DOUBLE';
    const isSingle = node.type === 'QUOTE_SINGLE';
    while (at < to) {
      const width = isDouble && text[at] === '\\' ? escapeWidth(text, at) : isSingle && text.startsWith("''", at) ? 2 : 1;
      const isBlank = width === 1 ? isWhiteSpace(text[at]) : isDouble && isBlankEscape(text, at);
      if (!isBlank) {
        starts.push(at);
        ends.push(at + width);
        // An escape of a character beyond the basic plane is two units of the value.
        if (isDouble && text[at] === '\\' && text[at + 1] === 'U' && Number.parseInt(text.slice(at + 2, at + width), 16) > 0xffff) {
          starts.push(at);
          ends.push(at + width);
        }
      }
      at += width;
    }
    this.#starts = starts;
    this.#ends = ends;
  }

  /** The stretch of source behind a stretch of the value. */
  range({ from, to }: Span): readonly [from: number, to: number] {
    const first = this.#inkBefore(from);
    const last = this.#inkBefore(Math.max(to, from + 1)) - 1;
    const fallback = this.#ends.at(-1) ?? 0;
    const start = this.#starts[first] ?? fallback;
    const end = this.#ends[last] ?? fallback;
    return [start, Math.max(start + 1, end)];
  }

  /** How many characters that are no white space stand before an offset of the value. */
  #inkBefore(offset: number): number {
    let [low, high] = [0, this.#ink.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.#ink[middle] ?? offset) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function* inkIn(value: string): Iterable<number> {
  for (let at = 0; at < value.length; at += 1) if (!isWhiteSpace(value[at])) yield at;
}

function contentStart(text: string, from: number, type: Scalar.Type | undefined): number {
  if (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') return from + 1;
  if (type !== 'BLOCK_LITERAL' && type !== 'BLOCK_FOLDED') return from;
  const newline = text.indexOf('\n', from);
  return newline === -1 ? from : newline + 1;
}

function isWhiteSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r';
}

const longEscapes: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

function escapeWidth(text: string, at: number): number {
  return longEscapes[text[at + 1] ?? ''] ?? 2;
}

/** `\n`, `\t`, an escaped blank or line break, and their numbers. */
function isBlankEscape(text: string, at: number): boolean {
  const letter = text[at + 1] ?? '';
  const digits = longEscapes[letter];
  if (digits !== undefined) return [9, 10, 13, 32].includes(Number.parseInt(text.slice(at + 2, at + digits), 16));
  return letter === 'n' || letter === 't' || letter === 'r' || isWhiteSpace(letter);
}
