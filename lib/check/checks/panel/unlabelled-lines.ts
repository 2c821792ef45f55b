import { listed } from '../../analysis/words';
import { check } from '../../check';
import { panel } from '../../example/example';

export const unlabelledLines = check({
  id: 'panel/unlabelled-lines',
  severity: 'info',
  title: 'a line for every combination of labels',
  rationale: 'Without aggregation there is a line for each method of each route on each instance, each named by all of its labels. Nobody can tell one from another.',
  subject: 'target',
  bad: panel('rate(http_requests_total[$__rate_interval])', { unit: 'reqps' }),
  good: panel('sum by (route) (rate(http_requests_total[$__rate_interval]))', { unit: 'reqps', legend: '{{route}}' }),
  *find({ expression, legend, panel: { type } }) {
    if (expression === undefined || (type !== 'timeseries' && type !== 'graph') || (legend !== undefined && legend.value !== '')) return;
    const { known, hasOthers } = expression.result.labels;
    const several = [...known].filter(([name, { values }]) => name !== 'job' && (values === 'open' || values.length > 1)).map(([name]) => name);
    const isAggregated = expression.aggregates.length > 0;
    if (!isAggregated && !hasOthers && several.length > 2) yield { message: `there is a line for each ${listed(several)}`, spot: expression.spot(expression.root), fix: 'aggregate: sum by (...) (...), and name the lines: {{label}}' };
  },
});
