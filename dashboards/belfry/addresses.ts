import type { DashboardAddress } from '../../lib/dashboard/link';

/** The folder of the stack itself in Grafana. */
export const folder = 'Belfry';

/** Dashboards that link to each other know each other's address, not each other. */
export const stackAddress: DashboardAddress = { uid: 'belfry-stack', title: 'The stack itself' };

export const prometheusAddress: DashboardAddress = { uid: 'belfry-prometheus', title: 'Prometheus' };

export const rulesAddress: DashboardAddress = { uid: 'belfry-rules', title: 'Rules' };

export const deliveryAddress: DashboardAddress = { uid: 'belfry-alert-delivery', title: 'Delivery of alerts' };

export const alertmanagerAddress: DashboardAddress = { uid: 'belfry-alertmanager', title: 'Alertmanager' };

export const lokiAddress: DashboardAddress = { uid: 'belfry-loki', title: 'Loki' };

export const jaegerAddress: DashboardAddress = { uid: 'belfry-jaeger', title: 'Jaeger' };

export const agentAddress: DashboardAddress = { uid: 'belfry-collector-agent', title: 'Collector on the nodes' };

export const gatewayAddress: DashboardAddress = { uid: 'belfry-collector-gateway', title: 'Collector gateway' };

export const grafanaAddress: DashboardAddress = { uid: 'belfry-grafana', title: 'Grafana' };

export const targetsAddress: DashboardAddress = { uid: 'belfry-targets', title: 'Scraping' };

export const probesAddress: DashboardAddress = { uid: 'belfry-probes', title: 'Probes from outside' };

export const volumesAddress: DashboardAddress = { uid: 'belfry-volumes', title: 'Volumes' };

export const logsAddress: DashboardAddress = { uid: 'belfry-logs', title: 'Logs' };

export const tracesAddress: DashboardAddress = { uid: 'belfry-traces', title: 'Traces' };

export const nodesAddress: DashboardAddress = { uid: 'belfry-nodes', title: 'Nodes' };

export const workloadsAddress: DashboardAddress = { uid: 'belfry-workloads', title: 'Workloads' };
