import type { Dashboard } from '../lib/dashboard/model';
import { belfryDashboards } from './belfry';
import { business } from './canvascast/business';
import { overview } from './canvascast/overview';
import { pipeline } from './canvascast/pipeline';

/** Every dashboard of every system, in the order in which they are listed. */
export const dashboards: readonly Dashboard[] = [overview, pipeline, business, ...belfryDashboards];
