import type { Problem } from '../core/problem';
import type { Check, Context, Finding } from './check';
import { checks } from './checks';
import type { KnownMetrics } from './model/known-metrics';
import type { RuleSet } from './model/rule-set';
import type { DashboardSubject, GroupSubject, RuleSubject, Switch } from './model/subject';
import type { Text } from './model/text';

/** A finding with the rule that it is about. */
export interface CheckedProblem extends Problem {
  /** The bare name: `HighErrorRate`. */
  readonly rule?: string;
}

/** Everything that is looked at in one run. */
export interface Subjects {
  readonly known: KnownMetrics;
  readonly rules: RuleSet;
  readonly dashboards: readonly DashboardSubject[];
}

/** Runs all checks over everything, and reports the switches that switched nothing off. */
export function runChecks({ known, rules, dashboards }: Subjects): CheckedProblem[] {
  const context: Context = { known, rules };
  const run = new Run(context);
  for (const group of rules.groups) {
    for (const rule of group.rules) run.rule(rule);
    run.group(group);
  }
  for (const dashboard of dashboards) run.dashboard(dashboard);
  run.checks('rules', (check) => check.find(rules, context));
  return run.finished();
}

/** What a finding is about, as its reader calls it. */
interface Owner {
  /** Undefined for what is no rule and no panel. */
  readonly name: Text | undefined;
  readonly subject: string;
  readonly switches: readonly Switch[];
}

type CheckFor<K extends Check['subject']> = Extract<Check, { subject: K }>;

class Run {
  readonly #context: Context;
  readonly #problems: CheckedProblem[] = [];
  readonly #used = new Set<Switch>();
  readonly #switches = new Set<Switch>();

  constructor(context: Context) {
    this.#context = context;
  }

  checks<K extends Check['subject']>(subject: K, find: (check: CheckFor<K>) => Iterable<Finding>, owner?: Owner): void {
    for (const check of checksFor(subject)) for (const finding of find(check)) this.#add(check, finding, finding.rule ?? owner);
  }

  rule(rule: RuleSubject): void {
    const { expression, logql } = rule;
    this.#note(rule.switches);
    if (expression !== undefined) this.checks('expression', (check) => check.find(expression, this.#context), rule);
    if (logql !== undefined) this.checks('logql', (check) => check.find(logql, this.#context), rule);
    if (rule.kind === 'alert') this.checks('alert', (check) => check.find(rule, this.#context), rule);
    else this.checks('recording', (check) => check.find(rule, this.#context), rule);
    expression?.release();
  }

  group(group: GroupSubject): void {
    this.#note(group.switches);
    this.checks('group', (check) => check.find(group, this.#context), { ...group, name: undefined });
  }

  dashboard(dashboard: DashboardSubject): void {
    this.#note(dashboard.switches);
    for (const panel of dashboard.panels) {
      const owner: Owner = { name: panel.title, subject: panel.subject, switches: panel.switches };
      this.#note(panel.switches);
      for (const target of panel.targets) {
        const { expression, logql } = target;
        if (expression !== undefined) this.checks('expression', (check) => check.find(expression, this.#context), owner);
        if (logql !== undefined) this.checks('logql', (check) => check.find(logql, this.#context), owner);
        this.checks('target', (check) => check.find(target, this.#context), owner);
      }
      this.checks('panel', (check) => check.find(panel, this.#context), owner);
    }
    this.checks('dashboard', (check) => check.find(dashboard, this.#context), { name: dashboard.title, subject: dashboard.subject, switches: dashboard.switches });
  }

  #note(switches: readonly Switch[]): void {
    for (const one of switches) this.#switches.add(one);
  }

  #add(check: Check, { message, spot, fix, severity }: Finding, owner: Owner | undefined): void {
    const off = owner?.switches.find((one) => one.check === check.id && one.reason !== '');
    if (off !== undefined) {
      this.#used.add(off);
      return;
    }
    const place = spot.text.place(spot.span);
    this.#problems.push({
      check: check.id,
      severity: severity ?? check.severity,
      message,
      place: owner === undefined || place.subject !== undefined ? place : { subject: owner.subject, ...place },
      why: check.rationale,
      ...(fix === undefined ? {} : { fix }),
      ...(owner?.name === undefined ? {} : { rule: owner.name.value }),
    });
  }

  /** All problems, with those about switches that do nothing. */
  finished(): CheckedProblem[] {
    for (const one of this.#switches) if (!this.#used.has(one)) this.#problems.push(uselessSwitch(one));
    return this.#problems;
  }
}

function uselessSwitch({ check, reason, spot }: Switch): CheckedProblem {
  const place = spot.text.place();
  if (reason === '') return { check: 'switch/no-reason', severity: 'warning', message: `'${check}' is switched off without a reason, so it stays on`, place, fix: `say why: belfry disable ${check}: the reason` };
  const isKnown = allChecks.some(({ id }) => id === check);
  return { check: 'switch/unused', severity: 'warning', message: isKnown ? `'${check}' is switched off and finds nothing here` : `'${check}' is no check`, place, fix: 'remove the line' };
}

const allChecks: readonly Check[] = checks;

const bySubject = new Map<Check['subject'], Check[]>();
for (const one of allChecks) bySubject.set(one.subject, [...(bySubject.get(one.subject) ?? []), one]);

function checksFor<K extends Check['subject']>(subject: K): readonly CheckFor<K>[];
function checksFor(subject: Check['subject']): readonly Check[] {
  return bySubject.get(subject) ?? [];
}
