/**
 * What can be said of a regular expression without running it: all values that it matches, when these are few, and
 * examples otherwise. It knows the constructs that people write into routes; of anything else it says nothing.
 */
export interface PatternFacts {
  /** Every matched value; undefined where there are many. */
  readonly all: readonly string[] | undefined;
  readonly examples: readonly string[];
  /** How every matched value begins. */
  readonly prefix: string;
  /** Whether the pattern is a word followed by anything: `web-.*`. */
  readonly isPrefixOnly: boolean;
}

const unknown: PatternFacts = Object.freeze({ all: undefined, examples: [], prefix: '', isPrefixOnly: false });

type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'characters'; readonly some: readonly string[]; readonly isComplete: boolean }
  | { readonly kind: 'sequence'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'choice'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'repeat'; readonly piece: Piece; readonly least: number; readonly most: number };

/** More values than this are "many". */
const manyValues = 200;
const enoughExamples = 12;

class Unreadable extends Error {}

const facts = new Map<string, PatternFacts>();

export function patternFacts(pattern: string): PatternFacts {
  let known = facts.get(pattern);
  if (known === undefined) {
    known = analyse(pattern);
    facts.set(pattern, known);
  }
  return known;
}

function analyse(pattern: string): PatternFacts {
  try {
    // Alertmanager anchors every pattern at both ends; anchors that people add mean nothing more.
    const reader = new Reader(pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, ''));
    const piece = reader.choice();
    if (!reader.isAtEnd) return unknown;
    const last = piece.kind === 'sequence' ? piece.pieces.at(-1) : undefined;
    const isPrefixOnly = piece.kind === 'sequence' && last?.kind === 'repeat' && last.piece.kind === 'characters' && last.piece === anyCharacter && last.least === 0 && last.most === Infinity && piece.pieces.slice(0, -1).every(({ kind }) => kind === 'text');
    return { all: allOf(piece), examples: [...new Set(examplesOf(piece))].slice(0, enoughExamples), prefix: prefixOf(piece).text, isPrefixOnly };
  } catch (error) {
    if (error instanceof Unreadable) return unknown;
    throw error;
  }
}

function allOf(piece: Piece): readonly string[] | undefined {
  switch (piece.kind) {
    case 'text':
      return [piece.text];
    case 'characters':
      return piece.isComplete ? piece.some : undefined;
    case 'choice':
      return limited(piece.pieces.map(allOf), (lists) => lists.flat());
    case 'sequence':
      return limited(piece.pieces.map(allOf), product);
    case 'repeat': {
      const { least, most } = piece;
      const one = most <= 3 ? allOf(piece.piece) : undefined;
      if (one === undefined) return undefined;
      const times = Array.from({ length: most - least + 1 }, (_, index) => least + index);
      return limited(times.map((time) => product(Array.from({ length: time }, () => one))), (lists) => lists.flat());
    }
  }
}

function limited(lists: readonly (readonly string[] | undefined)[], join: (lists: readonly (readonly string[])[]) => readonly string[]): readonly string[] | undefined {
  const known = lists.filter((list) => list !== undefined);
  if (known.length < lists.length || known.reduce((size, list) => size * Math.max(1, list.length), 1) > manyValues ** 2) return undefined;
  const joined = [...new Set(join(known))];
  return joined.length > manyValues ? undefined : joined;
}

function product(lists: readonly (readonly string[])[]): readonly string[] {
  return lists.reduce<readonly string[]>((starts, ends) => starts.flatMap((start) => ends.map((end) => start + end)), ['']);
}

function examplesOf(piece: Piece): readonly string[] {
  switch (piece.kind) {
    case 'text':
      return [piece.text];
    case 'characters':
      return piece.some.slice(0, 2);
    case 'choice':
      return piece.pieces.flatMap(examplesOf);
    case 'sequence':
      return piece.pieces.reduce<readonly string[]>((starts, next) => starts.flatMap((start) => examplesOf(next).map((end) => start + end)).slice(0, enoughExamples), ['']);
    case 'repeat': {
      const [one] = examplesOf(piece.piece);
      if (one === undefined) return [];
      return [one.repeat(piece.least), ...(piece.most > piece.least ? [one.repeat(piece.least + 1)] : [])];
    }
  }
}

function prefixOf(piece: Piece): { readonly text: string; readonly isWhole: boolean } {
  if (piece.kind === 'text') return { text: piece.text, isWhole: true };
  if (piece.kind === 'repeat' && piece.least > 0) return { text: prefixOf(piece.piece).text, isWhole: false };
  if (piece.kind !== 'sequence') return { text: '', isWhole: false };
  let text = '';
  for (const part of piece.pieces) {
    const next = prefixOf(part);
    text += next.text;
    if (!next.isWhole) return { text, isWhole: false };
  }
  return { text, isWhole: true };
}

const anyCharacter: Piece = Object.freeze({ kind: 'characters', some: ['x', '0'], isComplete: false });
const namedClasses: Readonly<Record<string, Piece>> = {
  d: { kind: 'characters', some: ['0', '7'], isComplete: false },
  w: { kind: 'characters', some: ['a', '0'], isComplete: false },
  s: { kind: 'characters', some: [' '], isComplete: false },
};

class Reader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#pattern.length;
  }

  choice(): Piece {
    const pieces = [this.#sequence()];
    while (this.#take('|')) pieces.push(this.#sequence());
    const [only, ...others] = pieces;
    return only !== undefined && others.length === 0 ? only : { kind: 'choice', pieces };
  }

  #sequence(): Piece {
    const pieces: Piece[] = [];
    while (!this.isAtEnd && this.#next() !== '|' && this.#next() !== ')') pieces.push(this.#repeated(this.#one()));
    const [only, ...others] = pieces;
    return only !== undefined && others.length === 0 ? only : { kind: 'sequence', pieces };
  }

  #repeated(piece: Piece): Piece {
    const counted = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.#pattern.slice(this.#at));
    let repeated = piece;
    if (counted !== null) {
      this.#at += counted[0].length;
      const least = Number(counted[1]);
      repeated = { kind: 'repeat', piece, least, most: counted[2] === undefined ? least : counted[3] === '' ? Infinity : Number(counted[3]) };
    } else if (this.#take('*')) repeated = { kind: 'repeat', piece, least: 0, most: Infinity };
    else if (this.#take('+')) repeated = { kind: 'repeat', piece, least: 1, most: Infinity };
    else if (this.#take('?')) repeated = { kind: 'repeat', piece, least: 0, most: 1 };
    else return piece;
    // Lazy or greedy is one when the whole value must match.
    this.#take('?');
    return repeated;
  }

  #one(): Piece {
    const character = this.#next();
    this.#at += character.length;
    if (character === '.') return anyCharacter;
    if (character === '[') return this.#characters();
    if (character === '(') return this.#group();
    if (character === '\\') return this.#escape();
    if ('^$*+?{'.includes(character)) throw new Unreadable();
    return { kind: 'text', text: character };
  }

  #group(): Piece {
    if (this.#next() === '?') {
      this.#at += 1;
      if (!this.#take(':')) throw new Unreadable();
    }
    const inner = this.choice();
    if (!this.#take(')')) throw new Unreadable();
    return inner;
  }

  #escape(): Piece {
    const character = this.#next();
    this.#at += character.length;
    const named = namedClasses[character];
    if (named !== undefined) return named;
    if (character === '' || /[a-zA-Z0-9]/.test(character)) throw new Unreadable();
    return { kind: 'text', text: character };
  }

  #characters(): Piece {
    const listed = /^((?:[^\]\\[^-]|\\[^a-zA-Z0-9]|[^\]\\[^-]-[^\]\\[^-])+)\]/u.exec(this.#pattern.slice(this.#at));
    if (listed === null) throw new Unreadable();
    this.#at += listed[0].length;
    const some: string[] = [];
    let isComplete = true;
    for (const [item] of (listed[1] ?? '').matchAll(/[^\\]-[^]|\\?[^]/gu)) {
      const [first, dash, last] = item;
      if (dash === '-' && first !== undefined && last !== undefined) {
        some.push(first, last);
        isComplete &&= first === last;
      } else some.push(item.replace('\\', ''));
    }
    return { kind: 'characters', some: [...new Set(some)], isComplete };
  }

  #next(): string {
    return this.isAtEnd ? '' : String.fromCodePoint(this.#pattern.codePointAt(this.#at) ?? 0);
  }

  #take(character: string): boolean {
    if (this.#next() !== character) return false;
    this.#at += character.length;
    return true;
  }
}
