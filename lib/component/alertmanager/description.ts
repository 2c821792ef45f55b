import { describe, tcp } from '../shared/description';
import { componentVersions } from '../versions';

export const alertmanagerDescription = describe({
  name: 'alertmanager',
  role: 'alerts',
  version: componentVersions.alertmanager,
  home: 'stack',
  ports: { http: tcp(9093, 'http') },
  metrics: [{ job: 'alertmanager', port: 'http', path: '/metrics', sampleLimit: 20_000 }],
  exceptions: [],
});
