import { describe, tcp } from '../shared/description';
import { componentVersions } from '../versions';

export const blackboxExporterDescription = describe({
  name: 'blackbox-exporter',
  role: 'metrics',
  version: componentVersions.blackboxExporter,
  home: 'stack',
  ports: { http: tcp(9115, 'http') },
  metrics: [{ job: 'blackbox-exporter', port: 'http', path: '/metrics', sampleLimit: 5000 }],
  exceptions: [{ rule: 'pod/distinct-endpoints', reason: 'it has one address for its health: an exporter that answers is ready' }],
});
