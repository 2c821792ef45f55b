import { formatDuration, milliseconds, parseDuration } from '../../../core/duration';
import { lapseMilliseconds } from '../../analysis/sampling';
import { check } from '../../check';
import { panel } from '../../example/example';

const shown = (from: string): ReturnType<typeof panel> => panel('sum(increase(http_requests_total[1d]))', { unit: 'short', dashboard: { time: { from, to: 'now' } } });

export const beyondRange = check({
  id: 'panel/beyond-range',
  severity: 'info',
  title: 'a window wider than the time that is shown',
  rationale: 'Every point of a line looks back further than the whole panel is wide. All points share most of what they see, and the line is flat whatever happens.',
  subject: 'target',
  bad: shown('now-1h'),
  good: shown('now-7d'),
  *find({ expression, panel: { type, dashboard } }) {
    const shownTime = parseDuration(/^now-(\w+?)(?:\/\w)?$/.exec(dashboard.from?.value ?? '')?.[1] ?? '');
    if (expression === undefined || shownTime === undefined || (type !== 'timeseries' && type !== 'graph')) return;
    for (const node of expression.ranges) {
      const window = expression.hasVariables ? undefined : lapseMilliseconds(node.range);
      if (window !== undefined && window > shownTime.milliseconds) yield { message: `it looks back ${formatDuration(milliseconds(window))}, and the dashboard shows ${formatDuration(shownTime)}`, spot: expression.spot(node), fix: 'shorten the window, or show more time' };
    }
  },
});
