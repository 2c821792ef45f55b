import type { Duration } from '../core/duration';
import { hours, seconds } from '../core/duration';
import { refuse } from '../core/problem';
import type { Annotation } from './annotation';
import type { Link } from './link';
import type { Dashboard } from './model';
import type { Row } from './row';
import { dashboardMistakes } from './validate/dashboard-mistakes';
import type { Variable } from './variable';

export interface DashboardOptions {
  readonly title: string;
  /** Folder in Grafana: the system's name. */
  readonly folder: string;
  /** Whom it serves, and what they see in it. */
  readonly description: string;
  /** @default none */
  readonly tags?: readonly string[];
  /** How far back it shows at first. @default 6 hours */
  readonly range?: Duration;
  /** How often it asks again. @default 30 seconds */
  readonly refresh?: Duration;
  /** What the reader may choose. @default nothing */
  readonly variables?: readonly Variable[];
  /** @default none */
  readonly annotations?: readonly Annotation[];
  /** At the top, to other dashboards or elsewhere. @default none */
  readonly links?: readonly Link[];
  /** The first one answers: is it broken, for whom, since when. */
  readonly rows: readonly [Row, ...Row[]];
}

/**
 * Declares a dashboard. Its uid stands in addresses and in alerts, so it outlives every change of the title.
 *
 *     export const overview = dashboard('canvascast-overview', {
 *       title: 'CanvasCast Overview',
 *       folder: 'CanvasCast',
 *       description: 'Whether customers get their videos.',
 *       rows: [
 *         row('Is it broken, for whom, since when', [
 *           stat('Error rate', { description: '...', queries: [query(errorRatio)], thresholds: highIsBad(errorRatioLimits) }),
 *         ]),
 *       ],
 *     });
 *
 * @throws BelfryError with every mistake that can be seen without a catalog
 */
export function dashboard(uid: string, options: DashboardOptions): Dashboard {
  const made: Dashboard = Object.freeze({
    uid,
    title: options.title,
    folder: options.folder,
    description: options.description,
    tags: options.tags ?? [],
    range: options.range ?? hours(6),
    refresh: options.refresh ?? seconds(30),
    variables: options.variables ?? [],
    annotations: options.annotations ?? [],
    links: options.links ?? [],
    rows: options.rows,
  });
  refuse(dashboardMistakes(made));
  return made;
}
