import type { Problem } from '../core/problem';
import { walkLogql } from '../logql/node';
import { parseLogql } from '../logql/parse';
import { printLogql } from '../logql/print';
import type { LogStreamDeclaration } from '../logql/stream-declaration';
import type { LogAlert, LogRuleGroup } from '../rule/log-alert';
import { logAlertsOf } from '../rule/log-alert';
import type { CheckRulesOptions } from './check-rules';
import { runbookProblems } from './check-rules';
import type { RuleDraft } from './model/draft';
import { ruleSetOf } from './model/draft';
import { KnownMetrics, nothingInstalled } from './model/known-metrics';
import type { Text } from './model/text';
import { modelText } from './model/text';
import { runChecks } from './run';

export interface CheckLogRulesOptions extends Pick<CheckRulesOptions, 'runbookExists'> {
  /** The alerts on metrics beside them. @default none */
  readonly others?: readonly { readonly name: string }[];
}

/**
 * All checks over alerts on logs, with the streams that their queries were built from. Problems are placed by alert, with
 * the printed query to point into.
 *
 *     refuse(checkLogRules(logGroups, { runbookExists, others: alertsOf(groups) }));
 */
export function checkLogRules(groups: readonly LogRuleGroup[], options: CheckLogRulesOptions = {}): readonly Problem[] {
  if (groups.length === 0) return [];
  const streams = new Set<LogStreamDeclaration>();
  for (const { alerts } of groups) for (const { query } of alerts) for (const node of walkLogql(query)) if (node.kind === 'log' && node.declaration !== undefined) streams.add(node.declaration);
  const known = new KnownMetrics({ ...nothingInstalled, streams: [...streams] });
  const drafts = groups.map(({ name, interval, alerts }) => ({ name: modelText(name, `group ${name}`), interval: interval?.milliseconds ?? evaluationInterval, intervalText: undefined, file: undefined, rules: alerts.map(draftOf), switches: [] }));
  const alerts = logAlertsOf(groups);
  return [...runChecks({ known, rules: ruleSetOf(drafts, known), dashboards: [] }), ...runbookProblems(alerts, options), ...sameNames(alerts, options.others ?? [])];
}

/** To whoever is told they are the same alert. */
function sameNames(alerts: readonly LogAlert[], others: readonly { readonly name: string }[]): readonly Problem[] {
  const taken = new Set(others.map(({ name }) => name));
  return alerts
    .filter(({ name }) => taken.has(name))
    .map(({ name, subject }) => ({ check: 'alert/duplicate-on-logs', severity: 'error', message: `an alert on metrics is called ${name} too`, place: { subject }, why: 'messages, silences and routes know alerts by their names', fix: 'rename one of them' }));
}

/** Source: `ruler.evaluation_interval` in https://grafana.com/docs/loki/latest/configure/#ruler */
const evaluationInterval = 60_000;

function draftOf(alert: LogAlert): RuleDraft {
  const { subject, name, query, summary, description, runbook } = alert;
  const printed = printLogql(query);
  return {
    kind: 'alert',
    name: modelText(name, subject),
    expressionText: modelText(printed, subject),
    root: undefined,
    // Read again, so that findings can point into the text that ships.
    logql: parseLogql(printed),
    labels: texts(alert.fixedLabels, subject),
    annotations: texts({ summary, description, runbook_url: runbook }, subject),
    for: alert.for.milliseconds,
    forText: alert.for.milliseconds === 0 ? undefined : modelText(String(alert.for.milliseconds), subject),
    keepFiringFor: alert.keepFiringFor?.milliseconds ?? 0,
    switches: [],
  };
}

function texts(values: Readonly<Record<string, string>>, subject: string): ReadonlyMap<string, Text> {
  return new Map(Object.entries(values).map(([key, value]) => [key, modelText(value, subject)]));
}
