import { notificationPaths } from '../component/alertmanager/config';
import { probeConnections } from '../component/blackbox-exporter/probe';
import { balancerPermissions, podAttributePermissions } from '../component/collector/pod-attributes';
import { databaseConnections } from '../component/grafana/database';
import { traceStoreConnections } from '../component/jaeger/store';
import { storeConnections } from '../component/loki/store';
import { kubeStateMetricsPermissions } from '../component/kube-state-metrics/watched-objects';
import { prometheusPermissions } from '../component/prometheus/permissions';
import type { ScrapeJob } from '../component/prometheus/scrape-job';
import type { Connection } from '../component/shared/connection';
import { networks, pods } from '../component/shared/connection';
import { connectionTo, hostPort } from '../component/shared/destination';
import type { StackIdentity } from '../component/shared/identity';
import type { NetworkSettings } from './network';
import { entryOf, loginProxies, replicasOf } from './layout';
import type { Profile } from './profile';
import type { MonitoringStackProps } from './props';
import type { Edge, OutsideEdge } from './topology';
import { api, call, calls, inbound, outbound, scrapes } from './topology';

/** All edges of a stack: those that every stack has, and those that follow from what the user brings. */
export function stackEdges(stack: StackIdentity, props: MonitoringStackProps, network: NetworkSettings): readonly Edge[] {
  const { profile, logRuleFiles = [] } = props;
  return [...calls(profile), ...(logRuleFiles.length === 0 ? [] : [call('loki', 'alertmanager', 'http', 'alerts on logs')]), ...scrapes(profile), ...apiEdges(stack, profile, props.scrape), ...outgoing(props, network), ...incoming(props)];
}

function apiEdges(stack: StackIdentity, profile: Profile, jobs: readonly ScrapeJob[]): readonly Edge[] {
  return [
    api('prometheus', prometheusPermissions(stack, jobs), 'discovery of targets, and its metrics'),
    api('otel-collector-agent', podAttributePermissions, 'names of the pods whose logs it reads'),
    entryOf(profile) === 'otel-collector-gateway'
      ? api('otel-collector-gateway', podAttributePermissions, 'names of the pods that send')
      : api('otel-collector-balancer', balancerPermissions(stack.namespace), 'names of the pods that send, and the gateways that are there'),
    api('kube-state-metrics', kubeStateMetricsPermissions, 'objects that it reports on'),
  ];
}

/** Port of the kubelet: https://kubernetes.io/docs/reference/networking/ports-and-protocols/ */
const kubeletPort = 10_250;

function outgoing({ alertmanager, probes, scrape, profile }: MonitoringStackProps, network: NetworkSettings): readonly OutsideEdge[] {
  const kubelets: Connection = { peer: networks(...network.nodes), ports: [{ number: kubeletPort, protocol: 'TCP' }], why: 'metrics of the jobs kubelet and cadvisor' };
  return [
    outbound('prometheus', kubelets),
    ...scrape.flatMap(jobConnections).map((connection) => outbound('prometheus', connection)),
    ...notificationPaths(alertmanager).map((connection) => outbound('alertmanager', connection)),
    ...probeConnections(probes).map((connection) => outbound('blackbox-exporter', connection)),
    ...storeConnections(profile.logStore).map((connection) => outbound('loki', connection)),
    ...traceStoreConnections(profile.traceStore).map((connection) => outbound('jaeger', connection)),
    ...databaseConnections(profile.grafanaDatabase).map((connection) => outbound('grafana', connection)),
    ...logins(profile),
  ];
}

function jobConnections({ name, discovery }: ScrapeJob): readonly Connection[] {
  const why = `metrics of the job ${name}`;
  if (discovery.kind === 'pods') return [{ peer: pods(discovery.namespace, discovery.labels), ports: [{ number: discovery.port, protocol: 'TCP' }], why }];
  if (discovery.kind === 'annotated-pods') {
    return discovery.namespaces.map((namespace) => ({ peer: pods(namespace), ports: discovery.ports.map((number) => ({ number, protocol: 'TCP' as const })), why }));
  }
  return discovery.targets.flatMap(({ address }) => {
    const target = hostPort(address);
    return target === undefined ? [] : [connectionTo(target, why)];
  });
}

function incoming({ profile, telemetryFrom = [pods(undefined)], browsersFrom = {} }: MonitoringStackProps): readonly OutsideEdge[] {
  return [
    ...telemetryFrom.map((peer) => inbound(entryOf(profile), ['otlp-grpc', 'otlp-http'], peer, 'telemetry of applications')),
    ...telemetryFrom.map((peer) => inbound('jaeger', ['sampling-http', 'sampling-grpc'], peer, 'applications that ask how many traces they should begin')),
    ...visitors(profile),
    ...(browsersFrom.prometheus ?? []).map((peer) => inbound('prometheus', ['http'], peer, 'user interface')),
    ...(browsersFrom.alertmanager ?? []).map((peer) => inbound('alertmanager', ['http'], peer, 'user interface')),
    ...(browsersFrom.grafana ?? []).map((peer) => inbound('grafana', ['http'], peer, 'user interface')),
    ...(browsersFrom.jaeger ?? []).map((peer) => inbound('jaeger', ['query'], peer, 'user interface')),
  ];
}

/** Who comes in from outside: to Grafana, which has a login of its own, and to the proxies in front of the others. */
function visitors(profile: Profile): readonly OutsideEdge[] {
  if (profile.exposure === undefined) return [];
  const { gate, hosts } = profile.exposure;
  return [
    ...(hosts.grafana === undefined ? [] : [inbound('grafana', ['http'], gate.controller, 'people, who log in there')]),
    ...loginProxies.filter((id) => replicasOf(profile, id) > 0).map((id) => inbound(id, ['http'], gate.controller, 'people, who log in there')),
  ];
}

/** Whoever asks people who they are asks the provider whether it is true. */
function logins(profile: Profile): readonly OutsideEdge[] {
  if (profile.exposure === undefined) return [];
  const { hosts, login } = profile.exposure;
  const to = (url: string): readonly Connection[] => {
    const address = hostPort(url);
    return address === undefined ? [] : [connectionTo(address, 'who somebody is')];
  };
  return [
    ...(hosts.grafana === undefined ? [] : [login.endpoints.token, login.endpoints.userInfo].flatMap(to).map((connection) => outbound('grafana', connection))),
    ...loginProxies.filter((id) => replicasOf(profile, id) > 0).flatMap((id) => to(login.issuer).map((connection) => outbound(id, connection))),
  ];
}
