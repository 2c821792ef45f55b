import { check } from '../../check';
import { recording } from '../../example/example';

const levels: ReadonlySet<string> = new Set(['avg_over_time', 'sum_over_time', 'quantile_over_time', 'stddev_over_time', 'stdvar_over_time', 'mad_over_time']);

export const overTime = check({
  id: 'counter/over-time',
  severity: 'warning',
  title: 'the level of a counter over time',
  rationale: 'How high a counter stands says when its process started, nothing else; the average of that over an hour says no more.',
  subject: 'expression',
  bad: recording('job:http_requests:avg1h', 'avg by (job) (avg_over_time(http_requests_total[1h]))'),
  good: recording('job:http_requests:rate1h', 'sum by (job) (rate(http_requests_total[1h]))'),
  *find(expression) {
    for (const call of expression.calls) {
      const argument = call.arguments.at(-1);
      if (!levels.has(call.name) || argument === undefined) continue;
      const { sample } = expression.facts(argument);
      if (sample === 'counter' || sample === 'buckets') yield { message: `${call.name}() of a counter says how long its process has been running`, spot: expression.spot(call), fix: 'take rate() or increase()' };
    }
  },
});
