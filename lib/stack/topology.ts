import type { Connection, TransportPort } from '../component/shared/connection';
import { networks, pods } from '../component/shared/connection';
import type { ComponentDescription, NamedPort } from '../component/shared/description';
import { namedPorts } from '../component/shared/description';
import { merged } from '../component/shared/destination';
import type { StackIdentity } from '../component/shared/identity';
import { namespaceOf, selectorLabels } from '../component/shared/identity';
import type { Permissions } from '../component/shared/permissions';
import type { Placement } from '../component/shared/placement';
import type { ComponentId, PortOf } from './components';
import { components } from './components';
import { componentsOf, entryOf, entryService, replicasOf } from './layout';
import type { NetworkSettings } from './network';
import type { Profile } from './profile';

/**
 * Who talks to whom. Services, network policies, scrape jobs and the right to use the Kubernetes API follow from these
 * edges and from nothing else.
 */
export type Edge = CallEdge | ScrapeEdge | OutsideEdge | ApiEdge;

/** One component calls another through its Service. */
export interface CallEdge {
  readonly kind: 'call';
  readonly from: ComponentId;
  readonly to: ComponentId;
  readonly ports: readonly NamedPort[];
  readonly why: string;
}

/** Prometheus reads a component's own metrics from each of its pods. */
export interface ScrapeEdge {
  readonly kind: 'scrape';
  readonly from: 'prometheus';
  readonly to: ComponentId;
  readonly ports: readonly NamedPort[];
  readonly why: string;
}

/** A connection with something that is not part of the stack. */
export interface OutsideEdge {
  readonly kind: 'outbound' | 'inbound';
  readonly component: ComponentId;
  readonly connection: Connection;
  /** Ports of the component that clients outside call through its Service. */
  readonly servicePorts?: readonly NamedPort[];
}

/** A component asks the Kubernetes API. */
export interface ApiEdge {
  readonly kind: 'api';
  readonly from: ComponentId;
  readonly permissions: Permissions;
  readonly why: string;
}

export function call<To extends ComponentId>(from: ComponentId, to: To, port: PortOf<To> & string, why: string): CallEdge {
  return { kind: 'call', from, to, ports: portsNamed(to, [port]), why };
}

export function outbound(component: ComponentId, connection: Connection): OutsideEdge {
  return { kind: 'outbound', component, connection };
}

/** Pods outside the stack that call ports of a component. */
export function inbound<To extends ComponentId>(to: To, ports: readonly (PortOf<To> & string)[], peer: Connection['peer'], why: string): OutsideEdge {
  const servicePorts = portsNamed(to, ports);
  return { kind: 'inbound', component: to, connection: { peer, ports: servicePorts.map(transport), why }, servicePorts };
}

export function api(from: ComponentId, permissions: Permissions, why: string): ApiEdge {
  return { kind: 'api', from, permissions, why };
}

/** Replicas of a component tell each other of themselves. */
function amongReplicas<Id extends ComponentId>(profile: Profile, id: Id, ports: readonly (PortOf<Id> & string)[], why: string): readonly CallEdge[] {
  return replicasOf(profile, id) > 1 ? [{ kind: 'call', from: id, to: id, ports: portsNamed(id, ports), why }] : [];
}

/** Applications and agents meet the balancer where there is one, and the gateway otherwise. */
function towardsGateway(profile: Profile): readonly CallEdge[] {
  const entry = entryOf(profile);
  const agent = call('otel-collector-agent', entry, 'otlp-grpc', 'logs of pods');
  return entry === 'otel-collector-gateway' ? [agent] : [agent, call(entry, 'otel-collector-gateway', 'otlp-grpc', 'everything that was sent to it')];
}

/** Calls within the stack. */
export function calls(profile: Profile): readonly CallEdge[] {
  return [
    call('prometheus', 'alertmanager', 'http', 'alerts'),
    call('prometheus', 'blackbox-exporter', 'http', 'probes'),
    call('grafana', 'prometheus', 'http', 'queries of panels'),
    call('grafana', 'alertmanager', 'http', 'alerts and silences on dashboards'),
    call('grafana', 'loki', 'http', 'queries of logs'),
    call('grafana', 'jaeger', 'query', 'queries of traces'),
    call('jaeger', 'prometheus', 'http', 'span metrics on the page Monitor'),
    ...towardsGateway(profile),
    call('otel-collector-gateway', 'loki', 'http', 'logs'),
    call('otel-collector-gateway', 'jaeger', 'otlp-http', 'spans'),
    call('otel-collector-gateway', 'prometheus', 'http', 'metrics by OTLP'),
    ...(replicasOf(profile, 'prometheus-login') > 0 ? [call('prometheus-login', 'prometheus', 'http', 'people who have logged in')] : []),
    ...(replicasOf(profile, 'alertmanager-login') > 0 ? [call('alertmanager-login', 'alertmanager', 'http', 'people who have logged in')] : []),
    ...(replicasOf(profile, 'jaeger-login') > 0 ? [call('jaeger-login', 'jaeger', 'query', 'people who have logged in')] : []),
    ...amongReplicas(profile, 'alertmanager', ['gossip', 'gossip-udp'], 'what was sent and who is silenced'),
    ...amongReplicas(profile, 'loki', ['grpc', 'gossip'], 'copies of lines, parts of queries, and who is there'),
  ];
}

/** Every component is scraped at every port that has metrics. */
export function scrapes(profile: Profile): readonly ScrapeEdge[] {
  return componentsOf(profile).flatMap((to) =>
    components[to].metrics.map(({ port, job }) => ({ kind: 'scrape' as const, from: 'prometheus' as const, to, ports: portsNamed(to, [port]), why: `metrics of the job ${job}` })),
  );
}

/** A component with everything that the topology says about it. */
export function placement(stack: StackIdentity, profile: Profile, id: ComponentId, edges: readonly Edge[], network: NetworkSettings, priorityClassName: string): Placement {
  const component: ComponentDescription = components[id];
  const [apiEdge] = edges.filter((edge) => edge.kind === 'api').filter(({ from }) => from === id);
  return {
    stack,
    component,
    replicas: replicasOf(profile, id),
    serviceName: serviceName(profile, id),
    inbound: merged(edges.flatMap((edge) => inboundConnections(stack, id, edge))),
    outbound: merged([...edges.flatMap((edge) => outboundConnections(stack, id, edge, network)), ...nameResolution(id, edges, network)]),
    servicePorts: servicePorts(id, edges),
    permissions: apiEdge?.permissions,
    priorityClassName,
  };
}

/** Name of the Service of a component. */
function serviceName(profile: Profile, id: ComponentId): string {
  return id === entryOf(profile) ? entryService : components[id].name;
}

function inboundConnections(stack: StackIdentity, id: ComponentId, edge: Edge): readonly Connection[] {
  switch (edge.kind) {
    case 'call':
    case 'scrape':
      return edge.to === id ? [{ peer: podsOf(stack, edge.from), ports: edge.ports.map(transport), why: `${edge.from}: ${edge.why}` }] : [];
    case 'inbound':
      return edge.component === id ? [edge.connection] : [];
    case 'outbound':
    case 'api':
      return [];
  }
}

function outboundConnections(stack: StackIdentity, id: ComponentId, edge: Edge, network: NetworkSettings): readonly Connection[] {
  switch (edge.kind) {
    case 'call':
    case 'scrape': {
      if (edge.from !== id) return [];
      const to: ComponentDescription = components[edge.to];
      const peer = to.hostNetwork === true ? networks(...network.nodes) : podsOf(stack, edge.to);
      return [{ peer, ports: edge.ports.map(transport), why: `${edge.to}: ${edge.why}` }];
    }
    case 'outbound':
      return edge.component === id ? [edge.connection] : [];
    case 'api': {
      if (edge.from !== id) return [];
      const ports = network.apiServer.ports.map((number): TransportPort => ({ number, protocol: 'TCP' }));
      return [{ peer: networks(...network.apiServer.addresses), ports, why: `Kubernetes API: ${edge.why}` }];
    }
    case 'inbound':
      return [];
  }
}

/** Whoever calls by name must ask for the address. Pods are scraped at theirs, and the API server's is in the environment. */
function nameResolution(id: ComponentId, edges: readonly Edge[], { dns }: NetworkSettings): readonly Connection[] {
  const callsByName = edges.some((edge) => (edge.kind === 'call' && edge.from === id) || (edge.kind === 'outbound' && edge.component === id));
  if (!callsByName) return [];
  const ports: readonly TransportPort[] = [
    { number: dns.port, protocol: 'UDP' },
    { number: dns.port, protocol: 'TCP' },
  ];
  const peers = [pods(dns.namespace, dns.labels), ...(dns.nodeLocal === undefined ? [] : [networks(`${dns.nodeLocal}/32`)])];
  return peers.map((peer) => ({ peer, ports, why: 'DNS' }));
}

function servicePorts(id: ComponentId, edges: readonly Edge[]): readonly NamedPort[] {
  const called = new Set(
    edges.flatMap((edge) => {
      if (edge.kind === 'call' && edge.to === id && edge.from !== id) return edge.ports;
      return edge.kind === 'inbound' && edge.component === id ? (edge.servicePorts ?? []) : [];
    }).map(({ name }) => name),
  );
  return namedPorts(components[id]).filter(({ name }) => called.has(name));
}

function podsOf(stack: StackIdentity, id: ComponentId): Connection['peer'] {
  return pods(namespaceOf(stack, components[id]), selectorLabels(stack, components[id]));
}

function portsNamed(id: ComponentId, names: readonly string[]): readonly NamedPort[] {
  return namedPorts(components[id]).filter(({ name }) => names.includes(name));
}

function transport({ number, protocol }: NamedPort): TransportPort {
  return { number, protocol };
}
