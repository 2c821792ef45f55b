/** Every address of the cluster. All stand in network namespaces of their own, so only the three networks can collide. */
export const addresses = Object.freeze({
  /** The machines and the host's end: at most 200 nodes, which is more than one machine carries. */
  machines: '10.87.0.0/24',
  pods: '10.88.0.0/16',
  services: '10.96.0.0/16',
  /** The machine of etcd, the apiserver, the scheduler and the controllers. */
  control: '10.87.0.1',
  /** The machine on which this program runs, as the cluster sees it. */
  host: '10.87.0.254',
  apiServicePort: 443,
  /** The first address of the services' network is the apiserver's: kube-apiserver takes it by itself. */
  apiService: '10.96.0.1',
  dnsService: '10.96.0.10',
});

/** The URL under which the host, the nodes and the pods reach the apiserver. */
export const apiServer = `https://${addresses.control}:6443`;

/** Names of the nodes, `node1` first. */
export function nodeNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_none, index) => `node${index + 1}`);
}

/** A node's own address; nodes count from 1. */
export function nodeAddress(node: number): string {
  return `10.87.0.${10 + node}`;
}

/** The part of the pods' network that a node hands out: `10.88.1.0/24` for the first. */
export function podNetwork(node: number): string {
  return `10.88.${node}.0/24`;
}

/** Whether two IPv4 networks share an address: `overlap('10.0.0.0/8', '10.87.0.0/24')` is true. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [range(one), range(other)];
  return a.first <= b.last && b.first <= a.last;
}

function range(network: string): { readonly first: number; readonly last: number } {
  const [address = '', length = '32'] = network.split('/');
  const value = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const size = 2 ** (32 - Number(length));
  const first = Math.floor(value / size) * size;
  return { first, last: first + size - 1 };
}
