import { mistake } from '../../core/problem';
import type { Month, Range, TimeSpan, Weekday } from './span';
import { monthNames, weekdayNames } from './span';
import { countedDays, timeZoneFault } from './zone';

/** A named time, for routes to be silent during it, or outside it. */
export interface TimeInterval {
  readonly name: string;
  readonly spans: readonly TimeSpan[];
}

type OneOrMore<T> = T | { readonly from: T; readonly to: T };

/** `09:00` to `24:00`, with two digits each. */
export type ClockTime = `${number}:${number}`;

export interface SpanOptions {
  /** IANA name such as `Europe/Kyiv`. There is no default: whose nine o'clock it is must be said. */
  readonly timeZone: string;
  /** `to` is not included; `24:00` is the end of the day. @default the whole day */
  readonly times?: readonly { readonly from: ClockTime; readonly to: ClockTime }[];
  /** @default every day */
  readonly weekdays?: readonly OneOrMore<Weekday>[];
  /** 1 to 31, or -1 for the last day of the month and so on. @default every day */
  readonly daysOfMonth?: readonly OneOrMore<number>[];
  /** @default every month */
  readonly months?: readonly OneOrMore<Month>[];
  /** @default every year */
  readonly years?: readonly OneOrMore<number>[];
}

/**
 * A time interval of one or more spans; it lasts while any of them does.
 *
 *     timeInterval('weekends', { timeZone: 'Europe/Kyiv', weekdays: ['saturday', 'sunday'] })
 *     // - name: weekends
 *     //   time_intervals: [{ weekdays: [saturday, sunday], location: Europe/Kyiv }]
 *
 * @throws BelfryError for an unknown time zone, a range that ends before it begins, or one that no year contains
 */
export function timeInterval(name: string, first: SpanOptions, ...others: readonly SpanOptions[]): TimeInterval {
  return fromSpans(name, [first, ...others].map((options) => toSpan(name, options)));
}

/** Working hours, Monday to Friday: `businessHours('office', { timeZone: 'Europe/Kyiv', from: '09:00', to: '18:00' })`. */
export function businessHours(name: string, { timeZone, from, to, weekdays = [{ from: 'monday', to: 'friday' }] }: { readonly timeZone: string; readonly from: ClockTime; readonly to: ClockTime; readonly weekdays?: readonly OneOrMore<Weekday>[] }): TimeInterval {
  return timeInterval(name, { timeZone, times: [{ from, to }], weekdays });
}

/** Whole days: `holidays('holidays', { timeZone: 'Europe/Kyiv', dates: ['12-25', '2026-04-12'] })`. A date without a year comes every year. */
export function holidays(name: string, { timeZone, dates }: { readonly timeZone: string; readonly dates: readonly [string, ...string[]] }): TimeInterval {
  return fromSpans(name, dates.map((date) => dateSpan(name, timeZone, date, undefined)));
}

/**
 * One stretch of time, to the minute: `maintenanceWindow('move', { timeZone: 'Europe/Kyiv', from: '2026-03-07 22:00', to: '2026-03-08 02:00' })`.
 * Alertmanager knows no dates, so it becomes a span per day; windows are at most 31 days long.
 */
export function maintenanceWindow(name: string, { timeZone, from, to }: { readonly timeZone: string; readonly from: string; readonly to: string }): TimeInterval {
  const [begin, end] = [readMoment(name, from), readMoment(name, to)];
  const length = (Date.parse(`${end.date}T00:00Z`) - Date.parse(`${begin.date}T00:00Z`)) / 86_400_000;
  if (length < 0 || (length === 0 && end.minute <= begin.minute)) throw fault(name, 'route/interval-order', `the window ends at ${to}, before it begins at ${from}`, 'exchange the two');
  if (length > 31) throw fault(name, 'route/interval-length', `the window lasts ${length} days`, 'mute the route for good, or end the window within 31 days');
  const spans: TimeSpan[] = [];
  for (let day = 0; day <= length; day += 1) {
    const date = new Date(Date.parse(`${begin.date}T00:00Z`) + day * 86_400_000).toISOString().slice(0, 10);
    const times: Range = { begin: day === 0 ? begin.minute : 0, end: day === length ? end.minute : 1440 };
    if (times.end > times.begin) spans.push(dateSpan(name, timeZone, date, times.begin === 0 && times.end === 1440 ? undefined : [times]));
  }
  return fromSpans(name, spans);
}

function fromSpans(name: string, spans: readonly TimeSpan[]): TimeInterval {
  if (name.trim() === '') throw fault(name, 'route/interval-name', 'the name is empty', 'name what the time is: business-hours');
  return Object.freeze({ name, spans: Object.freeze(spans) });
}

function toSpan(name: string, { timeZone, times, weekdays, daysOfMonth, months, years }: SpanOptions): TimeSpan {
  const zone = checkedZone(name, timeZone);
  const span: TimeSpan = Object.freeze({
    times: times?.map(({ from, to }) => ordered(name, `${from} to ${to}`, { begin: readTime(name, from), end: readTime(name, to) }, true)),
    weekdays: weekdays?.map((range) => named(name, range, weekdayNames, 0)),
    daysOfMonth: daysOfMonth?.map((range) => dayRange(name, range)),
    months: months?.map((range) => named(name, range, monthNames, 1)),
    years: years?.map((range) => (typeof range === 'number' ? { begin: range, end: range } : ordered(name, `${range.from} to ${range.to}`, { begin: range.from, end: range.to }, false))),
    timeZone: zone,
  });
  for (const [field, ranges] of Object.entries({ times, weekdays, daysOfMonth, months, years })) {
    if (ranges?.length === 0) throw fault(name, 'route/empty-interval', `the list of ${field} is empty`, 'leave it out for every time, or name one');
  }
  return span;
}

function dateSpan(name: string, timeZone: string, date: string, times: readonly Range[] | undefined): TimeSpan {
  const [, year, month, day] = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/.exec(date) ?? [];
  const [monthNumber, dayNumber] = [Number(month), Number(day)];
  // 2024 is a leap year, so that 29 February may come every year that has one.
  const asDate = new Date(Date.UTC(Number(year ?? 2024), monthNumber - 1, dayNumber));
  if (month === undefined || asDate.getUTCMonth() !== monthNumber - 1) throw fault(name, 'route/interval-date', `'${date}' is no date`, 'write 2026-12-25, or 12-25 for every year');
  const zone = checkedZone(name, timeZone);
  const exampleYears = year === undefined ? [2026, 2027, 2028] : [Number(year)];
  const lost = exampleYears.find((one) => dayNumber > countedDays(one, monthNumber, zone) && dayNumber <= new Date(Date.UTC(one, monthNumber, 0)).getUTCDate());
  if (lost !== undefined) {
    throw fault(name, 'route/interval-lost-day', `Alertmanager never sees ${date} in ${zone}`, `write the span in UTC, with the hours shifted`, 'it counts the days of a month in hours, and the month in which clocks go forward lacks one');
  }
  const only = (value: number): readonly Range[] => [{ begin: value, end: value }];
  return Object.freeze({ times, weekdays: undefined, daysOfMonth: only(dayNumber), months: only(monthNumber), years: year === undefined ? undefined : only(Number(year)), timeZone: zone });
}

function checkedZone(name: string, timeZone: string): string {
  const why = timeZone === '' ? 'the time zone is empty' : timeZoneFault(timeZone);
  if (why === undefined) return timeZone;
  throw fault(name, 'route/time-zone', why, 'write a name from https://en.wikipedia.org/wiki/List_of_tz_database_time_zones, as in Europe/Kyiv');
}

function readMoment(name: string, text: string): { readonly date: string; readonly minute: number } {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/.exec(text) ?? [];
  if (date === undefined || time === undefined || Number.isNaN(Date.parse(`${date}T00:00Z`))) throw fault(name, 'route/interval-date', `'${text}' is no moment`, 'write 2026-03-07 22:00');
  return { date, minute: readTime(name, time) };
}

function readTime(name: string, text: string): number {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (text === '24:00') return 1440;
  if (hour === undefined || minute === undefined) throw fault(name, 'route/interval-time', `'${text}' is no time of day`, 'write 09:00, with two digits each, up to 24:00');
  return Number(hour) * 60 + Number(minute);
}

function named<T extends string>(name: string, range: OneOrMore<T>, names: readonly T[], firstNumber: number): Range {
  const number = (word: T): number => names.indexOf(word) + firstNumber;
  if (typeof range === 'string') return { begin: number(range), end: number(range) };
  return ordered(name, `${range.from} to ${range.to}`, { begin: number(range.from), end: number(range.to) }, false);
}

function dayRange(name: string, range: OneOrMore<number>): Range {
  const { from, to } = typeof range === 'number' ? { from: range, to: range } : range;
  const isDay = (day: number): boolean => Number.isInteger(day) && day !== 0 && Math.abs(day) <= 31;
  if (!isDay(from) || !isDay(to)) throw fault(name, 'route/interval-day', `${from} to ${to} is no range of days`, 'count from 1 to 31, or from -1, the last day, to -31');
  // Alertmanager's own rule, for months of 28 days. Source: timeinterval/timeinterval.go, DayOfMonthRange.
  const comparable = (day: number): number => (day < 0 ? 28 + day : day);
  if (from < 0 && to > 0) throw fault(name, 'route/interval-order', `a range from ${from}, counted from the end, to ${to}, counted from the start`, 'count both from the end');
  if (comparable(from) > comparable(to)) throw fault(name, 'route/interval-order', `day ${to} comes before day ${from}`, 'exchange the two');
  return { begin: from, end: to };
}

function ordered(name: string, text: string, range: Range, isStrict: boolean): Range {
  if (range.begin < range.end || (!isStrict && range.begin === range.end)) return range;
  throw fault(name, 'route/interval-order', `${text} ends before it begins`, isStrict ? 'a range past midnight is two: 22:00 to 24:00 and 00:00 to 06:00' : 'a range past the end is two, as in friday to saturday and sunday');
}

function fault(name: string, check: string, message: string, fix: string, why?: string): Error {
  return mistake({ check, message, place: { subject: `time interval ${name}` }, fix, ...(why === undefined ? {} : { why }) });
}
