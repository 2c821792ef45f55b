import type { Data } from '../../core/yaml';
import type { Range, TimeSpan } from './span';
import { monthNames, weekdayNames } from './span';

/** A span as Alertmanager reads it: https://prometheus.io/docs/alerting/latest/configuration/#time_interval-0 */
export function spanSettings({ times, timeZone, ...span }: TimeSpan): Readonly<Record<string, Data>> {
  const named = (field: Exclude<SpanField, 'times'>): readonly string[] | undefined => span[field]?.map((range) => rangeText(field, range));
  return {
    ...(times === undefined ? {} : { times: times.map(({ begin, end }) => ({ start_time: clockText(begin), end_time: clockText(end) })) }),
    ...(span.weekdays === undefined ? {} : { weekdays: named('weekdays') }),
    ...(span.daysOfMonth === undefined ? {} : { days_of_month: named('daysOfMonth') }),
    ...(span.months === undefined ? {} : { months: named('months') }),
    ...(span.years === undefined ? {} : { years: named('years') }),
    ...(timeZone === undefined ? {} : { location: timeZone }),
  };
}

export const spanFields = ['times', 'weekdays', 'daysOfMonth', 'months', 'years'] as const;
type SpanField = (typeof spanFields)[number];

/** A range as Alertmanager writes it: `monday:friday`, `1:15`. Of times it writes two fields, so for them this is for people: `09:00 to 17:00`. */
export function rangeText(field: SpanField, { begin, end }: Range): string {
  if (field === 'times') return `${clockText(begin)} to ${clockText(end)}`;
  const name = (value: number): string => (field === 'weekdays' ? weekdayNames[value] : field === 'months' ? monthNames[value - 1] : undefined) ?? String(value);
  return begin === end ? name(begin) : `${name(begin)}:${name(end)}`;
}

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
