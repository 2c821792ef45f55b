import type { Facts } from '../../analysis/facts';
import { verdict } from '../../analysis/interval';
import { core } from '../../analysis/path';
import type { Threshold } from '../../analysis/threshold';
import { thresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import type { Expression } from '../../analysis/expression';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const thresholdBeyondBuckets = check({
  id: 'histogram/threshold-beyond-buckets',
  severity: 'error',
  title: 'a threshold that no quantile can reach',
  rationale: 'A quantile never exceeds the largest finite bucket bound: slower observations all fall into +Inf and count as that bound. A threshold at or above it is never crossed.',
  subject: 'expression',
  bad: alerting('histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 5'),
  good: alerting('histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1'),
  *find(expression) {
    for (const threshold of thresholds(expression)) {
      const top = topBoundOf(expression, threshold);
      const facts = expression.facts(threshold.measured);
      const { sign, limit } = threshold;
      if (top === undefined || verdict(facts.values, sign, limit) === 'depends') continue;
      yield {
        message: `the quantile is at most ${numberText(top * facts.scale)}, the largest bucket bound, so '${sign} ${numberText(limit)}' is ${sign === '>' || sign === '>=' || sign === '==' ? 'never' : 'always'} true`,
        spot: expression.spot(threshold.limitNode),
        fix: fixFor(facts, top, limit),
      };
    }
  },
});

function fixFor({ unit }: Facts, top: number, limit: number): string {
  const [small, factor] = unit === 'seconds' ? ['milliseconds', 1000] : ['', 0];
  if (factor > 0 && limit / factor < top) return `write ${numberText(limit / factor)} if ${numberText(limit)} ${small} were meant: the histogram is in ${unit ?? ''}`;
  return 'lower the threshold, or let the histogram have a bound above it';
}

/** The largest bound of the histogram whose quantile is compared, if it is one. */
function topBoundOf(expression: Expression, { measured }: Threshold): number | undefined {
  const inner = core(measured);
  if (inner.kind !== 'call' || inner.name !== 'histogram_quantile') return undefined;
  const [, histogram] = inner.arguments;
  return histogram === undefined ? undefined : expression.facts(histogram).buckets?.at(-1);
}
