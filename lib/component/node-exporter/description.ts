import { describe, tcp } from '../shared/description';
import { componentVersions } from '../versions';

export const nodeExporterDescription = describe({
  name: 'node-exporter',
  role: 'metrics',
  version: componentVersions.nodeExporter,
  home: 'nodes',
  hostNetwork: true,
  ports: { http: tcp(9100, 'http') },
  metrics: [{ job: 'node-exporter', port: 'http', path: '/metrics', sampleLimit: 20_000 }],
  exceptions: [
    { rule: 'pod/distinct-endpoints', reason: 'it has no address for its health but its page: an exporter that answers is ready' },
    { rule: 'pod/host-network', reason: 'it reports on the interfaces of the node, which only processes in the network of the node can see' },
    { rule: 'pod/host-path', reason: 'it reads /proc, /sys and the file systems of the node; all of it is mounted read-only' },
    { rule: 'pod/network-policy', reason: 'network policies do not reach pods in the network of their node' },
    { rule: 'pod/tolerates-nothing', reason: 'it runs on every node, tainted or not' },
  ],
});
