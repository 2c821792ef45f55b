import { logsDataSourceUid } from '../rule/logs-link';

/**
 * The data sources that panels ask, by the fixed uid under which Grafana's provisioning creates them. Fixed, because a
 * dashboard that finds its source by name or by "default" shows another system's data after a rename.
 */
export const dataSources = {
  prometheus: { type: 'prometheus', uid: 'prometheus', name: 'Prometheus' },
  loki: { type: 'loki', uid: logsDataSourceUid, name: 'Loki' },
  jaeger: { type: 'jaeger', uid: 'jaeger', name: 'Jaeger' },
} as const;

export type DataSource = (typeof dataSources)[keyof typeof dataSources];
