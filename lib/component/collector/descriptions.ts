import { describe, tcp } from '../shared/description';
import type { PolicyException } from '../shared/policy';
import { componentVersions } from '../versions';

const oneHealthAddress: PolicyException = { rule: 'pod/distinct-endpoints', reason: 'its health extension has one address; the kubelet asks it with more patience before it ends the collector' };

/** The collector on every node: it follows the logs of the node's pods. */
export const agentDescription = describe({
  name: 'otel-collector-agent',
  role: 'telemetry',
  version: componentVersions.collector,
  home: 'nodes',
  ports: { metrics: tcp(8888, 'http'), health: tcp(13_133, 'http') },
  metrics: [{ job: 'otel-collector-agent', port: 'metrics', path: '/metrics', sampleLimit: 10_000 }],
  exceptions: [
    oneHealthAddress,
    { rule: 'pod/non-root', reason: 'log files belong to root and are closed to others (0640); it has no capability, so that root means nothing but the owner of those files' },
    { rule: 'pod/high-user-id', reason: 'as above: it is the owner of the log files' },
    { rule: 'pod/host-path', reason: 'it reads /var/log/pods, and keeps its place in each file and its queue on the node, so that an upgrade loses nothing' },
    { rule: 'pod/tolerates-nothing', reason: 'pods on tainted nodes write logs too' },
  ],
});

/** What both tiers for the whole cluster have. They are one job, because whoever watches the gateway wants to know of both; the pods tell them apart. */
const tier = {
  role: 'telemetry',
  version: componentVersions.collector,
  home: 'stack',
  ports: { 'otlp-grpc': tcp(4317, 'grpc'), 'otlp-http': tcp(4318, 'http'), metrics: tcp(8888, 'http'), health: tcp(13_133, 'http') },
  metrics: [{ job: 'otel-collector-gateway', port: 'metrics', path: '/metrics', sampleLimit: 10_000 }],
  exceptions: [oneHealthAddress],
} as const;

/** The collectors in front of several gateways, which see to it that all spans of a trace meet in one of them. */
export const balancerDescription = describe({
  name: 'otel-collector-balancer',
  ...tier,
});

/** The collector for the whole cluster: everything that applications and agents send passes through it. */
export const gatewayDescription = describe({
  name: 'otel-collector-gateway',
  ...tier,
});
