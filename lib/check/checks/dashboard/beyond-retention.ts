import { formatDuration, parseDuration } from '../../../core/duration';
import { check } from '../../check';
import { panel } from '../../example/example';

const shown = (from: string): ReturnType<typeof panel> => panel('sum(rate(http_requests_total[$__rate_interval]))', { unit: 'reqps', dashboard: { time: { from, to: 'now' } } });

export const beyondRetention = check({
  id: 'dashboard/beyond-retention',
  severity: 'warning',
  title: 'a time range longer than samples are kept',
  rationale: 'Samples are deleted after the retention time. A dashboard that opens on a longer range is empty for most of its width, and its sums and averages are those of the rest.',
  subject: 'dashboard',
  bad: shown('now-90d'),
  good: shown('now-7d'),
  *find({ from }, { known }) {
    const retention = known.defaults.retention;
    const range = from === undefined ? undefined : parseDuration(/^now-(\w+?)(?:\/\w)?$/.exec(from.value)?.[1] ?? '');
    if (from === undefined || range === undefined || !known.installation.stated.has('retention') || range.milliseconds <= retention.milliseconds) return;
    yield { message: `it opens on ${formatDuration(range)}, and samples are kept for ${formatDuration(retention)}`, spot: { text: from }, fix: 'shorten the range, or keep samples for longer' };
  },
});
