import type { Range, TimeSpan } from '../../route/time-interval/span';
import { rangeText, spanFields } from '../../route/time-interval/render';
import { routeCheck } from './route-check';

export const overlappingTimes = routeCheck({
  id: 'route/overlapping-times',
  severity: 'warning',
  title: 'ranges of a time interval that overlap',
  rationale: 'a moment is within an interval or not, so what two of its parts share says nothing, and one of them is not what was meant',
  bad: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['team="web"'], active_time_intervals: [office] }] }
time_intervals:
  - { name: office, time_intervals: [{ times: [{ start_time: '09:00', end_time: '13:00' }, { start_time: '12:00', end_time: '17:00' }] }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
  },
  good: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['team="web"'], mute_time_intervals: [off] }] }
time_intervals:
  - { name: off, time_intervals: [{ times: [{ start_time: '00:00', end_time: '09:00' }, { start_time: '17:00', end_time: '24:00' }] }, { weekdays: [saturday, sunday] }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
  },
  *find({ model }) {
    for (const { spans, place } of model.timeIntervals.values()) {
      for (const overlap of spans.flatMap(overlapsWithin)) yield { message: overlap, place, fix: 'join the two into one range, or correct one of them' };
      // Spans may cross, as nights and weekends do; one that lies in another adds nothing.
      const idle = spans.findIndex((span, index) => spans.some((other, at) => at !== index && liesWithin(span, other) && !(at > index && liesWithin(other, span))));
      if (idle !== -1) yield { message: `its ${ordinal(idle)} span lies within another one of it`, place, fix: 'remove it, or correct what it says' };
    }
  },
});

function overlapsWithin(span: TimeSpan): readonly string[] {
  return spanFields.flatMap((field) => {
    const ranges = span[field] ?? [];
    return ranges.flatMap((one, index) => {
      const other = ranges.slice(index + 1).find((later) => overlap(one, later, field === 'times'));
      return other === undefined ? [] : [`two of its ${words[field]} overlap: ${rangeText(field, one)} and ${rangeText(field, other)}`];
    });
  });
}

const words = { times: 'times', weekdays: 'weekdays', daysOfMonth: 'days', months: 'months', years: 'years' } as const;

function overlap(one: Range, other: Range, isOpenEnded: boolean): boolean {
  // Days counted from the end of a month meet those from its start in some months only.
  if (one.begin < 0 !== other.begin < 0 || one.begin < 0 !== one.end < 0 || other.begin < 0 !== other.end < 0) return false;
  return isOpenEnded ? one.begin < other.end && other.begin < one.end : one.begin <= other.end && other.begin <= one.end;
}

function liesWithin(inner: TimeSpan, outer: TimeSpan): boolean {
  return (inner.timeZone ?? 'UTC') === (outer.timeZone ?? 'UTC') && spanFields.every((field) => {
    const [ranges, around] = [inner[field], outer[field]];
    if (around === undefined) return true;
    return ranges?.every((range) => around.some(({ begin, end }) => begin <= range.begin && range.end <= end && begin < 0 === range.begin < 0 && end < 0 === range.end < 0)) ?? false;
  });
}

function ordinal(index: number): string {
  return ['first', 'second', 'third'][index] ?? `${String(index + 1)}th`;
}
