import { unwrapped } from '../../../promql/node';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const stateCount = check({
  id: 'gauge/state-count',
  severity: 'error',
  title: 'states counted whether they hold or not',
  rationale: 'A state set has a series for every state, with the value 1 for the one that holds and 0 for the others. The aggregation count() counts series whatever their value, so it counts all of them always.',
  subject: 'expression',
  bad: alerting('count(worker_state{state="failed"}) > 2'),
  good: alerting('count(worker_state{state="failed"} == 1) > 2'),
  *find(expression) {
    for (const node of expression.aggregates) {
      const inner = unwrapped(node.expression);
      if (node.operator !== 'count' || inner.kind !== 'selector') continue;
      const isStates = expression.known.declarations(inner).some(({ type }) => type === 'stateset');
      if (isStates) yield { message: `count() counts every series of ${inner.name ?? 'the state set'}, those with the value 0 too`, spot: expression.spot(node), fix: 'write sum(...), or count(... == 1)' };
    }
  },
});
