import type { Data } from '../../core/yaml';
import type { Range, TimeSpan } from './span';
import { monthNames, weekdayNames } from './span';

/** A span as Alertmanager reads it: https://prometheus.io/docs/alerting/latest/configuration/#time_interval-0 */
export function spanSettings({ times, weekdays, daysOfMonth, months, years, timeZone }: TimeSpan): Readonly<Record<string, Data>> {
  return {
    ...(times === undefined ? {} : { times: times.map(({ begin, end }) => ({ start_time: clockText(begin), end_time: clockText(end) })) }),
    ...(weekdays === undefined ? {} : { weekdays: weekdays.map((range) => rangeText(range, (day) => weekdayNames[day] ?? String(day))) }),
    ...(daysOfMonth === undefined ? {} : { days_of_month: daysOfMonth.map((range) => rangeText(range, String)) }),
    ...(months === undefined ? {} : { months: months.map((range) => rangeText(range, (month) => monthNames[month - 1] ?? String(month))) }),
    ...(years === undefined ? {} : { years: years.map((range) => rangeText(range, String)) }),
    ...(timeZone === undefined ? {} : { location: timeZone }),
  };
}

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function rangeText({ begin, end }: Range, name: (value: number) => string): string {
  return begin === end ? name(begin) : `${name(begin)}:${name(end)}`;
}
