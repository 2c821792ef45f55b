import type { Construct } from 'constructs';
import { mebibytes } from '../../core/quantity';
import type { Placement } from '../shared/placement';
import { probe } from '../shared/pod';
import { cores } from '../shared/quantity-text';
import type { Resources } from '../shared/resources';
import { daemonSet } from '../shared/workload';

/** nobody, the user of the image: https://github.com/prometheus/node_exporter/blob/v1.12.1/Dockerfile */
const nobody = 65_534;

const resources: Resources = {
  cpu: { request: cores(0.05), limit: cores(0.25) },
  memory: { request: mebibytes(32), limit: mebibytes(128) },
  ephemeralStorage: { request: mebibytes(16), limit: mebibytes(128) },
  reason: 'a node exporter 1.12 has 25 MiB resident and takes a few hundredths of a second for a scrape',
};

/** Mounts of single pods and containers: they come and go with every pod and say nothing about the node. */
const podMounts = '^/(dev|proc|run/containerd/.+|run/k3s/containerd/.+|run/credentials/.+|sys|var/lib/docker/.+|var/lib/containers/storage/.+|var/lib/kubelet/.+)($|/)';

/** The ends of the pods' own networks, by the names that the usual network plugins give them. */
const podInterfaces = '^(veth.*|cali.*|cilium.*|lxc.*|nodelocaldns|kube-ipvs.*)$';

/** A node exporter on every node. It listens on the address of the node alone; the brackets are for IPv6. */
export function addNodeExporter(scope: Construct, placement: Placement): void {
  daemonSet(scope, placement, {
    args: [
      '--web.listen-address=[$(NODE_IP)]:9100',
      '--path.procfs=/host/proc',
      '--path.sysfs=/host/sys',
      '--path.rootfs=/host',
      '--path.udev.data=/host/run/udev/data',
      `--collector.filesystem.mount-points-exclude=${podMounts}`,
      `--collector.netdev.device-exclude=${podInterfaces}`,
      `--collector.netclass.ignored-devices=${podInterfaces}`,
      '--log.format=json',
    ],
    env: { NODE_IP: { field: 'status.hostIP' } },
    user: { uid: nobody, gid: nobody },
    resources,
    probes: {
      startup: probe('/', 'http', { every: 5, failures: 24, timeout: 3 }),
      readiness: probe('/', 'http', { every: 10, failures: 3, timeout: 3 }),
      liveness: probe('/', 'http', { every: 30, failures: 4, timeout: 5 }),
    },
    mounts: [{ name: 'node', path: '/host', source: { kind: 'node-folder', folder: '/', writable: false }, followsNode: true }],
    graceSeconds: 30,
    onEveryNode: true,
  });
}
