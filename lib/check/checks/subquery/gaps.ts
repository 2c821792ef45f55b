import { formatDuration, milliseconds } from '../../../core/duration';
import { isRateCall } from '../../analysis/path';
import { lapseMilliseconds } from '../../analysis/sampling';
import { check } from '../../check';
import { recording } from '../../example/example';

export const gaps = check({
  id: 'subquery/gaps',
  severity: 'warning',
  title: 'a subquery that looks at a part of its time only',
  rationale: 'Each step looks back by the range of the rate within. Where the range is shorter than the step, what happens in between is never seen.',
  subject: 'expression',
  bad: recording('job:http_requests:max1h', 'max_over_time(sum by (job) (rate(http_requests_total[1m]))[1h:10m])'),
  good: recording('job:http_requests:max1h', 'max_over_time(sum by (job) (rate(http_requests_total[10m]))[1h:10m])'),
  *find(expression) {
    for (const call of expression.calls) {
      const [argument] = call.arguments;
      const range = isRateCall(call) && argument?.kind === 'range' ? lapseMilliseconds(argument.range) : undefined;
      if (range === undefined || argument === undefined) continue;
      for (let node = expression.parent(call); node !== undefined; node = expression.parent(node)) {
        const step = node.kind === 'subquery' ? lapseMilliseconds(node.step) : undefined;
        if (step === undefined || step <= range) continue;
        yield { message: `it looks at ${formatDuration(milliseconds(range))} of every ${formatDuration(milliseconds(step))}`, spot: expression.spot(argument), fix: 'take a range as long as the step' };
        break;
      }
    }
  },
});
