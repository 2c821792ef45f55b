import type { Declared } from '../metric/catalog';
import type { RuleGroup } from './group';
import type { LogRuleGroup } from './log-alert';

/** What is known of one monitored system: its metrics and its rules. Routes and dashboards refer to it by name. */
export interface System {
  /** Becomes the name of its rule file: lower case, digits and hyphens. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  readonly metrics: readonly Declared[];
  readonly groups: readonly RuleGroup[];
  /** Alerts on logs, which Loki evaluates. @default none */
  readonly logGroups?: readonly LogRuleGroup[];
}
