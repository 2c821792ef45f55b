import type { Data } from '../../core/yaml';
import type { Permissions } from '../shared/permissions';
import { follow } from '../shared/permissions';

/**
 * Attributes of the pod that sent the data, by the names of the OpenTelemetry conventions. `service.name` follows the
 * convention too: an annotation, the labels of the pod, the name of its workload. Without it Loki would call
 * everything `unknown_service`.
 */
const extracted = [
  'k8s.namespace.name',
  'k8s.pod.name',
  'k8s.pod.uid',
  'k8s.node.name',
  'k8s.deployment.name',
  'k8s.statefulset.name',
  'k8s.daemonset.name',
  'k8s.cronjob.name',
  'k8s.job.name',
  'service.namespace',
  'service.name',
  'service.version',
] as const;

/**
 * Adds the attributes. A pod is found by its uid, which log files carry in their path; data of an application by the
 * address that it comes from.
 *
 * @param node name of the variable that holds the node's name, to follow that node's pods alone
 */
export function podAttributes(node?: string): Data {
  return {
    auth_type: 'serviceAccount',
    ...(node === undefined ? {} : { filter: { node_from_env_var: node } }),
    extract: { metadata: extracted, otel_annotations: true, deployment_name_from_replicaset: true },
    pod_association: [
      { sources: [{ from: 'resource_attribute', name: 'k8s.pod.uid' }] },
      { sources: [{ from: 'connection' }] },
    ],
    // Data that comes before the pods are known would stay without a name.
    wait_for_metadata: true,
    wait_for_metadata_timeout: '30s',
  };
}

/** All of the above is in the pods themselves: deployments are told from the names of their replica sets. */
export const podAttributePermissions: Permissions = { cluster: [follow('', 'pods')] };

/** Whoever spreads data over the gateways must know which are there: README of the load-balancing exporter, "RBAC requirement". */
export function balancerPermissions(namespace: string): Permissions {
  return { ...podAttributePermissions, namespaces: [{ namespace, rights: [follow('discovery.k8s.io', 'endpointslices')] }] };
}
