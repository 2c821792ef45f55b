/** Numbers from `begin` to `end`, both included. */
export interface Range {
  readonly begin: number;
  readonly end: number;
}

/** Minutes since midnight; `end` is not included, and 1440 is the end of the day. */
export type MinuteRange = Range;

/**
 * A moment lies in a span when it lies in one range of every field that is given. A field that is not given, and a
 * field that Alertmanager takes for not given, is undefined; an empty list contains no moment.
 */
export interface TimeSpan {
  readonly times: readonly MinuteRange[] | undefined;
  /** 0 is Sunday. */
  readonly weekdays: readonly Range[] | undefined;
  /** 1 to 31, or -31 to -1 counted from the end of the month. */
  readonly daysOfMonth: readonly Range[] | undefined;
  readonly months: readonly Range[] | undefined;
  readonly years: readonly Range[] | undefined;
  /** IANA name. @default UTC */
  readonly timeZone: string | undefined;
}

export const weekdayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof weekdayNames)[number];

export const monthNames = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'] as const;
export type Month = (typeof monthNames)[number];
