import type { Duration } from '../../core/duration';
import { hours, minutes, seconds } from '../../core/duration';
import { didYouMean } from '../../core/names';
import { mistake } from '../../core/problem';
import type { Node } from '../../promql/node';
import { Condition } from '../../promql/vector';
import { binaryOf, byLabels, callOf, chained, numberOf, shifted } from './expression';
import { offsetOf } from './time-zone';

/** In PromQL's order: `day_of_week` is 0 on Sunday. Source: https://prometheus.io/docs/prometheus/latest/querying/functions/#day_of_week */
export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

export type Weekday = (typeof weekdays)[number];

/** When people are there. */
export interface OfficeHours {
  /** Days on which the hours begin. Hours that pass midnight belong to the day on which they began. @default every day */
  readonly days?: readonly [Weekday, ...Weekday[]];
  /** Local time, as `09:00`. */
  readonly from: ClockTime;
  /** Local time, as `17:30`; `24:00` is the end of the day. A time before `from` is on the next day. */
  readonly to: ClockTime;
  /**
   * Name of a time zone whose offset from UTC never changes: `Asia/Jakarta`, `UTC`. PromQL knows no daylight saving
   * time; where clocks change, mute or route by Alertmanager's time intervals, which do.
   */
  readonly zone: string;
}

export type ClockTime = `${number}:${number}`;

/**
 * True within office hours, to be joined to a condition by `on()`:
 *
 *     when: errorRatio.above(percent(5)).given(within({ days: ['monday', 'tuesday'], from: '09:00', to: '17:00', zone: 'Asia/Jakarta' }), on())
 *
 * prints
 *
 *     ... and on () (vector((time() - 7200) % 86400) < 28800 and on () day_of_week(vector(time() - 7200)) >= 1 <= 2)
 *
 * The clock is set back so that the day begins with the first office hour: then hours that pass midnight need no case of
 * their own. The value is the number of seconds since the hours began.
 *
 * @throws BelfryError for a time that no clock shows, hours that cover the whole week, an unknown zone or one whose clocks change
 */
export function within(office: OfficeHours): Condition<'seconds', never> {
  return new Condition(withinNode(office));
}

/** True outside office hours; the value is 0. */
export function outside(office: OfficeHours): Condition<'seconds', never> {
  return new Condition(binaryOf('unless', callOf('vector', numberOf(0)), withinNode(office), byLabels()));
}

const day = hours(24);

function withinNode(office: OfficeHours): Node {
  const [from, to] = [clock(office.from), clock(office.to)];
  const length = seconds(to.value > from.value ? to.value - from.value : to.value + day.value - from.value);
  const opened = shifted(callOf('time'), seconds(offsetOf(office.zone).value - from.value));
  const parts: Node[] = [];
  const sinceOpening = callOf('vector', binaryOf('%', opened, numberOf(day.value)));
  if (length.value < day.value) parts.push(binaryOf('<', sinceOpening, numberOf(length.value)));
  const wanted = dayRanges(office.days ?? weekdays).map(([first, last]) => daysNode(callOf('day_of_week', callOf('vector', opened)), first, last));
  const [firstRange, ...otherRanges] = wanted;
  const coversWeek = new Set(office.days ?? weekdays).size === weekdays.length;
  if (!coversWeek && firstRange !== undefined) {
    // Of every day alone, the value would be the number of the day.
    if (parts.length === 0) parts.push(sinceOpening);
    parts.push(chained('or', [firstRange, ...otherRanges]));
  }
  const [first, ...others] = parts;
  if (first === undefined) throw mistake({ check: 'office-hours/always', message: 'these hours cover the whole week', place: { subject: describe(office) }, fix: 'leave the condition out' });
  return chained('and', [first, ...others], byLabels());
}

function daysNode(dayOfWeek: Node, first: number, last: number): Node {
  if (first === last) return binaryOf('==', dayOfWeek, numberOf(first));
  return binaryOf('<=', binaryOf('>=', dayOfWeek, numberOf(first)), numberOf(last));
}

/** Days that follow each other, as first and last. */
function dayRanges(days: readonly Weekday[]): readonly (readonly [number, number])[] {
  const unknown = days.find((name) => !weekdays.includes(name));
  if (unknown !== undefined) throw mistake({ check: 'office-hours/day', message: `'${unknown}' is no day of the week`, place: { subject: 'office hours' }, fix: didYouMean(unknown, weekdays) || `the days are ${weekdays.join(', ')}` });
  const numbers = [...new Set(days.map((name) => weekdays.indexOf(name)))].sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range?.[1] === number - 1) range[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

function clock(text: ClockTime): Duration {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || minute > 59 || hour * 60 + minute > 24 * 60) {
    throw mistake({ check: 'office-hours/clock', message: `'${text}' is no time of day`, place: { subject: 'office hours' }, fix: "write two digits for the hour and two for the minute: '09:00'" });
  }
  return minutes(hour * 60 + minute);
}

function describe({ days, from, to, zone }: OfficeHours): string {
  return `office hours ${days?.join(', ') ?? 'every day'} ${from} to ${to} ${zone}`;
}
