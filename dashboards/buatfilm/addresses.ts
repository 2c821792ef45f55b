import type { DashboardAddress } from '../../lib/dashboard/link';
import { paymentDashboard, platformDashboard } from '../../rules/buatfilm/team';

/** BuatFilm's folder in Grafana. */
export const folder = 'BuatFilm';

/** Dashboards that link to each other know each other's address, not each other. */
export const paymentAddress: DashboardAddress = { uid: paymentDashboard, title: 'BuatFilm Payment System - Production' };

export const platformAddress: DashboardAddress = { uid: platformDashboard, title: 'BuatFilm Platform' };
