import { nameOf } from '../../analysis/part-of-whole';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { ageThresholds } from './age';

const past = /last|start|created|success|completed|completion|finish|heartbeat|modified|updated/i;
const future = /expir|not_after|notafter|valid_until|deadline|next/i;

export const wrongWayRound = check({
  id: 'time/wrong-way-round',
  severity: 'error',
  title: 'now and a moment, subtracted the wrong way round',
  rationale: 'The age of something is time() - moment, the time left is moment - time(). The other way round the result is negative, so it is never above a limit.',
  subject: 'expression',
  bad: alerting('max(backup_last_success_timestamp_seconds) - time() > 86400'),
  good: alerting('min by (domain) (certificate_expiry_timestamp_seconds) - time() < 7 * 86400'),
  *find(expression) {
    for (const { direction, moment, seconds, sign, difference } of ageThresholds(expression)) {
      const name = nameOf(moment) ?? '';
      if (seconds <= 0 || (!past.test(name) && !future.test(name))) continue;
      const isPast = past.test(name) && !future.test(name);
      const isFuture = future.test(name) && !past.test(name);
      const isUp = sign === '>' || sign === '>=';
      if (isPast && direction === 'until') yield { message: `${name} lies in the past, so the difference is negative and ${isUp ? 'never' : 'always'} true`, spot: expression.spot(difference), fix: `write time() - ${name}` };
      if (isFuture && direction === 'since') yield { message: `${name} lies in the future, so the difference is negative and ${isUp ? 'true only long after it' : 'always true before it'}`, spot: expression.spot(difference), severity: isUp ? 'warning' : 'error', fix: `write ${name} - time()` };
      if (isFuture && direction === 'until' && isUp && seconds > 60) yield { message: `this is true while ${name} is still far away, and false once it comes near`, spot: expression.spot(difference), severity: 'warning', fix: "write '<'" };
    }
  },
});
