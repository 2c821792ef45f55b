import { unwrapped } from '../../../promql/node';
import { listed } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const manySeries = check({
  id: 'scalar/many-series',
  severity: 'error',
  title: 'scalar() of several series',
  rationale: 'The function scalar() yields NaN unless there is exactly one series. Every comparison with NaN fails, so the alert is silent and nobody notices.',
  subject: 'expression',
  bad: alerting('http_active_connections > scalar(pg_connections)'),
  good: alerting('http_active_connections > scalar(sum(pg_connections))'),
  *find(expression) {
    for (const call of expression.calls) {
      const [argument] = call.arguments;
      if (call.name !== 'scalar' || argument === undefined) continue;
      const { labels } = expression.facts(argument);
      if (labels.hasOthers) continue;
      const several = [...labels.known].filter(([name, { values }]) => name !== 'job' && (values === 'open' || values.length > 1)).map(([name]) => name);
      if (several.length === 0) continue;
      const isOneTarget = several.every((label) => label === 'instance');
      const isSure = unwrapped(argument).kind === 'aggregate' || several.some((label) => labels.known.get(label)?.values !== 'open') || several.length > 2;
      yield {
        message: `there may be a series for each ${listed(several)}, and scalar() of more than one is NaN`,
        spot: expression.spot(call),
        severity: isSure && !isOneTarget ? 'error' : 'warning',
        fix: 'aggregate to one series first: scalar(sum(...)), or match with on () group_left ()',
      };
    }
  },
});
