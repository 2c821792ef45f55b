import type { Place } from '../../core/problem';
import type { YamlMap, YamlNode } from '../../core/yaml-source';
import type { AlertMatcher } from '../matcher/matcher';
import { alertMatcher, matchersText, regexpFault } from '../matcher/matcher';
import { readMatchers, sortMatchers } from '../matcher/syntax';
import type { Reading } from './reading';

/** Label names of the old `match` maps. Source: github.com/prometheus/common/model, LabelNameRE. */
const classicLabelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/**
 * The matchers of a route or of one side of an inhibition: `matchers`, and the maps `match` and `match_re` that they
 * replaced. `prefix` is `source_` or `target_` in an inhibition.
 */
export function readAllMatchers(reading: Reading, map: YamlMap, prefix: string): readonly AlertMatcher[] {
  const names = { match: `${prefix}match`, matchRegexp: `${prefix}match_re`, matchers: `${prefix}matchers` };
  const classic = [
    ...readPairs(reading, map.get(names.match), names.match, '='),
    ...readPairs(reading, map.get(names.matchRegexp), names.matchRegexp, '=~'),
  ];
  for (const name of [names.match, names.matchRegexp]) {
    const node = map.get(name);
    if (node !== undefined) reading.warn('route/deprecated-match', `${name} is deprecated`, node.place, 'Alertmanager will remove it before version 1', `write ${names.matchers}: ['${classic.map(({ text }) => text).join("', '")}']`);
  }
  const list = reading.list(map.get(names.matchers), names.matchers);
  if (list?.items.length === 0) warnOfNothing(reading, names.matchers, list.place);
  return sortMatchers([...classic, ...(list?.items ?? []).flatMap((item) => readLine(reading, item))]);
}

function warnOfNothing(reading: Reading, what: string, place: Place): void {
  reading.warn('route/empty-matcher', `${what} is empty`, place, 'what asks for nothing takes every alert, which is seldom what an empty text was meant for', 'write label="value", or remove it where every alert is meant');
}

function readPairs(reading: Reading, node: YamlNode | undefined, what: string, operator: '=' | '=~'): readonly AlertMatcher[] {
  return reading.pairs(node, what).flatMap(({ key, value, place }) => {
    if (!classicLabelName.test(key)) {
      reading.refuse('route/config', `'${key}' is no label name in ${what}`, place, `write it as a matcher: ${JSON.stringify(key)}${operator}"..."`);
      return [];
    }
    if (operator === '=~' && node?.kind === 'map' && node.get(key) === undefined) {
      reading.refuse('route/config', `${what} gives no pattern for '${key}'`, place, 'write the pattern, or remove the label');
      return [];
    }
    return compile(reading, key, operator, value, place);
  });
}

function compile(reading: Reading, label: string, operator: '=' | '=~', value: string, place: Place): readonly AlertMatcher[] {
  const fault = operator === '=~' ? regexpFault(value) : undefined;
  if (fault === undefined) return [alertMatcher(label, operator, value)];
  reading.refuse('route/regexp', `Alertmanager cannot compile ${label}=~"${value}": ${fault}`, place, 'RE2 knows no look-around and no back-references; see https://github.com/google/re2/wiki/Syntax');
  return [];
}

function readLine(reading: Reading, node: YamlNode): readonly AlertMatcher[] {
  const line = reading.text(node, 'a matcher');
  if (line === undefined) return [];
  const result = readMatchers(line);
  switch (result.kind) {
    case 'utf8':
      if (result.matchers.length === 0) warnOfNothing(reading, 'a matcher', node.place);
      return result.matchers;
    case 'refused':
      reading.refuse('route/matcher', `'${line}' is no matcher: ${result.fault}`, node.place, 'write label="value", with =, !=, =~ or !~');
      return [];
    case 'classic-only':
      reading.warn('route/classic-matcher', `only the old parser understands '${line}': ${result.utf8Fault}`, node.place, 'Alertmanager is about to remove the old parser, and will then refuse the file', `write ${suggestion(result.matchers)}`);
      return result.matchers;
    case 'disagreement':
      reading.warn('route/classic-matcher', `the old parser reads '${line}' as ${matchersText(result.matchers)}, the new one as ${matchersText(result.utf8)}`, node.place, 'Alertmanager uses the old reading until it removes that parser, and then silently the new one', `write ${suggestion(result.matchers)}`);
      return result.matchers;
  }
}

function suggestion(matchers: readonly AlertMatcher[]): string {
  return matchers.map(({ text }) => `'${text}'`).join(', ');
}
