import type { Severity } from '../../core/problem';
import type { Dashboard } from '../../dashboard/model';
import type { Panel } from '../../dashboard/panel/panel';
import type { Row } from '../../dashboard/row';
import type { Catalog } from '../../metric/catalog';
import type { MetricDeclaration } from '../../metric/declaration';
import type { Node } from '../../promql/node';
import type { Alert } from '../../rule/alert';

/** A panel, and what is known of the world around it. */
export interface PanelContext {
  readonly dashboard: Dashboard;
  readonly row: Row;
  readonly panel: Panel;
  readonly catalog: Catalog;
  /** Jobs that Prometheus really scrapes. */
  readonly scrapedJobs: ReadonlySet<string>;
  readonly rules: RulesBeside;
}

/** What a panel needs to know of a recording rule. */
export interface AnyRecording {
  readonly name: string;
  readonly expression: Node;
  readonly declaration: MetricDeclaration;
  /** Labels that every recorded series gets. */
  readonly fixedLabels: Readonly<Record<string, string>>;
}

/** The rules over the same metrics. */
export interface RulesBeside {
  readonly alerts: readonly Alert[];
  readonly recordings: readonly AnyRecording[];
}

export interface Finding {
  readonly message: string;
  readonly fix: string;
}

/** One way in which a panel can mislead. */
export interface PanelCheck {
  /** `dashboard/name`, as in `docs/checks/`. */
  readonly id: string;
  readonly severity: Severity;
  /** The mistake in a few words. */
  readonly title: string;
  /** Why it matters to whoever looks at the panel. */
  readonly why: string;
  readonly find: (context: PanelContext) => readonly Finding[];
}
