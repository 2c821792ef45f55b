import type { Construct } from 'constructs';
import type { Quantity } from '../../core/quantity';
import { componentLabels, namespaceOf } from './identity';
import { k8s } from './kubernetes';
import type { Affinity, Placement } from './placement';
import { headlessName, surroundings } from './placement';
import type { PodOptions } from './pod';
import { podSelector, podTemplate } from './pod';
import { byteText } from './quantity-text';

/** A volume that outlives its pod. */
export interface VolumeClaim {
  readonly name: string;
  readonly size: Quantity<'bytes'>;
  /** @default the default class of the cluster */
  readonly storageClass: string | undefined;
}

/** Pods with names and volumes of their own, which stay when the StatefulSet goes. */
export function statefulSet(scope: Construct, placement: Placement, pod: PodOptions, claims: readonly VolumeClaim[], affinity?: Affinity): void {
  surroundings(scope, placement, { headless: true, affinity });
  new k8s.KubeStatefulSet(scope, 'StatefulSet', {
    metadata: metadata(placement),
    spec: {
      replicas: placement.replicas,
      serviceName: headlessName(placement.component),
      selector: podSelector(placement),
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate' },
      revisionHistoryLimit,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      template: podTemplate(placement, pod),
      volumeClaimTemplates: claims.map((claim) => ({ metadata: { name: claim.name }, spec: claimSpec(claim) })),
    },
  });
}

/**
 * One pod with a claim of its own that never runs twice at a time: the old pod is gone before the new one starts,
 * because two would write to one database.
 */
export function singletonDeployment(scope: Construct, placement: Placement, pod: PodOptions, claim: VolumeClaim): void {
  surroundings(scope, placement, { headless: false });
  const { stack, component } = placement;
  new k8s.KubePersistentVolumeClaim(scope, 'PersistentVolumeClaim', {
    metadata: { name: claim.name, namespace: namespaceOf(stack, component), labels: componentLabels(stack, component) },
    spec: claimSpec(claim),
  });
  deployment(scope, placement, pod, { type: 'Recreate' });
}

/**
 * Pods without any state. Of a single one, a new one is ready before the old one goes. Of several, one goes first: no
 * two may share a node, and there need not be a node to spare.
 */
export function statelessDeployment(scope: Construct, placement: Placement, pod: PodOptions): void {
  surroundings(scope, placement, { headless: false });
  const [surge, unavailable] = placement.replicas > 1 ? [0, 1] : [1, 0];
  deployment(scope, placement, pod, {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: k8s.IntOrString.fromNumber(surge), maxUnavailable: k8s.IntOrString.fromNumber(unavailable) },
  });
}

/** One pod on every node. */
export function daemonSet(scope: Construct, placement: Placement, pod: PodOptions): void {
  surroundings(scope, placement, { headless: false });
  new k8s.KubeDaemonSet(scope, 'DaemonSet', {
    metadata: metadata(placement),
    spec: {
      selector: podSelector(placement),
      // A tenth of the nodes at a time: an agent that cannot start must not take down the logs of the whole cluster.
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: k8s.IntOrString.fromString('10%') } },
      revisionHistoryLimit,
      template: podTemplate(placement, pod),
    },
  });
}

/** Enough to roll back twice; every revision is an object that the API server keeps. */
const revisionHistoryLimit = 3;

function deployment(scope: Construct, placement: Placement, pod: PodOptions, strategy: k8s.DeploymentStrategy): void {
  new k8s.KubeDeployment(scope, 'Deployment', {
    metadata: metadata(placement),
    spec: { replicas: placement.replicas, selector: podSelector(placement), strategy, revisionHistoryLimit, template: podTemplate(placement, pod) },
  });
}

function metadata({ stack, component }: Placement): k8s.ObjectMeta {
  return { name: component.name, namespace: namespaceOf(stack, component), labels: componentLabels(stack, component) };
}

function claimSpec({ size, storageClass }: VolumeClaim): k8s.PersistentVolumeClaimSpec {
  return {
    accessModes: ['ReadWriteOnce'],
    volumeMode: 'Filesystem',
    ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
    resources: { requests: { storage: k8s.Quantity.fromString(byteText(size)) } },
  };
}
