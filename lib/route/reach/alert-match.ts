import type { RoutableAlert } from '../alert';
import type { AlertMatcher } from '../matcher/matcher';
import type { LabelDomain, TreeDomain } from './domain';
import { cellsOfAlert } from './domain';

/** Whether an alert can fulfil all matchers with some values of its labels. The matchers must be of the tree. */
export function canMatch(alert: RoutableAlert, matchers: readonly AlertMatcher[], tree: TreeDomain): boolean {
  return questionsOf(matchers, tree).every(({ domain, numbers }) => domain !== undefined && cellsOfAlert(alert, domain).some(({ holds }) => numbers.every((number) => holds[number] === true)));
}

/** What matchers ask of one label: the numbers of those that must hold. */
interface Question {
  readonly domain: LabelDomain | undefined;
  readonly numbers: readonly number[];
}

const questions = new WeakMap<TreeDomain, WeakMap<readonly AlertMatcher[], readonly Question[]>>();

/** The same matchers are asked about every alert, so they are sorted by label once. */
function questionsOf(matchers: readonly AlertMatcher[], tree: TreeDomain): readonly Question[] {
  const ofTree = questions.get(tree) ?? new WeakMap<readonly AlertMatcher[], readonly Question[]>();
  questions.set(tree, ofTree);
  const before = ofTree.get(matchers);
  if (before !== undefined) return before;
  const asked = [...new Set(matchers.map(({ label }) => label))].map((label): Question => {
    const domain = tree.get(label);
    return { domain, numbers: matchers.filter((matcher) => matcher.label === label).map(({ text }) => domain?.numberOf.get(text) ?? 0) };
  });
  ofTree.set(matchers, asked);
  return asked;
}

/** Whether an alert always, sometimes or never carries a label. */
export function carries({ labels }: RoutableAlert, label: string): 'always' | 'sometimes' | 'never' {
  const facts = labels.known.get(label);
  if (facts === undefined) return labels.hasOthers ? 'sometimes' : 'never';
  return facts.isOptional ? 'sometimes' : 'always';
}
