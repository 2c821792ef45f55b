import type { Duration } from '../../core/duration';
import { formatDuration, milliseconds } from '../../core/duration';
import type { Data } from '../../core/yaml';
import { selectors } from '../../promql/node';
import type { Alert } from '../alert';
import type { RuleGroup } from '../group';
import { alertsOf, group } from '../group';
import { recordingsFor } from '../needed-rules';
import type { RuleLinks } from '../rule-file';
import { fixedAnnotations, ruleFileDocument } from '../rule-file';
import { inputText } from './input-text';
import type { Check, Proof } from './proof';
import { writtenProofs } from './proof';

/** How the engine is driven. */
export interface ProofSettings {
  readonly scrapeInterval: Duration;
  readonly evaluationInterval: Duration;
  readonly links: RuleLinks;
}

/** What a test file proves, to be counted in a report. */
export interface ProofCounts {
  readonly alerts: number;
  readonly firing: number;
  readonly silent: number;
}

/** A file to be written, as plain data. */
export interface ProofFile {
  /** Relative to the folder that all files are written to. */
  readonly path: string;
  readonly content: Readonly<Record<string, Data>>;
}

/** The files of a proof: `promtool test rules` is run with all tests, which name the rule files themselves. */
export interface ProofFiles {
  readonly rules: readonly ProofFile[];
  readonly tests: readonly ProofFile[];
}

/**
 * Every firing and every silent scenario of every alert of the groups, as files for `promtool test rules`. Each alert
 * has a rule file of its own, with the recording rules that it reads and no others, because promtool evaluates a whole
 * rule file at every step. There is a test file for each evaluation interval, because the format has one interval per file.
 * Format: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
 */
export function proofFiles(groups: readonly RuleGroup[], settings: ProofSettings): ProofFiles {
  return joined(alertsOf(groups).map((alert) => filesFor([alert], groups, writtenProofs(alert), settings)));
}

/**
 * Files that put alerts to proofs: each proof is run once, and every one of the alerts must pass it. They take their
 * recording rules from the groups. The files are named after the first alert.
 */
export function filesFor(alerts: readonly [Alert, ...Alert[]], groups: readonly RuleGroup[], proofs: readonly Proof[], settings: ProofSettings): ProofFiles {
  const [{ name }] = alerts;
  const recordings = [...new Set(alerts.flatMap((alert) => recordingsFor(alert, groups)))];
  const rules: ProofFile = { path: `${name}.rules.yaml`, content: ruleFileDocument([group('proof', { rules: [...recordings, ...alerts] })], settings.links) };
  const byInterval = new Map<string, Data[]>();
  for (const proof of proofs) {
    const own = proof.every === undefined ? settings : { ...settings, scrapeInterval: proof.every, evaluationInterval: proof.every };
    const interval = formatDuration(own.evaluationInterval);
    byInterval.set(interval, [...(byInterval.get(interval) ?? []), testGroup(alerts, proof, own)]);
  }
  const tests = [...byInterval].map(([interval, tests]): ProofFile => ({ path: `${name}.${interval}.test.yaml`, content: { rule_files: [rules.path], evaluation_interval: interval, tests } }));
  return { rules: [rules], tests };
}

export function joined(all: readonly ProofFiles[]): ProofFiles {
  return { rules: all.flatMap(({ rules }) => rules), tests: all.flatMap(({ tests }) => tests) };
}

export function proofCounts(groups: readonly RuleGroup[]): ProofCounts {
  const alerts = alertsOf(groups);
  return {
    alerts: alerts.length,
    firing: alerts.filter(({ firing }) => firing.length > 0).length,
    silent: alerts.filter(({ silent, expression }) => silent.length > 0 || selectors(expression).length === 0).length,
  };
}

function testGroup(alerts: readonly Alert[], { name, given, startsAt, checks }: Proof, settings: ProofSettings): Data {
  const length = milliseconds(Math.max(0, ...checks.map(({ at }) => at.milliseconds)));
  const alertTests = alerts.flatMap((alert) => checks.flatMap((check) => alertTest(alert, check, settings.links)));
  const stateTests = alerts.flatMap((alert) => checks.flatMap((check) => stateTest(alert, check)));
  return {
    name,
    interval: formatDuration(settings.scrapeInterval),
    ...(startsAt === undefined ? {} : { start_timestamp: startsAt }),
    input_series: given.map((series) => inputText(series, settings.scrapeInterval, length)),
    ...(alertTests.length === 0 ? {} : { alert_rule_test: alertTests }),
    ...(stateTests.length === 0 ? {} : { promql_expr_test: stateTests }),
  };
}

function alertTest(alert: Alert, { at, expects }: Check, links: RuleLinks): readonly Data[] {
  if (expects === 'something') return [];
  const annotations = fixedAnnotations(alert, links);
  const expected = expects === 'nothing' ? [] : expects.map(({ labels, description }) => ({ exp_labels: { ...labels, ...alert.fixedLabels }, exp_annotations: { ...annotations, description } }));
  return [{ eval_time: formatDuration(at), alertname: alert.name, exp_alerts: expected }];
}

/** Whether any instance fires, whatever its labels and text: the engine's own record of its alerts says so. */
function stateTest({ name }: Alert, { at, expects }: Check): readonly Data[] {
  if (expects !== 'something') return [];
  return [{ expr: `count(ALERTS{alertname="${name}",alertstate="firing"}) > bool 0`, eval_time: formatDuration(at), exp_samples: [{ labels: '{}', value: 1 }] }];
}
