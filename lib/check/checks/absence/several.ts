import { unwrapped } from '../../../promql/node';
import { variableMark } from '../../analysis/selection';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const several = check({
  id: 'absence/several',
  severity: 'warning',
  title: 'absent() of several things at once',
  rationale: 'The function absent() asks whether everything is gone. Of three jobs, two can vanish and it says nothing; and the label that tells them apart is not in its result.',
  subject: 'expression',
  bad: alerting('absent(up{job=~"api|worker|postgres"})'),
  good: alerting('absent(up{job="api"}) or absent(up{job="worker"}) or absent(up{job="postgres"})'),
  *find(expression) {
    if (expression.purpose !== 'alert') return;
    for (const call of expression.calls) {
      const [argument] = call.arguments;
      if ((call.name !== 'absent' && call.name !== 'absent_over_time') || argument === undefined) continue;
      const inner = unwrapped(argument);
      const selector = inner.kind === 'range' ? inner.selector : inner;
      if (selector.kind !== 'selector') continue;
      const jobs = selector.matchers.find(({ operator, value }) => operator === '=~' && /^[\w.-]+(?:\|[\w.-]+)+$/.test(value) && !value.includes(variableMark));
      if (jobs !== undefined) yield { message: `this is true only when all of ${jobs.value.replaceAll('|', ', ')} are gone`, spot: expression.spot(call), fix: 'write one absent(...) for each, joined by or' };
    }
  },
});
