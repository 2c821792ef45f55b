import type { Node } from '../../../promql/node';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { livenessTests } from './liveness';

export const vanishedTarget = check({
  id: 'absence/vanished-target',
  severity: 'warning',
  title: 'a test for life that a vanished target passes',
  rationale: 'A target that discovery has lost, or an exporter that is gone, has no series at all. Nothing is not 0, so the alert is silent about the worst case.',
  subject: 'expression',
  bad: alerting('pg_up{job="postgres"} == 0'),
  good: alerting('pg_up{job="postgres"} == 0 or absent(pg_up{job="postgres"})'),
  *find(expression, { rules }) {
    if (expression.purpose !== 'alert') return;
    for (const { selector, threshold } of livenessTests(expression)) {
      // A rule for whatever is scraped cannot know what is missing.
      const isNamed = selector.matchers.some(({ operator }) => operator === '=' || operator === '=~');
      if (!isNamed || rules.watchesAbsence(selector) || hasDefault(threshold.measured)) continue;
      // Without its target an exporter's metrics are gone as well.
      if (rules.watchesAbsence({ ...selector, name: 'up', matchers: selector.matchers.filter(({ label }) => label === 'job') })) continue;
      const name = selector.name ?? '';
      yield { message: `when ${name} is gone, nothing is ${threshold.sign} ${threshold.limit}`, spot: expression.spot(threshold.comparison), fix: `add: or absent(${expression.source(selector)})` };
    }
  },
});

/** `count(...) or vector(0)` is 0 where there is nothing. */
function hasDefault(measured: Node): boolean {
  return measured.kind === 'binary' && measured.operator === 'or';
}
