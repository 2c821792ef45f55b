import { didYouMean } from '../../../core/names';
import { check } from '../../check';
import { panel, routes } from '../../example/example';
import { variablesIn } from '../../source/grafana-variables';

const query = 'sum(rate(http_requests_total{route=~"$route"}[$__rate_interval]))';

export const unknownVariable = check({
  id: 'dashboard/unknown-variable',
  severity: 'error',
  title: 'a variable that the dashboard does not have',
  rationale: 'Grafana leaves an unknown variable as it stands, so the query asks for the text "$route" itself and finds nothing.',
  subject: 'target',
  bad: panel(query, { unit: 'reqps' }),
  good: panel(query, { unit: 'reqps', dashboard: { templating: { list: [routes] } } }),
  *find({ expressionText, panel: { dashboard } }) {
    for (const { name, from, to } of variablesIn(expressionText.value)) {
      // What begins with two underscores Grafana fills in itself; a group of a regular expression is a number.
      if (name.startsWith('__') || /^\d/.test(name) || dashboard.variables.has(name) || name === 'timeFilter') continue;
      yield { message: `the dashboard has no variable '${name}'`, spot: { text: expressionText, span: { from, to } }, fix: didYouMean(name, dashboard.variables.keys()) || 'define it under templating.list' };
    }
  },
});
