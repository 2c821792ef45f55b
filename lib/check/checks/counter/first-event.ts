import { isCalculated } from '../../../promql/node';
import type { CallNode } from '../../../promql/node';
import { sources } from '../../analysis/path';
import { principalThresholds } from '../../analysis/threshold';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const firstEvent = check({
  id: 'counter/first-event',
  severity: 'warning',
  title: 'the first event of a series that begins with it',
  rationale: 'A series that is born at 1 has no increase: there was no 0 before it. An alert on a single event misses the first one after each start, which is often the only one.',
  subject: 'alert',
  bad: alerting('increase(jobs_failed_total[10m]) > 0', { for: '' }),
  good: alerting('increase(jobs_finished_total{status="failed"}[10m]) > 0', { for: '' }),
  *find({ expression, for: duration }) {
    if (expression === undefined) return;
    for (const { measured, sign, limit, comparison } of principalThresholds(expression)) {
      if (sign !== '>' && sign !== '>=') continue;
      for (const { selector, path } of sources(expression, measured)) {
        const isLate = expression.known.declarations(selector).some(({ createdOnFirstEvent }) => createdOnFirstEvent);
        const call = path.find((node): node is CallNode => node.kind === 'call' && (node.name === 'increase' || node.name === 'rate'));
        const range = call?.arguments[0];
        if (!isLate || range?.kind !== 'range' || isCalculated(range.range)) continue;
        const events = call?.name === 'rate' ? (limit * range.range.milliseconds) / 1000 : limit;
        const isOwn = path.every((node) => node.kind !== 'binary');
        // What must go on for longer than one event stays in the window is not about a single one.
        if (events >= 1 || !isOwn || duration >= range.range.milliseconds) continue;
        yield { message: `${selector.name ?? 'the series'} begins with its first event, which ${call?.name ?? ''}() does not see`, spot: expression.spot(comparison), fix: 'let the application create the series at 0, or add: or (x unless x offset 10m)' };
      }
    }
  },
});
