import type { YamlMap, YamlNode } from '../../core/yaml-source';
import type { NamedSpans } from '../model';
import type { Range, TimeSpan } from '../time-interval/span';
import { monthNames, weekdayNames } from '../time-interval/span';
import { timeZoneFault } from '../time-interval/zone';
import { spanFields } from './fields';
import type { Reading } from './reading';

/** The named intervals of a file, those under the deprecated `mute_time_intervals` included. */
export function readTimeIntervals(reading: Reading, config: YamlMap): ReadonlyMap<string, NamedSpans> {
  const intervals = new Map<string, NamedSpans>();
  for (const field of ['mute_time_intervals', 'time_intervals']) {
    const list = reading.list(config.get(field), field);
    if (list !== undefined && field === 'mute_time_intervals') {
      reading.warn('route/deprecated-intervals', 'mute_time_intervals is deprecated', list.place, 'Alertmanager will remove it before version 1', 'rename the list to time_intervals; routes refer to it as before');
    }
    for (const item of list?.items ?? []) {
      const map = reading.map(item, `an entry of ${field}`);
      if (map === undefined) continue;
      reading.onlyFields(map, ['name', 'time_intervals'], 'a time interval');
      const name = reading.text(map.get('name'), 'name') ?? '';
      if (name === '') reading.refuse('route/config', 'a time interval has no name', map.place, 'name it');
      else if (intervals.has(name)) reading.refuse('route/duplicate-name', `two time intervals are called '${name}'`, map.place, 'rename one of them');
      const spans = (reading.list(map.get('time_intervals'), 'time_intervals')?.items ?? []).flatMap((span) => readSpan(reading, span) ?? []);
      intervals.set(name, { name, spans, place: { subject: `time interval ${name}`, ...map.place } });
    }
  }
  return intervals;
}

function readSpan(reading: Reading, node: YamlNode): TimeSpan | undefined {
  const map = reading.map(node, 'a span');
  if (map === undefined) return undefined;
  reading.onlyFields(map, spanFields, 'a span of time');
  const ranges = (field: string, read: (text: string, item: YamlNode) => Range | string): readonly Range[] | undefined =>
    reading.list(map.get(field), field)?.items.flatMap((item) => {
      const text = reading.text(item, field)?.toLowerCase();
      const range = text === undefined ? undefined : read(text, item);
      if (typeof range === 'string') reading.refuse('route/time-interval', range, item.place, 'see https://prometheus.io/docs/alerting/latest/configuration/#time_interval-0');
      return range === undefined || typeof range === 'string' ? [] : [range];
    });
  return {
    times: reading.list(map.get('times'), 'times')?.items.flatMap((item) => readTimes(reading, item) ?? []),
    weekdays: ranges('weekdays', (text) => namedRange(text, 'weekday', (word) => indexIn(weekdayNames, word, 0))),
    daysOfMonth: ranges('days_of_month', dayRange),
    months: ranges('months', (text) => namedRange(text, 'month', (word) => indexIn(monthNames, word, 1) ?? wholeNumber(word))),
    years: ranges('years', (text) => namedRange(text, 'year', wholeNumber)),
    timeZone: readZone(reading, map.get('location')),
  };
}

function readTimes(reading: Reading, node: YamlNode): Range | undefined {
  const map = reading.map(node, 'a range of times');
  if (map === undefined) return undefined;
  reading.onlyFields(map, ['start_time', 'end_time'], 'a range of times');
  const bound = (field: string): number | undefined => {
    const value = map.get(field);
    const text = reading.text(value, field);
    const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text ?? '') ?? [];
    if (text === '24:00') return 1440;
    if (hour !== undefined && minute !== undefined) return Number(hour) * 60 + Number(minute);
    reading.refuse('route/time-interval', text === undefined ? `a range of times has no ${field}` : `'${text}' is no time of day`, (value ?? map).place, "write '09:00', with two digits each, up to '24:00'");
    return undefined;
  };
  const [begin, end] = [bound('start_time'), bound('end_time')];
  if (begin === undefined || end === undefined) return undefined;
  if (begin >= end) reading.refuse('route/time-interval', 'the range of times ends before it begins', map.place, 'a range past midnight is two: 22:00 to 24:00 and 00:00 to 06:00');
  return { begin, end };
}

function readZone(reading: Reading, node: YamlNode | undefined): string | undefined {
  const text = reading.text(node, 'location');
  if (text === undefined || node === undefined) return undefined;
  if (text === 'Local') {
    reading.warn('route/local-time', "the time zone is 'Local'", node.place, 'that is the zone of whatever machine or container Alertmanager runs in, usually UTC', 'write the name of the zone that is meant');
    return 'UTC';
  }
  const fault = timeZoneFault(text);
  if (fault === undefined) return text;
  reading.refuse('route/time-zone', fault, node.place, 'write a name from https://en.wikipedia.org/wiki/List_of_tz_database_time_zones, as in Europe/Kyiv');
  return undefined;
}

function namedRange(text: string, what: string, read: (word: string) => number | undefined): Range | string {
  const [first, last, ...others] = text.split(':');
  const begin = read(first ?? '');
  const end = last === undefined ? begin : read(last);
  if (begin === undefined || end === undefined || others.length > 0) return `'${text}' is no ${what} or range of ${what}s`;
  return begin > end ? `the ${what}s '${text}' end before they begin` : { begin, end };
}

function dayRange(text: string): Range | string {
  const [first, last, ...others] = text.split(':');
  const begin = wholeNumber(first ?? '');
  const end = last === undefined ? begin : wholeNumber(last);
  if (begin === undefined || end === undefined || others.length > 0) return `'${text}' is no day or range of days`;
  if (begin === 0 || end === 0 || Math.abs(begin) > 31 || Math.abs(end) > 31) return `'${text}' leaves the month: days count from 1 to 31, or from -1, the last, to -31`;
  if (begin < 0 && end > 0) return `'${text}' begins at the end of the month and ends at its start`;
  // Alertmanager compares as if the month had 28 days. Source: timeinterval/timeinterval.go, DayOfMonthRange.
  const comparable = (day: number): number => (day < 0 ? 28 + day : day);
  return comparable(begin) > comparable(end) ? `the days '${text}' end before they begin` : { begin, end };
}

function indexIn(names: readonly string[], word: string, first: number): number | undefined {
  const index = names.indexOf(word);
  return index === -1 ? undefined : index + first;
}

/** What Go's strconv.Atoi reads. */
function wholeNumber(word: string): number | undefined {
  return /^[-+]?\d+$/.test(word) ? Number(word) : undefined;
}
