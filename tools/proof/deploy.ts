import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App } from 'cdk8s';
import type { Environment } from '../../charts/environment';
import { synthesize } from '../../lib/stack/synthesize';
import type { Cluster } from '../cluster/cluster';
import { proveArgoCd } from './argo-cd';
import { demoNamespace, loadDemo, outsideObjects } from './demo-objects';
import { text } from './data';
import { BrokenPromise, must, type Ledger } from './ledger';
import { bucketNames, bucketOf, objectStore } from './object-store';
import { secretValue } from './secret-values';
import { apply, kubectl, objects, pods, stackNamespaces } from './stack';
import { isOwn, notRunIn, secondsUntilReady } from './workloads';

const checkout = resolve(__dirname, '..', '..');
const section = 'The committed manifests';

/**
 * Applies dist/<environment> as it is committed and waits until its workloads are Ready. `lacking` names those that have a
 * program and cannot become Ready, because something outside the cluster is not there, and says what.
 */
export async function proveApply(cluster: Cluster, environment: Environment, ledger: Ledger, lacking: Readonly<Record<string, string>> = {}): Promise<void> {
  const folder = folderOf(environment);
  await Promise.all([prepare(cluster, environment), loadDemo(cluster)]);
  await surround(cluster, environment);
  await ledger.prove(section, 'dist/ is applied without a change by a server-side apply', async () => {
    const applied = (await kubectl(cluster, ['apply', '--server-side', '-f', folder])).trim().split('\n');
    must(applied.every((line) => line.endsWith(' serverside-applied')), `not applied: ${applied.filter((line) => !line.endsWith(' serverside-applied')).join(', ')}`);
    return `${applied.length} objects`;
  });
  const notRun = notRunIn(manifestsIn(folder));
  await ledger.prove(section, 'every workload that has a program becomes Ready under the Pod Security level of its namespace', async () => {
    const seconds = await secondsUntilReady(cluster, 240, Object.keys(lacking));
    const all = await pods(cluster, stackNamespaces);
    return `${all.filter(({ ready }) => ready).length} pods Ready on ${cluster.nodes.length} nodes after ${seconds.toFixed(0)} s`;
  });
  for (const { component, reference, reason } of notRun) ledger.notRun(section, `${component} (${reference})`, `accepted by the apiserver, not run: ${reason}`);
  for (const [workload, reason] of Object.entries(lacking)) ledger.notRun(section, workload, `accepted by the apiserver, not Ready: ${reason}`);
}

/** Holds the cluster to what dist/<environment> says, which changes nothing of it. */
export async function proveApplied(cluster: Cluster, environment: Environment, ledger: Ledger): Promise<void> {
  const folder = folderOf(environment);
  await ledger.prove(section, 'every namespace enforces a Pod Security level, and the one of the servers is `restricted`', async () => {
    const levels = (await objects(cluster, 'namespaces')).filter(isOwn).map((namespace) => `${text(namespace, 'metadata', 'name')} ${text(namespace, 'metadata', 'labels', 'pod-security.kubernetes.io/enforce')}`);
    must(levels.includes('monitoring restricted'), `levels are ${levels.join(', ')}`);
    return levels.join(', ');
  });
  await ledger.prove(section, 'a second apply changes nothing: every resourceVersion stays', async () => {
    let changed: readonly string[] = [];
    // The status of a workload moves its version too: what an apply changes, it changes in each of three tries.
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const before = await versions(cluster, folder);
      await kubectl(cluster, ['apply', '--server-side', '-f', folder]);
      const after = await versions(cluster, folder);
      changed = [...before].filter(([name, version]) => after.get(name) !== version).map(([name]) => name);
      if (before.size > 0 && changed.length === 0) return `${before.size} objects unchanged`;
    }
    throw new BrokenPromise(`changed: ${changed.join(', ')}`);
  });
  await ledger.prove(section, 'kubectl diff is empty', async () => {
    const { status, stdout, stderr } = await cluster.kubectl(['diff', '--server-side', '-f', folder]);
    must(status === 0, `${stdout}${stderr}`.slice(0, 400));
    return 'no difference';
  });
  await proveArgoCd(cluster, folder, ledger);
}

function folderOf({ environment }: Environment): string {
  return join(checkout, 'dist', environment);
}

/** Every manifest of a folder, one after the other. */
function manifestsIn(folder: string): string {
  return readdirSync(folder).filter((name) => name.endsWith('.yaml')).map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
}

/** What the summary of `npm run synth` says that must exist before the first apply: Secrets and namespaces of others. */
async function prepare(cluster: Cluster, environment: Environment): Promise<void> {
  const { secrets, namespaces } = synthesize(new App(), { ...environment, runbookExists: () => true });
  const own = [...new Set(['monitoring', ...namespaces, demoNamespace])];
  await apply(cluster, own.filter((name) => name !== 'monitoring').map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } })));
  await kubectl(cluster, ['apply', '--server-side', '-f', join(folderOf(environment), '00-namespaces.yaml')]);
  const names = [...new Set(secrets.map(({ secret }) => secret))];
  await apply(
    cluster,
    names.map((name) => {
      const keys = secrets.filter(({ secret }) => secret === name).map(({ key }) => [key, secretValue(name, key)] as const);
      return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'monitoring' }, stringData: Object.fromEntries(keys) };
    }),
  );
}

/** The world around the stack, which has to be there before it: the names that it asks for, and who answers. */
async function surround(cluster: Cluster, environment: Environment): Promise<void> {
  const bucket = bucketOf(environment);
  await apply(cluster, [...(await outsideObjects(cluster, environment, bucket === undefined ? {} : bucketNames(bucket))), ...(bucket === undefined ? [] : await objectStore(cluster, bucket))]);
  await kubectl(cluster, ['rollout', 'restart', '--namespace', 'kube-system', 'deployment/coredns']);
  await Promise.all(['kube-system', demoNamespace].map((namespace) => kubectl(cluster, ['rollout', 'status', '--namespace', namespace, 'deployment', '--timeout=90s'])));
}

/** resourceVersion by object, of what a folder names; the status of a workload moves it too, so only quiet pods compare. */
async function versions(cluster: Cluster, folder: string): Promise<ReadonlyMap<string, string>> {
  const listed = await kubectl(cluster, ['get', '-f', folder, '-o', 'jsonpath={range .items[*]}{.kind}/{.metadata.namespace}/{.metadata.name} {.metadata.resourceVersion}{"\\n"}{end}']);
  return new Map(listed.trim().split('\n').map((line) => [line.split(' ')[0] ?? '', line.split(' ')[1] ?? ''] as const));
}

