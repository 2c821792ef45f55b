import type { Severity } from '../core/problem';
import type { Expression } from './analysis/expression';
import type { LogqlQuery } from './analysis/logql-query';
import type { Example } from './example/example';
import type { KnownMetrics } from './model/known-metrics';
import type { RuleSet } from './model/rule-set';
import type { AlertSubject, DashboardSubject, GroupSubject, PanelSubject, RecordingSubject, RuleSubject, TargetSubject } from './model/subject';
import type { Spot } from './model/text';

/** What a check can look at. */
export interface Subjects {
  /** Any PromQL: of an alert, of a recording rule, of a panel. */
  readonly expression: Expression;
  /** Any LogQL: of a rule of Loki's ruler, of a panel. */
  readonly logql: LogqlQuery;
  readonly alert: AlertSubject;
  readonly recording: RecordingSubject;
  readonly group: GroupSubject;
  /** All rules of a run together. */
  readonly rules: RuleSet;
  readonly target: TargetSubject;
  readonly panel: PanelSubject;
  readonly dashboard: DashboardSubject;
}

/** What a check knows besides its subject. */
export interface Context {
  readonly known: KnownMetrics;
  readonly rules: RuleSet;
}

export interface Finding {
  /** What is wrong, in one sentence without a full stop. */
  readonly message: string;
  readonly spot: Spot;
  /** How to mend it, in the imperative. */
  readonly fix?: string;
  /** @default the check's */
  readonly severity?: Severity;
  /** The rule that it is about, where the subject is more than one rule. */
  readonly rule?: RuleSubject;
}

/** One mistake that people make, with the function that finds it. */
export interface CheckOf<K extends keyof Subjects> {
  /** `family/name`, as in `docs/checks/`. */
  readonly id: `${string}/${string}`;
  /** The worst that it can find. */
  readonly severity: Severity;
  /** The mistake in a few words. */
  readonly title: string;
  /** Why it is one. */
  readonly rationale: string;
  readonly subject: K;
  readonly bad: Example;
  /** Looks much the same and is right. */
  readonly good: Example;
  readonly find: (subject: Subjects[K], context: Context) => Iterable<Finding>;
}

export type Check = { [K in keyof Subjects]: CheckOf<K> }[keyof Subjects];

/** Declares a check. */
export function check<K extends keyof Subjects>(definition: CheckOf<K>): CheckOf<K> {
  return Object.freeze(definition);
}
