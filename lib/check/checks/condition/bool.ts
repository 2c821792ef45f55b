import { isComparison } from '../../../promql/node';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { branches } from './missing';

export const bool = check({
  id: 'condition/bool',
  severity: 'error',
  title: 'an alert on a comparison that yields 0 or 1',
  rationale: 'With bool a comparison does not filter: it yields 1 where it holds and 0 where it does not. An alert fires for a series of any value, so it fires always.',
  subject: 'expression',
  bad: alerting('http_active_connections > bool 100'),
  good: alerting('http_active_connections > 100'),
  *find(expression) {
    if (expression.purpose !== 'alert') return;
    for (const branch of branches(expression.root)) {
      if (branch.kind === 'binary' && isComparison(branch.operator) && branch.bool === true) yield { message: 'with bool it yields a series whether it holds or not, so the alert fires always', spot: expression.spot(branch), fix: "drop 'bool'" };
    }
  },
});
