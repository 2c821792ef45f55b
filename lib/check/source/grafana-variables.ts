import type { Problem } from '../../core/problem';
import { variableMark } from '../analysis/selection';

/** A query of a panel, with its variables replaced so that it can be parsed. Every character stays where it is. */
export interface ParsedQuery<Root> {
  readonly root: Root;
  /** Names that stand for variables. */
  readonly variables: ReadonlySet<string>;
}

/** A variable in a query: `$name`, `${name}`, `${name:regex}` or `[[name]]`. */
export interface VariableUse {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** What stands there in the end decides what may stand in for it. */
  readonly place: 'string' | 'range' | 'step' | 'unit' | 'other';
}

const variable = /\$\{([A-Za-z_]\w*)(?:[.:][^{}]*)?\}|\[\[([A-Za-z_]\w*)(?::\w+)?\]\]|\$([A-Za-z_]\w*)/g;

export function variablesIn(text: string): readonly VariableUse[] {
  if (!text.includes('$') && !text.includes('[[')) return [];
  const surroundings = new Surroundings(text);
  return [...text.matchAll(variable)].map((match) => {
    const [whole, braced, squared, bare] = match;
    const [from, to] = [match.index, match.index + whole.length];
    return { name: braced ?? squared ?? bare ?? '', from, to, place: placeOf(text, from, to, surroundings.at(from)) };
  });
}

function placeOf(text: string, from: number, to: number, around: ReturnType<Surroundings['at']>): VariableUse['place'] {
  if (around === 'string') return 'string';
  const isOffset = /\boffset\s+-?$/i.test(text.slice(Math.max(0, from - 20), from));
  if (around === 'other' && !isOffset) return 'other';
  if (/[a-z]/i.test(text.charAt(to))) return 'unit';
  return around === 'step' ? 'step' : 'range';
}

/** Walks once over a query and knows whether it is in a string, a comment or brackets. */
class Surroundings {
  readonly #text: string;
  #at = 0;
  #quote = '';
  #bracket: 'other' | 'range' | 'step' = 'other';

  constructor(text: string) {
    this.#text = text;
  }

  /** Offsets must be asked for in rising order. What stands in a comment may be anything, as in a string. */
  at(offset: number): 'string' | 'other' | 'range' | 'step' {
    for (; this.#at < offset; this.#at += 1) this.#pass(this.#text.charAt(this.#at));
    return this.#quote === '' ? this.#bracket : 'string';
  }

  #pass(character: string): void {
    if (this.#quote !== '') {
      if (character === '\\' && (this.#quote === '"' || this.#quote === "'")) this.#at += 1;
      else if (character === this.#quote) this.#quote = '';
    } else if (character === '"' || character === "'" || character === '`') this.#quote = character;
    else if (character === '#') this.#quote = '\n';
    else if (character === '[' && this.#text.charAt(this.#at + 1) !== '[') this.#bracket = 'range';
    else if (character === ':' && this.#bracket !== 'other') this.#bracket = 'step';
    else if (character === ']') this.#bracket = 'other';
  }
}

/** Tried in this order where it is not certain what a variable stands for: a name, then a number. */
const guesses = ['name', 'number'] as const;

/** How many variables of unknown meaning are tried one after the other. */
const mostTries = 8;

/** Parses a query with variables in it; the problem is the one that is left when every guess was tried. */
export function parseQuery<Root>(text: string, parse: (text: string) => { readonly node: Root } | { readonly problem: Problem }): ParsedQuery<Root> | { readonly problem: Problem } {
  const uses = variablesIn(text);
  const guessed = new Map<VariableUse, number>();
  for (let tries = 0; ; tries += 1) {
    const variables = new Set<string>();
    const result = parse(substituted(text, uses, guessed, variables));
    if ('node' in result) return { root: result.node, variables };
    const next = uses.find((use) => use.place === 'other' && (guessed.get(use) ?? 0) + 1 < guesses.length && isAbout(result.problem, use));
    if (next === undefined || tries >= mostTries) return { problem: result.problem };
    guessed.set(next, (guessed.get(next) ?? 0) + 1);
  }
}

function isAbout({ place }: Problem, { from, to }: VariableUse): boolean {
  return place.excerpt === undefined || (place.excerpt.from < to && place.excerpt.to > from);
}

function substituted(text: string, uses: readonly VariableUse[], guessed: ReadonlyMap<VariableUse, number>, variables: Set<string>): string {
  let result = '';
  let at = 0;
  for (const use of uses) {
    const stand = standIn(use, guesses[guessed.get(use) ?? 0] ?? 'name');
    if (use.place === 'other') variables.add(stand);
    result += text.slice(at, use.from) + stand;
    at = use.to;
  }
  return result + text.slice(at);
}

/** Something as long as the variable, so that every place in the text stays what it is. */
function standIn({ place, from, to }: VariableUse, guess: (typeof guesses)[number]): string {
  const length = to - from;
  switch (place) {
    case 'string':
      return variableMark.repeat(length);
    case 'range':
      return '1h'.padStart(length, '0');
    case 'step':
      return '1m'.padStart(length, '0');
    case 'unit':
      return '1'.padStart(length, '0');
    case 'other':
      return guess === 'name' ? 'V'.padEnd(length, '_') : '1'.padStart(length, '0');
  }
}
