import type { Range, TimeSpan } from './span';
import type { WallClock } from './zone';
import { countedDays, wallClock } from './zone';

/** Whether a moment lies in the span, by Alertmanager's own arithmetic. Source: timeinterval/timeinterval.go, ContainsTime. */
export function contains(span: TimeSpan, at: Date): boolean {
  const timeZone = span.timeZone === undefined || span.timeZone === '' ? 'UTC' : span.timeZone;
  const clock = wallClock(at.getTime(), timeZone);
  const minute = clock.hour * 60 + clock.minute;
  const weekday = new Date(Date.UTC(clock.year, clock.month - 1, clock.day)).getUTCDay();
  return (
    (span.times === undefined || span.times.some(({ begin, end }) => minute >= begin && minute < end)) &&
    (span.daysOfMonth === undefined || containsDay(span.daysOfMonth, clock, timeZone)) &&
    isWithin(span.months, clock.month) &&
    isWithin(span.weekdays, weekday) &&
    isWithin(span.years, clock.year)
  );
}

function isWithin(ranges: readonly Range[] | undefined, value: number): boolean {
  return ranges === undefined || ranges.some(({ begin, end }) => value >= begin && value <= end);
}

function containsDay(ranges: readonly Range[], { year, month, day }: WallClock, timeZone: string): boolean {
  const length = countedDays(year, month, timeZone);
  const fromStart = (bound: number): number => (bound < 0 ? length + bound + 1 : bound);
  return ranges.some((range) => {
    const begin = fromStart(range.begin);
    if (begin > length) return false;
    return day >= clamp(begin, length) && day <= clamp(fromStart(range.end), length);
  });
}

function clamp(day: number, length: number): number {
  return Math.min(Math.max(day, -length), length);
}
