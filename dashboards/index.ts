import type { Dashboard } from '../lib/dashboard/model';
import { bakhmachDashboards } from './bakhmach';
import { baselineDashboards } from './baseline';
import { belfryDashboards } from './belfry';
import { buatfilmDashboards } from './buatfilm';
import { canvascastDashboards } from './canvascast';
import { quickcartDashboards } from './quickcart';

/** Every dashboard of every system, in the order in which they are listed. */
export const dashboards: readonly Dashboard[] = [...canvascastDashboards, ...baselineDashboards, ...buatfilmDashboards, ...bakhmachDashboards, ...quickcartDashboards, ...belfryDashboards];
