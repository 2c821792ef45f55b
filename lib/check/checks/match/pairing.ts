import type { BinaryNode } from '../../../promql/node';
import type { LabelFacts, LabelSet } from '../../../promql/shape';
import type { Expression } from '../../analysis/expression';
import { isVectorFacts } from '../../analysis/facts';

/** Two vectors that an operator pairs by labels. */
export interface Pairing {
  readonly node: BinaryNode;
  readonly left: LabelSet;
  readonly right: LabelSet;
  /** The labels that must be equal, as far as they are known. */
  readonly matched: readonly string[];
  /** Whether labels that nobody declared may be among them. */
  readonly isOpen: boolean;
}

/** All pairings of an expression. `or` pairs nothing: it takes both sides. */
export function pairings(expression: Expression): readonly Pairing[] {
  return expression.binaries.flatMap((node) => {
    const [a, b] = [expression.facts(node.left), expression.facts(node.right)];
    if (node.operator === 'or' || !isVectorFacts(a) || !isVectorFacts(b)) return [];
    const { matching } = node;
    const all = [...new Set([...a.labels.known.keys(), ...b.labels.known.keys()])];
    const isOn = matching?.mode === 'on';
    const matched = isOn ? matching.labels : matching === undefined ? all : all.filter((label) => !matching.labels.includes(label));
    return [{ node, left: a.labels, right: b.labels, matched, isOpen: !isOn && (a.labels.hasOthers || b.labels.hasOthers) }];
  });
}

/** Every series certainly has the label, with a value. */
export function isCertain(labels: LabelSet, name: string): boolean {
  const facts = labels.known.get(name);
  return facts !== undefined && !facts.isOptional;
}

/** No series can have the label. */
export function isMissing(labels: LabelSet, name: string): boolean {
  return !labels.hasOthers && !labels.known.has(name);
}

/** The label has a value on both sides, and no value that both can have. */
export function areDisjoint(a: LabelFacts | undefined, b: LabelFacts | undefined): boolean {
  if (a === undefined || b === undefined || a.isOptional || b.isOptional || a.values === 'open' || b.values === 'open') return false;
  const [values, others] = [a.values, b.values];
  return values.length > 0 && others.length > 0 && !values.some((value) => others.includes(value));
}

/** Labels besides the matched ones by which several series of a side can fall together. */
export function leftOver(labels: LabelSet, matched: readonly string[]): readonly string[] {
  return [...labels.known].filter(([name, { values }]) => !matched.includes(name) && name !== 'job' && (values === 'open' || values.length > 1)).map(([name]) => name);
}
