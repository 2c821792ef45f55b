import { join } from 'node:path';
import { command, until } from '../cluster/command';
import type { Cluster } from '../cluster/cluster';
import { inside, type Machine } from '../cluster/machine';
import { runProcess } from '../toolchain/run-process';
import { BrokenPromise, must, type Ledger } from './ledger';
import type { Demo } from './signals';
import { alerts, apply, countLines, faults, runLines, secondsUntil, type Stack } from './stack';

/** The claim of Loki's write-ahead log in dist/small, which gets a volume that can be filled. */
const claim = { namespace: 'monitoring', name: 'wal-loki-0' };

const alertName = 'LokiWalFull';

/** What the volume holds; ten minutes of the stack's own lines are a few of them. */
const mebibytes = 192;

/**
 * Makes a volume with an end of its own for Loki's write-ahead log, before Loki claims one: the other volumes are folders
 * of one disk, and that is not filled.
 */
export async function prepareSmallVolume(cluster: Cluster): Promise<void> {
  const machine = firstNode(cluster);
  const path = pathOn(cluster, machine);
  await command(...inside(machine, 'mkdir', ['-p', path]));
  await command(...inside(machine, 'mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=0777`, 'tmpfs', path]));
  await apply(cluster, [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: claim.name },
      spec: {
        // What it claims to be: Kubernetes does not look.
        capacity: { storage: '1Ti' },
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'local',
        persistentVolumeReclaimPolicy: 'Retain',
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...claim },
        local: { path },
        nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [machine.name] }] }] } },
      },
    },
  ]);
}

/** Fills the volume of Loki's write-ahead log while lines are written, and empties it when its alert has been told. */
export async function proveFullVolume(stack: Stack, demo: Demo, ledger: Ledger): Promise<void> {
  const machine = firstNode(stack.cluster);
  const path = pathOn(stack.cluster, machine);
  const filler = join(path, 'filler');
  const count = 600;
  const since = Date.now();
  // dd ends with an error, because the volume ends.
  await runProcess(...inside(machine, 'dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k']));
  const free = (await command(...inside(machine, 'stat', ['--file-system', '--format=%a', path]))).trim();
  // Six times a hundred lines, ten seconds apart.
  const writing = demo.ask('api', 'POST', `/lines?run=full&count=${count}&pause=10000`, 120_000);
  await ledger.prove(alerts, `a full volume: ${alertName} fires, and the platform team is told`, async () => {
    must(free === '0', `${free} blocks are free`);
    const message = await until(`a message about ${alertName}`, 300, () => demo.message((one) => one.at > since && one.path === '/platform' && one.body.includes(alertName)));
    return `told ${((message.at - since) / 1000).toFixed(0)} s after it was filled; for is 60 s and group_wait 30 s`;
  });
  await writing;
  const arrived = (await countLines(stack, runLines('full'))) ?? 0;
  await command(...inside(machine, 'rm', [filler]));
  await ledger.prove(faults, 'a full volume under Loki: what it refuses meanwhile waits, and every line arrives when there is room', async () => {
    const seconds = await secondsUntil(`${count} lines are in Loki`, 180, async () => (await countLines(stack, runLines('full'))) === count);
    return `${arrived} lines of ${count} while it was full, ${count} of ${count} ${seconds.toFixed(0)} s after there was room`;
  });
}

function firstNode({ nodes: [machine] }: Cluster): Machine {
  if (machine === undefined) throw new BrokenPromise('the cluster has no node');
  return machine;
}

function pathOn({ layout }: Cluster, { name }: Machine): string {
  return layout.volume(name, claim.name);
}
