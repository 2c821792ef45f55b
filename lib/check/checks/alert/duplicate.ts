import type { AlertSubject } from '../../model/subject';
import { check } from '../../check';
import { alertText, rules } from '../../example/example';

export const duplicate = check({
  id: 'alert/duplicate',
  severity: 'error',
  title: 'one alert twice',
  rationale: 'Two rules with the same name and the same labels are one alert to Alertmanager: where one still fires and the other has ended, it is ended. With the same expression one of them is superfluous; with different ones they need a label that tells them apart.',
  subject: 'rules',
  bad: rules(`${alertText('http_active_connections > 100')}\n${alertText('http_active_connections > 100')}`),
  good: rules(`${alertText('http_active_connections > 100')}\n${alertText('http_active_connections > 200', { labels: 'severity: critical\nteam: shop' })}`),
  *find({ alertsByName }) {
    for (const alerts of alertsByName.values()) {
      for (const [index, alert] of alerts.entries()) {
        const twin = alerts.slice(0, index).find((other) => sameLabels(alert, other));
        if (twin === undefined) continue;
        const isSame = alert.expressionText.value.trim() === twin.expressionText.value.trim();
        yield {
          message: isSame ? `the alert ${alert.name.value} is there twice, word for word` : `another alert ${alert.name.value} has the same labels and another expression`,
          rule: alert, spot: { text: alert.name },
          severity: isSame ? 'error' : 'warning',
          fix: isSame ? 'remove one' : 'give one of them another name, or a label that tells them apart',
        };
      }
    }
  },
});

/** Labels that are the same in any case; what the expressions yield may still tell instances apart, and is left out. */
function sameLabels(a: AlertSubject, b: AlertSubject): boolean {
  const [first, second] = [a.labels, b.labels];
  if (first.size !== second.size || ![...first].every(([name, { value }]) => second.get(name)?.value === value)) return false;
  const [left, right] = [a.expression?.result.labels, b.expression?.result.labels];
  if (left === undefined || right === undefined) return true;
  // A label with other values on each side keeps the two apart.
  return ![...left.known].some(([name, facts]) => {
    const other = right.known.get(name);
    return other !== undefined && facts.values !== 'open' && other.values !== 'open' && !facts.values.some((value) => other.values.includes(value));
  });
}
