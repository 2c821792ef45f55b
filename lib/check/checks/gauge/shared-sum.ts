import { ancestors } from '../../analysis/path';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const sharedSum = check({
  id: 'gauge/shared-sum',
  severity: 'error',
  title: 'a value that every replica reports, added up',
  rationale: 'Every replica reports the same value, such as the length of one queue. Their sum is that value times the number of replicas.',
  subject: 'expression',
  bad: alerting('sum by (queue) (queue_depth) > 100'),
  good: alerting('sum(max by (queue) (queue_depth)) > 100'),
  *find(expression) {
    for (const selector of expression.selectors) {
      if (!expression.known.declarations(selector).some(({ shared }) => shared)) continue;
      if (selector.matchers.some(({ label, operator }) => label === 'instance' && operator === '=')) continue;
      // The first aggregation that gives up the instance decides what becomes of the replicas.
      const aggregate = ancestors(expression, selector).find((node) => node.kind === 'aggregate' && !keepsInstance(expression.facts(node).labels.known));
      if (aggregate?.kind !== 'aggregate' || aggregate.operator !== 'sum') continue;
      yield { message: `every replica reports the same ${selector.name ?? 'value'}, and the sum counts it once for each`, spot: expression.spot(aggregate), fix: 'take the largest report first: max by (...) (...)' };
    }
  },
});

function keepsInstance(labels: ReadonlyMap<string, unknown>): boolean {
  return labels.has('instance');
}
