import type { MetricNode } from '../../../logql/node';
import type { LabelSet } from '../../../promql/shape';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const neverMatched = check({
  id: 'logql/never-matched',
  severity: 'error',
  title: 'two sides whose labels never agree',
  rationale: 'An operator pairs series whose labels are all the same, unless on or ignoring says which count. Sides with other labels have no pairs, and the result is empty.',
  subject: 'logql',
  bad: alerting('sum by (env) (count_over_time({service_name="shop-proxy"} |= "failed" [5m])) / sum(count_over_time({service_name="shop-proxy"} |= "request" [5m])) > 0.1'),
  good: alerting('sum by (env) (count_over_time({service_name="shop-proxy"} |= "failed" [5m])) / on () group_left () sum(count_over_time({service_name="shop-proxy"} |= "request" [5m])) > 0.1'),
  *find(query) {
    for (const { operator, left, right, matching, span } of query.binaries) {
      const [a, b] = [query.shape(left), query.shape(right)];
      if (matching !== undefined || operator === 'or' || a.kind !== 'instant' || b.kind !== 'instant') continue;
      const lost = only(left, a.labels, b.labels) ?? only(right, b.labels, a.labels);
      if (lost !== undefined) yield { message: `'${lost}' is on one side only, so the two never pair`, spot: query.spot(span), fix: `aggregate '${lost}' away, or match with on (...)` };
    }
  },
});

/** A label that one side has and the other never. What a side is grouped by, it is meant to have. */
function only(node: MetricNode, own: LabelSet, other: LabelSet): string | undefined {
  if (other.hasOthers) return undefined;
  const isGrouped = node.kind === 'vectorAggregate' && node.grouping?.mode === 'by';
  return [...own.known].find(([label, { isOptional, values }]) => (isGrouped || !isOptional) && values.length > 0 && !other.known.has(label))?.[0];
}
