/** Uids of the dashboards that alerts link to. The dashboards take them from here, so that no link leads nowhere. */

export const stackDashboard = 'belfry-stack';

export const prometheusDashboard = 'belfry-prometheus';

export const rulesDashboard = 'belfry-rules';

export const targetsDashboard = 'belfry-targets';

export const deliveryDashboard = 'belfry-alert-delivery';

export const alertmanagerDashboard = 'belfry-alertmanager';

export const lokiDashboard = 'belfry-loki';

export const volumesDashboard = 'belfry-volumes';

export const probesDashboard = 'belfry-probes';

export const jaegerDashboard = 'belfry-jaeger';

export const agentDashboard = 'belfry-collector-agent';

export const gatewayDashboard = 'belfry-collector-gateway';

export const grafanaDashboard = 'belfry-grafana';

export const nodesDashboard = 'belfry-nodes';

export const workloadsDashboard = 'belfry-workloads';
