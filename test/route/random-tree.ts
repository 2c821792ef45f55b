import fc from 'fast-check';
import type { AskedAlert, TreeQuestion } from './routing-oracle';

/** Few labels and few values, so that matchers meet often. */
const values: Readonly<Record<string, readonly string[]>> = {
  alertname: ['Down', 'Slow', 'Full', 'Down.Full'],
  severity: ['critical', 'high', 'warning', 'info'],
  team: ['web', 'data', ''],
  service: ['api', 'worker', 'a|b', 'line\nbreak', 'quo"te'],
};
const labelNames = Object.keys(values);
const patterns = ['critical|high', 'c.*', '.*', '.+', '', 'Down|Slow', 'D[a-z]+', '(?i)WEB', 'a)|(b', 'web|', '[^a]+', 'a\\|b', '(?s).*', 'quo"te', '.*\\.Full'];
const receivers = ['pager', 'chat', 'mail', 'nobody'];
const zones = ['UTC', 'Europe/Kyiv', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Sao_Paulo'];
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const months = ['january', 'february', 'march', '4', '5', 'june', 'july', 'august', '9', 'october', 'november', 'december'];

const label = fc.constantFrom(...labelNames, 'absent');

function valueOf(name: string): fc.Arbitrary<string> {
  return fc.constantFrom(...(values[name] ?? ['', 'something']));
}

const matcherParts = label.chain((name) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ name: fc.constant(name), operator: fc.constantFrom('=', '!='), value: valueOf(name) }) },
    { weight: 2, arbitrary: fc.record({ name: fc.constant(name), operator: fc.constantFrom('=~', '!~'), value: fc.constantFrom(...patterns) }) },
  ),
);

/** Written as the UTF-8 parser wants it, or loosely as only the classic one takes it. */
const matcherText = fc.record({ parts: matcherParts, style: fc.constantFrom('quoted', 'quoted', 'braced', 'spaced', 'bare') }).map(({ parts: { name, operator, value }, style }) => {
  const text = `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
  if (style === 'spaced') return ` ${name} ${operator} ${text} `;
  if (style === 'braced') return `{${name}${operator}${text},}`;
  return style === 'bare' && !/[",\n]/.test(value) ? `${name}${operator}${value}` : `${name}${operator}${text}`;
});

const matchers = fc.array(matcherText, { maxLength: 3 }).map((texts) => texts.map((text) => (text.startsWith('{') ? text.slice(1, -2) : text)));
const oldMatchers = fc.dictionary(fc.constantFrom(...labelNames), fc.constantFrom('critical', 'web', 'api', 'Down'), { maxKeys: 1 });
const oldPatterns = fc.dictionary(fc.constantFrom(...labelNames), fc.constantFrom('c.*', 'web|data', '.+'), { maxKeys: 1 });

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const durations = fc.constantFrom('0s', '1s', '30s', '1m', '5m', '1h30m', '4h', '1d');
const positiveDurations = fc.constantFrom('1s', '30s', '5m', '7m30s', '12h', '3d');
const groupBy = fc.oneof(fc.constant([]), fc.constant(['...']), fc.subarray(labelNames));
const intervalNames = ['nights', 'office', 'moments'];
const intervals = fc.subarray(intervalNames);

const settings = { receiver: optional(fc.constantFrom(...receivers)), group_by: optional(groupBy), group_wait: optional(durations), group_interval: optional(positiveDurations), repeat_interval: optional(positiveDurations) };

const { route } = fc.letrec<{ route: object }>((tie) => ({
  route: fc
    .record({
      ...settings,
      matchers: optional(matchers),
      match: fc.option(oldMatchers, { nil: undefined, freq: 8 }),
      match_re: fc.option(oldPatterns, { nil: undefined, freq: 8 }),
      continue: optional(fc.boolean()),
      mute_time_intervals: fc.option(intervals, { nil: undefined, freq: 2 }),
      active_time_intervals: fc.option(intervals, { nil: undefined, freq: 3 }),
      routes: fc.option(fc.array(tie('route'), { maxLength: 3, depthIdentifier: 'tree' }), { nil: undefined, depthIdentifier: 'tree', depthSize: 'small', maxDepth: 4 }),
    })
    .map((parts) => parts),
}));

const two = (numbers: fc.Arbitrary<number>): fc.Arbitrary<readonly [number, number]> => fc.tuple(numbers, numbers).map(([a, b]) => (a <= b ? [a, b] : [b, a]));
const range = (numbers: fc.Arbitrary<number>, name: (value: number) => string): fc.Arbitrary<string> =>
  two(numbers).chain(([begin, end]) => fc.constantFrom(`${name(begin)}:${name(end)}`, name(begin)));
const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const times = two(fc.integer({ min: 0, max: 1440 })).map(([begin, end]) => (begin === end ? { start_time: '00:00', end_time: '24:00' } : { start_time: clock(begin), end_time: clock(end) }));
const days = fc.oneof(range(fc.integer({ min: 1, max: 31 }), String), range(fc.integer({ min: -31, max: -1 }), String), fc.constantFrom('15:-1', '1:-5', '-1', '31', '1:31'));

const span = fc.record(
  {
    times: fc.array(times, { maxLength: 2 }),
    weekdays: fc.array(range(fc.integer({ min: 0, max: 6 }), (day) => weekdays[day] ?? ''), { maxLength: 2 }),
    days_of_month: fc.array(days, { maxLength: 2 }),
    months: fc.array(range(fc.integer({ min: 0, max: 11 }), (month) => months[month] ?? ''), { maxLength: 2 }),
    years: fc.array(range(fc.integer({ min: 2020, max: 2030 }), String), { maxLength: 1 }),
    location: fc.constantFrom(...zones),
  },
  { requiredKeys: [] },
);

const inhibition = fc.record({ source_matchers: optional(matchers), target_matchers: optional(matchers), equal: optional(fc.subarray(labelNames)), source_match: fc.option(oldMatchers, { nil: undefined, freq: 9 }) });

const labels = fc
  .record({ alertname: valueOf('alertname'), severity: optional(valueOf('severity')), team: optional(valueOf('team')), service: optional(valueOf('service')) })
  .map((parts) => Object.fromEntries(Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))));

/** Moments at which calendars turn, and ordinary ones. */
const moment = fc.oneof(
  fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) }),
  fc.constantFrom('2026-03-28T23:30:00Z', '2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-03-31T12:00:00Z', '2026-10-25T00:30:00Z', '2026-10-31T22:00:00Z', '2024-02-29T12:00:00Z', '2026-11-01T06:00:00Z', '2026-12-31T23:59:59Z').map((text) => Date.parse(text)),
).map((at) => new Date(Math.floor(at / 1000) * 1000).toISOString());

/** Labels of alerts, as the random trees ask for them. */
export const labelSets: fc.Arbitrary<Readonly<Record<string, string>>> = labels;

const asked: fc.Arbitrary<AskedAlert> = fc.record({ labels, at: moment, firing: fc.array(labels, { maxLength: 3 }) });

/** A configuration that Alertmanager loads, with alerts to ask about. JSON is YAML, and fast to write. */
export function treeQuestion(alertsPerTree: number): fc.Arbitrary<TreeQuestion> {
  return fc
    .record({
      route: fc.record({ ...settings, receiver: fc.constantFrom(...receivers), routes: fc.array(route, { maxLength: 5 }) }),
      inhibit_rules: fc.array(inhibition, { maxLength: 3 }),
      time_intervals: fc.tuple(...intervalNames.map((name) => fc.record({ name: fc.constant(name), time_intervals: fc.array(span, { maxLength: 2 }) }))),
      alerts: fc.array(asked, { minLength: alertsPerTree, maxLength: alertsPerTree }),
    })
    .map(({ alerts, ...config }) => ({ config: JSON.stringify({ ...config, receivers: receivers.map((name) => ({ name })) }), alerts }));
}

const dayZones = fc.constantFrom(...zones);

/** Spans of days alone, in zones whose clocks change: where counting the days of a month goes wrong. */
const dayInterval = fc.record({ days_of_month: fc.array(days, { minLength: 1, maxLength: 2 }), location: dayZones });

/** One route per span, told apart by the label `n`, and moments around the ends of months. */
export function intervalQuestion(spans: number, alerts: number): fc.Arbitrary<TreeQuestion> {
  return fc
    .record({
      intervals: fc.array(fc.oneof(dayInterval, span), { minLength: spans, maxLength: spans }),
      alerts: fc.array(fc.record({ n: fc.nat(spans - 1), year: fc.integer({ min: 2022, max: 2028 }), month: fc.nat(11), hours: fc.integer({ min: -40, max: 40 }) }), { minLength: alerts, maxLength: alerts }),
    })
    .map((parts) => ({
      config: JSON.stringify({
        route: { receiver: 'chat', routes: parts.intervals.map((_, n) => ({ matchers: [`n="${n}"`], mute_time_intervals: [`span-${n}`] })) },
        time_intervals: parts.intervals.map((one, n) => ({ name: `span-${n}`, time_intervals: [one] })),
        receivers: [{ name: 'chat' }],
      }),
      alerts: parts.alerts.map(({ n, year, month, hours }) => ({ labels: { n: String(n) }, at: new Date(Date.UTC(year, month, 1, hours, 30)).toISOString(), firing: [] })),
    }));
}

/** Texts that are nearly matchers, for the parsers. */
export const nearMatcher: fc.Arbitrary<string> = fc.oneof(
  matcherText,
  fc.array(matcherText, { maxLength: 3 }).map((texts) => texts.join(',')),
  fc.string({ unit: fc.constantFrom('a', 'b', '=', '!', '~', '"', '\\', ',', '{', '}', ' ', 'n', 'x', '4', '1', 'ä', '\u0085', "'", '`', '.', '*', '\n', '(', '🙂'), maxLength: 12 }),
  fc.record({ text: matcherText, at: fc.nat(20), inserted: fc.constantFrom('"', '\\', '{', '}', ',', '=', '\\x41', '\\u00e4', '\\400', ' ', '!') }).map(({ text, at, inserted }) => text.slice(0, at) + inserted + text.slice(at)),
);
