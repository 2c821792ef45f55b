import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { command, until } from './command';
import type { Layout } from './layout';

/**
 * A machine within the machine: processes with a network, mounts, process ids and a hostname of their own. When its
 * first process is killed the kernel ends all others and drops the mounts and links, so nothing can be left behind.
 */
export interface Machine {
  readonly name: string;
  /** The `unshare` process outside, which holds the namespaces. */
  readonly pid: number;
}

/** Stands on the command line of every machine's first process, before the machine's name and folder. */
const mark = 'belfry-cluster';

/** Runs as process 1 of the machine: prepares the mounts, says that it is ready, and from then on collects orphans. */
const firstProcess = `
set -e
mount --make-rshared /
hostname "$1"
if [ -n "$3" ]; then
  mkdir -p "$2/var$4"
  mount --rbind "$4" "$2/var$4"
  mount --rbind "$2/var" /var
  mount -t tmpfs -o mode=0755 tmpfs /run
fi
ip link set lo up
echo 1 > /proc/sys/net/ipv4/ip_forward
touch "$2/ready"
while :; do sleep 3600 & wait $!; done
`;

/** What of /var a node's programs and pods write to: each node has its own. */
const ownFolders = ['var/log/pods', 'var/log/containers', 'var/lib/kubelet', 'var/lib/containerd', 'var/lib/cni', 'var/tmp', 'volumes'];

/**
 * Starts a machine. One with `ownVar` is a node: it has a /var and a /run of its own, so that each kubelet stands where
 * kubelets stand and pods find `/var/log/pods` as on a real node.
 */
export async function startMachine(layout: Layout, name: string, { ownVar, checkout }: { readonly ownVar: boolean; readonly checkout: string }): Promise<Machine> {
  const folder = layout.machine(name);
  for (const own of ownVar ? ownFolders : []) await mkdir(join(folder, own), { recursive: true });
  await mkdir(folder, { recursive: true });
  const log = await open(join(layout.logs, `${name}.log`), 'a');
  const namespaces = ['--fork', '--kill-child', '--pid', '--mount', '--net', '--uts', '--mount-proc', '--propagation', 'private'];
  const init = ['bash', '-c', firstProcess, mark, name, folder, ownVar ? 'node' : '', checkout];
  const child = spawn('unshare', [...namespaces, ...init], { detached: true, stdio: ['ignore', log.fd, log.fd] });
  child.unref();
  await log.close();
  const ready = join(folder, 'ready');
  await until(`machine ${name} is ready`, 10, () => Promise.resolve(existsSync(ready) ? true : undefined));
  await rm(ready);
  const machine = runningMachines(layout).find((running) => running.name === name);
  return machine ?? until<Machine>(`machine ${name} stays up`, 0, () => Promise.resolve(undefined));
}

/** The machines of a cluster that run, found by what stands on their command lines: no file can be out of date about it. */
export function runningMachines(layout: Layout): readonly Machine[] {
  return readdirSync('/proc').flatMap((entry) => {
    const pid = Number(entry);
    const name = Number.isInteger(pid) ? nameOf(pid, layout) : undefined;
    return name === undefined ? [] : [{ name, pid }];
  });
}

/** The command line that runs a program inside a machine. */
export function inside(machine: Machine, file: string, args: readonly string[]): readonly [file: string, args: readonly string[]] {
  const of = (kind: string): string => `/proc/${machine.pid}/ns/${kind}`;
  return ['nsenter', [`--net=${of('net')}`, `--mount=${of('mnt')}`, `--uts=${of('uts')}`, `--pid=${of('pid_for_children')}`, '--', file, ...args]];
}

/** Starts a program in a machine that stays when this process ends; what it says goes to `logs/<name>.log`. */
export async function startDaemon(layout: Layout, machine: Machine, name: string, file: string, args: readonly string[]): Promise<void> {
  const log = await open(join(layout.logs, `${name}.log`), 'a');
  const [enter, all] = inside(machine, file, args);
  const child = spawn(enter, all, { detached: true, stdio: ['ignore', log.fd, log.fd], cwd: layout.folder });
  child.unref();
  await log.close();
}

/** Kills every process of a machine that runs this program, which is a path or a name on the search path, with SIGKILL. */
export async function killProgram(machine: Machine, program: string): Promise<void> {
  const script = 'path=$(readlink --canonicalize "$(type -P "$1")"); for process in /proc/[0-9]*; do if [ "$(readlink "$process/exe")" = "$path" ]; then kill -9 "${process#/proc/}"; fi; done';
  await command(...inside(machine, 'bash', ['-c', script, 'bash', program]));
}

/** Ends a machine with everything in it. */
export function killMachine(machine: Machine): void {
  process.kill(machine.pid, 'SIGKILL');
}

function nameOf(pid: number, layout: Layout): string | undefined {
  const [program, ...args] = commandLine(pid);
  const name = args[args.indexOf(mark) + 1];
  const folder = args[args.indexOf(mark) + 2];
  return program === 'unshare' && name !== undefined && folder === layout.machine(name) ? name : undefined;
}

function commandLine(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
