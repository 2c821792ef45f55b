import fc from 'fast-check';
import type { LabelValuesByName } from '../../lib/route/matcher/matcher';
import type { Data } from '../../lib/core/yaml';
import { wallClock } from '../../lib/route/time-interval/zone';
import { at, entries, list, plainData, text, words } from '../component/sample-stack';
import { treeQuestion } from './random-tree';

/** Many random trees as branches of one, for a single Alertmanager. */
export interface Orchard {
  /** The content of alertmanager.yml. */
  readonly config: string;
  /** The alerts of each tree; those of one tree carry the same label `tree`. */
  readonly alerts: readonly (readonly LabelValuesByName[])[];
}

/** A group waits for company, and for whatever silences it to be known. */
const timing = { group_wait: '2s', group_interval: '1s', repeat_interval: '4h' };

/** Grows the trees. Their waits are short, and their intervals are such that none begins or ends within hours of `now`. */
export function orchard(trees: number, alertsPerTree: number, url: string, now: Date, seed: number): Orchard {
  const spans = fc.sample(fc.array(spanNear(now), { maxLength: 2 }), { numRuns: 3 * trees, seed });
  const grown = fc.sample(treeQuestion(alertsPerTree), { numRuns: trees, seed }).map(({ config, alerts }, index) => {
    const tree = String(index);
    const data = plainData(JSON.parse(config));
    const named = (name: string): string => `${name}-${tree}`;
    return {
      route: { matchers: [`tree="${tree}"`], ...Object.fromEntries(entries(runnable(at(data, 'route'), named))) },
      inhibitions: list(data, 'inhibit_rules').map((rule) => confined(rule, `tree="${tree}"`)),
      intervals: list(data, 'time_intervals').map((interval, number) => ({ name: named(text(interval, 'name')), time_intervals: spans[3 * index + number] ?? [] })),
      alerts: distinct(alerts.map(({ labels }) => withoutEmpty({ ...labels, tree }))),
    };
  });
  const receivers = ['pager', 'chat', 'mail', 'nobody', 'default'];
  return {
    config: JSON.stringify({
      route: { receiver: 'default', ...timing, routes: grown.map(({ route }) => route) },
      inhibit_rules: grown.flatMap(({ inhibitions }) => inhibitions),
      time_intervals: grown.flatMap(({ intervals }) => intervals),
      receivers: receivers.map((name) => ({ name, webhook_configs: [{ url: `${url}/${name}`, send_resolved: false }] })),
    }),
    alerts: grown.map(({ alerts }) => alerts),
  };
}

/** The same route with waits that a test can await; a short repetition stays short, so that its inheritance shows. */
function runnable(route: Data, named: (interval: string) => string): Data {
  const fields = entries(route).flatMap(([key, value]): readonly (readonly [string, Data])[] => {
    if (key === 'group_wait' || key === 'group_interval') return [];
    if (key === 'repeat_interval') return [[key, value === '1s' || value === '30s' ? '1s' : '4h']];
    if (key === 'mute_time_intervals' || key === 'active_time_intervals') return [[key, words(route, key).map(named)]];
    if (key === 'routes') return [[key, list(route, key).map((child) => runnable(child, named))]];
    return [[key, value]];
  });
  return Object.fromEntries(fields);
}

function confined(rule: Data, matcher: string): Data {
  const side = (name: string): readonly Data[] => [matcher, ...list(rule, name)];
  return { ...Object.fromEntries(entries(rule)), source_matchers: side('source_matchers'), target_matchers: side('target_matchers') };
}

/** Alertmanager drops a label without a value. */
function withoutEmpty(labels: LabelValuesByName): LabelValuesByName {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
}

function distinct(alerts: readonly LabelValuesByName[]): readonly LabelValuesByName[] {
  return [...new Map(alerts.map((labels) => [sortedText(labels), labels])).values()];
}

/** Labels as a text that does not depend on their order. */
export function sortedText(labels: LabelValuesByName): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Spans that hold, or do not hold, for hours to come: in a zone in which it is day, with no bound by day. */
function spanNear(now: Date): fc.Arbitrary<Data> {
  const hour = now.getUTCHours();
  const location = hour >= 6 && hour < 18 ? 'UTC' : 'Pacific/Auckland';
  const { year, month, day } = wallClock(now.getTime(), location);
  const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
  const today = weekdays[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? '';
  const tomorrow = weekdays[new Date(Date.UTC(year, month - 1, day + 1)).getUTCDay()] ?? '';
  return fc.record(
    {
      times: fc.constantFrom([{ start_time: '03:00', end_time: '21:00' }], [{ start_time: '00:00', end_time: '03:00' }, { start_time: '21:00', end_time: '24:00' }]),
      weekdays: fc.constantFrom([today], [today, tomorrow], [tomorrow]),
      days_of_month: fc.constantFrom([String(day)], ['1:31'], [String(day === 1 ? 2 : 1)]),
      months: fc.constantFrom([String(month)], ['1:12'], [String((month % 12) + 1)]),
      years: fc.constantFrom([String(year)], [`${String(year)}:${String(year + 1)}`], [String(year - 1)]),
      location: fc.constant(location),
    },
    { requiredKeys: ['location'] },
  );
}
