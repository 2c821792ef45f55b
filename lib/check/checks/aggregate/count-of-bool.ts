import { isComparison, unwrapped } from '../../../promql/node';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const countOfBool = check({
  id: 'aggregate/count-of-bool',
  severity: 'error',
  title: 'count() of comparisons that yield 0 or 1',
  rationale: 'A comparison with bool yields a series whether it holds or not, and count() counts series whatever their value: the result is the number of all series.',
  subject: 'expression',
  bad: alerting('count(pg_up == bool 0) > 1'),
  good: alerting('count(pg_up == 0) > 1'),
  *find(expression) {
    for (const node of expression.aggregates) {
      const inner = unwrapped(node.expression);
      if (node.operator !== 'count' || inner.kind !== 'binary' || !isComparison(inner.operator) || inner.bool !== true) continue;
      yield { message: 'count() counts the comparisons that failed as well', spot: expression.spot(node), fix: "write sum(...), or drop 'bool'" };
    }
  },
});
