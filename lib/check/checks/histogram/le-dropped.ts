import type { Node } from '../../../promql/node';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { quantileCalls } from './quantile-call';

export const leDropped = check({
  id: 'histogram/le-dropped',
  severity: 'error',
  title: 'an aggregation that drops le before the quantile',
  rationale: 'A quantile is worked out from the buckets, and the label le tells them apart. Without it there is nothing to work with: the result is empty.',
  subject: 'expression',
  bad: alerting('histogram_quantile(0.95, sum by (route) (rate(http_request_duration_seconds_bucket[5m]))) > 1'),
  good: alerting('histogram_quantile(0.95, sum by (le, route) (rate(http_request_duration_seconds_bucket[5m]))) > 1'),
  *find(expression) {
    for (const { histogram, sources } of quantileCalls(expression)) {
      const { sample, labels } = expression.facts(histogram);
      const isClassic = sample === 'buckets' || sample === 'bucketRates' || sources.every(({ selector }) => expression.facts(selector).sample === 'buckets');
      if (!isClassic || sources.length === 0 || labels.hasOthers || labels.known.has('le')) continue;
      const culprit: Node = sources[0]?.path.findLast((node) => node.kind === 'aggregate') ?? histogram;
      const grouping = culprit.kind === 'aggregate' ? culprit.grouping : undefined;
      yield {
        message: 'the buckets lose their label le before the quantile is taken, so it is empty',
        spot: expression.spot(culprit),
        fix: grouping?.mode === 'without' ? "take 'le' out of the without (...)" : `group by le: by (${['le', ...(grouping?.labels ?? [])].join(', ')})`,
      };
    }
  },
});
