import { describe, tcp } from '../shared/description';
import { componentVersions } from '../versions';

/** Loki in one process: its parts talk to each other over the loopback interface, so that one port is open. */
export const lokiDescription = describe({
  name: 'loki',
  role: 'logs',
  version: componentVersions.loki,
  home: 'stack',
  ports: { http: tcp(3100, 'http') },
  metrics: [{ job: 'loki', port: 'http', path: '/metrics', sampleLimit: 50_000 }],
  exceptions: [],
});
