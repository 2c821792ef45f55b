import { append } from '../core/collect';
import type { Problem } from '../core/problem';
import type { Check, CheckOf, Context, Finding, Subjects as CheckSubjects } from './check';
import { checks } from './checks';
import type { KnownMetrics } from './model/known-metrics';
import type { RuleSet } from './model/rule-set';
import type { DashboardSubject, PanelSubject, RuleSubject, Switch, TargetSubject } from './model/subject';
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
  const run = new Run({ known, rules });
  for (const batch of batches(rules.groups.flatMap((group) => group.rules))) run.rules(batch);
  run.checks('group', rules.groups.map((group) => visit(group, { ...group, name: undefined })));
  for (const batch of batches(dashboards.flatMap(({ panels }) => panels))) run.panels(batch);
  run.checks('dashboard', dashboards.map((dashboard) => visit(dashboard, { ...dashboard, name: dashboard.title })));
  run.checks('rules', [visit(rules, undefined)]);
  const switches = [...rules.groups.flatMap((group) => [group, ...group.rules]), ...dashboards.flatMap((dashboard) => [dashboard, ...dashboard.panels])];
  return run.finished(switches.flatMap((subject) => subject.switches));
}

/** What a finding is about, as its reader calls it. */
interface Owner {
  /** Undefined for what is no rule and no panel. */
  readonly name: Text | undefined;
  readonly subject: string;
  readonly switches: readonly Switch[];
}

/** Something to look at, and whose it is. */
interface Visit<K extends Check['subject']> {
  readonly subject: CheckSubjects[K];
  readonly owner: Owner | undefined;
}

function visit<Subject>(subject: Subject, owner: Owner | undefined): { readonly subject: Subject; readonly owner: Owner | undefined } {
  return { subject, owner };
}

/** So many rules or panels are looked at together: enough for a check to get warm, and few enough to forget soon what was understood of them. */
const batchSize = 256;

function* batches<Item>(items: readonly Item[]): Iterable<readonly Item[]> {
  for (let from = 0; from < items.length; from += batchSize) yield items.slice(from, from + batchSize);
}

class Run {
  readonly #context: Context;
  readonly #problems: { readonly problem: CheckedProblem; readonly owner: Owner | undefined }[] = [];
  readonly #used = new Set<Switch>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** One check after the other over all of them: a third faster than one subject after the other. */
  checks<K extends Check['subject']>(kind: K, visits: readonly Visit<K>[]): void {
    for (const check of checksFor(kind)) {
      for (const { subject, owner } of visits) {
        for (const finding of check.find(subject, this.#context)) this.#add(check, finding, finding.rule ?? owner);
      }
    }
  }

  rules(rules: readonly RuleSubject[]): void {
    this.#ownerByOwner(rules, () => {
      this.#queries(rules.map((rule) => [rule, rule]));
      this.checks('alert', rules.flatMap((rule) => (rule.kind === 'alert' ? [visit(rule, rule)] : [])));
      this.checks('recording', rules.flatMap((rule) => (rule.kind === 'recording' ? [visit(rule, rule)] : [])));
    });
    for (const { expression } of rules) expression?.release();
  }

  panels(panels: readonly PanelSubject[]): void {
    const owned = panels.map((panel) => [panel, { ...panel, name: panel.title }] as const);
    const targets = owned.flatMap(([{ targets: own }, owner]) => own.map((target) => [target, owner] as const));
    this.#ownerByOwner(owned.map(([, owner]) => owner), () => {
      this.#queries(targets);
      this.checks('target', targets.map(([target, owner]) => visit(target, owner)));
      this.checks('panel', owned.map(([panel, owner]) => visit(panel, owner)));
    });
    for (const [{ expression }] of targets) expression?.release();
  }

  #queries(asked: readonly (readonly [query: Pick<TargetSubject, 'expression' | 'logql'>, owner: Owner])[]): void {
    this.checks('expression', asked.flatMap(([{ expression }, owner]) => (expression === undefined ? [] : [visit(expression, owner)])));
    this.checks('logql', asked.flatMap(([{ logql }, owner]) => (logql === undefined ? [] : [visit(logql, owner)])));
  }

  /** Tells what one rule or panel has wrong in one piece, in the order in which they stand. */
  #ownerByOwner(owners: readonly Owner[], look: () => void): void {
    const before = this.#problems.length;
    look();
    const found = this.#problems.splice(before);
    if (found.length === 0) return;
    const rank = new Map<Owner | undefined, number>(owners.map((owner, index) => [owner, index]));
    append(this.#problems, found.sort((a, b) => (rank.get(a.owner) ?? 0) - (rank.get(b.owner) ?? 0)));
  }

  #add(check: Pick<Check, 'id' | 'severity' | 'rationale'>, { message, spot, fix, severity }: Finding, owner: Owner | undefined): void {
    const off = owner?.switches.find((one) => one.check === check.id && one.reason !== '');
    if (off !== undefined) {
      this.#used.add(off);
      return;
    }
    const place = spot.text.place(spot.span);
    const problem: CheckedProblem = {
      check: check.id,
      severity: severity ?? check.severity,
      message,
      place: owner === undefined || place.subject !== undefined ? place : { subject: owner.subject, ...place },
      why: check.rationale,
      ...(fix === undefined ? {} : { fix }),
      ...(owner?.name === undefined ? {} : { rule: owner.name.value }),
    };
    this.#problems.push({ problem, owner });
  }

  /** All problems, with those about switches that do nothing. */
  finished(switches: readonly Switch[]): CheckedProblem[] {
    const unused = new Set(switches.filter((one) => !this.#used.has(one)));
    return [...this.#problems.map(({ problem }) => problem), ...Array.from(unused, uselessSwitch)];
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

function checksFor<K extends Check['subject']>(subject: K): readonly CheckOf<K>[];
function checksFor(subject: Check['subject']): readonly Check[] {
  return bySubject.get(subject) ?? [];
}
