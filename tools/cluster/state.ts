import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Layout } from './layout';
import type { Snapshotter } from './node';

/** What must be known of a cluster that came up in full, besides the machines that run. */
export interface ClusterState {
  readonly nodes: number;
  readonly snapshotter: Snapshotter;
}

/** The last step of a start: a cluster without this file was cut off on its way. */
export async function writeState(layout: Layout, state: ClusterState): Promise<void> {
  await writeFile(layout.state, `${JSON.stringify(state)}\n`);
}

export function readState(layout: Layout): ClusterState | undefined {
  if (!existsSync(layout.state)) return undefined;
  const state: unknown = JSON.parse(readFileSync(layout.state, 'utf8'));
  return isState(state) ? state : undefined;
}

function isState(value: unknown): value is ClusterState {
  return typeof value === 'object' && value !== null && 'nodes' in value && typeof value.nodes === 'number' && 'snapshotter' in value;
}
