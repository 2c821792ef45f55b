import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { mistake } from '../../lib/core/problem';
import { tool } from '../toolchain';
import type { ProgramName } from '../toolchain/programs';
import { runProcess, type ProcessResult } from '../toolchain/run-process';
import { nodeNames } from './addresses';
import { writeCertificates } from './certificates';
import { command, until } from './command';
import { removeGroups } from './control-groups';
import { controlPlane, startControlPlane } from './control-plane';
import { clusterImages, componentImages, type ProgramImage } from './images';
import { clusterFolder, layoutOf, type Layout } from './layout';
import { connect, disconnect } from './links';
import { killMachine, runningMachines, startMachine, type Machine } from './machine';
import { nameService, volumes } from './manifests';
import { startWithImages } from './image-stores';
import { chooseSnapshotter, loadImage, startNode, type Snapshotter } from './node';
import { claimProcessors } from './processors';
import { requirePrerequisites } from './prerequisites';
import { readState, writeState } from './state';

const checkout = resolve(__dirname, '..', '..');

/** A cluster that runs. */
export interface Cluster {
  readonly layout: Layout;
  readonly control: Machine;
  readonly nodes: readonly Machine[];
  /** Runs kubectl as the administrator. A refusal is a status, not an exception. */
  readonly kubectl: (args: readonly string[], input?: string) => Promise<ProcessResult>;
  /** Loads an image archive on every node. */
  readonly load: (archive: string) => Promise<void>;
}

export interface UpOptions {
  /** Kubelets, each on a machine of its own. @default 2 */
  readonly nodes?: number;
  /** How many processors each node counts, for requests that are larger than this machine. @default those that are there */
  readonly processors?: number;
  /** Commands that what runs on it takes from this machine, and the Debian package of each. @default none */
  readonly commands?: Readonly<Record<string, string>>;
  /** Takes one line of progress. */
  readonly report: (line: string) => void;
}

/** Starts the cluster and gives it when every node is ready and names resolve. One that runs already is given as it is. */
export async function up({ nodes: count = 2, processors, commands = {}, report }: UpOptions): Promise<Cluster> {
  const layout = layoutOf(clusterFolder);
  const running = await runningCluster();
  if (running !== undefined) {
    report('the cluster is up already');
    return running;
  }
  if (existsSync(layout.folder)) await down(report);
  await requirePrerequisites(layout.folder, commands);
  const images = await buildEverything();
  const started = performance.now();
  const step = (line: string): void => {
    report(`${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s  ${line}`);
  };
  for (const folder of [layout.logs, layout.images]) await mkdir(folder, { recursive: true });
  const snapshotter = await chooseSnapshotter(layout.folder);
  await writeCertificates(layout, count);
  const machines: Machine[] = [];
  for (const name of ['control', ...nodeNames(count)]) machines.push(await startMachine(layout, name, { ownVar: name !== 'control', checkout }));
  const cluster = await clusterOf(layout, machines, snapshotter);
  if (processors !== undefined) for (const node of cluster.nodes) await claimProcessors(layout, node, processors);
  step(`${count + 1} machines`);
  await connect(cluster.control, cluster.nodes);
  await Promise.all([
    startWithImages(layout, cluster.nodes, images, snapshotter).then(() => {
      step(`${images.length} images`);
    }),
    startControlPlane(layout, cluster.control).then(() => {
      step('the apiserver is ready');
    }),
  ]);
  await Promise.all(cluster.nodes.map((node, index) => startNode(layout, node, index + 1)));
  await apply(cluster, [...(await volumes(layout, count)), ...nameService]);
  await nodesReady(cluster);
  await command(await tool('kubectl'), ['--kubeconfig', layout.kubeconfig, '--namespace', 'kube-system', 'rollout', 'status', 'deployment/coredns', '--timeout=60s']);
  await writeState(layout, { nodes: count, snapshotter });
  step('every node is ready, and names resolve');
  return cluster;
}

/** Ends the cluster and removes everything that it made on this machine. Does nothing where there is none. */
export async function down(report: (line: string) => void): Promise<void> {
  const layout = layoutOf(clusterFolder);
  if (!existsSync(layout.folder)) {
    report('there is no cluster');
    return;
  }
  for (const machine of runningMachines(layout)) killMachine(machine);
  await until('every machine has ended', 20, () => Promise.resolve(runningMachines(layout).length > 0 ? undefined : true));
  await disconnect();
  const groups = await removeGroups();
  if (groups.length > 0) throw mistake({ check: 'cluster/groups-left', message: `control groups still hold processes: ${groups.join(', ')}`, place: { subject: 'npm run cluster -- down' }, fix: 'end the processes that their cgroup.procs name, and repeat' });
  await rm(layout.folder, { recursive: true, force: true });
  report('the cluster is down, and nothing of it is left');
}

/** The cluster of this checkout when it came up in full and all its machines still run. */
export async function runningCluster(): Promise<Cluster | undefined> {
  const layout = layoutOf(clusterFolder);
  const state = readState(layout);
  const machines = runningMachines(layout);
  if (state === undefined || machines.length !== state.nodes + 1) return undefined;
  return clusterOf(layout, machines, state.snapshotter);
}

async function clusterOf(layout: Layout, machines: readonly Machine[], snapshotter: Snapshotter): Promise<Cluster> {
  const control = machines.find(({ name }) => name === 'control');
  const nodes = machines.filter(({ name }) => name !== 'control').sort((a, b) => a.name.localeCompare(b.name));
  if (control === undefined) throw mistake({ check: 'cluster/no-machine', message: 'no machine was started', place: { subject: 'cluster' }, fix: '`npm run cluster -- down`, then `up`' });
  const kubectl = await tool('kubectl');
  return {
    layout,
    control,
    nodes,
    kubectl: (args, input) => runProcess(kubectl, ['--kubeconfig', layout.kubeconfig, ...args], input === undefined ? {} : { input }),
    load: async (archive) => {
      await Promise.all(nodes.map((node) => loadImage(node, archive, snapshotter)));
    },
  };
}

async function apply(cluster: Cluster, objects: readonly object[]): Promise<void> {
  await command(await tool('kubectl'), ['--kubeconfig', cluster.layout.kubeconfig, 'apply', '--server-side', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }) });
}

async function nodesReady(cluster: Cluster): Promise<void> {
  const ready = '{range .items[*]}{.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}';
  await until('every node is ready', 60, async () => {
    const { stdout } = await cluster.kubectl(['get', 'nodes', '-o', `jsonpath=${ready}`]);
    return stdout.split('\n').filter((line) => line === 'True').length === cluster.nodes.length ? true : undefined;
  });
}

/** Builds what is not built yet, before the clock of the start runs. */
async function buildEverything(): Promise<readonly ProgramImage[]> {
  const images = [...clusterImages, ...componentImages().images];
  const names: readonly ProgramName[] = ['runc', ...controlPlane, 'kubelet', 'kube-proxy', 'kubectl', ...images.map(({ program }) => program)];
  for (const name of names) await tool(name);
  return images;
}
