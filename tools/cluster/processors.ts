import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command } from './command';
import type { Layout } from './layout';
import { inside, type Machine } from './machine';

/**
 * Lets a node's kubelet count more processors than the host has, so that pods find room whose requests are made for larger
 * machines. They share the real ones. The kubelet counts folders: GetNodesInfo in utils/sysinfo of google/cadvisor.
 */
export async function claimProcessors(layout: Layout, machine: Machine, count: number): Promise<void> {
  const folder = join(layout.machine(machine.name), 'processors');
  for (let processor = 0; processor < count; processor += 1) {
    const topology = join(folder, 'node', 'node0', `cpu${processor}`, 'topology');
    await mkdir(topology, { recursive: true });
    await writeFile(join(topology, 'core_id'), `${processor}\n`);
    await writeFile(join(topology, 'physical_package_id'), '0\n');
  }
  await writeFile(join(folder, 'online'), `0-${count - 1}\n`);
  const system = '/sys/devices/system';
  await command(...inside(machine, 'mount', ['--bind', join(folder, 'node'), join(system, 'node')]));
  await command(...inside(machine, 'mount', ['--bind', join(folder, 'online'), join(system, 'cpu', 'online')]));
}
