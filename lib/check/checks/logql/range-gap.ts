import { formatDuration, milliseconds } from '../../../core/duration';
import { check } from '../../check';
import { alertText, ruleFile } from '../../example/example';

const grouped = (interval: string): string => `groups:\n  - name: example\n    interval: ${interval}\n    rules:\n${alertText('sum(count_over_time({service_name="shop-proxy"} |= "payment failed" [2m])) > 10', { for: '' }).replaceAll(/^/gm, '      ')}\n`;

export const rangeGap = check({
  id: 'logql/range-gap',
  severity: 'warning',
  title: 'lines between two evaluations that no range reaches',
  rationale: 'Lines that are written between the end of one range and the beginning of the next are never looked at.',
  subject: 'logql',
  bad: ruleFile(grouped('5m')),
  good: ruleFile(grouped('1m')),
  *find(query) {
    if (query.purpose === 'panel') return;
    for (const { range, span } of query.ranges) {
      if (range.range.milliseconds >= query.interval) continue;
      const lapse = formatDuration(milliseconds(query.interval));
      yield { message: `the group is evaluated every ${lapse}, and this looks at the last ${formatDuration(milliseconds(range.range.milliseconds))} of it`, spot: query.spot(span), fix: `take a range of at least ${lapse}, or evaluate the group more often` };
    }
  },
});
