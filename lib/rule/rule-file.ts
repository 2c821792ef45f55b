import type { Duration } from '../core/duration';
import { formatDuration } from '../core/duration';
import type { Data } from '../core/yaml';
import { oncePer } from '../core/once-per';
import { printWrapped } from '../promql/print';
import { Alert } from './alert';
import type { Rule, RuleGroup } from './group';
import { logsLink } from './logs-link';

/** Where runbooks and dashboards are served. */
export interface RuleLinks {
  /** Runbook pages are found below it: `https://runbooks.example/`. */
  readonly runbooks: string;
  /** Grafana's address; dashboards are found below `d/UID`, logs below `explore`. */
  readonly grafana: string;
}

/** A rule file as plain data, in the key order that a reader expects. */
export function ruleFileDocument(groups: readonly RuleGroup[], links: RuleLinks): { readonly groups: readonly Data[] } {
  return {
    groups: groups.map(({ name, interval, rules }) => ({ name, ...optional('interval', interval), rules: rules.map((rule) => ruleDocument(rule, links)) })),
  };
}

/** An expression as it is printed: environments share the stack's own rules. */
const expressionOf = oncePer((rule: Rule) => printWrapped(rule.expression));

function ruleDocument(rule: Rule, links: RuleLinks): Data {
  if (!(rule instanceof Alert)) return { record: rule.name, expr: expressionOf(rule), ...(Object.keys(rule.fixedLabels).length === 0 ? {} : { labels: rule.fixedLabels }) };
  return {
    alert: rule.name,
    expr: expressionOf(rule),
    ...(rule.for.milliseconds === 0 ? {} : optional('for', rule.for)),
    ...optional('keep_firing_for', rule.keepFiringFor),
    labels: rule.fixedLabels,
    annotations: { ...fixedAnnotations(rule, links), description: rule.description },
  };
}

/** The annotations that are the same for every instance of an alert. */
export function fixedAnnotations(alert: Pick<Alert, 'summary' | 'runbook' | 'dashboard' | 'logs'>, links: RuleLinks): Readonly<Record<string, string>> {
  return {
    summary: alert.summary,
    runbook_url: below(links.runbooks, alert.runbook),
    ...(alert.dashboard === undefined ? {} : { dashboard_url: below(links.grafana, `d/${alert.dashboard}`) }),
    ...(alert.logs === undefined ? {} : { logs_url: below(links.grafana, logsLink(alert.logs)) }),
  };
}

function below(base: string, path: string): string {
  return `${base.replace(/\/$/, '')}/${path}`;
}

function optional(key: string, duration: Duration | undefined): Readonly<Record<string, string>> {
  return duration === undefined ? {} : { [key]: formatDuration(duration) };
}
