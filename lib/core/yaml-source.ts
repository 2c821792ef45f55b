import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, ParsedNode } from 'yaml';
import type { Place, Problem } from './problem';
import { BelfryError, mistake } from './problem';

/** A value in a YAML file that somebody else wrote, with the spot where it stands. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

interface Placed {
  readonly place: Place;
}

export interface YamlMap extends Placed {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
  /** The value of a key; undefined when the key is absent or says nothing. */
  get(key: string): YamlNode | undefined;
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;
}

export interface YamlList extends Placed {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

export interface YamlScalar extends Placed {
  readonly kind: 'scalar';
  /** What a program that wants a string reads: `5` and `"5"` are both `5`. */
  readonly text: string;
  /** What YAML 1.1 makes of it, in which `yes` is true. */
  readonly value: string | number | boolean | null;
}

/**
 * Reads a YAML file with the spots of everything in it. Anchors, aliases and merge keys are resolved.
 *
 * @returns undefined when the file is empty
 * @throws BelfryError with the spot of every error in the syntax; a key that stands twice is one
 */
export function readYaml(text: string, file: string): YamlNode | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.1', merge: true, lineCounter: lines, prettyErrors: false });
  const source: Source = { text, file, lines, document };
  const [first, ...rest] = document.errors.map(({ message, pos: [from, to] }): Problem => ({ check: 'yaml/syntax', severity: 'error', message, place: placeAt(source, from, to), fix: 'correct the syntax' }));
  if (first !== undefined) throw new BelfryError([first, ...rest]);
  return document.contents === null || (isScalar(document.contents) && document.contents.value === null) ? undefined : toNode(source, document.contents);
}

interface Source {
  readonly text: string;
  readonly file: string;
  readonly lines: LineCounter;
  readonly document: Document.Parsed;
}

function toNode(source: Source, node: ParsedNode): YamlNode {
  if (isAlias(node)) {
    const target: unknown = node.resolve(source.document);
    if (isParsed(target)) return toNode(source, target);
    throw mistake({ check: 'yaml/syntax', message: `the alias '${node.source}' stands for nothing`, place: placeAt(source, node.range[0], node.range[1]), fix: `declare it before with &${node.source}` });
  }
  if (isMap(node)) return toMap(source, node);
  if (isSeq(node)) return new ListNode(source, node.range, node.items.map((item) => toNode(source, item)));
  const { value } = node;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return new ScalarNode(source, node.range, node.source, value);
  return value === null ? new ScalarNode(source, node.range, node.source, null) : new ScalarNode(source, node.range, node.source, node.source);
}

function toMap(source: Source, node: Extract<ParsedNode, { items: { key: ParsedNode; value: ParsedNode | null }[] }>): YamlMap {
  const own: YamlEntry[] = [];
  const merged: YamlEntry[] = [];
  for (const { key, value } of node.items) {
    const read = toNode(source, key);
    const content = value === null ? new ScalarNode(source, key.range, '', null) : toNode(source, value);
    if (read.kind !== 'scalar') continue;
    if (read.text === '<<') merged.push(...mergedEntries(content));
    else own.push({ key: read, value: content });
  }
  const entries = merged.length === 0 ? own : [...own, ...merged.filter(({ key }) => !own.some((entry) => entry.key.text === key.text))];
  return new MapNode(source, node.range, entries);
}

function mergedEntries(node: YamlNode): readonly YamlEntry[] {
  if (node.kind === 'map') return node.entries;
  return node.kind === 'list' ? node.items.flatMap(mergedEntries) : [];
}

/** The place is worked out when it is asked for: most values are never complained about. */
class Spot implements Placed {
  readonly #source: Source;
  readonly #from: number;
  readonly #to: number;

  constructor(source: Source, [from, to]: readonly [number, number, number]) {
    this.#source = source;
    this.#from = from;
    this.#to = to;
  }

  get place(): Place {
    return placeAt(this.#source, this.#from, this.#to);
  }
}

class ListNode extends Spot implements YamlList {
  readonly kind = 'list';
  readonly items: readonly YamlNode[];

  constructor(source: Source, range: readonly [number, number, number], items: readonly YamlNode[]) {
    super(source, range);
    this.items = items;
  }
}

class MapNode extends Spot implements YamlMap {
  readonly kind = 'map';
  readonly entries: readonly YamlEntry[];

  constructor(source: Source, range: readonly [number, number, number], entries: readonly YamlEntry[]) {
    super(source, range);
    this.entries = entries;
  }

  get(name: string): YamlNode | undefined {
    const found = this.entries.find(({ key }) => key.text === name)?.value;
    return found?.kind === 'scalar' && found.value === null ? undefined : found;
  }
}

class ScalarNode extends Spot implements YamlScalar {
  readonly kind = 'scalar';
  readonly text: string;
  readonly value: YamlScalar['value'];

  constructor(source: Source, range: readonly [number, number, number], text: string, value: YamlScalar['value']) {
    super(source, range);
    this.text = text;
    this.value = value;
  }
}

function placeAt({ text, file, lines }: Source, from: number, to: number): Place {
  const { line, col } = lines.linePos(from);
  return { file, line, column: col, excerpt: { text, from, to: Math.max(from + 1, to) } };
}

function isParsed(node: unknown): node is ParsedNode {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node);
}
