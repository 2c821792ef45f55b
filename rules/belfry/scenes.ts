/** Where things stand in the scenarios: labels that discovery adds to what is scraped. */

export const prometheusPod = { namespace: 'monitoring', pod: 'prometheus-0', node: 'node-a' } as const;

export const alertmanagerPod = { namespace: 'monitoring', pod: 'alertmanager-0', node: 'node-b' } as const;

export const lokiPod = { namespace: 'monitoring', pod: 'loki-0', node: 'node-b' } as const;

export const jaegerPod = { namespace: 'monitoring', pod: 'jaeger-0', node: 'node-c' } as const;

export const gatewayPod = { namespace: 'monitoring', pod: 'otel-collector-gateway-0', node: 'node-c' } as const;

export const grafanaPod = { namespace: 'monitoring', pod: 'grafana-0', node: 'node-a' } as const;

export const blackboxPod = { namespace: 'monitoring', pod: 'blackbox-exporter-6d4f9', node: 'node-c' } as const;

export const kubeStateMetricsPod = { namespace: 'monitoring', pod: 'kube-state-metrics-5b8c7', node: 'node-c' } as const;

/** The node exporter's instance is the name of its node. */
export const nodeA = { namespace: 'monitoring-nodes', pod: 'node-exporter-8qz5d', node: 'node-a', instance: 'node-a' } as const;
