import type { Problem } from '../core/problem';
import type { Catalog } from '../metric/catalog';
import type { Rule, RuleGroup } from '../rule/group';
import { alertsOf } from '../rule/group';
import { ruleSetOf } from './model/draft';
import { KnownMetrics, nothingInstalled } from './model/known-metrics';
import type { Switch } from './model/subject';
import { modelText } from './model/text';
import { runChecks } from './run';
import { typedGroups } from './source/typed-rules';

export interface CheckRulesOptions {
  /** Whether there is a page of that name: `canvascast/high-error-rate`. @default runbooks are not looked up */
  readonly runbookExists?: (page: string) => boolean;
  /** Checks that are off for one rule, with the reason. @default all checks are on */
  readonly switchedOff?: readonly SwitchedOff[];
}

/** A check that is off for a rule of the typed model. */
export interface SwitchedOff {
  /** Name of the alert, or of the recorded series. */
  readonly rule: string;
  /** `family/name` */
  readonly check: string;
  readonly reason: string;
}

/**
 * All checks over typed rules, as `belfry synth` runs them. Problems are placed by rule, with the printed expression to
 * point into.
 *
 *     refuse(checkRules(system.groups, catalog, { runbookExists: (page) => existsSync(`docs/runbooks/${page}.md`) }));
 */
export function checkRules(groups: readonly RuleGroup[], catalog: Catalog, options: CheckRulesOptions = {}): readonly Problem[] {
  const known = new KnownMetrics({ ...nothingInstalled, catalog, stated: new Set(['scrapeInterval', 'evaluationInterval', 'retention', 'prometheus']) });
  const switches = switchesByRule(options.switchedOff ?? []);
  const typed = typedGroups(groups, (rule: Rule) => switches.get(rule.name) ?? []);
  const rules = ruleSetOf(typed.groups, known);
  return [...typed.problems, ...runChecks({ known, rules, dashboards: [] }), ...runbookProblems(alertsOf(groups), options)];
}

function switchesByRule(all: readonly SwitchedOff[]): ReadonlyMap<string, readonly Switch[]> {
  const found = new Map<string, Switch[]>();
  for (const { rule, check, reason } of all) {
    const one: Switch = { check, reason, spot: { text: modelText(reason, rule) } };
    found.set(rule, [...(found.get(rule) ?? []), one]);
  }
  return found;
}

/** Pages that alerts name and that nobody has written. */
export function runbookProblems(alerts: readonly { readonly subject: string; readonly runbook: string }[], { runbookExists }: Pick<CheckRulesOptions, 'runbookExists'>): Problem[] {
  if (runbookExists === undefined) return [];
  return alerts
    .filter(({ runbook }) => !runbookExists(runbook))
    .map(({ subject, runbook }) => ({ check: 'alert/unknown-runbook', severity: 'error', message: `there is no runbook '${runbook}'`, place: { subject }, fix: `write docs/runbooks/${runbook}.md` }));
}
