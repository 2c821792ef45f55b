import { didYouMean } from '../../core/names';

/** What a clock on the wall shows. */
export interface WallClock {
  readonly year: number;
  /** 1 is January. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
    formats.set(timeZone, format);
  }
  return format;
}

export function wallClock(at: number, timeZone: string): WallClock {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) parts[type] = Number(value);
  return { year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0, hour: parts.hour ?? 0, minute: parts.minute ?? 0, second: parts.second ?? 0 };
}

/** How far the zone is ahead of UTC at a moment, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(at, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** The moment at which a zone's calendar turns to the first of a month, as Go's time.Date finds it. */
function startOfMonth(year: number, month: number, timeZone: string): number {
  const asIfUtc = Date.UTC(year, month - 1, 1);
  return asIfUtc - offsetAt(asIfUtc - offsetAt(asIfUtc, timeZone), timeZone);
}

const dayInMilliseconds = 86_400_000;

/**
 * The length of a month as Alertmanager counts it: hours divided by 24, rounded down. The month in which clocks go
 * forward lacks an hour and therefore a day: March has 30 days in Europe. Source: timeinterval/timeinterval.go, daysInMonth.
 */
export function countedDays(year: number, month: number, timeZone: string): number {
  const next = month === 12 ? startOfMonth(year + 1, 1, timeZone) : startOfMonth(year, month + 1, timeZone);
  return Math.floor((next - startOfMonth(year, month, timeZone)) / dayInMilliseconds);
}

/** Why the name is no time zone, or undefined when it is one. */
export function timeZoneFault(name: string): string | undefined {
  if (name === '' || name === 'UTC') return undefined;
  if (name === 'Local') return "'Local' is whatever the container has, usually UTC";
  if (isListed(name)) return undefined;
  const listed = Intl.supportedValuesOf('timeZone');
  const sameLetters = listed.find((zone) => zone.toLowerCase() === name.toLowerCase());
  if (sameLetters !== undefined) return `'${name}' is no time zone: upper and lower case matter, write '${sameLetters}'`;
  // Names that were replaced (Europe/Kyiv for Europe/Kiev, US/Eastern) are not listed but known; offsets such as +02:00 are known but are no names.
  if (/^[A-Z]/.test(name) && isKnown(name)) return undefined;
  const hint = didYouMean(name, listed);
  return `'${name}' is no time zone of the IANA database${hint === '' ? '' : `; ${hint}`}`;
}

let listedZones: ReadonlySet<string> | undefined;

/** Asking the runtime for its list takes a millisecond. */
function isListed(timeZone: string): boolean {
  listedZones ??= new Set(Intl.supportedValuesOf('timeZone'));
  return listedZones.has(timeZone);
}

function isKnown(timeZone: string): boolean {
  try {
    return formatOf(timeZone).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
