import type { Construct } from 'constructs';
import { k8s } from './kubernetes';

/** Labels of nodes: https://kubernetes.io/docs/reference/labels-annotations-taints/ */
const hostLabel = 'kubernetes.io/hostname';
const zoneLabel = 'topology.kubernetes.io/zone';

/**
 * Keeps replicas apart: never two on one node, because a node is what is lost most often, and over all zones as evenly
 * as there is room, because a cluster of one zone must be able to run them too.
 */
export function spread(podLabels: Record<string, string>): Pick<k8s.PodSpec, 'affinity' | 'topologySpreadConstraints'> {
  const labelSelector = { matchLabels: podLabels };
  return {
    affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: hostLabel, labelSelector }] } },
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zoneLabel, whenUnsatisfiable: 'ScheduleAnyway', labelSelector }],
  };
}

export interface DisruptionBudgetOptions {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly podLabels: Record<string, string>;
}

/** Lets one replica go at a time when nodes are drained. A single replica gets none, which would keep its node from ever being drained. */
export function disruptionBudget(scope: Construct, { name, namespace, labels, podLabels }: DisruptionBudgetOptions): void {
  new k8s.KubePodDisruptionBudget(scope, 'PodDisruptionBudget', {
    metadata: { name, namespace, labels },
    // Pods that are not ready may always go: they would otherwise block the drain that could heal them.
    spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: podLabels } },
  });
}
