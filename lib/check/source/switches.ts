import { isPair, isScalar } from 'yaml';
import type { Switch } from '../model/subject';
import type { Text } from '../model/text';
import type { AnyNode, MapNode, YamlFile } from './yaml-file';

/** `# belfry disable histogram/no-rate: the whole life is what we want to see` */
const directive = /^\s*belfry disable\s+([a-z0-9-]+\/[a-z0-9-]+)\s*(?::\s*(.*?))?\s*$/;

/**
 * The checks that comments switch off at a rule: a YAML comment anywhere in the rule, or right above it, and a PromQL
 * comment in its expression.
 */
export function switchesOf(file: YamlFile, rule: MapNode, expressionNode: AnyNode, expression: Text): readonly Switch[] {
  if (!file.mentionsSwitches) return [];
  const [from, to] = rule.range;
  const start = commentStart(file.text, from);
  const lastLineEnd = file.text.indexOf('\n', to - 1);
  const stretch = file.text.slice(start, lastLineEnd === -1 ? undefined : lastLineEnd);
  const found: Switch[] = [];
  const inExpression = expressionRange(expressionNode);
  let offset = start;
  for (const line of stretch.split('\n')) {
    const hash = line.indexOf('#');
    const at = offset + hash;
    const isInExpression = inExpression !== undefined && at >= inExpression[0] && at < inExpression[1];
    if (hash !== -1 && (line.slice(0, hash).trim() === '' || isInExpression || /\s$/.test(line.slice(0, hash)))) {
      const match = directive.exec(line.slice(hash + 1));
      if (match !== null) found.push(switchAt(file, match, at, offset + line.length));
    }
    offset += line.length + 1;
  }
  return expression.value === '' ? [] : found;
}

function switchAt(file: YamlFile, [, check = '', reason = '']: RegExpExecArray, from: number, to: number): Switch {
  return { check, reason, spot: { text: { value: check, place: () => file.place(from, to) } } };
}

/** Comments right above the rule's hyphen belong to it. */
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
