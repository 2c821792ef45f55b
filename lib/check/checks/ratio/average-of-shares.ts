import { unwrapped } from '../../../promql/node';
import { isRateCall, sources } from '../../analysis/path';
import { check } from '../../check';
import { recording } from '../../example/example';

export const averageOfShares = check({
  id: 'ratio/average-of-shares',
  severity: 'warning',
  title: 'an average of shares',
  rationale: 'The average gives a route with one request the weight of a route with a thousand, and a quiet night the weight of a busy day; one 0/0 makes it NaN. Add up parts and wholes, and divide last.',
  subject: 'expression',
  bad: recording('job:http_errors:ratio5m', 'avg by (job) (sum by (job, route) (rate(http_requests_total{code=~"5.."}[5m])) / sum by (job, route) (rate(http_requests_total[5m])))'),
  good: recording('job:http_errors:ratio5m', 'sum by (job) (rate(http_requests_total{code=~"5.."}[5m])) / sum by (job) (rate(http_requests_total[5m]))'),
  *find(expression) {
    for (const node of expression.aggregates) {
      const inner = unwrapped(node.expression);
      if (node.operator !== 'avg' || inner.kind !== 'binary' || inner.operator !== '/' || expression.facts(inner).share !== 'certain') continue;
      if (sources(expression, inner).some(({ path }) => path.some(isRateCall))) yield { message: 'shares are averaged as if each were of equally much', spot: expression.spot(node), fix: 'divide the sums: sum(...) / sum(...)' };
    }
    for (const call of expression.calls) {
      const [range] = call.arguments;
      if (call.name !== 'avg_over_time' || range === undefined || expression.facts(range).share !== 'certain') continue;
      yield { message: 'shares of many moments are averaged, whether much happened in them or little', spot: expression.spot(call), fix: 'widen the range of both rates instead' };
    }
  },
});
