import { check } from '../../check';
import { recording } from '../../example/example';

const choosing: ReadonlySet<string> = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);

export const topSeries = check({
  id: 'aggregate/top-series',
  severity: 'warning',
  title: 'topk() in a rule',
  rationale: 'Which series are the top ones changes from one evaluation to the next. A recording then has gaps, and an alert that waits starts again whenever the ranking changes.',
  subject: 'expression',
  bad: recording('route:http_requests:top5', 'topk(5, sum by (route) (rate(http_requests_total[5m])))'),
  good: recording('route:http_requests:rate5m', 'sum by (route) (rate(http_requests_total[5m]))'),
  *find(expression) {
    if (expression.purpose === 'panel') return;
    for (const node of expression.aggregates) {
      if (choosing.has(node.operator)) yield { message: `${node.operator}() yields other series at each evaluation`, spot: expression.spot(node), fix: 'record or compare all series, and take the top ones where they are shown' };
    }
  },
});
