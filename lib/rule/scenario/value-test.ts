import { formatDuration } from '../../core/duration';
import type { Data } from '../../core/yaml';
import { print } from '../../promql/print';
import type { RuleGroup } from '../group';
import { group, recordingsOf } from '../group';
import { recordingsFor } from '../needed-rules';
import type { Recording } from '../recording';
import { ruleFileDocument } from '../rule-file';
import { inputText } from './input-text';
import type { ProofFile, ProofFiles, ProofSettings } from './promtool-test';
import type { Scene } from './value';

/** How many recording rules there are, and of how many a value is proven. */
export interface ValueCounts {
  readonly recordings: number;
  readonly withValue: number;
}

/** The values that recording rules promise, as files for `promtool test rules`: one run for each scene. */
export function valueFiles(groups: readonly RuleGroup[], settings: ProofSettings): ProofFiles {
  const byScene = new Map<Scene, { readonly rule: Recording<string, string>; readonly expression: string }[]>();
  for (const rule of recordingsOf(groups)) {
    for (const { scene, check } of rule.values) byScene.set(scene, [...(byScene.get(scene) ?? []), { rule, expression: print(check) }]);
  }
  const scenes = [...byScene].map(([scene, checks], index) => {
    const own = new Set(checks.map(({ rule }) => rule));
    const read = new Set([...own].flatMap((rule) => recordingsFor(rule, groups)));
    const rules = recordingsOf(groups).filter((rule) => own.has(rule) || read.has(rule));
    return sceneFiles(`values-${index}`, scene, rules, checks.map(({ expression }) => expression), settings);
  });
  return { rules: scenes.map(({ rules }) => rules), tests: scenes.map(({ test }) => test) };
}

export function valueCounts(groups: readonly RuleGroup[]): ValueCounts {
  const recordings = recordingsOf(groups);
  return { recordings: recordings.length, withValue: recordings.filter(({ values }) => values.length > 0).length };
}

function sceneFiles(name: string, scene: Scene, rules: readonly Recording<string, string>[], expressions: readonly string[], settings: ProofSettings): { readonly rules: ProofFile; readonly test: ProofFile } {
  const { given, at, every } = scene;
  const [scrapes, evaluations] = [every ?? settings.scrapeInterval, every ?? settings.evaluationInterval];
  const test: Data = {
    name: scene.name,
    interval: formatDuration(scrapes),
    input_series: given.map((series) => inputText(series, scrapes, at)),
    promql_expr_test: expressions.map((expr) => ({ expr, eval_time: formatDuration(at), exp_samples: [{ labels: '{}', value: 1 }] })),
  };
  return {
    rules: { path: `${name}.rules.yaml`, content: ruleFileDocument([group('values', { rules })], settings.links) },
    test: { path: `${name}.test.yaml`, content: { rule_files: [`${name}.rules.yaml`], evaluation_interval: formatDuration(evaluations), tests: [test] } },
  };
}
