import { readFileSync } from 'node:fs';
import { didYouMean } from '../../core/names';
import type { Problem } from '../../core/problem';
import { mistake } from '../../core/problem';
import type { YamlMap, YamlNode } from '../../core/yaml-source';
import { readYaml } from '../../core/yaml-source';
import { matchersText } from '../matcher/matcher';
import type { GroupBy, Inhibition, ModelReceiver, NamedSpans, RouteNode, RoutingModel } from '../model';
import { configFields, inhibitionFields, routeFields } from './fields';
import { readAllMatchers } from './matchers';
import { Reading } from './reading';
import { readReceivers } from './receivers';
import { readTimeIntervals } from './time-intervals';

/** A tree that somebody else wrote, and what is wrong with its file. */
export interface ForeignRouting {
  readonly model: RoutingModel;
  /** Errors are what Alertmanager refuses; with none, `model` is what Alertmanager would run. */
  readonly problems: readonly Problem[];
}

/** @throws BelfryError when the file cannot be read, is no YAML or holds no route */
export function loadForeignFile(path: string): ForeignRouting {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw mistake({ check: 'route/unreadable', message: `cannot read the file: ${error instanceof Error ? error.message : String(error)}`, place: { file: path }, fix: 'name an alertmanager.yml that exists' });
  }
  return loadForeign(text, path);
}

/**
 * Reads an `alertmanager.yml` of any origin.
 *
 *     const { model, problems } = loadForeign(text, 'alertmanager.yml');
 *     simulate(model, { severity: 'critical' });
 *
 * @throws BelfryError when the text is no YAML or holds no route
 */
export function loadForeign(text: string, file: string): ForeignRouting {
  const reading = new Reading();
  const config = reading.map(readYaml(text, file), 'the file');
  const route = reading.map(config?.get('route'), 'route');
  if (config === undefined || route === undefined) {
    throw mistake({ check: 'route/no-route', message: 'the file holds no route', place: { file }, why: 'without a root route Alertmanager does not start', fix: 'add route: { receiver: ... }' });
  }
  reading.onlyFields(config, configFields, 'alertmanager.yml');
  const receivers = readReceivers(reading, config);
  const timeIntervals = readTimeIntervals(reading, config);
  const root = readRoute(reading, route, 'default route');
  checkRoot(reading, route, root);
  checkReferences(reading, route, receivers, timeIntervals);
  const inhibitions = (reading.list(config.get('inhibit_rules'), 'inhibit_rules')?.items ?? []).flatMap((item) => readInhibition(reading, item) ?? []);
  return { model: { root, receivers, inhibitions, timeIntervals }, problems: reading.problems };
}

function readRoute(reading: Reading, map: YamlMap, subject?: string): RouteNode {
  reading.onlyFields(map, routeFields, 'a route');
  const matchers = readAllMatchers(reading, map, '');
  const [groupInterval, repeatInterval] = (['group_interval', 'repeat_interval'] as const).map((field) => {
    const value = map.get(field);
    const duration = reading.duration(value, field);
    if (duration?.milliseconds === 0 && value !== undefined) reading.refuse('route/timing', `${field} is zero`, value.place, 'write a time above zero: 5m');
    return duration;
  });
  return {
    matchers,
    receiver: readReceiver(reading, map),
    continues: reading.flag(map.get('continue'), 'continue') ?? false,
    groupBy: readGroupBy(reading, map.get('group_by')),
    groupWait: reading.duration(map.get('group_wait'), 'group_wait'),
    groupInterval,
    repeatInterval,
    muteDuring: reading.texts(map.get('mute_time_intervals'), 'mute_time_intervals') ?? [],
    activeDuring: reading.texts(map.get('active_time_intervals'), 'active_time_intervals') ?? [],
    children: (reading.list(map.get('routes'), 'routes')?.items ?? []).flatMap((item) => {
      const child = reading.map(item, 'a route');
      return child === undefined ? [] : [readRoute(reading, child)];
    }),
    place: { subject: subject ?? `route ${matchersText(matchers)}`, ...map.place },
  };
}

/** An empty name inherits, as none does. */
function readReceiver(reading: Reading, map: YamlMap): string | undefined {
  const name = reading.text(map.get('receiver'), 'receiver');
  return name === '' ? undefined : name;
}

/** `[]` resets what was inherited, nothing at all inherits it. Source: config/config.go, Route.UnmarshalYAML. */
function readGroupBy(reading: Reading, node: YamlNode | undefined): GroupBy | undefined {
  const labels = reading.texts(node, 'group_by');
  if (labels === undefined || node === undefined) return undefined;
  const named = labels.filter((label) => label !== '...');
  if (new Set(named).size !== named.length) reading.refuse('route/group-by', `group_by names a label twice: ${labels.join(', ')}`, node.place, 'name each label once');
  if (named.includes('')) reading.refuse('route/group-by', 'group_by names an empty label', node.place, 'remove it');
  if (named.length === labels.length) return labels;
  if (named.length > 0) reading.refuse('route/group-by', "group_by has '...' beside other labels", node.place, "keep '...' for a group per alert, or the labels");
  return 'all';
}

function checkRoot(reading: Reading, map: YamlMap, root: RouteNode): void {
  const refuse = (field: string, message: string, fix: string): void => { reading.refuse('route/root', message, (map.get(field) ?? map).place, fix); };
  if (root.receiver === undefined || root.receiver === '') refuse('receiver', 'the root route has no receiver', 'name the receiver of everything that no other route takes');
  if (root.matchers.length > 0) refuse('matchers', 'the root route has matchers', 'move them to a route below it');
  if (root.continues) refuse('continue', 'the root route has continue', 'remove it: there is nothing to go on to');
  if (root.muteDuring.length > 0) refuse('mute_time_intervals', 'the root route has mute_time_intervals', 'move them to the routes below it');
  if (root.activeDuring.length > 0) refuse('active_time_intervals', 'the root route has active_time_intervals', 'move them to the routes below it');
}

function checkReferences(reading: Reading, map: YamlMap, receivers: ReadonlyMap<string, ModelReceiver>, intervals: ReadonlyMap<string, NamedSpans>): void {
  const receiver = map.get('receiver');
  if (receiver?.kind === 'scalar' && receiver.text !== '' && !receivers.has(receiver.text)) {
    reading.refuse('route/unknown-receiver', `no receiver is called '${receiver.text}'`, receiver.place, didYouMean(receiver.text, receivers.keys()) || `the receivers are ${[...receivers.keys()].join(', ')}`);
  }
  for (const field of ['mute_time_intervals', 'active_time_intervals']) {
    const list = map.get(field);
    for (const item of list?.kind === 'list' ? list.items : []) {
      if (item.kind !== 'scalar' || intervals.has(item.text)) continue;
      reading.refuse('route/unknown-interval', `no time interval is called '${item.text}'`, item.place, didYouMean(item.text, intervals.keys()) || 'declare it under time_intervals');
    }
  }
  const routes = map.get('routes');
  for (const child of routes?.kind === 'list' ? routes.items : []) if (child.kind === 'map') checkReferences(reading, child, receivers, intervals);
}

function readInhibition(reading: Reading, node: YamlNode): Inhibition | undefined {
  const map = reading.map(node, 'an inhibition');
  if (map === undefined) return undefined;
  reading.onlyFields(map, inhibitionFields, 'an inhibition');
  const name = reading.text(map.get('name'), 'name');
  const source = readAllMatchers(reading, map, 'source_');
  const target = readAllMatchers(reading, map, 'target_');
  const equal = reading.texts(map.get('equal'), 'equal') ?? [];
  if (equal.includes('')) reading.refuse('route/config', 'equal names an empty label', map.get('equal')?.place ?? map.place, 'remove it');
  return { name, source, target, equal, place: { subject: `inhibition ${name ?? `${matchersText(source)} over ${matchersText(target)}`}`, ...map.place } };
}
