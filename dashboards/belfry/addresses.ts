import type { DashboardAddress } from '../../lib/dashboard/link';
import {
  agentDashboard, alertmanagerDashboard, deliveryDashboard, gatewayDashboard, grafanaDashboard, jaegerDashboard, lokiDashboard, nodesDashboard, probesDashboard, prometheusDashboard,
  rulesDashboard, stackDashboard, targetsDashboard, volumesDashboard, workloadsDashboard,
} from '../../rules/belfry/dashboards';

/** The folder of the stack itself in Grafana. */
export const folder = 'Belfry';

/** Dashboards that link to each other know each other's address, not each other. */
export const stackAddress: DashboardAddress = { uid: stackDashboard, title: 'The stack itself' };

export const prometheusAddress: DashboardAddress = { uid: prometheusDashboard, title: 'Prometheus' };

export const rulesAddress: DashboardAddress = { uid: rulesDashboard, title: 'Rules' };

export const deliveryAddress: DashboardAddress = { uid: deliveryDashboard, title: 'Delivery of alerts' };

export const alertmanagerAddress: DashboardAddress = { uid: alertmanagerDashboard, title: 'Alertmanager' };

export const lokiAddress: DashboardAddress = { uid: lokiDashboard, title: 'Loki' };

export const jaegerAddress: DashboardAddress = { uid: jaegerDashboard, title: 'Jaeger' };

export const agentAddress: DashboardAddress = { uid: agentDashboard, title: 'Collector on the nodes' };

export const gatewayAddress: DashboardAddress = { uid: gatewayDashboard, title: 'Collector gateway' };

export const grafanaAddress: DashboardAddress = { uid: grafanaDashboard, title: 'Grafana' };

export const targetsAddress: DashboardAddress = { uid: targetsDashboard, title: 'Scraping' };

export const probesAddress: DashboardAddress = { uid: probesDashboard, title: 'Probes from outside' };

export const volumesAddress: DashboardAddress = { uid: volumesDashboard, title: 'Volumes' };

export const logsAddress: DashboardAddress = { uid: 'belfry-logs', title: 'Logs' };

export const tracesAddress: DashboardAddress = { uid: 'belfry-traces', title: 'Traces' };

export const nodesAddress: DashboardAddress = { uid: nodesDashboard, title: 'Nodes' };

export const workloadsAddress: DashboardAddress = { uid: workloadsDashboard, title: 'Workloads' };

export const kubernetesAddress: DashboardAddress = { uid: 'belfry-kubernetes', title: 'Kubernetes' };

export const exportersAddress: DashboardAddress = { uid: 'belfry-exporters', title: 'Exporters' };
