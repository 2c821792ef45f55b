import { thresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';

/** A moment before 9 September 2001 is none that a program of today reports. */
const earliest = 1e9;

export const forgottenNow = check({
  id: 'time/forgotten-now',
  severity: 'error',
  title: 'a moment compared with a length of time',
  rationale: 'A timestamp is a number of seconds since 1970, more than a thousand million. Held against 3600 it is always above: what was meant is the time that has passed since.',
  subject: 'expression',
  bad: alerting('max(backup_last_success_timestamp_seconds) > 86400'),
  good: alerting('time() - max(backup_last_success_timestamp_seconds) > 86400'),
  *find(expression) {
    for (const { measured, limit, comparison } of thresholds(expression)) {
      const { unit, scale, isGuess } = expression.facts(measured);
      const value = limit / scale;
      if (unit !== 'timestamp' || value <= 1 || value >= earliest) continue;
      yield { message: `a moment in Unix time is compared with ${numberText(limit)}`, spot: expression.spot(comparison), severity: isGuess ? 'warning' : 'error', fix: 'compare the time that has passed: time() - ...' };
    }
  },
});
