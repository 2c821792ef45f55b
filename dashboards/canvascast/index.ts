import type { Dashboard } from '../../lib/dashboard/model';
import { business } from './business';
import { overview } from './overview';
import { pipeline } from './pipeline';
import { sloDashboard } from './slo';

/** The dashboards of CanvasCast. */
export const canvascastDashboards: readonly Dashboard[] = [overview, sloDashboard, pipeline, business];
