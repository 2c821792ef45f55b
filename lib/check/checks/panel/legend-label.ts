import { didYouMean } from '../../../core/names';
import { places } from '../../analysis/places';
import { listed } from '../../analysis/words';
import { check } from '../../check';
import { panel } from '../../example/example';

export const legendLabel = check({
  id: 'panel/legend-label',
  severity: 'error',
  title: 'a legend with a label that the query does not yield',
  rationale: 'Aggregation keeps only the labels it names. A legend that uses another shows nothing there, and all lines are called alike.',
  subject: 'target',
  bad: panel('sum by (code) (rate(http_requests_total[$__rate_interval]))', { unit: 'reqps', legend: '{{route}}' }),
  good: panel('sum by (route) (rate(http_requests_total[$__rate_interval]))', { unit: 'reqps', legend: '{{route}}' }),
  *find({ expression, legend }) {
    const labels = expression?.result.labels;
    if (labels === undefined || legend === undefined || labels.hasOthers) return;
    for (const match of legend.value.matchAll(/\{\{\s*([A-Za-z_]\w*)\s*\}\}/g)) {
      const [whole, label = ''] = match;
      if (labels.known.has(label) || label === '__name__') continue;
      yield {
        message: `the query does not yield the label '${label}'`,
        spot: { text: legend, span: { from: match.index, to: match.index + whole.length } },
        severity: places.has(label) ? 'warning' : 'error',
        fix: didYouMean(label, labels.known.keys()) || (labels.known.size === 0 ? 'it yields no labels: group by those that the legend needs' : `it yields ${listed([...labels.known.keys()])}`),
      };
    }
  },
});
