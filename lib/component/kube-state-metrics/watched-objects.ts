import type { Permissions, Right } from '../shared/permissions';

/**
 * The kinds of objects that kube-state-metrics reports on, by API group. Secrets and ConfigMaps are left out: their
 * metrics are names and dates, and the right to list them is the right to read them.
 * Source: examples/standard/cluster-role.yaml of kube-state-metrics 2.19.
 */
const watchedObjects: readonly { readonly group: string; readonly resources: readonly string[] }[] = [
  {
    group: '',
    resources: ['limitranges', 'namespaces', 'nodes', 'persistentvolumeclaims', 'persistentvolumes', 'pods', 'resourcequotas', 'services'],
  },
  { group: 'apps', resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'] },
  { group: 'autoscaling', resources: ['horizontalpodautoscalers'] },
  { group: 'batch', resources: ['cronjobs', 'jobs'] },
  { group: 'networking.k8s.io', resources: ['ingresses', 'networkpolicies'] },
  { group: 'policy', resources: ['poddisruptionbudgets'] },
  { group: 'storage.k8s.io', resources: ['storageclasses', 'volumeattachments'] },
];

/** The value of `--resources`. */
export function watchedResources(): string {
  return watchedObjects
    .flatMap(({ resources }) => resources)
    .sort()
    .join(',');
}

/** It lists and watches what it reports on, and nothing else. */
export const kubeStateMetricsPermissions: Permissions = {
  cluster: watchedObjects.map(({ group, resources }): Right => ({ group, resources, verbs: ['list', 'watch'] })),
};
