import { didYouMean } from '../../../core/names';
import type { Grouping, Span } from '../../../promql/node';
import type { LabelSet } from '../../../promql/shape';
import { check } from '../../check';
import { alerting } from '../../example/example';

interface Grouped {
  readonly grouping: Grouping | undefined;
  readonly labels: LabelSet;
  readonly span: Span | undefined;
}

export const unknownGrouping = check({
  id: 'logql/unknown-grouping',
  severity: 'error',
  title: 'grouped by a label that is not there',
  rationale: 'Grouping by a label that no series has puts all of them into one group, without a word.',
  subject: 'logql',
  bad: alerting('sum by (region) (count_over_time({service_name="shop-api"} |= "payment failed" | json [5m])) > 10'),
  good: alerting('sum by (route) (count_over_time({service_name="shop-api"} |= "payment failed" | json [5m])) > 10'),
  *find(query) {
    const grouped: Grouped[] = [
      ...query.ranges.map(({ grouping, range, span }) => ({ grouping, labels: query.flow(range.log).result, span })),
      ...query.aggregates.flatMap(({ grouping, expression, span }) => {
        const shape = query.shape(expression);
        return shape.kind === 'instant' ? [{ grouping, labels: shape.labels, span }] : [];
      }),
    ];
    for (const { grouping, labels, span } of grouped) {
      const lost = labels.hasOthers ? [] : (grouping?.labels ?? []).filter((label) => !labels.known.has(label));
      const known = [...labels.known.keys()].filter((label) => !label.startsWith('__'));
      for (const label of lost) yield { message: `what is grouped here has no label '${label}'`, spot: query.spot(span), severity: grouping?.mode === 'by' ? 'error' : 'warning', fix: didYouMean(label, known) || (known.length === 0 ? 'keep it in the aggregation inside' : `its labels are ${known.join(', ')}`) };
    }
  },
});
