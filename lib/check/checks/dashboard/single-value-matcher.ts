import { check } from '../../check';
import { panel, routes } from '../../example/example';
import { variablesIn } from '../../source/grafana-variables';

const shown = (operator: string): ReturnType<typeof panel> => panel(`sum(rate(http_requests_total{route${operator}"$route"}[$__rate_interval]))`, { unit: 'reqps', dashboard: { templating: { list: [routes] } } });

export const singleValueMatcher = check({
  id: 'dashboard/single-value-matcher',
  severity: 'error',
  title: 'an equals sign before a variable of several values',
  rationale: 'Where a reader may choose several values, Grafana writes them as a regular expression: (/cart|/pay). Compared with = nothing has that value, and the panel is empty as soon as more than one is chosen.',
  subject: 'target',
  bad: shown('='),
  good: shown('=~'),
  *find({ expression, expressionText, panel: { dashboard } }) {
    if (expression === undefined) return;
    const uses = variablesIn(expressionText.value).filter(({ name, place }) => place === 'string' && dashboard.variables.get(name)?.isMulti === true);
    for (const { matchers } of expression.selectors) {
      for (const { operator, span } of matchers) {
        const use = uses.find(({ from, to }) => span !== undefined && span.from <= from && to <= span.to);
        // A format of its own, as in ${route:value}, may make one value of them.
        if (use === undefined || span === undefined || (operator !== '=' && operator !== '!=') || expressionText.value.slice(use.from, use.to).includes(':')) continue;
        yield { message: `'${use.name}' can hold several values, and ${operator} compares with one`, spot: { text: expressionText, span }, fix: `write ${operator === '=' ? '=~' : '!~'}` };
      }
    }
  },
});
