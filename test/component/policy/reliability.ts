import type { Data } from '../../../lib/core/yaml';
import { portNames } from '../pods';
import type { Manifest } from '../sample-stack';
import { at, entries, list, text } from '../sample-stack';
import type { PolicyCheck } from './check';
import { ofPods } from './check';

const probeNames = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;

/** What a probe asks, and how patiently. */
function asked(probe: Data): string {
  return JSON.stringify([at(probe, 'httpGet', 'path'), at(probe, 'httpGet', 'port'), at(probe, 'periodSeconds'), at(probe, 'failureThreshold')]);
}

/** Seconds between SIGTERM and SIGKILL, where the default of 30 is too short for what the program has to write. */
const graceSeconds: Readonly<Record<string, number>> = { prometheus: 600, alertmanager: 120, loki: 300 };

function amount(container: Data, kind: string, resource: string): number {
  const written = text(container, 'resources', kind, resource);
  const match = /^([0-9.]+)(m|Ki|Mi|Gi)?$/.exec(written);
  const factor = { m: 0.001, Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3 }[match?.[2] ?? ''] ?? 1;
  return Number(match?.[1] ?? Number.NaN) * factor;
}

function replicasOf({ content }: Manifest): number {
  return Number(at(content, 'spec', 'replicas') ?? 1);
}

export const reliabilityChecks: readonly PolicyCheck[] = [
  ofPods('container/resources', 'requests and limits of processor, memory and disk, none above its limit', ({ containers }) =>
    containers.some((container) => ['cpu', 'memory', 'ephemeral-storage'].some((resource) => !(amount(container, 'requests', resource) > 0 && amount(container, 'requests', resource) <= amount(container, 'limits', resource)))),
  ),
  ofPods('container/scratch-fits', 'scratch volumes have a size that fits into the limit of the container', ({ pod, containers }) => {
    const scratch = list(pod, 'volumes').filter((volume) => at(volume, 'emptyDir') !== undefined);
    const sizes = scratch.map((volume) => amount({ resources: { limits: { size: text(volume, 'emptyDir', 'sizeLimit') } } }, 'limits', 'size'));
    const limit = containers.reduce<number>((sum, container) => sum + amount(container, 'limits', 'ephemeral-storage'), 0);
    return sizes.some((size) => !(size > 0)) || sizes.reduce((sum, size) => sum + size, 0) > limit;
  }),
  ofPods('pod/distinct-probes', 'startup, readiness and liveness, no two alike, at ports that exist', ({ containers }) =>
    containers.some((container) => {
      const probes = probeNames.map((name) => at(container, name));
      const ports = portNames(container);
      return probes.some((probe) => probe === undefined || !ports.includes(text(probe, 'httpGet', 'port'))) || new Set(probes.map(asked)).size !== 3;
    }),
  ),
  ofPods('pod/distinct-endpoints', 'readiness and liveness at different addresses', ({ containers }) =>
    containers.some((container) => {
      const [ready, alive] = ['readinessProbe', 'livenessProbe'].map((name) => JSON.stringify([at(container, name, 'httpGet', 'path'), at(container, name, 'httpGet', 'port')]));
      return ready === alive;
    }),
  ),
  ofPods('pod/patience', 'a start may take longer than what makes a running program be killed', ({ containers }) =>
    containers.some((container) => {
      const [startup = 0, , liveness = 0] = probeNames.map((name) => Number(at(container, name, 'periodSeconds')) * Number(at(container, name, 'failureThreshold')));
      return startup < liveness;
    }),
  ),
  ofPods('pod/grace', 'time to end is what the program needs', ({ manifest, pod }) => {
    const seconds = at(pod, 'terminationGracePeriodSeconds');
    return typeof seconds !== 'number' || seconds < (graceSeconds[manifest.name] ?? 30);
  }),
  ofPods('pod/priority', 'a priority class that exists', ({ pod }, all) => !all.some(({ kind, name }) => kind === 'PriorityClass' && name === text(pod, 'priorityClassName'))),
  ofPods('pod/tolerates-nothing', 'no tolerations', ({ pod }) => list(pod, 'tolerations').length > 0),
  ofPods('replicas/budget', 'several replicas have a disruption budget that lets one go, a single one has none', ({ manifest, template }, all) => {
    const labels = at(template, 'metadata', 'labels');
    const budgets = all.filter(({ kind, namespace, content }) => kind === 'PodDisruptionBudget' && namespace === manifest.namespace && entries(content, 'spec', 'selector', 'matchLabels').every(([name, value]) => text(labels, name) === value));
    if (replicasOf(manifest) < 2) return budgets.length > 0;
    return budgets.length !== 1 || budgets.some(({ content }) => at(content, 'spec', 'maxUnavailable') !== 1);
  }),
  ofPods('replicas/spread', 'several replicas are on several nodes, and on several zones where there are some', ({ manifest, template, pod }) => {
    if (replicasOf(manifest) < 2) return false;
    const isOwn = (selector: Data): boolean => entries(selector, 'matchLabels').length > 1 && entries(selector, 'matchLabels').every(([name, value]) => text(template, 'metadata', 'labels', name) === value);
    const apart = list(pod, 'affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
    const spread = list(pod, 'topologySpreadConstraints');
    return (
      !apart.some((term) => text(term, 'topologyKey') === 'kubernetes.io/hostname' && isOwn(at(term, 'labelSelector'))) ||
      !spread.some((constraint) => text(constraint, 'topologyKey') === 'topology.kubernetes.io/zone' && at(constraint, 'maxSkew') === 1 && isOwn(at(constraint, 'labelSelector')))
    );
  }),
  ofPods('replicas/room', 'an update of several replicas needs no node to spare', ({ manifest }) =>
    manifest.kind === 'Deployment' && replicasOf(manifest) > 1 && (at(manifest.content, 'spec', 'strategy', 'rollingUpdate', 'maxSurge') !== 0 || at(manifest.content, 'spec', 'strategy', 'rollingUpdate', 'maxUnavailable') !== 1),
  ),
  ofPods('stateful/kept', 'StatefulSets start in parallel, roll, and keep their volumes', ({ manifest }) => {
    if (manifest.kind !== 'StatefulSet') return false;
    const spec = at(manifest.content, 'spec');
    const retention = at(spec, 'persistentVolumeClaimRetentionPolicy');
    return (
      text(spec, 'podManagementPolicy') !== 'Parallel' ||
      text(spec, 'updateStrategy', 'type') !== 'RollingUpdate' ||
      text(retention, 'whenDeleted') !== 'Retain' ||
      text(retention, 'whenScaled') !== 'Retain' ||
      list(spec, 'volumeClaimTemplates').length === 0
    );
  }),
  ofPods('stateful/named', 'a headless Service gives the pods of a StatefulSet their names, ready or not', ({ manifest }, all) => {
    if (manifest.kind !== 'StatefulSet') return false;
    const service = all.find(({ kind, name, namespace }) => kind === 'Service' && name === text(manifest.content, 'spec', 'serviceName') && namespace === manifest.namespace);
    return service === undefined || text(service.content, 'spec', 'clusterIP') !== 'None' || at(service.content, 'spec', 'publishNotReadyAddresses') !== true;
  }),
  ofPods('deployment/one-writer', 'a Deployment with a claim never runs twice at a time', ({ manifest, pod }) => {
    if (manifest.kind !== 'Deployment' || !list(pod, 'volumes').some((volume) => at(volume, 'persistentVolumeClaim') !== undefined)) return false;
    return text(manifest.content, 'spec', 'strategy', 'type') !== 'Recreate' || at(manifest.content, 'spec', 'replicas') !== 1;
  }),
  ofPods('loki/own-wal-volume', "Loki's write-ahead log has a volume of its own", ({ manifest }) => manifest.name === 'loki' && list(manifest.content, 'spec', 'volumeClaimTemplates').length !== 2),
];
