import { formatDuration, milliseconds } from '../../../core/duration';
import { readRange } from '../../analysis/sampling';
import { check } from '../../check';
import { alerting } from '../../example/example';

const extrapolating: ReadonlySet<string> = new Set(['rate', 'increase', 'delta', 'deriv', 'predict_linear']);

export const fewSamples = check({
  id: 'range/few-samples',
  severity: 'warning',
  title: 'a range that one failed scrape empties',
  rationale: 'With fewer than four scrapes in the range, one or two that fail or come late leave a rate with a single sample, and so with no result.',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total[30s])) > 100'),
  good: alerting('sum(rate(http_requests_total[1m])) > 100'),
  *find(expression) {
    for (const call of expression.calls) {
      const read = extrapolating.has(call.name) ? readRange(expression, call.arguments[0]) : undefined;
      if (read?.every === undefined) continue;
      const { node, milliseconds: range, every } = read;
      if (range < 2 * every || range >= 4 * every) continue;
      yield { message: `${formatDuration(milliseconds(range))} holds ${Math.floor(range / every)} scrapes, and one that fails leaves a gap`, spot: expression.spot(node), fix: `take at least four: ${formatDuration(milliseconds(4 * every))}` };
    }
  },
});
