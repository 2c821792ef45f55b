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
      const seen = new SeenAlerts();
      for (const alert of alerts) {
        const twin = seen.twinOf(alert);
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

/** Enough to be compared one by one: nobody writes so many of one name by hand. */
const mostCompared = 100;

/**
 * Alerts of one name, found again by the labels that are the same in any case. What the expressions yield may still tell
 * instances apart, and is left out.
 */
class SeenAlerts {
  /** By the labels that the rules set and the names of those that the expressions fix, then by the values of these. */
  readonly #byKind = new Map<string, Map<string, AlertSubject>>();

  /** An earlier alert that can be the same; otherwise this one is remembered. */
  twinOf(alert: AlertSubject): AlertSubject | undefined {
    const own = [...alert.labels].map(([name, { value }]) => `${name}=${JSON.stringify(value)}`).sort().join();
    const fixed = fixedLabels(alert);
    const kind = `${own}\n${[...fixed.keys()].join()}`;
    const values = JSON.stringify([...fixed.values()]);
    // Other values of the same labels keep two alerts apart; of other labels nobody knows.
    const others = [...this.#byKind].filter(([other]) => other !== kind && other.startsWith(`${own}\n`)).flatMap(([, found]) => [...found.values()].slice(0, mostCompared));
    const twin = [this.#byKind.get(kind)?.get(values), ...others].find((other) => other !== undefined && !areApart(alert, other));
    if (twin === undefined) this.#remember(kind, values, alert);
    return twin;
  }

  #remember(kind: string, values: string, alert: AlertSubject): void {
    const found = this.#byKind.get(kind);
    if (found === undefined) this.#byKind.set(kind, new Map([[values, alert]]));
    else if (!found.has(values)) found.set(values, alert);
  }
}

/** Labels with one possible value, sorted by name. */
function fixedLabels({ expression }: AlertSubject): ReadonlyMap<string, string> {
  const known = [...(expression?.result.labels.known ?? [])];
  return new Map(known.flatMap(([name, { values }]) => (values !== 'open' && values.length === 1 ? [[name, values[0] ?? ''] as const] : [])).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A label with other values on each side keeps the two apart. */
function areApart(a: AlertSubject, b: AlertSubject): boolean {
  const [left, right] = [a.expression?.result.labels, b.expression?.result.labels];
  if (left === undefined || right === undefined) return false;
  return [...left.known].some(([name, facts]) => {
    const other = right.known.get(name);
    return other !== undefined && facts.values !== 'open' && other.values !== 'open' && !facts.values.some((value) => other.values.includes(value));
  });
}
