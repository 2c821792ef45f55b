import { describe, tcp } from '../shared/description';
import { componentVersions } from '../versions';

export const kubeStateMetricsDescription = describe({
  name: 'kube-state-metrics',
  role: 'metrics',
  version: componentVersions.kubeStateMetrics,
  home: 'stack',
  ports: { http: tcp(8080, 'http'), telemetry: tcp(8081, 'http') },
  metrics: [
    // About 60 series for each pod with its containers, and fewer for everything else.
    { job: 'kube-state-metrics', port: 'http', path: '/metrics', sampleLimit: 500_000, honorLabels: true },
    { job: 'kube-state-metrics-self', port: 'telemetry', path: '/metrics', sampleLimit: 5000 },
  ],
  exceptions: [],
});
