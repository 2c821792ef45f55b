import { program, type Program } from './program';

/** The Kubernetes line that the proof runs; the exporters' metrics in `lib/metric` are taken from the same. */
const kubernetesVersion = '1.34.4';

/** Where Kubernetes' programs take their version from: hack/lib/version.sh of the module. */
const kubernetesStamps = {
  'k8s.io/component-base/version.gitVersion': `v${kubernetesVersion}`,
  'k8s.io/component-base/version.gitMajor': '1',
  'k8s.io/component-base/version.gitMinor': '34',
};

/** The parts of the cluster of `npm run proof`, in the order in which they are needed. */
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
  'kube-controller-manager': kubernetes('kube-controller-manager', 110),
  'kube-scheduler': kubernetes('kube-scheduler', 15),
  kubelet: kubernetes('kubelet', 60),
  'kube-proxy': kubernetes('kube-proxy', 20),
  kubectl: program({ ...kubernetes('kubectl', 30), versionArguments: ['version', '--client'] }),
  // The version that Kubernetes' own go.mod asks for, so that both are built from the same packages.
  etcd: program({ cluster: true, family: 'kubernetes', package: 'go.etcd.io/etcd/server/v3', coldSeconds: 20 }),
  // With the plugins of `coredns/main.go` only: upstream's sixty would bring the software kits of four clouds.
  coredns: program({ cluster: true, family: 'coredns', package: '.', coldSeconds: 60, versionArguments: ['-version'] }),
  pause: program({ cluster: true, family: 'coredns', package: './pause', coldSeconds: 2 }),
} as const satisfies Readonly<Record<string, Program>>;

function kubernetes(name: string, coldSeconds: number): Program {
  return program({ cluster: true, family: 'kubernetes', package: `k8s.io/kubernetes/cmd/${name}`, stamps: kubernetesStamps, coldSeconds });
}
