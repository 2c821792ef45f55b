import type { Duration } from '../../lib/core/duration';
import { hours, minutes, seconds } from '../../lib/core/duration';
import type { OfficeHours, Weekday } from '../../lib/rule/condition/office-hours';
import { weekdays } from '../../lib/rule/condition/office-hours';
import { offsetOf } from '../../lib/rule/condition/time-zone';

/** Moments at which scenarios ask whether an alert keeps to office hours. */
export interface OfficeMoments {
  /** When the first day of the week opens that is open, as `2026-03-02T01:00:00Z`. */
  readonly firstOpens: string;
  /** When the last one opens. */
  readonly lastOpens: string;
  /** The same time on a day that stays closed, where there is one. */
  readonly closed: string | undefined;
  /** Just before it closes, counted from the opening. */
  readonly beforeClosing: Duration;
  /** Just after it has closed. */
  readonly afterClosing: Duration;
}

/** A Sunday, the day 0 of PromQL's week. */
const sunday = Date.UTC(2026, 2, 1);

const secondsOfDay = hours(24).value;

/**
 * The moments of some office hours, in a fixed week or so many weeks before it:
 *
 *     officeMoments({ days: ['monday', 'tuesday'], from: '08:00', to: '22:00', zone: 'Asia/Jakarta' }).firstOpens // 2026-03-02T01:00:00Z
 */
export function officeMoments({ days = weekdays, from, to, zone }: OfficeHours, weeksBefore = 0): OfficeMoments {
  const numbers = days.map((day) => weekdays.indexOf(day));
  const [opening, closing] = [clock(from), clock(to)];
  const length = closing > opening ? closing - opening : closing + secondsOfDay - opening;
  const opens = (day: number): string => new Date(sunday + ((day - 7 * weeksBefore) * secondsOfDay + opening - offsetOf(zone).value) * 1000).toISOString().replace('.000', '');
  const closed = weekdays.findIndex((day: Weekday) => !days.includes(day));
  return {
    firstOpens: opens(Math.min(...numbers)),
    lastOpens: opens(Math.max(...numbers)),
    closed: closed === -1 ? undefined : opens(closed),
    beforeClosing: seconds(length - minutes(15).value),
    afterClosing: seconds(length + minutes(15).value),
  };
}

function clock(text: string): number {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * 3600 + minute * 60;
}
