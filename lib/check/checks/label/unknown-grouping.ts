import { didYouMean } from '../../../core/names';
import { places } from '../../analysis/places';
import { listed } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const unknownGrouping = check({
  id: 'label/unknown-grouping',
  severity: 'error',
  title: 'grouping by a label that is not there',
  rationale: 'Series without the label all fall into one group, and the result does not carry the label either: what was to be told apart is added up.',
  subject: 'expression',
  bad: alerting('sum by (path) (rate(http_requests_total[5m])) > 100'),
  good: alerting('sum by (route) (rate(http_requests_total[5m])) > 100'),
  *find(expression) {
    for (const node of expression.aggregates) {
      const { grouping } = node;
      const { labels } = expression.facts(node.expression);
      if (grouping === undefined || labels.hasOthers) continue;
      for (const label of grouping.labels) {
        if (labels.known.has(label) || expression.isVariable(label)) continue;
        const available = [...labels.known.keys()];
        // That a quantile loses its buckets is told of elsewhere.
        if (label === 'le') continue;
        yield {
          message: grouping.mode === 'by' ? `there is no label '${label}' to group by` : `there is no label '${label}' to leave out`,
          spot: expression.spot(node),
          severity: grouping.mode === 'without' || (places.has(label) && grouping.labels.length > 1) ? 'warning' : 'error',
          fix: didYouMean(label, available) || (available.length === 0 ? 'nothing is left to group by: aggregate once only' : `its labels are ${listed(available)}`),
        };
      }
    }
  },
});
