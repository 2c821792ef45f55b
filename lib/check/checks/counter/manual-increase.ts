import { unwrapped } from '../../../promql/node';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const manualIncrease = check({
  id: 'counter/manual-increase',
  severity: 'warning',
  title: 'a counter less itself some time ago',
  rationale: 'The difference of a counter at two moments is negative after a restart, and lacks what was counted before it. The function increase() knows about restarts.',
  subject: 'expression',
  bad: alerting('sum(http_requests_total - http_requests_total offset 1h) < 100'),
  good: alerting('sum(increase(http_requests_total[1h])) < 100'),
  *find(expression) {
    for (const node of expression.binaries) {
      const [left, right] = [unwrapped(node.left), unwrapped(node.right)];
      if (node.operator !== '-' || left.kind !== 'selector' || right.kind !== 'selector' || left.name !== right.name || (left.offset === undefined) === (right.offset === undefined)) continue;
      if (expression.facts(left).sample !== 'counter') continue;
      yield { message: 'this difference is negative after a restart', spot: expression.spot(node), fix: `write increase(${left.name ?? ''}[...])` };
    }
  },
});
