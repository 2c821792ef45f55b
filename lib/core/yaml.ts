import type { ScalarTag, Tags } from 'yaml';
import { Document, isMap, isScalar, isSeq } from 'yaml';

/** What YAML can say: scalars, lists and maps. Entries that are `undefined` are left out. */
export type Data = string | number | boolean | null | undefined | readonly Data[] | { readonly [key: string]: Data };

export interface YamlOptions {
  /** Comment above the document, without `#`; one line each. @default no comment */
  readonly header?: string;
}

/**
 * Prints plain data as YAML, the same text for the same data on every machine.
 *
 * Keys keep the order in which they were written, because order carries meaning to the reader and in routing trees to
 * the program; lines are never folded; text of several lines is a literal block that reads like the file it becomes;
 * a short list of words stands on one line; nothing is an anchor or an alias. Words that YAML 1.1 takes for something else (`yes`, `on`, `1:30`) are quoted,
 * because some of the programs that read the text still use a 1.1 parser.
 *
 *     toYaml({ groups: [{ name: 'api', rules: [] }] }, { header: 'Made by Belfry.' })
 *     // # Made by Belfry.
 *     // groups:
 *     //   - name: api
 *     //     rules: []
 */
export function toYaml(data: Data, { header }: YamlOptions = {}): string {
  const document = new Document(data, { aliasDuplicateObjects: false, compat: 'yaml-1.1', customTags: rememberingWords });
  if (header !== undefined) document.commentBefore = header.split('\n').map((line) => ` ${line}`.trimEnd()).join('\n');
  shortListsOnOneLine(document.contents);
  const text = document.toString({ lineWidth: 0, blockQuote: 'literal', flowCollectionPadding: false, directives: false, commentString: asComment });
  // The library sets a blank line between a comment and the document; a header belongs to what follows it.
  return header === undefined ? text : text.replace(/^((?:#.*\n)+)\n/, '$1');
}

/** A word as it is written, by where it stands: as a key or a value, in a block or between brackets. */
const written: readonly Map<string, string>[] = [new Map(), new Map(), new Map(), new Map()];

/** Names repeat by the thousand, and whether one needs quotes takes the library two dozen patterns: it is asked once. */
function rememberingWords(tags: Tags): Tags {
  return tags.map((tag) => (typeof tag === 'object' && tag.tag === 'tag:yaml.org,2002:str' && tag.stringify !== undefined ? { ...tag, stringify: remembering(tag.stringify) } : tag));
}

type Stringify = NonNullable<ScalarTag['stringify']>;

function remembering(stringify: Stringify): Stringify {
  return (item, context, ...callbacks) => {
    const { value } = item;
    const words = written[(context.implicitKey ? 1 : 0) + (context.inFlow === true ? 2 : 0)];
    if (words === undefined || typeof value !== 'string' || value.length > longestWord || value.includes('\n')) return stringify(item, context, ...callbacks);
    const known = words.get(value) ?? stringify(item, context, ...callbacks);
    words.set(value, known);
    return known;
  };
}

/** What is longer hardly comes twice. */
const longestWord = 64;

function shortListsOnOneLine(node: unknown): void {
  if (isMap(node)) for (const { value } of node.items) shortListsOnOneLine(value);
  if (!isSeq(node)) return;
  const words = node.items.map((item) => (isScalar(item) ? item.value : undefined));
  node.flow = words.every(isWord) && words.join(', ').length <= longestList;
  for (const item of node.items) shortListsOnOneLine(item);
}

/** Longer lists are easier to read, and to compare, with an entry on each line. */
const longestList = 72;

/** What needs no quotes and no thought: names, numbers, patterns without punctuation. */
function isWord(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && /^[\w./:%@*-]+$/.test(value));
}

function asComment(comment: string): string {
  return comment
    .split('\n')
    .map((line) => `#${line}`)
    .join('\n');
}
