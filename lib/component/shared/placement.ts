import type { Construct } from 'constructs';
import type { Connection } from './connection';
import type { ComponentDescription, NamedPort } from './description';
import { openPorts } from './description';
import { disruptionBudget } from './replicas';
import type { StackIdentity } from './identity';
import { componentLabels, namespaceOf, selectorLabels } from './identity';
import { k8s, portName } from './kubernetes';
import { networkPolicy } from './network-policy';
import type { Permissions } from './permissions';
import { grant } from './permissions';

/** A component in its stack: what follows from the topology and is the same for every component. */
export interface Placement {
  readonly stack: StackIdentity;
  readonly component: ComponentDescription;
  /** Pods of the workload; those of an agent are as many as there are nodes, and count as one. */
  readonly replicas: number;
  /** Name of the Service. */
  readonly serviceName: string;
  readonly inbound: readonly Connection[];
  readonly outbound: readonly Connection[];
  /** Ports that others reach through the Service; none makes no Service. */
  readonly servicePorts: readonly NamedPort[];
  /** Rights at the Kubernetes API; undefined means that the component never speaks to it and gets no token. */
  readonly permissions: Permissions | undefined;
  readonly priorityClassName: string;
}

/** Name of the headless Service that gives the pods of a StatefulSet their names. */
export function headlessName(component: Pick<ComponentDescription, 'name'>): string {
  return `${component.name}-pods`;
}

/** Host names of the pods of a StatefulSet, each its own: `alertmanager-0.alertmanager-pods.monitoring.svc`. */
export function podHosts({ stack, component, replicas }: Pick<Placement, 'stack' | 'component' | 'replicas'>): readonly string[] {
  return Array.from({ length: replicas }, (_, index) => `${component.name}-${String(index)}.${headlessName(component)}.${namespaceOf(stack, component)}.svc`);
}

/** Whether a caller meets the same pod again: replicas that each keep their own copy would otherwise answer in turns. */
export type Affinity = 'any-replica' | 'same-replica';

export interface SurroundingsOptions {
  readonly headless: boolean;
  /** @default 'any-replica' */
  readonly affinity?: Affinity | undefined;
}

/** What stands around a workload: account, rights, network policy, Services and disruption budget. */
export function surroundings(scope: Construct, placement: Placement, { headless, affinity = 'any-replica' }: SurroundingsOptions): void {
  const { stack, component, replicas, permissions, inbound, outbound } = placement;
  const namespace = namespaceOf(stack, component);
  const labels = componentLabels(stack, component);
  const podLabels = selectorLabels(stack, component);
  new k8s.KubeServiceAccount(scope, 'ServiceAccount', {
    metadata: { name: component.name, namespace, labels },
    automountServiceAccountToken: false,
  });
  if (permissions !== undefined) grant(scope, permissions, { account: component.name, namespace, labels });
  if (component.hostNetwork !== true) networkPolicy(scope, { name: component.name, namespace, labels, podLabels, inbound, outbound });
  if (placement.servicePorts.length > 0) {
    new k8s.KubeService(scope, 'Service', {
      metadata: { name: placement.serviceName, namespace, labels },
      spec: {
        type: 'ClusterIP',
        selector: podLabels,
        ...(affinity === 'same-replica' && replicas > 1 ? { sessionAffinity: 'ClientIP' } : {}),
        ports: placement.servicePorts.map(servicePort),
      },
    });
  }
  if (headless) {
    const ports = openPorts(component, replicas).map(servicePort);
    new k8s.KubeService(scope, 'Service-pods', {
      metadata: { name: headlessName(component), namespace, labels },
      spec: { type: 'ClusterIP', clusterIp: 'None', publishNotReadyAddresses: true, selector: podLabels, ports },
    });
  }
  if (replicas > 1) disruptionBudget(scope, { name: component.name, namespace, labels, podLabels });
}

function servicePort({ name, number, protocol, appProtocol }: NamedPort): k8s.ServicePort {
  return { name, port: number, targetPort: portName(name), protocol, ...(appProtocol === undefined ? {} : { appProtocol }) };
}
