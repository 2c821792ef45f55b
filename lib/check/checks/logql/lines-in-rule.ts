import { isMetric } from '../../../logql/node';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const linesInRule = check({
  id: 'logql/lines-in-rule',
  severity: 'error',
  title: 'a rule whose query yields lines',
  rationale: "Loki's ruler evaluates numbers. It refuses a rule whose query yields log lines.",
  subject: 'logql',
  bad: alerting('{service_name="shop-proxy"} |= "payment failed"'),
  good: alerting('sum(count_over_time({service_name="shop-proxy"} |= "payment failed" [5m])) > 0'),
  *find(query) {
    if (query.purpose !== 'panel' && !isMetric(query.root)) yield { message: 'this yields log lines, and a rule needs numbers', spot: query.spot(query.root.span), fix: 'count them: sum(count_over_time(... [5m])) > 0' };
  },
});
