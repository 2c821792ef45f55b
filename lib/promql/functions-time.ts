import { quantity } from '../core/quantity';
import type { Quantity } from '../core/quantity';
import type { Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import type { TypedSeries } from '../metric/series';
import { call } from './call';
import type { Expression, Operand, Wants } from './label-types';
import { Scalar } from './scalar';
import { Vector, nodeOf, selectorOf } from './vector';

/** A moment per series: `timestamp(up)`, or a gauge of unit `timestamp`. */
type Moments<U extends Unit, L extends string, Function_ extends string> = Operand<'gauge', U, L> & Wants<U, 'timestamp', Function_>;

/** The evaluation moment, in Unix seconds. */
export function time(): Scalar<'timestamp'> {
  return new Scalar(call('time'));
}

/** When the newest sample of each series was taken. */
export function timestamp<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L>): Vector<'gauge', 'timestamp', L> {
  return new Vector(call('timestamp', selectorOf(of)));
}

/**
 * Minutes past the hour, 0 to 59, in UTC; of the evaluation moment when nothing is given. All parts of a date have
 * units of their own, so that an hour of the day is not compared with a length of time:
 * `hour().atLeast(quantity(9, 'hour of day'))` prints `hour() >= 9`.
 */
export function minute(): Vector<'gauge', 'minute of hour', never>;
export function minute<U extends Unit, L extends string>(of: Moments<U, L, 'minute'>): Vector<'gauge', 'minute of hour', L>;
export function minute(of?: Operand<'gauge', Unit, string>): Expression<'gauge', 'minute of hour', string> {
  return part('minute', of);
}

/** Hour of the day, 0 to 23, in UTC. */
export function hour(): Vector<'gauge', 'hour of day', never>;
export function hour<U extends Unit, L extends string>(of: Moments<U, L, 'hour'>): Vector<'gauge', 'hour of day', L>;
export function hour(of?: Operand<'gauge', Unit, string>): Expression<'gauge', 'hour of day', string> {
  return part('hour', of);
}

/** Day of the week in UTC, to be compared with `weekday('saturday')`. */
export function dayOfWeek(): Vector<'gauge', 'day of week', never>;
export function dayOfWeek<U extends Unit, L extends string>(of: Moments<U, L, 'dayOfWeek'>): Vector<'gauge', 'day of week', L>;
export function dayOfWeek(of?: Operand<'gauge', Unit, string>): Expression<'gauge', 'day of week', string> {
  return part('day_of_week', of);
}

/** Day of the month, 1 to 31, in UTC. */
export function dayOfMonth(): Vector<'gauge', 'day of month', never>;
export function dayOfMonth<U extends Unit, L extends string>(of: Moments<U, L, 'dayOfMonth'>): Vector<'gauge', 'day of month', L>;
export function dayOfMonth(of?: Operand<'gauge', Unit, string>): Expression<'gauge', 'day of month', string> {
  return part('day_of_month', of);
}

/** Day of the year, 1 to 366, in UTC. */
export function dayOfYear(): Vector<'gauge', 'day of year', never>;
export function dayOfYear<U extends Unit, L extends string>(of: Moments<U, L, 'dayOfYear'>): Vector<'gauge', 'day of year', L>;
export function dayOfYear(of?: Operand<'gauge', Unit, string>): Expression<'gauge', 'day of year', string> {
  return part('day_of_year', of);
}

/** How many days the month has, 28 to 31. */
export function daysInMonth(): Vector<'gauge', 'days', never>;
export function daysInMonth<U extends Unit, L extends string>(of: Moments<U, L, 'daysInMonth'>): Vector<'gauge', 'days', L>;
export function daysInMonth(of?: Operand<'gauge', Unit, string>): Expression<'gauge', 'days', string> {
  return part('days_in_month', of);
}

/** Month of the year, 1 to 12, in UTC. */
export function month(): Vector<'gauge', 'month of year', never>;
export function month<U extends Unit, L extends string>(of: Moments<U, L, 'month'>): Vector<'gauge', 'month of year', L>;
export function month(of?: Operand<'gauge', Unit, string>): Expression<'gauge', 'month of year', string> {
  return part('month', of);
}

/** The year in UTC. */
export function year(): Vector<'gauge', 'year', never>;
export function year<U extends Unit, L extends string>(of: Moments<U, L, 'year'>): Vector<'gauge', 'year', L>;
export function year(of?: Operand<'gauge', Unit, string>): Expression<'gauge', 'year', string> {
  return part('year', of);
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** A day as `dayOfWeek()` counts it: Sunday is 0. */
export function weekday(name: (typeof weekdays)[number]): Quantity<'day of week'> {
  return quantity(weekdays.indexOf(name), 'day of week');
}

function part<U extends Unit>(name: string, of: Operand<'gauge', Unit, string> | undefined): Vector<'gauge', U, string> {
  return new Vector(of === undefined ? call(name) : call(name, nodeOf(of)));
}
