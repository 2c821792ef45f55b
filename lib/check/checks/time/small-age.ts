import { nameOf } from '../../analysis/part-of-whole';
import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { ageThresholds } from './age';

/** Whole hours up to three days: 24, 36, 48, 72. */
const fewestHours = 72;

/** Days before an expiry that people write: 7, 14, 30, 60, 90. */
const mostDays = 90;

export const smallAge = check({
  id: 'time/small-age',
  severity: 'error',
  title: 'seconds compared with a number of hours or days',
  rationale: 'The difference of two moments is in seconds. An age above 24 is reached half a minute after each success, and an expiry within 30 leaves half a minute to act.',
  subject: 'expression',
  bad: alerting('min by (domain) (certificate_expiry_timestamp_seconds) - time() < 30'),
  good: alerting('min by (domain) (certificate_expiry_timestamp_seconds) - time() < 30 * 86400'),
  *find(expression) {
    const scrape = expression.known.defaults.scrapeInterval.milliseconds / 1000;
    for (const { direction, seconds, limit, limitNode, sign, difference, moment } of ageThresholds(expression)) {
      if (seconds <= 1 || (expression.facts(difference).unit === undefined && nameOf(moment)?.includes('timestamp') !== true)) continue;
      const isUp = sign === '>' || sign === '>=';
      if (direction === 'until' && !isUp && seconds <= mostDays) {
        yield { message: `it becomes true ${numberText(seconds)} seconds before, which leaves no time to act`, spot: expression.spot(limitNode), fix: `write ${numberText(limit)} * 86400 for days` };
      }
      if (direction === 'since' && isUp && seconds <= fewestHours && Number.isInteger(seconds)) {
        const isSure = seconds < 2 * scrape;
        yield { message: `it becomes true after ${numberText(seconds)} seconds${isSure ? ', sooner than two scrapes can tell' : ''}`, spot: expression.spot(limitNode), severity: isSure ? 'error' : 'warning', fix: `write ${numberText(limit)} * 3600 for hours` };
      }
    }
  },
});
