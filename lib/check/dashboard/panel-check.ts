import type { Severity } from '../../core/problem';
import type { Dashboard } from '../../dashboard/model';
import type { Panel } from '../../dashboard/panel/panel';
import type { Row } from '../../dashboard/row';
import type { Catalog } from '../../metric/catalog';
import type { Alert } from '../../rule/alert';

/** A panel, and what is known of the world around it. */
export interface PanelContext {
  readonly dashboard: Dashboard;
  readonly row: Row;
  readonly panel: Panel;
  readonly catalog: Catalog;
  /** Jobs that Prometheus really scrapes. */
  readonly scrapedJobs: ReadonlySet<string>;
  /** The alerts that watch what panels show. */
  readonly alerts: readonly Alert[];
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
  /** Why it matters to whoever looks at the panel. */
  readonly why: string;
  readonly find: (context: PanelContext) => readonly Finding[];
}
