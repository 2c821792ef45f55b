import type { Expression } from '../analysis/expression';
import type { LogqlQuery } from '../analysis/logql-query';
import type { Alert } from '../../rule/alert';
import type { Text } from './text';

/** What both kinds of rule have in common. */
interface AnyRule {
  readonly name: Text;
  /** What a reader calls it: `alert HighErrorRate`. */
  readonly subject: string;
  readonly expressionText: Text;
  /** Undefined when it is no PromQL. */
  readonly expression: Expression | undefined;
  /** Defined when it is a rule of Loki's ruler. */
  readonly logql: LogqlQuery | undefined;
  /** Labels that the rule sets. */
  readonly labels: ReadonlyMap<string, Text>;
  readonly group: GroupSubject;
  /** Position within the group, from 0. */
  readonly index: number;
  /** Checks that are switched off here. */
  readonly switches: readonly Switch[];
}

export interface AlertSubject extends AnyRule {
  readonly kind: 'alert';
  readonly annotations: ReadonlyMap<string, Text>;
  /** In milliseconds. */
  readonly for: number;
  readonly forText: Text | undefined;
  readonly keepFiringFor: number;
  /** The typed alert that this stands for, where there is one. */
  readonly typed?: Alert;
}

export interface RecordingSubject extends AnyRule {
  readonly kind: 'recording';
}

export type RuleSubject = AlertSubject | RecordingSubject;

export interface GroupSubject {
  readonly name: Text;
  readonly subject: string;
  /** How often it is evaluated, in milliseconds. */
  readonly interval: number;
  /** Where the group states its interval itself. */
  readonly intervalText: Text | undefined;
  readonly file: string | undefined;
  readonly rules: readonly RuleSubject[];
  readonly switches: readonly Switch[];
}

/** A query of a dashboard's panel. */
export interface TargetSubject {
  readonly kind: 'target';
  readonly subject: string;
  readonly expressionText: Text;
  readonly expression: Expression | undefined;
  /** Defined when it is a query of logs. */
  readonly logql: LogqlQuery | undefined;
  readonly legend: Text | undefined;
  readonly panel: PanelSubject;
}

export interface PanelSubject {
  readonly kind: 'panel';
  readonly title: Text;
  readonly subject: string;
  readonly type: string;
  readonly typeText: Text | undefined;
  readonly unit: Text | undefined;
  readonly targets: readonly TargetSubject[];
  readonly dashboard: DashboardSubject;
  readonly switches: readonly Switch[];
}

export interface DashboardSubject {
  readonly kind: 'dashboard';
  readonly title: Text;
  readonly subject: string;
  readonly file: string | undefined;
  readonly panels: readonly PanelSubject[];
  /** Names of the template variables that it defines. */
  readonly variables: ReadonlySet<string>;
  /** It lies in the envelope of Grafana's HTTP API. */
  readonly isEnveloped: boolean;
  readonly uid: Text | undefined;
  /** Where its time range begins: `now-6h`. */
  readonly from: Text | undefined;
  readonly switches: readonly Switch[];
}

/** A check that is switched off at a place. */
export interface Switch {
  readonly check: string;
  readonly reason: string;
  readonly spot: { readonly text: Text };
}
