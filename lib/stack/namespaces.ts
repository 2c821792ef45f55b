import type { Construct } from 'constructs';
import type { StackIdentity } from '../component/shared/identity';
import { stackLabels } from '../component/shared/identity';
import { k8s } from '../component/shared/kubernetes';
import { networkPolicy } from '../component/shared/network-policy';

/** Priority classes, named after the namespace, so that two stacks can share a cluster. */
export function priorityClassNames({ namespace, nodeNamespace }: StackIdentity): { readonly stack: string; readonly nodes: string } {
  return { stack: namespace, nodes: nodeNamespace };
}

/**
 * Namespaces, what is forbidden in them by default, and priorities.
 *
 * The Pod Security Standard of the stack is `restricted`. Agents on the nodes need folders of the node, which only
 * `privileged` allows; what else is unusual about them is still reported.
 */
export function addNamespaces(scope: Construct, stack: StackIdentity): void {
  const labels = stackLabels(stack);
  namespace(scope, stack.namespace, labels, 'restricted');
  namespace(scope, stack.nodeNamespace, labels, 'privileged');
  const names = priorityClassNames(stack);
  // Ordinary pods have 0; what user-defined classes may have at most is 1,000,000,000.
  priorityClass(scope, names.stack, labels, 1_000_000, 'Never', 'Monitoring is placed before ordinary pods and evicted after them, but evicts none itself.');
  priorityClass(scope, names.nodes, labels, 1_000_100, 'PreemptLowerPriority', 'A node without its agents is a node that nobody sees: ordinary pods make room.');
}

function namespace(scope: Construct, name: string, labels: Record<string, string>, enforce: 'restricted' | 'privileged'): void {
  new k8s.KubeNamespace(scope, `Namespace-${name}`, {
    metadata: {
      name,
      labels: {
        ...labels,
        'pod-security.kubernetes.io/enforce': enforce,
        'pod-security.kubernetes.io/enforce-version': 'latest',
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/audit-version': 'latest',
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/warn-version': 'latest',
      },
    },
  });
  networkPolicy(scope, { name: 'default-deny', namespace: name, labels, podLabels: {}, inbound: [], outbound: [] });
}

function priorityClass(
  scope: Construct,
  name: string,
  labels: Record<string, string>,
  value: number,
  preemptionPolicy: 'Never' | 'PreemptLowerPriority',
  description: string,
): void {
  new k8s.KubePriorityClass(scope, `PriorityClass-${name}`, { metadata: { name, labels }, value, globalDefault: false, preemptionPolicy, description });
}
