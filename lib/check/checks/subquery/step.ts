import { formatDuration, milliseconds } from '../../../core/duration';
import { lapseMilliseconds } from '../../analysis/sampling';
import { check } from '../../check';
import { recording } from '../../example/example';

export const step = check({
  id: 'subquery/step',
  severity: 'error',
  title: 'a subquery whose step is as long as its range',
  rationale: 'A subquery evaluates at each step within its range. With a step as long as the range there is one evaluation or none, so a maximum or an average of them is just that one.',
  subject: 'expression',
  bad: recording('job:http_requests:max1h', 'max_over_time(sum by (job) (rate(http_requests_total[5m]))[10m:15m])'),
  good: recording('job:http_requests:max1h', 'max_over_time(sum by (job) (rate(http_requests_total[5m]))[1h:5m])'),
  *find(expression) {
    for (const node of expression.subqueries) {
      const [range, every] = [lapseMilliseconds(node.range), lapseMilliseconds(node.step)];
      if (range === undefined || every === undefined || 2 * every <= range) continue;
      yield {
        message: `within ${formatDuration(milliseconds(range))} there ${every > range ? 'is no step, or one,' : 'are one or two steps'} of ${formatDuration(milliseconds(every))}`,
        spot: expression.spot(node),
        severity: every >= range ? 'error' : 'warning',
        fix: 'shorten the step, or lengthen the range',
      };
    }
  },
});
