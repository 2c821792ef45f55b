import { sources } from '../../analysis/path';
import { principalThresholds } from '../../analysis/threshold';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const sharedPerReplica = check({
  id: 'gauge/shared-per-replica',
  severity: 'warning',
  title: 'one alert for each replica that reports the same',
  rationale: 'Every replica reports the same value, so a comparison without aggregation raises the same alert once for each of them.',
  subject: 'expression',
  bad: alerting('queue_depth > 100'),
  good: alerting('max by (queue) (queue_depth) > 100'),
  *find(expression) {
    if (expression.purpose !== 'alert' || !expression.result.labels.known.has('instance')) return;
    for (const { measured, comparison } of principalThresholds(expression)) {
      for (const { selector } of sources(expression, measured)) {
        if (!expression.known.declarations(selector).some(({ shared }) => shared) || selector.matchers.some(({ label, operator }) => label === 'instance' && operator === '=')) continue;
        if (!expression.facts(measured).labels.known.has('instance')) continue;
        yield { message: `every replica reports the same ${selector.name ?? 'value'}, and each raises an alert of its own`, spot: expression.spot(comparison), fix: 'aggregate: max by (...) (...)' };
      }
    }
  },
});
