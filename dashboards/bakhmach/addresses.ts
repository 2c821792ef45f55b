import type { DashboardAddress } from '../../lib/dashboard/link';
import { applicationDashboard, infrastructureDashboard, overviewDashboard, sloDashboard } from '../../rules/bakhmach/team';

/** Bakhmach's folder in Grafana. */
export const folder = 'Bakhmach';

/** Dashboards that link to each other know each other's address, not each other. */
export const overviewAddress: DashboardAddress = { uid: overviewDashboard, title: 'Bakhmach System Overview' };

export const applicationAddress: DashboardAddress = { uid: applicationDashboard, title: 'Bakhmach Application Performance' };

export const businessAddress: DashboardAddress = { uid: 'bakhmach-business', title: 'Bakhmach Business Metrics' };

export const infrastructureAddress: DashboardAddress = { uid: infrastructureDashboard, title: 'Bakhmach Infrastructure' };

/** Every promise and its error budget. */
export const sloAddress: DashboardAddress = { uid: sloDashboard, title: 'Bakhmach SLO and error budget' };
