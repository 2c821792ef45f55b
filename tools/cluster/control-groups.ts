import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../toolchain/error-code';

const root = '/sys/fs/cgroup';

/** The control group below which a node's pods stand: kubelet's `cgroupRoot`. */
export function nodeGroup(node: string): string {
  return `/belfry-${node}`;
}

/** One hierarchy with cgroup 2, one for each controller with cgroup 1. */
export function hierarchies(): readonly string[] {
  if (existsSync(join(root, 'cgroup.controllers'))) return [root];
  return readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => join(root, entry.name));
}

/** Makes a node's group in every hierarchy. */
export async function makeGroup(node: string): Promise<void> {
  for (const hierarchy of hierarchies()) {
    const group = join(hierarchy, nodeGroup(node));
    await mkdir(group, { recursive: true });
    // A new cpuset of cgroup 1 is empty, and nothing may enter it until it names processors and memory: cpusets(7).
    for (const file of ['cpuset.cpus', 'cpuset.mems']) {
      if (existsSync(join(hierarchy, 'cpuset.cpus')) && existsSync(join(group, file))) writeFileSync(join(group, file), readFileSync(join(hierarchy, file)));
    }
  }
}

/** Removes the groups of all nodes with everything below. The kernel may need a moment until the last process is gone. */
export async function removeGroups(): Promise<readonly string[]> {
  const left = (): string[] => hierarchies().flatMap((hierarchy) => readdirSync(hierarchy).filter((name) => /^belfry-node\d+$/.test(name)).map((name) => join(hierarchy, name)));
  for (let attempt = 0; attempt < 50 && left().length > 0; attempt += 1) {
    if (attempt > 0) await sleep(200);
    for (const group of left()) await removeTree(group);
  }
  return left();
}

/** A control group's files belong to the kernel: only the folders are removed, from below. */
async function removeTree(group: string): Promise<void> {
  try {
    for (const entry of readdirSync(group, { withFileTypes: true })) if (entry.isDirectory()) await removeTree(join(group, entry.name));
    await rmdir(group);
  } catch (error) {
    if (!['EBUSY', 'ENOENT', 'ENOTEMPTY'].includes(errorCode(error) ?? '')) throw error;
  }
}
