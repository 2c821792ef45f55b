import { pinnedVersions } from './pinned-versions';
import { program, type Program } from './program';

const kubernetesVersion = pinnedVersions.kubernetes.version;

/** Where Kubernetes' programs take their version from: hack/lib/version.sh of the module. */
const kubernetesStamps = {
  'k8s.io/component-base/version.gitVersion': `v${kubernetesVersion}`,
  'k8s.io/component-base/version.gitMajor': '1',
  'k8s.io/component-base/version.gitMinor': '34',
};

/**
 * The parts of the cluster of `npm run proof`, in the order in which they are needed. Those without the mark `cluster` run
 * alone as well: tests take catalogs of metrics from the API server and from CoreDNS.
 */
export const clusterPrograms = {
  runc: program({
    cluster: true,
    family: 'runc',
    package: 'github.com/opencontainers/runc',
    tags: ['seccomp'],
    stamps: { 'main.version': '1.5.2' },
    coldSeconds: 20,
    cgo: ['gcc', 'libc6-dev', 'libseccomp-dev', 'pkg-config'],
  }),
  'kube-apiserver': kubernetes('kube-apiserver', 360),
  'kube-controller-manager': ofCluster('kube-controller-manager', 110),
  'kube-scheduler': ofCluster('kube-scheduler', 15),
  kubelet: ofCluster('kubelet', 60),
  'kube-proxy': ofCluster('kube-proxy', 20),
  kubectl: program({ ...kubernetes('kubectl', 30), versionArguments: ['version', '--client'] }),
  // The version that Kubernetes' own go.mod asks for, so that both are built from the same packages.
  etcd: program({ family: 'kubernetes', package: 'go.etcd.io/etcd/server/v3', coldSeconds: 20 }),
  // With the plugins of `coredns/main.go` only: upstream's sixty would bring the software kits of four clouds.
  coredns: program({ family: 'coredns', package: '.', coldSeconds: 60, versionArguments: ['-version'], pinned: 'coredns' }),
  pause: program({ cluster: true, family: 'coredns', package: './pause', coldSeconds: 2 }),
} as const satisfies Readonly<Record<string, Program>>;

function ofCluster(name: string, coldSeconds: number): Program {
  return program({ ...kubernetes(name, coldSeconds), cluster: true });
}

function kubernetes(name: string, coldSeconds: number): Program {
  return program({ family: 'kubernetes', package: `k8s.io/kubernetes/cmd/${name}`, stamps: kubernetesStamps, coldSeconds, pinned: 'kubernetes' });
}
