import type { Duration } from '../../core/duration';
import { formatDuration, seconds } from '../../core/duration';
import { mistake, refuse } from '../../core/problem';
import type { Data } from '../../core/yaml';
import { selectors } from '../../promql/node';
import type { Alert } from '../alert';
import type { RuleGroup } from '../group';
import { alertsOf } from '../group';
import type { RuleLinks } from '../rule-file';
import { fixedAnnotations } from '../rule-file';
import { annotationProblems } from './annotation';
import type { InputSeries } from './input';
import { sampleText } from './samples';
import type { FiringScenario, SilentScenario } from './scenario';

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
  /** Alerts over a constant count: there is nothing that could silence them. */
  readonly silent: number;
}

/**
 * Test files for `promtool test rules`: every firing and every silent scenario of every alert of the groups, against the
 * rule file at `rulePath`. There is one for each evaluation interval that the scenarios ask for, because the format has
 * one interval per file.
 * Format: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
 */
export function promtoolTestDocuments(groups: readonly RuleGroup[], rulePath: string, settings: ProofSettings): readonly PromtoolTestDocument[] {
  const byInterval = new Map<string, Data[]>();
  const add = (scenario: FiringScenario | SilentScenario, test: (settings: ProofSettings) => Data): void => {
    const own = scenario.every === undefined ? settings : { ...settings, scrapeInterval: scenario.every, evaluationInterval: scenario.every };
    const interval = formatDuration(own.evaluationInterval);
    byInterval.set(interval, [...(byInterval.get(interval) ?? []), test(own)]);
  };
  for (const alert of alertsOf(groups)) {
    for (const scenario of alert.firing) add(scenario, (own) => firingTest(alert, scenario, own));
    for (const scenario of alert.silent) add(scenario, (own) => silentTest(alert, scenario, own));
  }
  return [...byInterval].map(([interval, tests]) => ({ rule_files: [rulePath], evaluation_interval: interval, group_eval_order: groups.map(({ name }) => name), tests }));
}

/** One file of `promtool test rules`, as plain data. */
export interface PromtoolTestDocument {
  readonly rule_files: readonly string[];
  readonly evaluation_interval: string;
  readonly group_eval_order: readonly string[];
  readonly tests: readonly Data[];
}

export function proofCounts(groups: readonly RuleGroup[]): ProofCounts {
  const alerts = alertsOf(groups);
  return {
    alerts: alerts.length,
    firing: alerts.filter(({ firing }) => firing.length > 0).length,
    silent: alerts.filter(({ silent, expression }) => silent.length > 0 || selectors(expression).length === 0).length,
  };
}

function firingTest(alert: Alert, scenario: FiringScenario, settings: ProofSettings): Data {
  const { at, notYetAt, resolvedAt, alerts, given } = scenario;
  if (alerts.length === 0) {
    throw mistake({ check: 'scenario/expects-nothing', message: 'a firing scenario expects no alert', place: { subject: alert.subject }, fix: 'list the labels and the description of every instance that fires' });
  }
  refuse(alerts.flatMap(({ description }) => annotationProblems(`${alert.subject}, scenario '${scenario.name ?? 'fires'}'`, description)));
  const annotations = fixedAnnotations(alert, settings.links);
  const expected = alerts.map(({ labels, description }) => ({ exp_labels: { ...labels, ...alert.fixedLabels }, exp_annotations: { ...annotations, description } }));
  const nothing = [notYetAt, resolvedAt].filter((moment) => moment !== undefined);
  return {
    ...testHead(`${alert.name}: ${scenario.name ?? 'fires'}`, given, [at, ...nothing], settings),
    alert_rule_test: [
      ...nothing.map((moment) => ({ eval_time: formatDuration(moment), alertname: alert.name, exp_alerts: [] })),
      { eval_time: formatDuration(at), alertname: alert.name, exp_alerts: expected },
    ],
  };
}

function silentTest(alert: Alert, scenario: SilentScenario, settings: ProofSettings): Data {
  const moments = 'milliseconds' in scenario.at ? [scenario.at] : scenario.at;
  return {
    ...testHead(`${alert.name}: ${scenario.name ?? 'stays silent'}`, scenario.given, moments, settings),
    alert_rule_test: moments.map((moment) => ({ eval_time: formatDuration(moment), alertname: alert.name, exp_alerts: [] })),
  };
}

function testHead(name: string, given: readonly InputSeries[], moments: readonly Duration[], { scrapeInterval }: ProofSettings): Readonly<Record<string, Data>> {
  const length = seconds(Math.max(...moments.map(({ value }) => value)));
  return {
    name,
    interval: formatDuration(scrapeInterval),
    input_series: given.map((series) => ({ series: seriesText(series), values: sampleText(series, scrapeInterval, length) })),
  };
}

function seriesText({ name, labels }: InputSeries): string {
  return `${name}{${Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(',')}}`;
}
