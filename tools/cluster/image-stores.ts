import { join } from 'node:path';
import { command } from './command';
import { programImage, type ProgramImage } from './images';
import type { Layout } from './layout';
import type { Machine } from './machine';
import { loadImage, startContainerd, stopContainerd, type Snapshotter } from './node';

/**
 * Starts every node's containerd with the images of these programs. The first node's reads and unpacks them; the others
 * begin with a copy of its store, in which hard links stand for what is never written again: the blobs, and the files of
 * unpacked layers, which a container sees and changes through a layer of its own.
 */
export async function startWithImages(layout: Layout, nodes: readonly Machine[], images: readonly ProgramImage[], snapshotter: Snapshotter): Promise<void> {
  const [first, ...others] = nodes;
  if (first === undefined) return;
  const [archives] = await Promise.all([archivesOf(layout, images), startContainerd(layout, first, snapshotter)]);
  // One after the other: ten at a time take three times as long, because they wait for each other's writes to the disk.
  for (const archive of archives) await loadImage(first, archive, snapshotter);
  await stopContainerd(first);
  for (const other of others) await copyStore(storeOf(layout, first), storeOf(layout, other), snapshotter);
  await Promise.all(nodes.map((node) => startContainerd(layout, node, snapshotter)));
}

async function archivesOf(layout: Layout, images: readonly ProgramImage[]): Promise<readonly string[]> {
  const archives: string[] = [];
  for (const image of images) archives.push(await programImage(image, join(layout.certificates, 'ca.crt'), layout.images));
  return archives;
}

/** Where containerd keeps a node's images, as this machine sees it. */
function storeOf(layout: Layout, { name }: Machine): string {
  return join(layout.machine(name), 'var', 'lib', 'containerd');
}

async function copyStore(from: string, to: string, snapshotter: Snapshotter): Promise<void> {
  const immutable = ['io.containerd.content.v1.content/blobs', `io.containerd.snapshotter.v1.${snapshotter}/snapshots`];
  await command('cp', ['--archive', '--parents', '--link', ...immutable, to], { cwd: from });
  await command('cp', ['--archive', '--no-clobber', '.', to], { cwd: from });
}
