import { oncePer } from '../../../core/once-per';
import { check } from '../../check';
import { panel, routes } from '../../example/example';
import type { DashboardSubject } from '../../model/subject';
import { variablesIn } from '../../source/grafana-variables';

const narrowed = 'sum(rate(http_requests_total{route=~"$route"}[$__rate_interval]))';

const beside = (expression: string): ReturnType<typeof panel> => {
  const source = { type: 'prometheus', uid: 'prometheus' };
  const made = (id: number, title: string, expr: string): object => ({ id, type: 'timeseries', title, description: 'What is to be seen.', datasource: source, fieldConfig: { defaults: { unit: 'reqps' } }, targets: [{ refId: 'A', expr, legendFormat: '' }] });
  return panel('', { dashboard: { templating: { list: [routes] }, panels: [made(1, 'Requests', narrowed), made(2, 'Errors', expression)] } });
};

export const ignoredVariable = check({
  id: 'panel/ignored-variable',
  severity: 'info',
  title: 'a panel that ignores what the reader chose',
  rationale: 'A reader who chooses one route believes that every panel shows that route. A panel that goes on showing all of them is read wrongly, and it has the label to do better.',
  subject: 'target',
  bad: beside('sum(rate(http_requests_total{code=~"5.."}[$__rate_interval]))'),
  good: beside('sum(rate(http_requests_total{code=~"5..", route=~"$route"}[$__rate_interval]))'),
  *find({ expression, expressionText, panel: { dashboard } }, { known }) {
    if (expression === undefined) return;
    const used = new Set(variablesIn(expressionText.value).map(({ name }) => name));
    for (const { name, query } of dashboard.variables.values()) {
      const label = /^\s*label_values\((?:[^]*,)?\s*(\w+)\s*\)\s*$/.exec(query?.value ?? '')?.[1];
      if (label === undefined || used.has(name.value) || !narrowing(dashboard).has(name.value)) continue;
      const selectors = expression.selectors.filter((selector) => known.declarations(selector).some(({ labels, jobs }) => label in labels || ((label === 'job' || label === 'instance') && jobs.length > 0)));
      // A matcher on the label is a choice of its own; a grouping by it shows every value apart.
      const isOpen = selectors.length > 0 && selectors.every(({ matchers }) => matchers.every((matcher) => matcher.label !== label)) && !expression.result.labels.known.has(label);
      if (isOpen) yield { message: `a choice of '${name.value}' changes nothing here, though the metric has the label '${label}'`, spot: expression.spot(selectors[0]), fix: `add ${label}=~"$${name.value}"` };
    }
  },
});

/** The variables that narrow any panel: others only serve further variables, or links. Worked out once for all panels of a dashboard. */
const narrowing = oncePer((dashboard: DashboardSubject): ReadonlySet<string> => new Set(dashboard.panels.flatMap(({ targets }) => targets.flatMap(({ expressionText }) => variablesIn(expressionText.value).flatMap(({ name, place }) => (place === 'string' ? [name] : []))))));
