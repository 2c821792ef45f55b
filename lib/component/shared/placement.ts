import type { Construct } from 'constructs';
import type { Connection } from './connection';
import type { ComponentDescription, NamedPort } from './description';
import { namedPorts } from './description';
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

/** What stands around a workload: account, rights, network policy and Services. */
export function surroundings(scope: Construct, placement: Placement, { headless }: { readonly headless: boolean }): void {
  const { stack, component, permissions, inbound, outbound } = placement;
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
      metadata: { name: component.name, namespace, labels },
      spec: { type: 'ClusterIP', selector: podLabels, ports: placement.servicePorts.map(servicePort) },
    });
  }
  if (headless) {
    const ports = namedPorts(component).map(servicePort);
    new k8s.KubeService(scope, 'Service-pods', {
      metadata: { name: headlessName(component), namespace, labels },
      spec: { type: 'ClusterIP', clusterIp: 'None', publishNotReadyAddresses: true, selector: podLabels, ports },
    });
  }
}

function servicePort({ name, number, protocol, appProtocol }: NamedPort): k8s.ServicePort {
  return { name, port: number, targetPort: portName(name), protocol, appProtocol };
}
