import { betweenReplicas, describe, tcp } from '../shared/description';
import { componentVersions } from '../versions';

export const alertmanagerDescription = describe({
  name: 'alertmanager',
  role: 'alerts',
  version: componentVersions.alertmanager,
  home: 'stack',
  ports: { http: tcp(9093, 'http'), gossip: betweenReplicas(9094, 'TCP'), 'gossip-udp': betweenReplicas(9094, 'UDP') },
  metrics: [{ job: 'alertmanager', port: 'http', path: '/metrics', sampleLimit: 20_000 }],
  exceptions: [],
});
