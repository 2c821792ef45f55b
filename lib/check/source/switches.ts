import { isPair, isScalar } from 'yaml';
import type { Problem } from '../../core/problem';
import type { GroupDraft } from '../model/draft';
import type { Switch } from '../model/subject';
import type { Text } from '../model/text';
import type { AnyNode, MapNode, YamlFile } from './yaml-file';

/** `belfry disable histogram/no-rate: the whole life is what we want to see` */
const directive = /^\s*belfry disable\s+([a-z0-9-]+\/[a-z0-9-]+)\s*(?::\s*(.*?))?\s*$/;

/**
 * The checks that comments switch off at a rule: a YAML comment anywhere in the rule, or right above it, and a PromQL
 * comment in its expression.
 */
export function switchesOfRule(file: YamlFile, rule: MapNode, expressionNode: AnyNode): readonly Switch[] {
  if (!file.mentionsSwitches) return [];
  const [from, to] = rule.range;
  const lastLineEnd = file.text.indexOf('\n', to - 1);
  return inComments(file, commentStart(file.text, from), lastLineEnd === -1 ? file.text.length : lastLineEnd, expressionRange(expressionNode));
}

/** Those above a group, and between its name and its rules. */
export function switchesOfGroup(file: YamlFile, group: MapNode, rules: AnyNode): readonly Switch[] {
  if (!file.mentionsSwitches) return [];
  const [from, to] = group.range;
  const firstRule = rules?.range[0] ?? to;
  return inComments(file, commentStart(file.text, from), commentStart(file.text, firstRule));
}

/** JSON has no comments, so a panel or a dashboard says it in a line of its description. */
export function switchesOfDescription(description: Text | undefined): readonly Switch[] {
  if (description?.value.includes('belfry disable') !== true) return [];
  const found: Switch[] = [];
  let from = 0;
  for (const line of description.value.split('\n')) {
    const match = directive.exec(line);
    const span = { from, to: from + line.length };
    if (match !== null) found.push(switchOf(match, () => description.place(span)));
    from = span.to + 1;
  }
  return found;
}

/** Comments that switch something off and stand at no rule and no group, so that nobody listens. */
export function straySwitches(file: YamlFile, groups: readonly GroupDraft[]): Problem[] {
  if (!file.mentionsSwitches) return [];
  const heard = new Set(groups.flatMap((group) => [...group.switches, ...group.rules.flatMap(({ switches }) => switches)]).map(({ spot }) => spot.text.place().line));
  return inComments(file, 0, file.text.length)
    .map(({ check, spot }): Problem => ({ check: 'switch/unused', severity: 'warning', message: `'${check}' is switched off where no rule or group begins`, place: spot.text.place(), fix: 'move the comment right above the rule' }))
    .filter(({ place }) => !heard.has(place.line));
}

function inComments(file: YamlFile, start: number, end: number, inExpression?: readonly [number, number]): readonly Switch[] {
  const found: Switch[] = [];
  let offset = start;
  for (const line of file.text.slice(start, end).split('\n')) {
    const hash = line.indexOf('#');
    const at = offset + hash;
    const isInExpression = inExpression !== undefined && at >= inExpression[0] && at < inExpression[1];
    if (hash !== -1 && (line.slice(0, hash).trim() === '' || isInExpression || /\s$/.test(line.slice(0, hash)))) {
      const match = directive.exec(line.slice(hash + 1));
      const lineEnd = offset + line.length;
      if (match !== null) found.push(switchOf(match, () => file.place(at, lineEnd)));
    }
    offset += line.length + 1;
  }
  return found;
}

function switchOf([, check = '', reason = '']: RegExpExecArray, place: Text['place']): Switch {
  return { check, reason, spot: { text: { value: check, place } } };
}

/** Comments right above a hyphen belong to what follows it. */
function commentStart(text: string, from: number): number {
  let start = text.lastIndexOf('\n', from - 1) + 1;
  while (start > 0) {
    const before = text.lastIndexOf('\n', start - 2) + 1;
    if (!/^\s*#/.test(text.slice(before, start))) break;
    start = before;
  }
  return start;
}

function expressionRange(node: AnyNode): readonly [number, number] | undefined {
  return isScalar(node) && !isPair(node) ? [node.range[0], node.range[1]] : undefined;
}
