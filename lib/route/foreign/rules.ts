import type { YamlMap } from '../../core/yaml-source';
import { readYaml } from '../../core/yaml-source';
import { labelsOf } from '../../promql/infer';
import { tryParsePromql } from '../../promql/parse';
import type { LabelFacts, LabelSet } from '../../promql/shape';
import type { RoutableAlert } from '../alert';

/** Labels of which nothing is known. */
const anyLabels: LabelSet = Object.freeze({ known: new Map<string, LabelFacts>(), hasOthers: true });

/**
 * The alerts of a Prometheus rule file, with the labels that they carry as far as the file tells: those that the rule
 * sets, and those that the aggregation of its expression leaves. A label with a template in it can have any value.
 * What is no alert is skipped: rule files are judged by `belfry lint`.
 *
 * @throws BelfryError when the text is no YAML
 */
export function foreignAlerts(text: string, file: string): readonly RoutableAlert[] {
  const groups = listAt(readYaml(text, file), 'groups');
  return groups.flatMap((group) =>
    listAt(group, 'rules').flatMap((rule) => {
      const name = rule.kind === 'map' ? textAt(rule, 'alert') : undefined;
      return rule.kind !== 'map' || group.kind !== 'map' || name === undefined ? [] : [foreignAlert(rule, group, name)];
    }),
  );
}

function listAt(node: ReturnType<typeof readYaml>, key: string): readonly NonNullable<typeof node>[] {
  const list = node?.kind === 'map' ? node.get(key) : undefined;
  return list?.kind === 'list' ? list.items : [];
}

function textAt(map: YamlMap, key: string): string | undefined {
  const value = map.get(key);
  return value?.kind === 'scalar' ? value.text : undefined;
}

function foreignAlert(rule: YamlMap, group: YamlMap, name: string): RoutableAlert {
  const parsed = tryParsePromql(textAt(rule, 'expr') ?? '');
  const yielded = 'node' in parsed ? labelsOf(parsed.node) : anyLabels;
  const fixed = [...fixedLabels(group), ...fixedLabels(rule)];
  const known = new Map<string, LabelFacts>([...yielded.known, ['alertname', { values: [name], isOptional: false }], ...fixed]);
  return { name, labels: { known, hasOthers: yielded.hasOthers }, place: { subject: `alert ${name}`, ...(rule.get('alert') ?? rule).place } };
}

/** A rule's labels win over its group's, and both over those of the result. An empty value removes the label. */
function fixedLabels(map: YamlMap): readonly (readonly [string, LabelFacts])[] {
  const labels = map.get('labels');
  if (labels?.kind !== 'map') return [];
  return labels.entries.map(({ key, value }) => {
    const text = value.kind === 'scalar' ? value.text : '';
    return [key.text, { values: text.includes('{{') ? 'open' : [text], isOptional: text.includes('{{') }] as const;
  });
}
