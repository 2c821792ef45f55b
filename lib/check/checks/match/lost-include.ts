import type { BinaryNode, Node } from '../../../promql/node';
import { unwrapped } from '../../../promql/node';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const lostInclude = check({
  id: 'match/lost-include',
  severity: 'warning',
  title: 'labels taken over on a side that is thrown away',
  rationale: '`and` and `unless` keep the series of their left side as they are. Labels that group_left took over on the right side never reach the result: `*` binds tighter than both, so the join was meant for the whole and belongs to the right side only.',
  subject: 'expression',
  bad: alerting('http_active_connections > 100 and on (instance) (http_active_connections < 1000) * on (instance) group_left (version) worker_info'),
  good: alerting('(http_active_connections > 100 and on (instance) (http_active_connections < 1000)) * on (instance) group_left (version) worker_info'),
  *find(expression) {
    for (const node of expression.binaries) {
      const parent = expression.parent(node);
      if (parent?.kind !== 'binary' || (parent.operator !== 'and' && parent.operator !== 'unless') || !isInside(node, parent.right)) continue;
      const lost = (node.matching?.group?.include ?? []).filter((label) => !takesPart(parent, label));
      if (lost.length > 0) yield { message: `'${parent.operator}' throws ${lost.join(', ')} away with its right side`, spot: expression.spot(node), fix: `put brackets around what '${parent.operator}' yields, and join with that` };
    }
  },
});

function isInside(node: BinaryNode, side: Node): boolean {
  return unwrapped(side) === node;
}

/** A label that decides which series match has done its work. */
function takesPart({ matching }: BinaryNode, label: string): boolean {
  if (matching === undefined) return true;
  return matching.labels.includes(label) === (matching.mode === 'on');
}
