import { countedDays } from '../../route/time-interval/zone';
import type { TimeSpan } from '../../route/time-interval/span';
import { routeCheck } from './route-check';

export const lostDay = routeCheck({
  id: 'route/lost-day',
  severity: 'warning',
  title: 'days of a month in which clocks go forward',
  rationale: 'Alertmanager counts the days of a month as hours divided by 24, so where clocks go forward March has 30 days: the 31st is in no range, and -1 is the 30th',
  bad: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['team="billing"'], mute_time_intervals: [closing] }] }
time_intervals: [{ name: closing, time_intervals: [{ days_of_month: ['-1'], location: Europe/Berlin }] }]
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
  },
  good: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['team="billing"'], mute_time_intervals: [closing] }] }
time_intervals: [{ name: closing, time_intervals: [{ days_of_month: ['-1'] }, { days_of_month: ['1:15'], location: Europe/Berlin }] }]
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
  },
  *find({ model }) {
    for (const { spans, place } of model.timeIntervals.values()) {
      const month = spans.map(shortenedMonth).find((one) => one !== undefined);
      if (month !== undefined) yield { message: month, place, fix: 'write the span in UTC, with the hours shifted, or as days counted from the first' };
    }
  },
});

/** One year shows the rule; zones change it seldom. */
const exampleYear = 2027;

function shortenedMonth({ daysOfMonth, months, timeZone }: TimeSpan): string | undefined {
  if (daysOfMonth === undefined || timeZone === undefined || timeZone === '') return undefined;
  for (let month = 1; month <= 12; month += 1) {
    if (months !== undefined && !months.some(({ begin, end }) => month >= begin && month <= end)) continue;
    const length = new Date(Date.UTC(exampleYear, month, 0)).getUTCDate();
    if (countedDays(exampleYear, month, timeZone) === length) continue;
    // Every range that touches the last day, or counts from it, goes wrong.
    if (daysOfMonth.some(({ begin, end }) => begin < 0 || end < 0 || end >= length)) return `in ${timeZone} month ${month} has ${length - 1} days for Alertmanager: day ${length} is lost`;
  }
  return undefined;
}
