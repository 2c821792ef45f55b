import type { Duration } from '../core/duration';
import { formatDuration } from '../core/duration';
import type { Data } from '../core/yaml';
import { printLogql } from '../logql/print';
import type { LogAlert, LogRuleGroup } from './log-alert';
import type { RuleLinks } from './rule-file';
import { fixedAnnotations } from './rule-file';

/**
 * A rule file of Loki's ruler as plain data:
 *
 *     groups:
 *       - name: shop
 *         rules:
 *           - alert: PaymentsRefused
 *             expr: sum by (env) (count_over_time({service_name="api"} |= "payment refused" [5m])) > 10
 *             labels: {severity: warning, team: shop}
 *             annotations: {summary: ..., runbook_url: ..., description: ...}
 */
export function logRuleFileDocument(groups: readonly LogRuleGroup[], links: RuleLinks): { readonly groups: readonly Data[] } {
  return { groups: groups.map(({ name, interval, alerts }) => ({ name, ...optional('interval', interval), rules: alerts.map((alert) => alertDocument(alert, links)) })) };
}

function alertDocument(alert: LogAlert, links: RuleLinks): Data {
  return {
    alert: alert.name,
    expr: printLogql(alert.query),
    ...(alert.for.milliseconds === 0 ? {} : optional('for', alert.for)),
    ...optional('keep_firing_for', alert.keepFiringFor),
    labels: alert.fixedLabels,
    annotations: { ...fixedAnnotations(alert, links), description: alert.description },
  };
}

function optional(key: string, duration: Duration | undefined): Readonly<Record<string, string>> {
  return duration === undefined ? {} : { [key]: formatDuration(duration) };
}
