import { formatDuration, milliseconds } from '../../../core/duration';
import type { CallNode } from '../../../promql/node';
import { sources } from '../../analysis/path';
import { lapseMilliseconds } from '../../analysis/sampling';
import { quantitiesIn } from '../../analysis/text-quantity';
import { principalThresholds } from '../../analysis/threshold';
import { check } from '../../check';
import { alerting } from '../../example/example';
import type { AlertSubject } from '../../model/subject';

const counting: ReadonlySet<string> = new Set(['rate', 'irate', 'increase', 'changes']);

/** What happens once, not all the time. */
const oneOff = /restart|crash(?!loop)|oom|kill|panic|reboot|deploy|pull/i;

export const lateEvent = check({
  id: 'alert/late-event',
  severity: 'warning',
  title: 'a waiting time as long as the window',
  rationale: 'An event stays in its window for the length of the window. An alert that waits as long misses single events altogether, and notices a standstill after both times together.',
  subject: 'alert',
  bad: alerting('sum(increase(jobs_finished_total{status="failed"}[10m])) > 0', { name: 'WorkerCrashed', for: '10m' }),
  good: alerting('sum(increase(jobs_finished_total{status="failed"}[10m])) > 0', { name: 'WorkerCrashed', for: '' }),
  *find(alert) {
    const { expression, for: duration, forText } = alert;
    if (expression === undefined || forText === undefined || duration === 0) return;
    for (const { measured, limit, sign } of principalThresholds(expression)) {
      for (const { path, selector } of sources(expression, measured)) {
        const call = path.find((node): node is CallNode => node.kind === 'call' && counting.has(node.name));
        const range = call?.arguments[0];
        const window = range?.kind === 'range' ? lapseMilliseconds(range.range) : undefined;
        if (window === undefined || duration < window) continue;
        const both = formatDuration(milliseconds(duration + window));
        const isStandstill = limit === 0 && (sign === '==' || sign === '<=') && promises(alert, [duration, window]);
        const isEvent = (sign === '>' || sign === '>=') && oneOff.test(`${alert.name.value} ${selector.name ?? ''}`) && !/loop/i.test(alert.name.value);
        if (isStandstill) yield { message: `the text names one length of time, and a standstill is noticed after window and waiting time together: ${both}`, spot: { text: forText }, fix: 'shorten the waiting time to a minute or two' };
        if (isEvent) yield { message: `an event leaves the window of ${formatDuration(milliseconds(window))} before the waiting time is over`, spot: { text: forText }, fix: "leave 'for' out, or widen the window" };
        if (isStandstill || isEvent) return;
      }
    }
  },
});

/** Whether the text says how long it takes, and means only one of the two. */
function promises({ annotations }: AlertSubject, lapses: readonly number[]): boolean {
  const named = [...annotations.values()].flatMap(({ value }) => quantitiesIn(value)).filter(({ unit }) => unit === 'seconds');
  return named.some(({ values }) => values.some((value) => lapses.includes(value * 1000)));
}
