import type { AlertSubject } from '../../model/subject';
import type { Threshold } from '../../analysis/threshold';
import { principalThresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import { loudness, severities } from '../../../rule/severity';
import type { Severity } from '../../../rule/severity';
import { collect } from '../../../core/collect';
import { check } from '../../check';
import { alertText, rules } from '../../example/example';

const critical = 'severity: critical\nteam: shop';

export const ladder = check({
  id: 'alert/ladder',
  severity: 'error',
  title: 'a warning that comes after the alarm',
  rationale: 'Of two thresholds for one value the louder one must be the worse. Where the warning needs more than the alarm, it never comes first and only repeats what is known.',
  subject: 'rules',
  bad: rules(`${alertText('http_active_connections > 200')}\n${alertText('http_active_connections > 100', { labels: critical })}`),
  good: rules(`${alertText('http_active_connections > 100')}\n${alertText('http_active_connections > 200', { labels: critical })}`),
  *find({ alerts }) {
    const byMeasured = new Map<string, { readonly alert: AlertSubject; readonly threshold: Threshold; readonly severity: Severity }[]>();
    for (const alert of alerts) {
      const severity = severities.find((known) => known === alert.labels.get('severity')?.value);
      const limits = alert.expression === undefined ? [] : principalThresholds(alert.expression);
      const [threshold] = limits;
      if (severity === undefined || threshold === undefined || limits.length > 1 || alert.expression?.root !== threshold.comparison) continue;
      const key = `${threshold.sign.charAt(0)} ${alert.expression.source(threshold.measured).replaceAll(/\s+/g, '')}`;
      collect(byMeasured, key, { alert, threshold, severity });
    }
    for (const steps of byMeasured.values()) {
      if (steps.every(({ severity }) => severity === steps[0]?.severity)) continue;
      for (const quiet of steps) {
        const loud = steps.find(({ severity, threshold, alert }) => loudness(severity) < loudness(quiet.severity) && isStricter(quiet.threshold, threshold) && alert.for <= quiet.alert.for);
        if (loud === undefined) continue;
        yield {
          message: `the ${quiet.severity} begins at ${numberText(quiet.threshold.limit)}, and the ${loud.severity} at ${numberText(loud.threshold.limit)} already`,
          rule: quiet.alert, spot: { text: quiet.alert.name },
          fix: 'swap the two limits',
        };
      }
    }
  },
});

function isStricter(a: Threshold, b: Threshold): boolean {
  if (a.sign === '>' || a.sign === '>=') return a.limit > b.limit;
  return a.sign === '<' || a.sign === '<=' ? a.limit < b.limit : false;
}
