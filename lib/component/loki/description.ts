import { betweenReplicas, describe, tcp } from '../shared/description';
import { componentVersions } from '../versions';

/** Loki in one process: the parts of a single one talk over the loopback interface; several find each other by gossip and talk gRPC. */
export const lokiDescription = describe({
  name: 'loki',
  role: 'logs',
  version: componentVersions.loki,
  home: 'stack',
  ports: { http: tcp(3100, 'http'), grpc: betweenReplicas(9095, 'TCP', 'grpc'), gossip: betweenReplicas(7946, 'TCP') },
  metrics: [{ job: 'loki', port: 'http', path: '/metrics', sampleLimit: 50_000 }],
  exceptions: [],
});
