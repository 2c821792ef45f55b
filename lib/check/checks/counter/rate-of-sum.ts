import { check } from '../../check';
import { alerting } from '../../example/example';

const forCounters: ReadonlySet<string> = new Set(['rate', 'irate', 'increase']);

export const rateOfSum = check({
  id: 'counter/rate-of-sum',
  severity: 'error',
  title: 'a rate of counters that were added up before',
  rationale: 'When one process restarts, the sum of all counters falls by its share, and rate() takes the whole remaining sum for new events: a spike of everything ever counted. First the rate, then the sum.',
  subject: 'expression',
  bad: alerting('rate(sum by (route) (http_requests_total)[5m:]) > 100'),
  good: alerting('sum by (route) (rate(http_requests_total[5m])) > 100'),
  *find(expression) {
    for (const call of expression.calls) {
      const [argument] = call.arguments;
      if (!forCounters.has(call.name) || argument === undefined) continue;
      const { sample, isLifetime, isGuess } = expression.facts(argument);
      if (!isLifetime || sample !== 'gauge') continue;
      yield {
        message: `${call.name}() is taken of counters that were aggregated before, so a restart of one looks like a spike of all`,
        spot: expression.spot(call),
        severity: isGuess ? 'warning' : 'error',
        fix: `turn them round: sum(${call.name}(...[5m]))`,
      };
    }
  },
});
