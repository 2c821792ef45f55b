import { formatDuration, milliseconds } from '../../../core/duration';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const shortWait = check({
  id: 'alert/short-wait',
  severity: 'warning',
  title: 'a waiting time shorter than two evaluations',
  rationale: 'The condition is looked at once in each evaluation interval. A shorter waiting time means the second look, whatever it says; up to one interval it means the next one.',
  subject: 'alert',
  bad: alerting('http_active_connections > 100', { for: '10s' }),
  good: alerting('http_active_connections > 100', { for: '1m' }),
  *find({ for: duration, forText, group }, { known }) {
    const isKnown = known.installation.stated.has('evaluationInterval') || group.intervalText !== undefined;
    if (forText === undefined || duration === 0 || duration >= group.interval || !isKnown) return;
    const interval = formatDuration(milliseconds(group.interval));
    yield { message: `it waits ${formatDuration(milliseconds(duration))}, and is evaluated every ${interval}`, spot: { text: forText }, fix: `write at least ${formatDuration(milliseconds(2 * group.interval))}` };
  },
});
