import { formatDuration, milliseconds } from '../../../core/duration';
import { sources } from '../../analysis/path';
import { principalThresholds } from '../../analysis/threshold';
import { check } from '../../check';
import { alerting } from '../../example/example';

/** Space on disks and volumes. It fills in hours, and a file that is written and deleted fills it for a moment. */
const slow = /(?:^|_)(?:filesystem|volume_stats|disk)_(?:\w+_)?(?:avail|available|free|size|used|capacity|usage|files)(?:_|$)/;

/** Below this, a large temporary file is enough. */
const patient = 300_000;

export const hasty = check({
  id: 'alert/hasty',
  severity: 'info',
  title: 'a short wait for something slow',
  rationale: 'Disks fill over hours. A wait of a minute or two adds nothing to the warning but the temporary files, the compactions and the backups that end by themselves.',
  subject: 'alert',
  bad: alerting('node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.1', { for: '1m' }),
  good: alerting('node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.1', { for: '15m' }),
  *find({ expression, for: duration, forText }) {
    if (expression === undefined || forText === undefined || duration === 0 || duration >= patient) return;
    for (const { measured } of principalThresholds(expression)) {
      const found = sources(expression, measured).find(({ selector, path }) => slow.test(selector.name ?? '') && !path.some((node) => node.kind === 'call'));
      if (found === undefined) continue;
      yield { message: `${found.selector.name ?? ''} changes over hours, and this waits for ${formatDuration(milliseconds(duration))}`, spot: { text: forText }, fix: 'wait for 15m, and add a second alert with predict_linear() for what fills fast' };
      return;
    }
  },
});
