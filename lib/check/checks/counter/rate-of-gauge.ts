import { check } from '../../check';
import { alerting } from '../../example/example';

const forCounters: ReadonlySet<string> = new Set(['rate', 'irate', 'increase', 'resets']);

export const rateOfGauge = check({
  id: 'counter/rate-of-gauge',
  severity: 'error',
  title: 'a rate of something that goes up and down',
  rationale: 'The functions rate(), irate() and increase() take every fall for a restart and add what came before. On a gauge that turns noise into growth; on what is a rate already it means nothing.',
  subject: 'expression',
  bad: alerting('rate(http_active_connections[5m]) > 10'),
  good: alerting('deriv(http_active_connections[5m]) > 10'),
  *find(expression) {
    for (const call of expression.calls) {
      const [argument] = call.arguments;
      if (!forCounters.has(call.name) || argument === undefined) continue;
      const { sample, isGuess, isLifetime, declaration } = expression.facts(argument);
      if (sample !== 'gauge' || isGuess || isLifetime) continue;
      const isDeclared = declaration?.type === 'gauge' && argument.kind === 'range';
      yield {
        message: isDeclared ? `${declaration.name} is a gauge, and ${call.name}() takes every fall of it for a restart` : `${call.name}() is taken of something that is no counter`,
        spot: expression.spot(call),
        fix: isDeclared ? 'take deriv() or delta(), or avg_over_time() for its level' : 'take the rate of the counter itself, and aggregate after it',
      };
    }
  },
});
