import { check } from '../../check';
import { alerting } from '../../example/example';

const forGauges: ReadonlyMap<string, string> = new Map([
  ['delta', 'increase()'],
  ['idelta', 'increase()'],
  ['deriv', 'rate()'],
  ['predict_linear', 'rate()'],
  ['double_exponential_smoothing', 'rate()'],
]);

export const gaugeFunction = check({
  id: 'counter/gauge-function',
  severity: 'error',
  title: 'a function for gauges over a counter',
  rationale: 'A counter falls to zero when its process restarts. The functions delta(), deriv() and predict_linear() do not know that: after a restart they yield large negative numbers.',
  subject: 'expression',
  bad: alerting('sum(delta(http_requests_total[10m])) > 1000'),
  good: alerting('sum(increase(http_requests_total[10m])) > 1000'),
  *find(expression) {
    for (const call of expression.calls) {
      const instead = forGauges.get(call.name);
      const [argument] = call.arguments;
      if (instead === undefined || argument === undefined) continue;
      const { sample, isGuess } = expression.facts(argument);
      if (sample !== 'counter') continue;
      yield { message: `${call.name}() does not know that a counter starts again at zero`, spot: expression.spot(call), severity: isGuess ? 'warning' : 'error', fix: `take ${instead}` };
    }
  },
});
