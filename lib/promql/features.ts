import { functionTable } from './function-table';
import type { Node } from './node';
import { walk } from './node';

/** A flag of `--enable-feature` without which Prometheus refuses an expression. */
export type Feature = 'promql-binop-fill-modifiers' | 'promql-experimental-functions' | 'promql-extended-range-selectors' | 'use-start-timestamps';

/**
 * The flags that an expression needs, in alphabetical order; none for everything that is built without `experimental.ts`.
 * Source: docs/feature_flags.md of github.com/prometheus/prometheus v0.315.0.
 */
export function featuresOf(root: Node): readonly Feature[] {
  return [...new Set([...walk(root)].flatMap(featuresOfNode))].sort();
}

function featuresOfNode(node: Node): readonly Feature[] {
  switch (node.kind) {
    case 'call':
      if (node.name === 'start_timestamp') return ['promql-experimental-functions', 'use-start-timestamps'];
      return functionTable.get(node.name)?.experimental === true ? ['promql-experimental-functions'] : [];
    case 'aggregate':
      return node.operator === 'limitk' || node.operator === 'limit_ratio' ? ['promql-experimental-functions'] : [];
    case 'binary':
      return node.matching?.fill === undefined ? [] : ['promql-binop-fill-modifiers'];
    case 'selector':
      return node.extended === undefined ? [] : ['promql-extended-range-selectors'];
    default:
      return [];
  }
}
