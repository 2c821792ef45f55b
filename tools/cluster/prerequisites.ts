import { existsSync } from 'node:fs';
import { mkdir, rmdir, statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { refuse, type Problem } from '../../lib/core/problem';
import { onPath } from '../toolchain/on-path';
import { runProcess } from '../toolchain/run-process';
import { addresses, overlap } from './addresses';
import { hierarchies } from './control-groups';
import { hostIsConnected, hostLink } from './links';
import { networkPlugins } from './node';

/** Commands that the cluster calls, and the Debian package of each. */
const commands: Readonly<Record<string, string>> = {
  unshare: 'util-linux',
  nsenter: 'util-linux',
  mount: 'mount',
  hostname: 'hostname',
  ip: 'iproute2',
  nft: 'nftables',
  containerd: 'containerd',
  ctr: 'containerd',
  'containerd-shim-runc-v2': 'containerd',
  gcc: 'gcc',
  'pkg-config': 'pkg-config',
  tar: 'tar',
};

/** Files that have to be there besides, and the Debian package of each. */
const files: Readonly<Record<string, string>> = {
  [join(networkPlugins, 'ptp')]: 'containernetworking-plugins',
  [join(networkPlugins, 'host-local')]: 'containernetworking-plugins',
  [join(networkPlugins, 'loopback')]: 'containernetworking-plugins',
  '/usr/include/seccomp.h': 'libseccomp-dev',
};

const gibibyte = 2 ** 30;
/** The requests of all pods of `small` and the programs of the cluster themselves, measured together: 4 GiB. */
const memoryNeeded = 4 * gibibyte;
/** Images, as archive, as layer and unpacked, which two nodes share, and what the pods write in half an hour. */
const diskNeeded = 8 * gibibyte;

const why = 'a real Kubernetes runs its nodes in namespaces and control groups of this machine';

/**
 * Throws one error that names everything that is missing; costs a second and changes nothing. `besides` are commands that
 * what runs on the cluster takes from this machine, and the Debian package of each.
 */
export async function requirePrerequisites(folder: string, besides: Readonly<Record<string, string>>): Promise<void> {
  const problems: Problem[] = [];
  const add = (check: string, message: string, fix: string): void => {
    problems.push({ check: `cluster/${check}`, severity: 'error', message, place: { subject: 'npm run cluster -- up' }, why, fix });
  };
  if (process.platform !== 'linux') add('not-linux', `the cluster needs Linux, and this is ${process.platform}`, 'run it on a Linux machine, or in a virtual one');
  if (process.getuid?.() !== 0) add('not-root', 'the cluster needs root', 'repeat as root');
  const packages = missingPackages({ ...commands, ...besides });
  if (packages.length > 0) add('missing-packages', `commands or files of these Debian packages are missing: ${packages.join(', ')}`, `apt-get install --yes --no-install-recommends ${packages.join(' ')}`);
  refuse(problems);
  const namespaces = await runProcess('unshare', ['--fork', '--pid', '--mount', '--net', '--uts', '--mount-proc', '--propagation', 'private', 'bash', '-c', probe]);
  if (namespaces.status !== 0) {
    add('no-namespaces', `namespaces, links or packet filters cannot be made here: ${namespaces.stderr.trim().split('\n')[0] ?? ''}`, 'run on a machine or in a container with CAP_SYS_ADMIN and CAP_NET_ADMIN (docker run --privileged), and a kernel with veth, bridge and nf_tables');
  }
  const group = await unwritableGroup();
  if (group !== undefined) add('no-control-groups', `no control group can be made: ${group}`, 'mount /sys/fs/cgroup writable (docker run --privileged --cgroupns=host)');
  if (!existsSync('/dev/kmsg')) add('no-kmsg', '/dev/kmsg is missing, which the kubelet reads', 'mknod /dev/kmsg c 1 11');
  if (totalmem() < memoryNeeded) add('too-little-memory', `the machine has ${(totalmem() / gibibyte).toFixed(1)} GiB of memory, and the cluster needs ${memoryNeeded / gibibyte}`, 'use a larger machine');
  const free = await freeDisk(folder);
  if (free < diskNeeded) add('too-little-disk', `${folder} has ${(free / gibibyte).toFixed(1)} GiB free, and the cluster needs ${diskNeeded / gibibyte}`, 'make room on that file system');
  if (await hostIsConnected()) add('already-there', `the link ${hostLink} exists, so another checkout runs a cluster on this machine`, '`npm run cluster -- down` in that checkout');
  for (const { network, owner } of await takenNetworks()) {
    add('network-taken', `the machine uses ${network} (${owner}), which the cluster needs for itself`, `free the networks ${addresses.machines}, ${addresses.pods} and ${addresses.services}`);
  }
  refuse(problems);
}

/** What every machine of the cluster does with the kernel, in a namespace that is gone when this ends. */
const probe = 'set -e; mount --make-rshared /; hostname belfry-probe; ip link add name one type veth peer name two; ip link add name switch type bridge; echo 1 > /proc/sys/net/ipv4/ip_forward; nft add table ip belfry; nft add chain ip belfry c "{ type nat hook prerouting priority 0; }"';

/** Debian packages of which something is missing, sorted. */
function missingPackages(wanted: Readonly<Record<string, string>>): readonly string[] {
  const missing = new Set<string>();
  for (const [name, debian] of Object.entries(wanted)) {
    if (onPath(name) === undefined) missing.add(debian);
  }
  for (const [file, debian] of Object.entries(files)) if (!existsSync(file)) missing.add(debian);
  return [...missing].sort();
}

async function unwritableGroup(): Promise<string | undefined> {
  try {
    for (const hierarchy of hierarchies()) {
      await mkdir(join(hierarchy, 'belfry-probe'));
      await rmdir(join(hierarchy, 'belfry-probe'));
    }
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function freeDisk(folder: string): Promise<number> {
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  const { bavail, bsize } = await statfs(existing);
  return bavail * bsize;
}

async function takenNetworks(): Promise<readonly { readonly network: string; readonly owner: string }[]> {
  const { stdout } = await runProcess('ip', ['-4', '-oneline', 'route', 'show', 'table', 'main']);
  const own = [addresses.machines, addresses.pods, addresses.services];
  return [...stdout.matchAll(/^(\d[\d./]*) .*?dev (\S+)/gm)].flatMap(([, network = '', device = '']) => (own.some((mine) => overlap(mine, network)) ? [{ network, owner: device }] : []));
}
