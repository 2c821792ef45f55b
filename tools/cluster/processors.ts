import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command } from './command';
import type { Layout } from './layout';
import { inside, type Machine } from './machine';

const system = '/sys/devices/system';

/**
 * Lets a node's kubelet count more processors than the host has, so that pods find room whose requests are made for larger
 * machines. They share the real ones, each of which stands in several memory nodes here: the kubelet adds up the folders
 * of all (GetNodesInfo in utils/sysinfo of google/cadvisor), and confines pods to those that there are.
 */
export async function claimProcessors(layout: Layout, machine: Machine, count: number): Promise<void> {
  const folder = join(layout.machine(machine.name), 'processors');
  const real = processorsIn(await readFile(join(system, 'cpu', 'online'), 'utf8'));
  for (let claimed = 0; claimed < count; claimed += 1) {
    const memoryNode = Math.floor(claimed / real.length);
    const processor = real[claimed % real.length] ?? 0;
    const topology = join(folder, `node${memoryNode}`, `cpu${processor}`, 'topology');
    await mkdir(topology, { recursive: true });
    await writeFile(join(topology, 'core_id'), `${processor}\n`);
    await writeFile(join(topology, 'physical_package_id'), `${memoryNode}\n`);
  }
  await command(...inside(machine, 'mount', ['--bind', folder, join(system, 'node')]));
}

/** The numbers in a list of the kernel: `0-1,4` is 0, 1 and 4. */
export function processorsIn(list: string): readonly number[] {
  return list.trim().split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_none, index) => first + index);
  });
}
