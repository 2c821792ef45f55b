import type { Construct } from 'constructs';
import { k8s } from './kubernetes';

/** What a component may ask the Kubernetes API. There is no way to say more than get, list and watch. */
export interface Permissions {
  /** Rights over objects of the whole cluster. */
  readonly cluster?: readonly Right[];
  /** Paths of the API server itself: `/metrics`. */
  readonly paths?: readonly string[];
  /** Rights within single namespaces, which must exist. */
  readonly namespaces?: readonly { readonly namespace: string; readonly rights: readonly Right[] }[];
}

export interface Right {
  /** API group; empty for the core group. */
  readonly group: string;
  readonly resources: readonly string[];
  readonly verbs: readonly ('get' | 'list' | 'watch')[];
}

/** Reading a kind of object and following its changes, as service discovery does. */
export function follow(group: string, ...resources: readonly string[]): Right {
  return { group, resources, verbs: ['get', 'list', 'watch'] };
}

export interface PermissionOptions {
  /** Name and namespace of the ServiceAccount. */
  readonly account: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
}

/** Roles and bindings for one ServiceAccount. Objects of the cluster carry the namespace in their name, so that two stacks can share a cluster. */
export function grant(scope: Construct, permissions: Permissions, { account, namespace, labels }: PermissionOptions): void {
  const { cluster = [], paths = [], namespaces = [] } = permissions;
  const subjects = [{ kind: 'ServiceAccount', name: account, namespace }];
  const clusterWide = `${namespace}-${account}`;
  if (cluster.length + paths.length > 0) {
    new k8s.KubeClusterRole(scope, `ClusterRole-${clusterWide}`, {
      metadata: { name: clusterWide, labels },
      rules: [...cluster.map(policyRule), ...(paths.length === 0 ? [] : [{ nonResourceUrLs: [...paths], verbs: ['get'] }])],
    });
    new k8s.KubeClusterRoleBinding(scope, `ClusterRoleBinding-${clusterWide}`, {
      metadata: { name: clusterWide, labels },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: clusterWide },
      subjects,
    });
  }
  for (const { namespace: where, rights } of namespaces) {
    const name = where === namespace ? account : clusterWide;
    new k8s.KubeRole(scope, `Role-${where}-${name}`, { metadata: { name, namespace: where, labels }, rules: rights.map(policyRule) });
    new k8s.KubeRoleBinding(scope, `RoleBinding-${where}-${name}`, {
      metadata: { name, namespace: where, labels },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects,
    });
  }
}

function policyRule({ group, resources, verbs }: Right): k8s.PolicyRule {
  return { apiGroups: [group], resources: [...resources], verbs: [...verbs] };
}
