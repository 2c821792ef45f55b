import type { DashboardAddress } from '../../lib/dashboard/link';
import { dependenciesDashboard, serviceDashboard } from '../../rules/baseline/team';

/** The backend's folder in Grafana. */
export const folder = 'Backend';

/** Dashboards that link to each other know each other's address, not each other. */
export const serviceAddress: DashboardAddress = { uid: serviceDashboard, title: 'Backend Service' };

export const dependenciesAddress: DashboardAddress = { uid: dependenciesDashboard, title: 'Backend Dependencies' };
