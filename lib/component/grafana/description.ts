import { describe, tcp } from '../shared/description';
import { componentVersions } from '../versions';

export const grafanaDescription = describe({
  name: 'grafana',
  role: 'dashboards',
  version: componentVersions.grafana,
  home: 'stack',
  ports: { http: tcp(3000, 'http') },
  metrics: [{ job: 'grafana', port: 'http', path: '/metrics', sampleLimit: 20_000 }],
  exceptions: [
    { rule: 'pod/high-user-id', reason: 'the image, its data and its documentation are made for the user 472' },
  ],
});
