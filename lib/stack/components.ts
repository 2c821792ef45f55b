import { alertmanagerDescription } from '../component/alertmanager/description';
import { blackboxExporterDescription } from '../component/blackbox-exporter/description';
import { agentDescription, balancerDescription, gatewayDescription } from '../component/collector/descriptions';
import { grafanaDescription } from '../component/grafana/description';
import { jaegerDescription } from '../component/jaeger/description';
import { kubeStateMetricsDescription } from '../component/kube-state-metrics/description';
import { alertmanagerLoginDescription, jaegerLoginDescription, prometheusLoginDescription } from '../component/login-proxy/description';
import { lokiDescription } from '../component/loki/description';
import { nodeExporterDescription } from '../component/node-exporter/description';
import { prometheusDescription } from '../component/prometheus/description';
import type { ComponentDescription } from '../component/shared/description';

/** All components that a stack may have, by the names of their objects, in the order in which they are listed. */
export const components = {
  prometheus: prometheusDescription,
  alertmanager: alertmanagerDescription,
  loki: lokiDescription,
  grafana: grafanaDescription,
  jaeger: jaegerDescription,
  'otel-collector-agent': agentDescription,
  'otel-collector-balancer': balancerDescription,
  'otel-collector-gateway': gatewayDescription,
  'node-exporter': nodeExporterDescription,
  'kube-state-metrics': kubeStateMetricsDescription,
  'blackbox-exporter': blackboxExporterDescription,
  'prometheus-login': prometheusLoginDescription,
  'alertmanager-login': alertmanagerLoginDescription,
  'jaeger-login': jaegerLoginDescription,
} as const satisfies Readonly<Record<string, ComponentDescription>>;

export type ComponentId = keyof typeof components;

/** Names of the ports of a component. */
export type PortOf<Id extends ComponentId> = keyof (typeof components)[Id]['ports'];

export const componentIds = Object.keys(components).filter((name): name is ComponentId => name in components);
