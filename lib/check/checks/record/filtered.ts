import { isComparison, unwrapped } from '../../../promql/node';
import { check } from '../../check';
import { recording } from '../../example/example';

export const filtered = check({
  id: 'record/filtered',
  severity: 'info',
  title: 'a recorded series with gaps',
  rationale: 'A comparison without bool leaves out what does not pass it. The recorded series then has gaps, and whoever averages it over time averages the bad moments only.',
  subject: 'recording',
  bad: recording('job:http_requests:rate5m', 'sum by (job) (rate(http_requests_total[5m])) > 10'),
  good: recording('job:http_requests:is_busy', 'sum by (job) (rate(http_requests_total[5m])) > bool 10'),
  *find({ expression }) {
    const root = expression === undefined ? undefined : unwrapped(expression.root);
    if (expression !== undefined && root?.kind === 'binary' && isComparison(root.operator) && root.bool !== true) yield { message: 'what does not pass the comparison is not recorded', spot: expression.spot(root), fix: 'compare where the series is read, or write bool' };
  },
});
