import type { ComponentVersion } from '../versions';
import type { PolicyException } from './policy';

/** What a component is, before it is placed anywhere: its name, its ports and where its own metrics are. */
export interface ComponentDescription<Ports extends string = string> {
  /** Name of its objects, its container and the job that scrapes it. */
  readonly name: string;
  /** The signal that it serves: `app.kubernetes.io/component`. */
  readonly role: 'metrics' | 'alerts' | 'logs' | 'traces' | 'dashboards' | 'telemetry';
  readonly version: ComponentVersion;
  /** The namespace of the stack, or the one of the agents that run on every node. */
  readonly home: 'stack' | 'nodes';
  /** Shares the network of its node: network policies do not reach it, and its address is the node's. @default false */
  readonly hostNetwork?: boolean;
  readonly ports: Readonly<Record<Ports, Port>>;
  /** Where Prometheus finds the component's metrics. */
  readonly metrics: readonly MetricsEndpoint<NoInfer<Ports>>[];
  /** Lines of the manifest policy that it cannot keep, and why. */
  readonly exceptions: readonly PolicyException[];
}

export interface Port {
  readonly number: number;
  readonly protocol: 'TCP' | 'UDP';
  /** What is spoken there, for meshes and proxies. @default nothing that they know */
  readonly appProtocol?: 'http' | 'grpc';
  /** Replicas talk to each other there, so that a single one keeps it closed. @default false */
  readonly betweenReplicas?: boolean;
}

export interface MetricsEndpoint<Ports extends string = string> {
  /** Name of the job: the component's own name for what it is there for. */
  readonly job: string;
  readonly port: Ports;
  readonly path: string;
  /** Most samples that one scrape may bring. */
  readonly sampleLimit: number;
  /** The metrics speak of other objects and carry their `namespace` and `pod` themselves. @default false */
  readonly honorLabels?: boolean;
}

/** A port and the name by which Services and probes refer to it. */
export interface NamedPort extends Port {
  readonly name: string;
}

/** The ports of a component, in the order in which it lists them. */
export function namedPorts({ ports }: Pick<ComponentDescription, 'ports'>): readonly NamedPort[] {
  return Object.entries(ports).map(([name, port]) => ({ name, ...port }));
}

/** The ports that are open in a pod: those between replicas only where there are several. */
export function openPorts(component: Pick<ComponentDescription, 'ports'>, replicas: number): readonly NamedPort[] {
  return namedPorts(component).filter(({ betweenReplicas = false }) => !betweenReplicas || replicas > 1);
}

/** Fixes the names of a component's ports in its type, so that an edge to a port that does not exist does not compile. */
export function describe<const Ports extends string>(description: ComponentDescription<Ports>): ComponentDescription<Ports> {
  return Object.freeze(description);
}

export function tcp(number: number, appProtocol: NonNullable<Port['appProtocol']>): Port {
  return Object.freeze({ number, protocol: 'TCP', appProtocol });
}

/** A port at which replicas of one component find and tell each other. */
export function betweenReplicas(number: number, protocol: Port['protocol'], appProtocol?: NonNullable<Port['appProtocol']>): Port {
  return Object.freeze({ number, protocol, betweenReplicas: true, ...(appProtocol === undefined ? {} : { appProtocol }) });
}
