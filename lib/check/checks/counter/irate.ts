import { check } from '../../check';
import { alerting } from '../../example/example';

export const irate = check({
  id: 'counter/irate',
  severity: 'warning',
  title: 'irate() where nobody looks at it',
  rationale: 'The function irate() uses the last two samples only. An evaluation sees one gap between scrapes of many, so a short spike resets the waiting time of an alert or is never seen at all.',
  subject: 'expression',
  bad: alerting('sum(irate(http_requests_total[5m])) > 100'),
  good: alerting('sum(rate(http_requests_total[5m])) > 100'),
  *find(expression) {
    if (expression.purpose === 'panel') return;
    for (const call of expression.calls) {
      if (call.name === 'irate') yield { message: 'irate() sees the last two scrapes only', spot: expression.spot(call), fix: 'take rate()' };
    }
  },
});
