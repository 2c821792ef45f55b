import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { tool } from '../toolchain';
import { runProcess } from '../toolchain/run-process';
import { addresses, nodeAddress, podNetwork } from './addresses';
import { kubeconfigOf } from './certificates';
import { command, until } from './command';
import { makeGroup, nodeGroup } from './control-groups';
import { pauseImage } from './images';
import type { Layout } from './layout';
import { inside, killProgram, startDaemon, type Machine } from './machine';

/** Where Debian's package containernetworking-plugins puts them. */
export const networkPlugins = '/usr/lib/cni';

const containerdSocket = '/run/containerd/containerd.sock';

/** How images are unpacked: `native` copies every layer for every container, for file systems that carry no overlay. */
export type Snapshotter = 'overlayfs' | 'native';

/** Starts containerd on a node's machine, and waits until it answers. */
export async function startContainerd(layout: Layout, machine: Machine, snapshotter: Snapshotter): Promise<void> {
  const config = await configure(layout, machine, 'containerd.toml', containerd(configurationOf(layout, machine), await tool('runc'), snapshotter));
  await startDaemon(layout, machine, `${machine.name}-containerd`, 'containerd', ['--config', config]);
  await until(`containerd of ${machine.name} answers`, 30, async () => (await containerdAnswers(machine) ? true : undefined));
}

/** Ends containerd on a node's machine. */
export async function stopContainerd(machine: Machine): Promise<void> {
  await killProgram(machine, 'containerd');
  await until(`containerd of ${machine.name} has ended`, 30, async () => ((await containerdAnswers(machine)) ? undefined : true));
}

/** Starts the kubelet and kube-proxy on a node's machine, whose containerd runs; nodes count from 1. */
export async function startNode(layout: Layout, machine: Machine, node: number): Promise<void> {
  const write = (name: string, text: string): Promise<string> => configure(layout, machine, name, text);
  await makeGroup(machine.name);
  await write('network/10-pods.conflist', network(node));
  const nameServers = await write('resolv.conf', `nameserver ${addresses.dnsService}\n`);
  const kubeletConfig = await write('kubelet.yaml', stringify(kubelet(layout, machine.name, nameServers)));
  await startDaemon(layout, machine, `${machine.name}-kubelet`, await tool('kubelet'), [
    `--config=${kubeletConfig}`,
    `--kubeconfig=${kubeconfigOf(layout, machine.name)}`,
    `--hostname-override=${machine.name}`,
    `--node-ip=${nodeAddress(node)}`,
  ]);
  const proxyConfig = await write('kube-proxy.yaml', stringify(kubeProxy(layout, machine.name)));
  await startDaemon(layout, machine, `${machine.name}-kube-proxy`, await tool('kube-proxy'), [`--config=${proxyConfig}`]);
}

async function containerdAnswers(machine: Machine): Promise<boolean> {
  return (await runProcess(...containerdClient(machine, ['version']))).status === 0;
}

function configurationOf(layout: Layout, machine: Machine): string {
  return join(layout.machine(machine.name), 'configuration');
}

/** Writes a file of a node's configuration and gives its path. */
async function configure(layout: Layout, machine: Machine, name: string, text: string): Promise<string> {
  const file = join(configurationOf(layout, machine), name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

/** Loads an image archive on a node, under the names that stand in the archive. */
export async function loadImage(machine: Machine, archive: string, snapshotter: Snapshotter): Promise<void> {
  await command(...containerdClient(machine, ['--namespace', 'k8s.io', 'images', 'import', '--snapshotter', snapshotter, archive]));
}

/** Kills the first process of a container with SIGKILL, as the kernel does when memory runs out. */
export async function killContainer(machine: Machine, container: string): Promise<void> {
  await command(...containerdClient(machine, ['--namespace', 'k8s.io', 'tasks', 'kill', '--signal', 'SIGKILL', container]));
}

function containerdClient(machine: Machine, args: readonly string[]): readonly [file: string, args: readonly string[]] {
  return inside(machine, 'ctr', ['--address', containerdSocket, ...args]);
}

/** Routed pairs and no bridge: on a bridge the answer of a pod on the same node would go past the service's address. */
function network(node: number): string {
  return JSON.stringify({
    cniVersion: '0.4.0',
    name: 'pods',
    plugins: [{ type: 'ptp', ipMasq: false, ipam: { type: 'host-local', ranges: [[{ subnet: podNetwork(node) }]], routes: [{ dst: '0.0.0.0/0' }] } }],
  });
}

function containerd(folder: string, runc: string, snapshotter: Snapshotter): string {
  const cri = 'plugins."io.containerd.grpc.v1.cri"';
  return `version = 2
[${cri}]
  sandbox_image = "${pauseImage}"
  # Without CAP_SYS_RESOURCE no process may lower its score, and a container host often has none.
  restrict_oom_score_adj = true
  stream_server_port = "0"
  max_container_log_line_size = 16384
  [${cri}.cni]
    bin_dir = "${networkPlugins}"
    conf_dir = "${join(folder, 'network')}"
  [${cri}.containerd]
    snapshotter = "${snapshotter}"
    [${cri}.containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      [${cri}.containerd.runtimes.runc.options]
        BinaryName = "${runc}"
`;
}

function kubelet(layout: Layout, node: string, nameServers: string): object {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: '0.0.0.0',
    authentication: { anonymous: { enabled: false }, x509: { clientCAFile: join(layout.certificates, 'ca.crt') }, webhook: { enabled: true } },
    authorization: { mode: 'Webhook' },
    tlsCertFile: join(layout.certificates, `${node}.crt`),
    tlsPrivateKeyFile: join(layout.certificates, `${node}.key`),
    clusterDNS: [addresses.dnsService],
    clusterDomain: 'cluster.local',
    resolvConf: nameServers,
    containerRuntimeEndpoint: `unix://${containerdSocket}`,
    cgroupDriver: 'cgroupfs',
    cgroupRoot: nodeGroup(node),
    failCgroupV1: false,
    failSwapOn: false,
    // kube-proxy speaks nftables, so nothing here needs the chains of iptables.
    makeIPTablesUtilChains: false,
    // The disk is the host's: what others write to it must not drive pods out.
    imageGCHighThresholdPercent: 100,
    evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '1%', 'imagefs.available': '1%' },
  };
}

function kubeProxy(layout: Layout, node: string): object {
  return {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'nftables',
    clientConnection: { kubeconfig: kubeconfigOf(layout, 'proxy') },
    clusterCIDR: addresses.pods,
    hostnameOverride: node,
    // These are settings of the whole kernel, which a namespace may not touch.
    conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
  };
}

/** Whether an overlay can be mounted where containerd will keep its layers. */
export async function chooseSnapshotter(folder: string): Promise<Snapshotter> {
  const probe = join(folder, 'overlay-probe');
  for (const part of ['lower', 'upper', 'work', 'merged']) await mkdir(join(probe, part), { recursive: true });
  const at = (part: string): string => join(probe, part);
  const mount = ['mount', '-t', 'overlay', 'overlay', '-o', `lowerdir=${at('lower')},upperdir=${at('upper')},workdir=${at('work')}`, at('merged')];
  const { status } = await runProcess('unshare', ['--mount', '--propagation', 'private', ...mount]);
  await command('rm', ['-rf', probe]);
  return status === 0 ? 'overlayfs' : 'native';
}
