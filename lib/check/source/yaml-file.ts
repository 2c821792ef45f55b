import { Composer, isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, Parser, visit } from 'yaml';
import type { Alias, Document, ParsedNode, Scalar, YAMLMap } from 'yaml';
import { collect } from '../../core/collect';
import type { Place, Problem } from '../../core/problem';
import type { Text } from '../model/text';
import { nestingFault } from './nesting';
import { SourcePositions } from './source-positions';

export type AnyNode = ParsedNode | null | undefined;
export type MapNode = YAMLMap.Parsed;
export type ScalarNode = Scalar.Parsed;

/** An entry of a map, with its key. */
export interface Entry {
  readonly key: ScalarNode;
  readonly value: AnyNode;
}

/** So many aliases are no file that a person wrote, but one that was made to exhaust its reader. */
const mostAliases = 10_000;

/** A YAML file with the way back from every value to where it stands. Text stays text: `5m`, `yes` and `1` are strings. */
export class YamlFile {
  readonly file: string;
  readonly text: string;
  readonly documents: readonly Document.Parsed[];
  readonly problems: Problem[] = [];
  /** Whether any comment switches a check off. */
  readonly mentionsSwitches: boolean;
  readonly #lines = new LineCounter();
  #anchors: ReadonlyMap<string, readonly ParsedNode[]> | undefined;
  #aliases = 0;

  constructor(file: string, text: string, schema: 'failsafe' | 'core') {
    this.file = file;
    this.text = text;
    this.mentionsSwitches = text.includes('belfry disable');
    this.documents = this.#parse(schema);
    for (const { errors } of this.documents) for (const { message, pos } of errors.slice(0, 20)) this.problem('yaml/syntax', message.replace(/ at line \d+, column \d+[^]*$/, ''), pos, 'correct the YAML');
  }

  #parse(schema: 'failsafe' | 'core'): readonly Document.Parsed[] {
    const lexer = new Lexer();
    const parser = new Parser(this.#lines.addNewLine);
    const composer = new Composer<ParsedNode>({ schema, uniqueKeys: false, lineCounter: this.#lines, prettyErrors: false, ...(schema === 'failsafe' ? { resolveKnownTags: false } : {}) });
    const documents: Document.Parsed[] = [];
    this.#lines.addNewLine(0);
    const fault = nestingFault();
    try {
      for (const lexeme of lexer.lex(this.text)) {
        const reason = fault(lexeme);
        if (reason !== undefined) {
          this.problem('yaml/nesting', reason, [parser.offset, parser.offset + 1], 'a rule file needs some six levels: check that this is one');
          return [];
        }
        for (const token of parser.next(lexeme)) documents.push(...composer.next(token));
      }
      for (const token of parser.end()) documents.push(...composer.next(token));
      documents.push(...composer.end(true, this.text.length));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.problem('yaml/nesting', 'it is nested too deeply to be read', [0, 1], 'a rule file needs some six levels: check that this is one');
      return [];
    }
    return documents;
  }

  problem(check: string, message: string, [from, to]: readonly [number, number], fix: string): void {
    this.problems.push({ check, severity: 'error', message, place: this.place(from, to), fix });
  }

  place(from: number, to: number): Place {
    const { line, col } = this.#lines.linePos(Math.min(from, this.text.length));
    return { file: this.file, line: Math.max(1, line), column: Math.max(1, col), excerpt: { text: this.text, from, to: Math.max(from + 1, to) } };
  }

  /** The place of a node, for complaints about what kind of thing it is. */
  placeOf(node: AnyNode): Place {
    return node === null || node === undefined ? this.place(0, 1) : this.place(node.range[0], firstLineEnd(this.text, node.range[0], node.range[1]));
  }

  /** The node itself, or what an alias stands for. Undefined for nothing, `~` and `null`. */
  resolved(node: AnyNode): ParsedNode | undefined {
    if (node === null || node === undefined) return undefined;
    if (isAlias(node)) return this.#target(node);
    return isScalar(node) && node.type === 'PLAIN' && /^(?:~|null|Null|NULL|)$/.test(node.source) ? undefined : node;
  }

  #target(alias: Alias.Parsed): ParsedNode | undefined {
    this.#aliases += 1;
    if (this.#aliases > mostAliases) {
      if (this.#aliases === mostAliases + 1) this.problem('yaml/aliases', `it uses more than ${mostAliases} aliases`, [alias.range[0], alias.range[1]], 'write the rules out');
      return undefined;
    }
    this.#anchors ??= anchorsOf(this.documents);
    const target = this.#anchors.get(alias.source)?.findLast(({ range }) => range[0] < alias.range[0]);
    return target === undefined || (target.range[0] <= alias.range[0] && alias.range[0] < target.range[1]) ? undefined : target;
  }

  /** The entries of a map by key, merge keys included; a key that stands twice is a problem, as it is to Prometheus. */
  entries(map: MapNode): ReadonlyMap<string, Entry> {
    const found = new Map<string, Entry>();
    const merged: MapNode[] = [];
    for (const { key, value } of map.items) {
      if (!isScalar(key)) continue;
      const name = scalarText(key);
      if (name === '<<') merged.push(...this.#mergedMaps(value));
      else if (found.has(name)) this.problem('yaml/duplicate-key', `the key '${name}' stands twice`, [key.range[0], key.range[1]], 'keep one of the two');
      else found.set(name, { key, value });
    }
    for (const other of merged) for (const [name, entry] of this.entries(other)) if (!found.has(name)) found.set(name, entry);
    return found;
  }

  #mergedMaps(value: AnyNode): readonly MapNode[] {
    const target = this.resolved(value);
    if (isMap(target)) return [target];
    return isSeq(target) ? target.items.map((item) => this.resolved(item)).filter((item) => isMap(item)) : [];
  }

  /** The text of a scalar. */
  scalar(node: ScalarNode): Text {
    const value = scalarText(node);
    let positions: SourcePositions | undefined;
    return {
      value,
      place: (span) => {
        if (span === undefined) return this.placeOf(node);
        positions ??= new SourcePositions(this.text, node, value);
        const [from, to] = positions.range(span);
        return this.place(from, to);
      },
    };
  }
}

export function scalarText(node: ScalarNode): string {
  return typeof node.value === 'string' ? node.value : node.source;
}

function firstLineEnd(text: string, from: number, to: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 || newline > to ? to : newline;
}

function anchorsOf(documents: readonly Document.Parsed[]): ReadonlyMap<string, readonly ParsedNode[]> {
  const found = new Map<string, ParsedNode[]>();
  for (const document of documents) {
    visit(document, {
      Value: (_key, node) => {
        const { anchor } = node;
        if (anchor !== undefined && isParsed(node)) collect(found, anchor, node);
      },
    });
  }
  return found;
}

function isParsed(node: unknown): node is ParsedNode {
  return (isMap(node) || isSeq(node) || isScalar(node)) && Array.isArray(node.range);
}
