import type { LogqlNode, MetricNode } from '../../../logql/node';
import { isMetric } from '../../../logql/node';
import { isComparison } from '../../../logql/precedence';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const noThreshold = check({
  id: 'logql/no-threshold',
  severity: 'error',
  title: 'an alert on logs without a condition',
  rationale: 'An alert fires for every series that its query yields, whatever the value. A query that counts lines yields one as soon as there is a single line.',
  subject: 'logql',
  bad: alerting('sum by (env) (rate({service_name="shop-proxy"} |= "payment failed" [5m]))'),
  good: alerting('sum by (env) (rate({service_name="shop-proxy"} |= "payment failed" [5m])) > 0.1'),
  *find(query) {
    if (query.purpose !== 'alert' || !isMetric(query.root)) return;
    for (const branch of branches(query.root)) {
      const isAlone = branch === query.root;
      // vector(1) by itself is a heartbeat.
      if (isCondition(branch) || (isAlone && branch.kind === 'vector')) continue;
      yield { message: isAlone ? 'it fires for every series there is, whatever the value' : "this side of 'or' has no condition, so it always adds its series", spot: query.spot(branch.span), fix: 'compare with a limit: ... > 10' };
    }
  },
});

/** What stands between the outermost `or`s. */
function branches(node: MetricNode): readonly MetricNode[] {
  return node.kind === 'binary' && node.operator === 'or' ? [...branches(node.left), ...branches(node.right)] : [node];
}

function isCondition(node: LogqlNode): boolean {
  switch (node.kind) {
    case 'binary':
      if (isComparison(node.operator)) return node.bool !== true;
      return node.operator === 'and' || node.operator === 'unless' || isCondition(node.left) || isCondition(node.right);
    case 'vectorAggregate':
    case 'labelReplace':
      return isCondition(node.expression);
    case 'rangeAggregate':
      return node.operator === 'absent_over_time';
    case 'vector':
    case 'log':
    case 'number':
    case 'variants':
      return false;
  }
}
