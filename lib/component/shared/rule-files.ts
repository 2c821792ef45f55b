import type { Construct } from 'constructs';
import { mistake } from '../../core/problem';
import { byteLength, configMap, configMapBudget } from './config-map';
import type { StackIdentity } from './identity';
import { constructPath } from './identity';
import type { Placement } from './placement';

/** Who evaluates rules: on metrics, or on logs. */
export type RuleEvaluator = 'prometheus' | 'loki';

/** One file of rules, as YAML in Prometheus' own format, which Loki shares. */
export interface RuleFile {
  /** Name of the system: lower case, digits, hyphens. Becomes `<name>.yaml` in the ConfigMap `prometheus-rules-<name>`, or `loki-rules-<name>`. */
  readonly name: string;
  readonly content: string;
}

/** What one ConfigMap of rules holds. */
export interface RulePart {
  readonly configMap: string;
  /** Name of the file in the folder of rules. */
  readonly file: string;
  readonly content: string;
}

/**
 * Distributes rule files over ConfigMaps, one for each file. A file that is larger than a ConfigMap may be is cut
 * between groups into as few parts as its order allows; the same file is always cut in the same places.
 *
 * Throws when two files have one name, or when a single group is larger than a ConfigMap.
 */
export function ruleParts(stack: StackIdentity, evaluator: RuleEvaluator, files: readonly RuleFile[]): readonly RulePart[] {
  const owner: Owner = { stack, folder: `${evaluator}-rules` };
  const seen = new Map<string, string>();
  return files.flatMap((file) => {
    if (!/^[a-z0-9](?:[-a-z0-9]{0,48}[a-z0-9])?$/.test(file.name)) throw badName(owner, file.name);
    return contents(owner, file).map((content, index) => {
      const part = index === 0 ? file.name : `${file.name}-${String(index + 1)}`;
      const other = seen.get(part);
      if (other !== undefined) throw sameName(owner, part, other, file.name);
      seen.set(part, file.name);
      return { configMap: `${owner.folder}-${part}`, file: `${part}.yaml`, content };
    });
  });
}

/** The ConfigMaps of the rules: objects of their own, so that a change of rules is reviewed apart from the program. */
export function addRules(scope: Construct, placement: Placement, rules: readonly RulePart[]): void {
  for (const { configMap: name, file, content } of rules) configMap(scope, placement, name, { [file]: content });
}

/** Whose files they are, for diagnostics. */
interface Owner {
  readonly stack: StackIdentity;
  readonly folder: string;
}

function contents(owner: Owner, file: RuleFile): readonly string[] {
  if (byteLength(file.content) <= configMapBudget.value) return [file.content];
  const { head, groups } = cut(file.content);
  const headSize = byteLength(head);
  const parts: string[] = [];
  let part: string[] = [];
  let size = headSize;
  for (const group of groups) {
    const groupSize = byteLength(group);
    if (headSize + groupSize > configMapBudget.value) throw tooLarge(owner, file.name, group, headSize + groupSize);
    if (size + groupSize > configMapBudget.value) {
      parts.push(head + part.join(''));
      part = [];
      size = headSize;
    }
    part.push(group);
    size += groupSize;
  }
  return [...parts, head + part.join('')];
}

/**
 * Cuts block-style YAML between the entries of `groups`. An entry begins with a hyphen at the indentation of the first
 * one; YAML indents everything within an entry deeper than its hyphen, block scalars included, so that no other line
 * can look like this. Text that is not of this shape is one piece.
 */
function cut(content: string): { readonly head: string; readonly groups: readonly string[] } {
  const start = /^groups:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*(?=( *)- )/m.exec(content);
  if (start === null) return { head: '', groups: [content] };
  const first = start.index + start[0].length;
  const hyphen = `\n${start[1] ?? ''}- `;
  const groups: string[] = [];
  let from = first;
  for (let next = content.indexOf(hyphen, from); next !== -1; next = content.indexOf(hyphen, from)) {
    groups.push(content.slice(from, next + 1));
    from = next + 1;
  }
  return { head: content.slice(0, first), groups: [...groups, content.slice(from)] };
}

function badName({ stack, folder }: Owner, name: string): Error {
  return mistake({
    check: 'stack/rule-file-name',
    message: `'${name}' is no name for a file of rules`,
    place: { subject: constructPath(stack, folder) },
    why: 'it becomes the name of a ConfigMap and of the file in it',
    fix: 'write lower-case letters, digits and hyphens, at most 50 of them',
  });
}

function sameName({ stack, folder }: Owner, part: string, other: string, name: string): Error {
  return mistake({
    check: 'stack/duplicate-rule-file',
    message: `two files of rules are called '${part}.yaml'`,
    place: { subject: constructPath(stack, folder, part) },
    why: other === name ? 'the second would replace the first' : `'${other}' is cut into parts that are counted from 2, and '${name}' has the name of one`,
    fix: 'rename one of them, or put the groups of both into one file',
  });
}

function tooLarge({ stack, folder }: Owner, name: string, group: string, size: number): Error {
  const title = /^ *- name: *(.+)$/m.exec(group)?.[1] ?? '';
  return mistake({
    check: 'stack/rule-file-too-large',
    message: `the file of rules '${name}' holds a piece of ${kibibytesText(size)} KiB that cannot be cut: ${title === '' ? 'it is not written as one list entry for each group' : `group ${title}`}`,
    place: { subject: constructPath(stack, folder, name) },
    why: `a ConfigMap holds ${kibibytesText(configMapBudget.value)} KiB here, and Kubernetes refuses more than 1024 KiB`,
    fix: 'split the group into several; the groups of all files are evaluated alike',
  });
}

function kibibytesText(size: number): string {
  return String(Math.ceil(size / 1024));
}
