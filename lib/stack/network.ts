/** Where things are that network policies can only name by address or by the labels of another system. */
export interface NetworkSettings {
  /** Addresses of the nodes: kubelets and node exporters. */
  readonly nodes: readonly string[];
  /** Addresses and ports of the API server, behind its Service: policies see where the connection ends. */
  readonly apiServer: { readonly addresses: readonly string[]; readonly ports: readonly number[] };
  readonly dns: NameServer;
}

export interface NameServer {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Port of its pods. */
  readonly port: number;
  /** Address of a cache on each node, which is in front of it. */
  readonly nodeLocal?: string;
}

/** Private addresses: RFC 1918, and RFC 6598, which clouds use where those run out. */
const privateAddresses = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'] as const;

/** What fits most clusters. Naming the network of the nodes and the address of the API server closes the rest. */
export const usualNetwork: NetworkSettings = {
  nodes: privateAddresses,
  // 6443 where the API server listens itself (kubeadm), 443 behind the load balancers of clouds.
  apiServer: { addresses: privateAddresses, ports: [443, 6443] },
  // https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/: the label is kept for compatibility.
  dns: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, port: 53 },
};
