import type { RoutableAlert } from '../alert';
import type { AlertMatcher } from '../matcher/matcher';
import type { TreeDomain } from './domain';
import { cellsOfAlert } from './domain';

/** Whether an alert can fulfil all matchers with some values of its labels. The matchers must be of the tree. */
export function canMatch(alert: RoutableAlert, matchers: readonly AlertMatcher[], tree: TreeDomain): boolean {
  return [...new Set(matchers.map(({ label }) => label))].every((label) => {
    const domain = tree.get(label);
    if (domain === undefined) return false;
    const numbers = matchers.filter((matcher) => matcher.label === label).map(({ text }) => domain.numberOf.get(text) ?? 0);
    return cellsOfAlert(alert, domain).some(({ holds }) => numbers.every((number) => holds[number] === true));
  });
}

/** Whether an alert always, sometimes or never carries a label. */
export function carries({ labels }: RoutableAlert, label: string): 'always' | 'sometimes' | 'never' {
  const facts = labels.known.get(label);
  if (facts === undefined) return labels.hasOthers ? 'sometimes' : 'never';
  return facts.isOptional ? 'sometimes' : 'always';
}
