import { formatDuration, milliseconds } from '../../../core/duration';
import { readRange } from '../../analysis/sampling';
import { check } from '../../check';
import { alertText, ruleFile } from '../../example/example';

const counting: ReadonlySet<string> = new Set(['rate', 'irate', 'increase', 'changes']);

const grouped = (interval: string): string => `groups:\n  - name: example\n    interval: ${interval}\n    rules:\n${alertText('sum(increase(jobs_finished_total{status="failed"}[2m])) > 10', { for: '' }).replaceAll(/^/gm, '      ')}\n`;

export const shorterThanEvaluation = check({
  id: 'range/shorter-than-evaluation',
  severity: 'warning',
  title: 'a range shorter than the time between two evaluations',
  rationale: 'What happens between the end of one range and the beginning of the next is never looked at.',
  subject: 'expression',
  bad: ruleFile(grouped('5m')),
  good: ruleFile(grouped('1m')),
  *find(expression) {
    if (expression.purpose === 'panel') return;
    for (const call of expression.calls) {
      const read = counting.has(call.name) ? readRange(expression, call.arguments[0]) : undefined;
      if (read === undefined || read.milliseconds >= expression.interval) continue;
      const lapse = formatDuration(milliseconds(expression.interval));
      yield { message: `the group is evaluated every ${lapse}, and this looks at the last ${formatDuration(milliseconds(read.milliseconds))} of it`, spot: expression.spot(read.node), fix: `take a range of at least ${lapse}, or evaluate the group more often` };
    }
  },
});
