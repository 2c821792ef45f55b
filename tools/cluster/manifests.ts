import { mkdir } from 'node:fs/promises';
import { addresses, nodeNames } from './addresses';
import { dnsImage } from './images';
import type { Layout } from './layout';

/** How many volumes each node offers, and of which size they claim to be: enough for every claim of an environment. */
const volumesPerNode = 16;
const volumeSize = '1Ti';

/**
 * The storage class of the cluster, which is its default, and volumes to claim: folders of the nodes. Kubernetes binds
 * them when a pod is placed: https://kubernetes.io/docs/concepts/storage/volumes/#local
 */
export async function volumes(layout: Layout, nodes: number): Promise<readonly object[]> {
  const all: object[] = [
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'local', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
      provisioner: 'kubernetes.io/no-provisioner',
      volumeBindingMode: 'WaitForFirstConsumer',
    },
  ];
  for (const node of nodeNames(nodes)) {
    for (let index = 1; index <= volumesPerNode; index += 1) {
      const name = `${node}-${String(index).padStart(2, '0')}`;
      const path = layout.volume(node, name);
      await mkdir(path, { recursive: true });
      all.push({
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name },
        spec: {
          capacity: { storage: volumeSize },
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'local',
          persistentVolumeReclaimPolicy: 'Retain',
          local: { path },
          nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] }] } },
        },
      });
    }
  }
  return all;
}

const dnsLabels = { 'k8s-app': 'kube-dns' };

/** Names beyond the cluster's own, and the address that each stands for. */
export type Names = Readonly<Record<string, string>>;

function corefile(names: Names): string {
  return `cluster.local in-addr.arpa ip6.arpa {
    errors
    health
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
        pods insecure
        ttl 5
    }
    prometheus :9153
    cache 5
}
${outsideServer(names)}`;
}

/**
 * The part of CoreDNS' configuration that answers for the world outside: names given here lead to their address, and no
 * other exists. Templates do both, because CoreDNS asks them before its table of hosts, whatever the order in the file.
 */
export function outsideServer(names: Names): string {
  const templates = Object.entries(names).map(
    ([name, address]) => `    template IN A ${name} {
        match ^${name.replaceAll('.', '[.]')}[.]$
        answer "{{ .Name }} 5 IN A ${address}"
        fallthrough
    }
    template IN AAAA ${name} {
        match ^${name.replaceAll('.', '[.]')}[.]$
        rcode NOERROR
        fallthrough
    }
`,
  );
  return `. {
    errors
${templates.join('')}    template ANY ANY {
        rcode NXDOMAIN
    }
}
`;
}

/** The configuration of the name service. It knows the cluster and the names given here, so nothing outside is ever asked. */
export function nameServiceConfig(names: Names): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'coredns', namespace: 'kube-system' }, data: { Corefile: corefile(names) } };
}

/** The cluster's name service. */
export const nameService: readonly object[] = [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'coredns', namespace: 'kube-system' } },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'system:coredns' },
    rules: [
      { apiGroups: [''], resources: ['endpoints', 'services', 'pods', 'namespaces'], verbs: ['list', 'watch'] },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'system:coredns' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:coredns' },
    subjects: [{ kind: 'ServiceAccount', name: 'coredns', namespace: 'kube-system' }],
  },
  nameServiceConfig({}),
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'coredns', namespace: 'kube-system', labels: dnsLabels },
    spec: {
      replicas: 1,
      selector: { matchLabels: dnsLabels },
      template: {
        metadata: { labels: dnsLabels },
        spec: {
          serviceAccountName: 'coredns',
          priorityClassName: 'system-cluster-critical',
          // The first node stays when a proof takes another one away.
          nodeSelector: { 'kubernetes.io/hostname': nodeNames(1)[0] },
          // Not through the service that it is itself.
          dnsPolicy: 'Default',
          containers: [
            {
              name: 'coredns',
              image: dnsImage,
              args: ['-conf', '/etc/coredns/Corefile'],
              resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '170Mi' } },
              ports: [{ name: 'dns', containerPort: 53, protocol: 'UDP' }, { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' }],
              readinessProbe: { httpGet: { path: '/ready', port: 8181 }, periodSeconds: 2 },
              securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } },
              volumeMounts: [{ name: 'config', mountPath: '/etc/coredns', readOnly: true }],
            },
          ],
          volumes: [{ name: 'config', configMap: { name: 'coredns' } }],
        },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'kube-dns', namespace: 'kube-system', labels: dnsLabels },
    spec: {
      selector: dnsLabels,
      clusterIP: addresses.dnsService,
      ports: [{ name: 'dns', port: 53, protocol: 'UDP' }, { name: 'dns-tcp', port: 53, protocol: 'TCP' }],
    },
  },
];
