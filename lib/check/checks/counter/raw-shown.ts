import { isVectorFacts } from '../../analysis/facts';
import { check } from '../../check';
import { recording } from '../../example/example';

export const rawShown = check({
  id: 'counter/raw-shown',
  severity: 'warning',
  title: 'a counter drawn or recorded as it is',
  rationale: 'The value of a counter depends on when its process started, and falls to zero at each restart. Added up over processes it cannot even be turned into a rate any more.',
  subject: 'expression',
  bad: recording('job:http_requests:sum', 'sum by (job) (http_requests_total)'),
  good: recording('job:http_requests:rate5m', 'sum by (job) (rate(http_requests_total[5m]))'),
  *find(expression) {
    const { result, root } = expression;
    if (expression.purpose === 'alert' || !result.isLifetime || !isVectorFacts(result)) return;
    // A quotient is another check's.
    if (expression.binaries.some((node) => node.operator === '/' && expression.facts(node.left).isLifetime && expression.facts(node.right).isLifetime)) return;
    yield { message: `a counter is ${expression.purpose === 'panel' ? 'drawn' : 'recorded'} as it is, which says when its process started`, spot: expression.spot(root), fix: 'take rate() or increase()' };
  },
});
