import type { DashboardAddress } from '../../lib/dashboard/link';
import { overviewDashboard } from '../../rules/canvascast/team';

/** CanvasCast's folder in Grafana. */
export const folder = 'CanvasCast';

/** Dashboards that link to each other know each other's address, not each other. */
export const overviewAddress: DashboardAddress = { uid: overviewDashboard, title: 'CanvasCast Overview' };

export const pipelineAddress: DashboardAddress = { uid: 'canvascast-pipeline', title: 'CanvasCast Pipeline' };

export const businessAddress: DashboardAddress = { uid: 'canvascast-business', title: 'CanvasCast Business' };

/** Every promise and its error budget. */
export const sloAddress: DashboardAddress = { uid: 'canvascast-slo', title: 'CanvasCast SLO and error budget' };
