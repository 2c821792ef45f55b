/** Where things stand in the scenarios: labels that discovery adds to what is scraped. */

export const prometheusPod = { namespace: 'monitoring', pod: 'prometheus-0', node: 'node-a' } as const;

export const alertmanagerPod = { namespace: 'monitoring', pod: 'alertmanager-0', node: 'node-b' } as const;

export const lokiPod = { namespace: 'monitoring', pod: 'loki-0', node: 'node-b' } as const;

export const jaegerPod = { namespace: 'monitoring', pod: 'jaeger-0', node: 'node-c' } as const;

export const gatewayPod = { namespace: 'monitoring', pod: 'otel-collector-gateway-0', node: 'node-c' } as const;
