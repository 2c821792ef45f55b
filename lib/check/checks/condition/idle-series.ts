import { isRateCall } from '../../analysis/path';
import { principalThresholds } from '../../analysis/threshold';
import { listed } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const idleSeries = check({
  id: 'condition/idle-series',
  severity: 'warning',
  title: 'standstill asked of each series by itself',
  rationale: 'Asked of each series, "nothing happened" is true of every label value that happens to be quiet: a rare method, a status code that nobody wants to see. Add up what belongs together first.',
  subject: 'expression',
  bad: alerting('rate(http_requests_total[10m]) == 0'),
  good: alerting('sum by (job) (rate(http_requests_total[10m])) == 0'),
  *find(expression) {
    if (expression.purpose !== 'alert') return;
    for (const { measured, sign, limit, comparison } of principalThresholds(expression)) {
      if (limit !== 0 || (sign !== '==' && sign !== '<=') || !isRateCall(measured)) continue;
      const { labels } = expression.facts(measured);
      const quiet = [...labels.known].filter(([name, { values }]) => name !== 'job' && name !== 'instance' && (values === 'open' || values.length > 1)).map(([name]) => name);
      if (labels.hasOthers || quiet.length === 0) continue;
      yield { message: `it fires for each value of ${listed(quiet)} that happens to be quiet`, spot: expression.spot(comparison), fix: 'add up first: sum by (job) (...) == 0' };
    }
  },
});
