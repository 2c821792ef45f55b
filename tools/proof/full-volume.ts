import { join } from 'node:path';
import { command, until } from '../cluster/command';
import type { Cluster } from '../cluster/cluster';
import { inside, type Machine } from '../cluster/machine';
import { runProcess } from '../toolchain/run-process';
import { BrokenPromise, must, type Ledger } from './ledger';
import type { Demo } from './signals';
import { alerts, apply, countLines, faults, firing, runLines, type Stack } from './stack';

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

/** Fills the volume of Loki's write-ahead log while lines are written, and empties it again. */
export async function proveFullVolume(stack: Stack, demo: Demo, ledger: Ledger): Promise<void> {
  const machine = firstNode(stack.cluster);
  const path = pathOn(stack.cluster, machine);
  const filler = join(path, 'filler');
  const count = 600;
  const since = Date.now();
  await runProcess(...inside(machine, 'dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k']));
  await Promise.all([
    ledger.prove(faults, 'a full volume: Loki cannot write its write-ahead log, and takes every line all the same', async () => {
      const free = (await command(...inside(machine, 'stat', ['--file-system', '--format=%a', path]))).trim();
      must(free === '0', `${free} blocks are free`);
      // Six times a hundred lines, ten seconds apart.
      await demo.ask('api', 'POST', `/lines?run=full&count=${count}&pause=10000`, 120_000);
      await until(`${count} lines are in Loki`, 90, async () => ((await countLines(stack, runLines('full'))) === count ? true : undefined));
      return `${count} lines in, ${count} out`;
    }),
    ledger.prove(alerts, `a full volume: ${alertName} fires, and the platform team is told`, async () => {
      const message = await until(`a message about ${alertName}`, 300, () => demo.message((one) => one.at > since && one.path === '/platform' && one.body.includes(alertName)));
      must((await firing(stack, `alertname="${alertName}"`)).length > 0, 'told, and does not fire');
      return `told ${((message.at - since) / 1000).toFixed(0)} s after it was filled; for is 60 s and group_wait 30 s`;
    }),
  ]);
  await command(...inside(machine, 'rm', [filler]));
}

function firstNode({ nodes: [machine] }: Cluster): Machine {
  if (machine === undefined) throw new BrokenPromise('the cluster has no node');
  return machine;
}

function pathOn({ layout }: Cluster, { name }: Machine): string {
  return layout.volume(name, claim.name);
}
