import { check } from '../../check';
import { alerting } from '../../example/example';

export const impatient = check({
  id: 'absence/impatient',
  severity: 'warning',
  title: 'absence without patience',
  rationale: 'Series are absent for a moment when Prometheus restarts, when a target is replaced, when a scrape is late. An alert on absence needs a waiting time of at least two evaluations.',
  subject: 'alert',
  bad: alerting('absent(up{job="api"})', { for: '' }),
  good: alerting('absent(up{job="api"})', { for: '5m' }),
  *find(alert) {
    const { expression } = alert;
    if (expression === undefined || alert.for >= 2 * alert.group.interval) return;
    const call = expression.calls.find(({ name }) => name === 'absent');
    if (call !== undefined) yield { message: 'it fires at the first evaluation without the series', spot: expression.spot(call), fix: 'add for: 5m, or ask over a range: absent_over_time(...[5m])' };
  },
});
