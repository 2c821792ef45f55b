import type { Construct } from 'constructs';
import type { Connection, Peer, TransportPort } from './connection';
import { k8s, portNumber } from './kubernetes';

export interface NetworkPolicyOptions {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  /** Labels of the pods that the policy is for; empty for all pods of the namespace. */
  readonly podLabels: Record<string, string>;
  readonly inbound: readonly Connection[];
  readonly outbound: readonly Connection[];
}

/**
 * The policy that allows exactly these connections; without any it denies everything both ways. Each rule's reason is
 * an annotation, because the object has no other place for it.
 */
export function networkPolicy(scope: Construct, options: NetworkPolicyOptions): void {
  const { name, namespace, labels, podLabels, inbound, outbound } = options;
  new k8s.KubeNetworkPolicy(scope, `NetworkPolicy-${namespace}-${name}`, {
    metadata: { name, namespace, labels, annotations: reasons(inbound, outbound) },
    spec: {
      podSelector: Object.keys(podLabels).length === 0 ? {} : { matchLabels: podLabels },
      policyTypes: ['Ingress', 'Egress'],
      ...(inbound.length === 0 ? {} : { ingress: inbound.map(({ peer, ports }) => ({ from: policyPeers(peer), ports: ports.map(policyPort) })) }),
      ...(outbound.length === 0 ? {} : { egress: outbound.map(({ peer, ports }) => ({ to: policyPeers(peer), ports: ports.map(policyPort) })) }),
    },
  });
}

function policyPeers(peer: Peer): k8s.NetworkPolicyPeer[] {
  switch (peer.kind) {
    case 'networks':
      return peer.blocks.map(({ cidr, except }) => ({ ipBlock: { cidr, ...(except === undefined ? {} : { except: [...except] }) } }));
    case 'pods':
      return [
        {
          namespaceSelector: peer.namespace === undefined ? {} : { matchLabels: { 'kubernetes.io/metadata.name': peer.namespace } },
          ...(Object.keys(peer.labels).length === 0 ? {} : { podSelector: { matchLabels: { ...peer.labels } } }),
        },
      ];
  }
}

function policyPort({ number, protocol }: TransportPort): k8s.NetworkPolicyPort {
  return { port: portNumber(number), protocol };
}

function reasons(inbound: readonly Connection[], outbound: readonly Connection[]): Record<string, string> {
  const lines = (connections: readonly Connection[]): string => connections.map(({ why }) => `${why}\n`).join('');
  return {
    ...(inbound.length === 0 ? {} : { 'belfry/inbound': lines(inbound) }),
    ...(outbound.length === 0 ? {} : { 'belfry/outbound': lines(outbound) }),
  };
}
