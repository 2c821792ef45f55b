import type { Dashboard } from '../../lib/dashboard/model';
import { application } from './application';
import { business } from './business';
import { infrastructure } from './infrastructure';
import { overview } from './overview';
import { slo } from './slo';

/** The dashboards of Bakhmach. */
export const bakhmachDashboards: readonly Dashboard[] = [overview, slo, application, infrastructure, business];
