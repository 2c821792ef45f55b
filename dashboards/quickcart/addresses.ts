import type { DashboardAddress } from '../../lib/dashboard/link';
import { activityDashboard, fraudDashboard, paymentDashboard, systemDashboard } from '../../rules/quickcart/team';

/** QuickCart's folders in Grafana: what is on fire, and how business goes. */
export const operations = 'QuickCart Operations';

export const businessFolder = 'QuickCart Business';

/** Dashboards that link to each other know each other's address, not each other. */
export const systemAddress: DashboardAddress = { uid: systemDashboard, title: 'QuickCart System Health' };

export const paymentAddress: DashboardAddress = { uid: paymentDashboard, title: 'QuickCart Payment Performance' };

export const activityAddress: DashboardAddress = { uid: activityDashboard, title: 'QuickCart User Activity' };

export const fraudAddress: DashboardAddress = { uid: fraudDashboard, title: 'QuickCart Fraud Monitoring' };

export const revenueAddress: DashboardAddress = { uid: 'quickcart-revenue', title: 'QuickCart Revenue' };

export const productAddress: DashboardAddress = { uid: 'quickcart-products', title: 'QuickCart Products' };

export const userAddress: DashboardAddress = { uid: 'quickcart-users', title: 'QuickCart Users' };
