import type { Node } from '../../../promql/node';
import { unwrapped } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import { isVectorFacts } from '../../analysis/facts';
import { isRateCall, sources } from '../../analysis/path';
import { check } from '../../check';
import { recording } from '../../example/example';

export const poisoned = check({
  id: 'aggregate/poisoned',
  severity: 'warning',
  title: 'quotients added up, one of which may be 0/0',
  rationale: 'A division by a rate of 0 is NaN or +Inf, and arithmetic spreads it: one idle series makes the sum or average of all the others NaN, which no comparison ever finds.',
  subject: 'expression',
  bad: recording('job:http_request_duration_seconds:mean5m', 'avg by (job) (rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m]))'),
  good: recording('job:http_request_duration_seconds:mean5m', 'sum by (job) (rate(http_request_duration_seconds_sum[5m])) / sum by (job) (rate(http_request_duration_seconds_count[5m]))'),
  *find(expression) {
    for (const node of expression.aggregates) {
      if (!spreads.has(node.operator)) continue;
      const inner = unwrapped(node.expression);
      if (inner.kind !== 'binary' || (inner.operator !== '/' && inner.operator !== '%') || !mayBeZero(expression, inner.right)) continue;
      yield { message: `one series whose divisor is 0 makes the whole ${node.operator}() NaN or infinite`, spot: expression.spot(inner.right), fix: `leave out what is 0: (${expression.source(inner.right)} > 0), or divide the sums` };
    }
  },
});

/** Aggregations whose result every value takes part in. */
const spreads: ReadonlySet<string> = new Set(['sum', 'avg', 'stddev', 'stdvar']);

/** What happens now and then is 0 in between; sizes and capacities never are. */
function mayBeZero(expression: Expression, divisor: Node): boolean {
  const facts = expression.facts(divisor);
  if (!isVectorFacts(facts) || facts.isCondition || facts.values.min > 0 || facts.values.max < 0) return false;
  return sources(expression, divisor).some(({ path }) => path.some(isRateCall));
}
