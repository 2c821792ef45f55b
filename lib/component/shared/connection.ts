/** Who is on the other end of a connection. */
export type Peer = PodPeer | NetworkPeer;

/** Pods of one namespace, or of all, that carry the labels. */
export interface PodPeer {
  readonly kind: 'pods';
  /** Name of the namespace; undefined means any. */
  readonly namespace: string | undefined;
  /** Labels that the pods carry; none means all pods. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Addresses outside the pod network: nodes, the control plane, the rest of the world. */
export interface NetworkPeer {
  readonly kind: 'networks';
  readonly blocks: readonly NetworkBlock[];
}

export interface NetworkBlock {
  readonly cidr: string;
  readonly except?: readonly string[];
}

export interface TransportPort {
  readonly number: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** One allowed connection, seen from one of its ends. */
export interface Connection {
  readonly peer: Peer;
  readonly ports: readonly TransportPort[];
  /** What flows there, for whoever reviews the policy. */
  readonly why: string;
}

export function pods(namespace: string | undefined, labels: Readonly<Record<string, string>> = {}): PodPeer {
  return { kind: 'pods', namespace, labels };
}

export function networks(...cidrs: readonly string[]): NetworkPeer {
  return { kind: 'networks', blocks: cidrs.map((cidr) => ({ cidr })) };
}

/**
 * Every address but the link-local ones, where clouds serve the credentials of the machine: RFC 3927 (169.254.0.0/16),
 * RFC 4291 (fe80::/10), and fd00:ec2::254, the IPv6 metadata address of AWS.
 */
export const anywhereButMetadata: NetworkPeer = {
  kind: 'networks',
  blocks: [
    { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] },
    { cidr: '::/0', except: ['fe80::/10', 'fd00:ec2::254/128'] },
  ],
};
