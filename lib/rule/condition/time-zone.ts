import type { Duration } from '../../core/duration';
import { minutes } from '../../core/duration';
import { mistake } from '../../core/problem';

/** Any twelve months show whether clocks change; a fixed year keeps the output the same for ever. */
const sampledYear = 2026;

/**
 * How far a zone is ahead of UTC, where that never changes: `offsetOf('Asia/Jakarta')` is seven hours. The table is
 * Node's own copy of the IANA time zone database.
 *
 * @throws BelfryError for an unknown zone, and for one whose clocks change
 */
export function offsetOf(zone: string): Duration {
  const subject = `time zone ${zone}`;
  const offsets = new Set(Array.from({ length: 12 }, (_, month) => offsetAt(zone, new Date(Date.UTC(sampledYear, month, 15)))));
  const [offset, ...others] = offsets;
  if (offset === undefined || others.length > 0) {
    throw mistake({
      check: 'office-hours/changing-clocks',
      message: `the clocks of ${zone} change within the year`,
      place: { subject },
      why: 'PromQL counts in UTC and knows no daylight saving time, so the hours would be wrong for half of the year',
      fix: "mute or route by Alertmanager's time intervals, which know zones, or name a zone whose clocks never change",
    });
  }
  return minutes(offset);
}

/** In minutes. */
function offsetAt(zone: string, moment: Date): number {
  const match = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(zoneName(zone, moment));
  const [, sign, hour, minute] = match ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hour ?? 0) * 60 + Number(minute ?? 0));
}

function zoneName(zone: string, moment: Date): string {
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(moment);
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw mistake({ check: 'office-hours/unknown-zone', message: `'${zone}' is no time zone`, place: { subject: `time zone ${zone}` }, fix: 'write it as the IANA database does: Asia/Jakarta, UTC' });
  }
}
