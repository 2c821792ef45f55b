import { quantitiesIn } from '../../analysis/text-quantity';
import { principalThresholds } from '../../analysis/threshold';
import { check } from '../../check';
import { alerting } from '../../example/example';
import type { AlertSubject } from '../../model/subject';

export const ageOfEach = check({
  id: 'alert/age-of-each',
  severity: 'warning',
  title: 'a long-lasting number told as the age of what is counted',
  rationale: 'The waiting time says for how long the number has been high, not for how long anything has waited: twenty orders that come and go within a minute keep it high as well. Only an age can say that something is old.',
  subject: 'alert',
  bad: alerting('max(queue_depth) > 20', { for: '30m', description: 'More than 20 jobs have been waiting for more than 30 minutes.' }),
  good: alerting('max(queue_oldest_age_seconds) > 1800', { for: '5m', description: 'A job has been waiting for more than 30 minutes.' }),
  *find(alert) {
    const { expression, for: duration, annotations } = alert;
    if (expression === undefined || duration === 0 || !countsThings(alert)) return;
    for (const text of annotations.values()) {
      for (const { 0: whole, index } of text.value.matchAll(ageOfThings)) {
        const isOfTheRule = quantitiesIn(whole).some(({ unit, values }) => unit === 'seconds' && values.includes(duration / 1000));
        if (isOfTheRule) yield { message: 'the rule knows how long the number has been high, and nothing of the age of each', spot: { text, span: { from: index, to: index + whole.length } }, fix: 'say that the number has been high for that long, or measure the age of the oldest' };
      }
    }
  },
});

const ageOfThings = /\b(?:waiting|pending|queued|unpaid|unprocessed|undelivered|stuck|open|old(?:er)?)\s+(?:(?:for|since|more|longer|than|over|at|least)\s+){1,5}\d+\s?(?:s|sec|seconds|m|min|minutes|h|hours|d|days)\b/gi;

/** What is compared is a number of things, not a time, a share or a size. */
function countsThings({ expression }: AlertSubject): boolean {
  const measured = expression === undefined ? [] : principalThresholds(expression).map((threshold) => expression.facts(threshold.measured));
  return measured.length > 0 && measured.every(({ unit, sample, share }) => share === undefined && sample !== 'counter' && (unit === undefined || !/^(?:seconds|bytes|ratio|timestamp)/.test(unit)));
}
