import { unwrapped } from '../../../promql/node';
import { check } from '../../check';
import { recording } from '../../example/example';

export const needless = check({
  id: 'subquery/needless',
  severity: 'warning',
  title: 'a subquery over a plain series',
  rationale: 'A range reads the samples as they were scraped. A subquery evaluates the series at each step instead: it repeats samples or skips them, and costs more.',
  subject: 'expression',
  bad: recording('job:connections:max1h', 'max by (job) (max_over_time(http_active_connections[1h:1m]))'),
  good: recording('job:connections:max1h', 'max by (job) (max_over_time(http_active_connections[1h]))'),
  *find(expression) {
    for (const node of expression.subqueries) {
      const inner = unwrapped(node.expression);
      if (inner.kind === 'selector') yield { message: 'a range would read the samples themselves', spot: expression.spot(node), fix: 'drop the colon and the step: [1h]' };
    }
  },
});
