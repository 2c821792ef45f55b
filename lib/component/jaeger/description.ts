import { describe, tcp } from '../shared/description';
import { componentVersions } from '../versions';

export const jaegerDescription = describe({
  name: 'jaeger',
  role: 'traces',
  version: componentVersions.jaeger,
  home: 'stack',
  ports: {
    'otlp-http': tcp(4318, 'http'),
    'sampling-http': tcp(5778, 'http'),
    'sampling-grpc': tcp(5779, 'grpc'),
    query: tcp(16_686, 'http'),
    metrics: tcp(8888, 'http'),
    health: tcp(13_133, 'http'),
  },
  metrics: [{ job: 'jaeger', port: 'metrics', path: '/metrics', sampleLimit: 20_000 }],
  exceptions: [{ rule: 'pod/distinct-endpoints', reason: 'its health extension has one address; the kubelet asks it with more patience before it ends Jaeger' }],
});
