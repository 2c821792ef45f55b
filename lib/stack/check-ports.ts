import type { ComponentDescription, NamedPort } from '../component/shared/description';
import { namedPorts } from '../component/shared/description';
import type { StackIdentity } from '../component/shared/identity';
import { constructPath } from '../component/shared/identity';
import type { Problem } from '../core/problem';

/** Ports of every node that are taken by Kubernetes: https://kubernetes.io/docs/reference/networking/ports-and-protocols/ */
const ofKubernetes: ReadonlyMap<string, string> = new Map([
  ['10250/TCP', 'the kubelet'],
  ['10248/TCP', 'the kubelet'],
  ['10249/TCP', 'kube-proxy'],
  ['10256/TCP', 'kube-proxy'],
]);

/**
 * Two that listen on one port of one address: within a component, whose pod is one address, and among the components
 * that share the network of their node with each other and with Kubernetes.
 */
export function portProblems(stack: StackIdentity, present: readonly Pick<ComponentDescription, 'name' | 'ports' | 'hostNetwork'>[]): readonly Problem[] {
  const onNodes = new Map(ofKubernetes);
  return present.flatMap((component) => {
    const inPod = new Map<string, string>();
    return namedPorts(component).flatMap((port): readonly Problem[] => {
      const address = `${String(port.number)}/${port.protocol}`;
      const sibling = inPod.get(address);
      const neighbour = component.hostNetwork === true ? onNodes.get(address) : undefined;
      inPod.set(address, port.name);
      if (component.hostNetwork === true) onNodes.set(address, component.name);
      if (sibling !== undefined) return [problem(stack, component.name, port, `its port '${sibling}'`)];
      return neighbour === undefined ? [] : [problem(stack, component.name, port, `${neighbour} on the same node`)];
    });
  });
}

function problem(stack: StackIdentity, component: string, { name, number, protocol }: NamedPort, other: string): Problem {
  return {
    check: 'stack/port-taken',
    severity: 'error',
    message: `the port '${name}' is ${String(number)}/${protocol}, which is taken by ${other}`,
    place: { subject: constructPath(stack, component) },
    why: 'whoever starts second would not start',
    fix: 'give one of them another number',
  };
}
