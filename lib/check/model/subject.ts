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
  readonly description: Text | undefined;
  readonly id: Text | undefined;
  /** In cells of the grid. */
  readonly cell: Cell | undefined;
  /** It lies in a folded row, and is not seen at first. */
  readonly isFolded: boolean;
  /** Queries that ask nothing, or of no data source that Belfry reads, included. */
  readonly queryCount: number;
  /** Uid of the data source that it asks: the panel's, and where that states none the first query's. */
  readonly sourceUid: Text | undefined;
  readonly targets: readonly TargetSubject[];
  readonly dashboard: DashboardSubject;
  readonly switches: readonly Switch[];
}

/** A place on the grid, which is 24 cells wide. */
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A template variable. */
export interface VariableSubject {
  readonly name: Text;
  /** `query`, `custom`, `interval`, `datasource`, ... */
  readonly type: string;
  readonly query: Text | undefined;
  /** Type of the data source that it asks; undefined where it states none. */
  readonly sourceType: string | undefined;
  /** When it asks again: 0 never, 1 when the dashboard is opened, 2 also when the time range changes. */
  readonly refresh: Text | undefined;
  /** Several values may be chosen, or all of them. */
  readonly isMulti: boolean;
}

export interface DashboardSubject {
  readonly kind: 'dashboard';
  readonly title: Text;
  readonly subject: string;
  readonly file: string | undefined;
  readonly panels: readonly PanelSubject[];
  /** The template variables that it defines, by name. */
  readonly variables: ReadonlyMap<string, VariableSubject>;
  /** What it says of being edited. */
  readonly editable: Text | undefined;
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
