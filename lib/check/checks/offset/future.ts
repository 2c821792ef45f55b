import { lapseMilliseconds } from '../../analysis/sampling';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const intoTheFuture = check({
  id: 'offset/future',
  severity: 'error',
  title: 'a negative offset in a rule',
  rationale: 'A negative offset looks ahead. When a rule is evaluated there are no samples from the future yet, so the result is empty or stale.',
  subject: 'expression',
  bad: alerting('http_active_connections offset -1h > 100'),
  good: alerting('http_active_connections offset 1h > 100'),
  *find(expression) {
    if (expression.purpose === 'panel') return;
    for (const node of [...expression.selectors, ...expression.subqueries]) {
      const offset = lapseMilliseconds(node.offset);
      if (offset !== undefined && offset < 0) yield { message: 'it looks into the future, where there are no samples', spot: expression.spot(node), fix: 'write a positive offset to look back' };
    }
  },
});
