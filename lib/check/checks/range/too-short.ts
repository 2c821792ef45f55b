import { formatDuration, milliseconds } from '../../../core/duration';
import { readRange } from '../../analysis/sampling';
import { check } from '../../check';
import { alerting } from '../../example/example';

/** These need two samples; the functions over time are content with one. */
const needsTwo: ReadonlySet<string> = new Set(['rate', 'irate', 'increase', 'delta', 'idelta', 'deriv', 'predict_linear', 'changes', 'resets', 'double_exponential_smoothing']);

export const tooShort = check({
  id: 'range/too-short',
  severity: 'error',
  title: 'a range with fewer samples than the function needs',
  rationale: 'A rate needs two samples. A range shorter than two scrape intervals mostly holds one, so the result comes and goes, and an alert that waits never fires.',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total[15s])) > 100'),
  good: alerting('sum(rate(http_requests_total[1m])) > 100'),
  *find(expression) {
    for (const call of expression.calls) {
      const read = readRange(expression, call.arguments.find(({ kind }) => kind === 'range'));
      if (read?.every === undefined) continue;
      const { node, milliseconds: range, every } = read;
      const isRate = needsTwo.has(call.name);
      if (range >= (isRate ? 2 * every : every)) continue;
      if (!isRate && !call.name.endsWith('_over_time')) continue;
      yield {
        message: `${formatDuration(milliseconds(range))} holds ${range < every ? 'at most one sample, or none' : 'one sample or two'}, because there is one every ${formatDuration(milliseconds(every))}`,
        spot: expression.spot(node),
        fix: `take at least ${formatDuration(milliseconds(isRate ? 4 * every : every))}`,
      };
    }
  },
});
