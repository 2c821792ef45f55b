import type { Data } from '../../core/yaml';
import { collectorConfig, healthCheck, memoryLimiter, otlpReceiver } from './pipeline';
import { podAttributes } from './pod-attributes';

export interface BalancerConfigOptions {
  /** Service of the gateways: `otel-collector-gateway.monitoring`. */
  readonly gateways: string;
  readonly port: number;
  readonly clusterName: string;
}

/**
 * The content of the balancer's configuration: OTLP in, and on to one of the gateways. All spans of a trace reach the
 * same one, because a decision about a trace needs all of it; metrics are spread by who sends them.
 *
 * The balancer keeps nothing. What no gateway takes it refuses, and the sender, which has a queue, sends it again: an
 * answer is only given when a gateway has the data. It names the pods that send, because it is the one they connect to.
 *
 * Source: README of the load-balancing exporter 0.145.
 */
export function balancerConfig({ gateways, port, clusterName }: BalancerConfigOptions): Data {
  const toGateways = {
    // An attempt that fails is made again with whatever gateways there are then.
    retry_on_failure: { enabled: true, initial_interval: '500ms', max_interval: '5s', max_elapsed_time: '20s' },
    protocol: {
      otlp: { tls: { insecure: true }, compression: 'zstd', timeout: '5s', sending_queue: { enabled: false }, retry_on_failure: { enabled: false } },
    },
    resolver: { k8s: { service: gateways, ports: [port] } },
  };
  const processors = ['memory_limiter', 'k8sattributes', 'resource'] as const;
  return collectorConfig({
    extensions: healthCheck,
    receivers: { otlp: otlpReceiver },
    processors: {
      memory_limiter: memoryLimiter,
      k8sattributes: podAttributes(),
      resource: { attributes: [{ key: 'k8s.cluster.name', value: clusterName, action: 'upsert' }] },
    },
    exporters: {
      loadbalancing: { routing_key: 'traceID', ...toGateways },
      'loadbalancing/metrics': { routing_key: 'resource', ...toGateways },
    },
    pipelines: {
      logs: { receivers: ['otlp'], processors, exporters: ['loadbalancing'] },
      traces: { receivers: ['otlp'], processors, exporters: ['loadbalancing'] },
      metrics: { receivers: ['otlp'], processors, exporters: ['loadbalancing/metrics'] },
    },
  });
}
