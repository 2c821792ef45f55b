import type { Dashboard } from '../../lib/dashboard/model';
import { paymentBoard } from './payments';
import { platformBoard } from './platform';

/** The dashboards of BuatFilm. */
export const buatfilmDashboards: readonly Dashboard[] = [paymentBoard, platformBoard];
