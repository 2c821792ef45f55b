import type { Node } from '../../../promql/node';
import { isComparison, unwrapped } from '../../../promql/node';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const missing = check({
  id: 'condition/missing',
  severity: 'error',
  title: 'an alert without a condition',
  rationale: 'An alert fires for every series that its expression yields, whatever the value, 0 included. Without a comparison it fires as long as the series exists.',
  subject: 'expression',
  bad: alerting('sum by (queue) (increase(jobs_finished_total{status="failed"}[1h]))'),
  good: alerting('sum by (queue) (increase(jobs_finished_total{status="failed"}[1h])) > 10'),
  *find(expression) {
    if (expression.purpose !== 'alert') return;
    for (const branch of branches(expression.root)) {
      const { isCondition, values, constant, declaration, isGuess } = expression.facts(branch);
      const isAlone = branch === unwrapped(expression.root);
      if (isCondition || isBool(branch)) continue;
      // The heartbeat, and series that exist only while something is the case.
      if (isAlone && constant !== undefined) continue;
      if (values.min === values.max && constant === undefined) continue;
      const isUnknown = declaration === undefined && isGuess && branch.kind === 'selector';
      yield {
        message: isAlone ? 'it fires for every series there is, whatever the value' : `this side of 'or' has no condition, so it always adds its series`,
        spot: expression.spot(branch),
        severity: isUnknown && isAlone ? 'warning' : 'error',
        fix: isAlone ? 'compare with a limit: ... > 10' : "compare this side too, or put the 'or' in brackets before the comparison",
      };
    }
  },
});

/** What stands between the outermost `or`s. */
export function branches(root: Node): readonly Exclude<Node, { kind: 'paren' }>[] {
  const found: Exclude<Node, { kind: 'paren' }>[] = [];
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const inner = unwrapped(node);
    if (inner.kind === 'binary' && inner.operator === 'or') pending.push(inner.right, inner.left);
    else found.push(inner);
  }
  return found;
}

function isBool(node: Node): boolean {
  return node.kind === 'binary' && isComparison(node.operator) && node.bool === true;
}

