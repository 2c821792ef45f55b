import type { Duration } from '../core/duration';
import type { Annotation } from './annotation';
import type { DashboardAddress, Link } from './link';
import type { Row } from './row';
import type { Variable } from './variable';

/** A dashboard, checked but not yet written. Immutable. */
export interface Dashboard extends DashboardAddress {
  readonly folder: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly range: Duration;
  readonly refresh: Duration;
  readonly variables: readonly Variable[];
  readonly annotations: readonly Annotation[];
  readonly links: readonly Link[];
  readonly rows: readonly Row[];
}
