import { componentImages, type NotRun } from '../cluster/images';
import type { Cluster } from '../cluster/cluster';
import { list, number, text, type Json } from './data';
import { objects, secondsUntil } from './stack';

/** What of some manifests cannot be run, because there is no program for its image. */
export function notRunIn(manifests: string): readonly NotRun[] {
  const images = new Set([...manifests.matchAll(/^\s*image: (\S+)$/gm)].map(([, reference]) => reference));
  return componentImages().notRun.filter(({ reference }) => images.has(reference));
}

/** Waits until every workload of Belfry's that has its program is Ready, but for those named, and gives the seconds that it took. */
export async function secondsUntilReady(cluster: Cluster, patience: number, but: readonly string[] = []): Promise<number> {
  return secondsUntil('every workload is Ready', patience, async () => {
    const all = (await objects(cluster, 'deployments,statefulsets,daemonsets')).filter((workload) => isOwn(workload) && hasProgram(workload) && !but.includes(text(workload, 'metadata', 'name')));
    return all.length > 0 && all.every(isReady);
  });
}

/** Whether an object was made by Belfry. */
export function isOwn(object: Json): boolean {
  return text(object, 'metadata', 'labels', 'app.kubernetes.io/managed-by') === 'belfry';
}

/** Whether every container of a workload has an image that was made of its program. */
function hasProgram(workload: Json): boolean {
  const missing = new Set(componentImages().notRun.map(({ reference }) => reference));
  return list(workload, 'spec', 'template', 'spec', 'containers').every((container) => !missing.has(text(container, 'image')));
}

/** Whether all pods of the present generation are Ready; a DaemonSet counts its nodes. */
function isReady(workload: Json): boolean {
  const isDaemon = text(workload, 'kind') === 'DaemonSet';
  const wanted = isDaemon ? number(workload, 'status', 'desiredNumberScheduled') : number(workload, 'spec', 'replicas');
  const ready = isDaemon ? number(workload, 'status', 'numberReady') : number(workload, 'status', 'readyReplicas');
  const updated = isDaemon ? number(workload, 'status', 'updatedNumberScheduled') : number(workload, 'status', 'updatedReplicas');
  return number(workload, 'status', 'observedGeneration') === number(workload, 'metadata', 'generation') && wanted > 0 && ready === wanted && updated === wanted;
}
