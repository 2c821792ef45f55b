import { describe, tcp } from '../shared/description';
import { componentVersions } from '../versions';

/** Prometheus answers everything on one port: queries, the OTLP receiver and its own metrics. */
export const prometheusDescription = describe({
  name: 'prometheus',
  role: 'metrics',
  version: componentVersions.prometheus,
  home: 'stack',
  ports: { http: tcp(9090, 'http') },
  metrics: [{ job: 'prometheus', port: 'http', path: '/metrics', sampleLimit: 20_000 }],
  exceptions: [],
});
