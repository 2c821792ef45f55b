import { isRateCall } from '../../analysis/path';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { isFamilyName } from './family-name';
import { quantileCalls } from './quantile-call';

export const noRate = check({
  id: 'histogram/no-rate',
  severity: 'error',
  title: 'a quantile of raw buckets',
  rationale: 'Buckets count since the process started, so the quantile of raw buckets is that of its whole life: it hardly moves when everything becomes slow, and it jumps at a restart.',
  subject: 'expression',
  bad: alerting('histogram_quantile(0.95, sum by (le) (http_request_duration_seconds_bucket)) > 1'),
  good: alerting('histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1'),
  *find(expression) {
    for (const { call, sources } of quantileCalls(expression)) {
      for (const { selector, path } of sources) {
        const { sample } = expression.facts(selector);
        if ((sample !== 'buckets' && sample !== 'native') || isFamilyName(expression, selector)) continue;
        // A difference of two moments is an increase written by hand.
        if (path.some((node) => isRateCall(node) || (node.kind === 'binary' && node.operator === '-'))) continue;
        yield {
          message: `${call.name} is taken of what ${selector.name ?? 'the histogram'} counted since each process started`,
          spot: expression.spot(selector),
          fix: `take its rate first: rate(${selector.name ?? '...'}[5m])`,
        };
      }
    }
  },
});
