import { formatDuration } from '../../../core/duration';
import { check } from '../../check';
import { alertText, ruleFile } from '../../example/example';

const file = (interval: string): string => `groups:\n  - name: shop\n    interval: ${interval}\n    rules:\n${alertText('http_active_connections > 100').replaceAll(/^(?=.)/gm, '      ')}\n`;

export const impatient = check({
  id: 'group/impatient',
  severity: 'info',
  title: 'evaluated more often than anything is scraped',
  rationale: 'Between two scrapes nothing changes. An evaluation that comes more often costs time and sees the same samples again.',
  subject: 'group',
  bad: ruleFile(file('5s')),
  good: ruleFile(file('15s')),
  *find({ interval, intervalText }, { known }) {
    const scrape = known.defaults.scrapeInterval;
    if (intervalText === undefined || !known.installation.stated.has('scrapeInterval') || interval >= scrape.milliseconds || interval === 0) return;
    yield { message: `targets are scraped every ${formatDuration(scrape)}`, spot: { text: intervalText }, fix: `evaluate every ${formatDuration(scrape)}` };
  },
});
