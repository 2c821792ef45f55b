import type { Node } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import { nameOf } from '../../analysis/part-of-whole';
import { sources } from '../../analysis/path';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { isFamilyName } from './family-name';

const forNative: ReadonlySet<string> = new Set(['histogram_avg', 'histogram_count', 'histogram_sum', 'histogram_stddev', 'histogram_stdvar']);

export const wrongKind = check({
  id: 'histogram/wrong-kind',
  severity: 'error',
  title: 'a histogram function of something else',
  rationale: 'The functions histogram_avg(), histogram_count() and their like read native histograms and pass over everything else; histogram_quantile() passes over whatever is neither the buckets of a classic histogram nor a native one. The result is empty.',
  subject: 'expression',
  bad: alerting('histogram_avg(rate(http_request_duration_seconds_bucket[5m])) > 1'),
  good: alerting('histogram_avg(rate(rpc_duration_seconds[5m])) > 1'),
  *find(expression) {
    for (const call of expression.calls) {
      const isForNative = forNative.has(call.name);
      const histogram = isForNative ? call.arguments[0] : call.name === 'histogram_quantile' ? call.arguments[1] : undefined;
      if (histogram === undefined) continue;
      const { declaration, labels, sample } = expression.facts(histogram);
      if (declaration === undefined || declaration.type === 'nativeHistogram' || isFamily(expression, histogram)) continue;
      const isBuckets = labels.known.has('le') || sample === 'buckets' || sample === 'bucketRates' || sources(expression, histogram).some(({ selector }) => expression.facts(selector).sample === 'buckets');
      if (!isForNative && (isBuckets || labels.hasOthers)) continue;
      const name = declaration.type === 'histogram' && isForNative ? `the classic histogram ${declaration.name}` : `${nameOf(histogram) ?? declaration.name}, a ${declaration.type === 'histogram' ? 'counter' : declaration.type}`;
      yield {
        message: `${call.name} passes over ${name}, so it is empty`,
        spot: expression.spot(histogram),
        fix: declaration.type === 'histogram' ? (isForNative ? `divide the rates of ${declaration.name}_sum and ${declaration.name}_count` : `take ${declaration.name}_bucket`) : declaration.type === 'summary' ? 'select its label quantile instead' : 'take a histogram; for a quantile over series there is the aggregation quantile(...)',
      };
    }
  },
});

function isFamily(expression: Expression, histogram: Node): boolean {
  return sources(expression, histogram).some(({ selector }) => isFamilyName(expression, selector));
}
