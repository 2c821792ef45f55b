import { unwrapped } from '../../../promql/node';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const sumOfRatios = check({
  id: 'aggregate/sum-of-ratios',
  severity: 'error',
  title: 'shares added up',
  rationale: 'The sum of the shares of three parts lies between 0 and 3: it is no share of anything. Add up the parts and the wholes, and divide last.',
  subject: 'expression',
  bad: alerting('sum(sum by (route) (rate(http_requests_total{code=~"5.."}[5m])) / sum by (route) (rate(http_requests_total[5m]))) > 0.05'),
  good: alerting('sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05\nand sum(rate(http_requests_total[5m])) > 1'),
  *find(expression) {
    for (const node of expression.aggregates) {
      const inner = unwrapped(node.expression);
      // The shares that several parts have in one whole do add up.
      if (node.operator !== 'sum' || inner.kind !== 'binary' || inner.operator !== '/' || inner.matching?.group !== undefined || expression.facts(inner).share !== 'certain') continue;
      yield { message: 'shares are added up, which yields no share', spot: expression.spot(node), fix: 'add up numerator and denominator by themselves: sum(...) / sum(...)' };
    }
  },
});
