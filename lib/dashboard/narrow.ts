import { mapSelectors } from '../promql/rewrite';
import type { Node, SelectorNode } from '../promql/node';
import { selectors } from '../promql/node';
import type { LabelVariable } from './variable';

/**
 * The expression with one more matcher, `route=~"$route"`, in every selector whose metric has the label. Grafana
 * writes the chosen values as an RE2 alternative.
 */
export function narrow(node: Node, variables: readonly LabelVariable[]): Node {
  if (variables.length === 0) return node;
  return mapSelectors(node, (selector) => {
    const added = variables.filter((variable) => hasLabel(selector, variable.label)).map(({ label, name }) => ({ label, operator: '=~', value: `$${name}` }) as const);
    return added.length === 0 ? selector : { ...selector, matchers: [...selector.matchers, ...added] };
  });
}

/** Variables whose label no selector of the expression has: the choice would change nothing. */
export function withoutEffect(node: Node, variables: readonly LabelVariable[]): LabelVariable[] {
  return variables.filter(({ label }) => !selectors(node).some((selector) => hasLabel(selector, label)));
}

function hasLabel({ declaration }: SelectorNode, label: string): boolean {
  if (declaration === undefined) return false;
  const isTargetLabel = declaration.jobs.length > 0 && (label === 'job' || label === 'instance');
  return isTargetLabel || label in declaration.labels;
}
