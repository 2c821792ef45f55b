import type { Data } from '../../../lib/core/yaml';
import type { Workload } from '../pods';
import { workloads } from '../pods';
import type { Manifest } from '../sample-stack';
import { at, entries, list, text, words } from '../sample-stack';
import type { PolicyCheck } from './check';
import { ofObjects, ofPods } from './check';

function ofContainers(rule: string, title: string, isBad: (container: Data, workload: Workload) => boolean): PolicyCheck {
  return ofPods(rule, title, (workload) => workload.containers.length === 0 || workload.containers.some((container) => isBad(container, workload)));
}

const isHostNetwork = ({ pod }: Workload): boolean => at(pod, 'hostNetwork') === true;

/** Ids that a container runs with: its own, or those of the pod. */
function ids(container: Data, { pod }: Workload): readonly Data[] {
  return ['runAsUser', 'runAsGroup'].map((key) => at(container, 'securityContext', key) ?? at(pod, 'securityContext', key));
}

function bindingsOf(account: string, namespace: string, all: readonly Manifest[]): readonly Manifest[] {
  return all.filter(({ kind, content }) => kind.endsWith('RoleBinding') && list(content, 'subjects').some((subject) => text(subject, 'name') === account && text(subject, 'namespace') === namespace));
}

export const securityChecks: readonly PolicyCheck[] = [
  ofObjects('namespace/pod-security', 'namespaces enforce restricted, and privileged only for agents of nodes', ({ kind, name, content }) => {
    if (kind !== 'Namespace') return false;
    const label = (mode: string): string => text(content, 'metadata', 'labels', `pod-security.kubernetes.io/${mode}`);
    return label('enforce') !== (name === 'monitoring-nodes' ? 'privileged' : 'restricted') || label('audit') !== 'restricted' || label('warn') !== 'restricted';
  }),
  ofContainers('pod/non-root', 'containers do not run as root', (container, { pod }) => at(container, 'securityContext', 'runAsNonRoot') !== true || at(pod, 'securityContext', 'runAsNonRoot') !== true),
  ofContainers('pod/high-user-id', 'users and groups are above 10000', (container, workload) => ids(container, workload).some((id) => typeof id !== 'number' || id <= 10_000)),
  ofContainers('container/no-escalation', 'no privileges, and no way to gain any', (container) => at(container, 'securityContext', 'allowPrivilegeEscalation') !== false || at(container, 'securityContext', 'privileged') === true),
  ofContainers('container/no-capabilities', 'all capabilities are dropped, none is added', (container) => {
    const capabilities = at(container, 'securityContext', 'capabilities');
    return words(capabilities, 'drop').join() !== 'ALL' || list(capabilities, 'add').length > 0;
  }),
  ofContainers('container/read-only-root', 'the root file system is read-only', (container) => at(container, 'securityContext', 'readOnlyRootFilesystem') !== true),
  ofContainers('container/seccomp', 'seccomp is RuntimeDefault', (container) => text(container, 'securityContext', 'seccompProfile', 'type') !== 'RuntimeDefault'),
  ofPods('pod/host-network', 'no network of the node', isHostNetwork),
  ofPods('pod/host-namespaces', 'no processes of the node', ({ pod }) => at(pod, 'hostPID') === true || at(pod, 'hostIPC') === true),
  ofPods('pod/host-path', 'no folders of the node', ({ pod }) => list(pod, 'volumes').some((volume) => at(volume, 'hostPath') !== undefined)),
  ofPods('pod/service-links', 'no variables for Services', ({ pod }) => at(pod, 'enableServiceLinks') !== false),
  ofObjects('account/no-token', 'accounts hand out no token by themselves', ({ kind, content }) => kind === 'ServiceAccount' && at(content, 'automountServiceAccountToken') !== false),
  ofPods('account/token-with-rights', 'a pod has a token if and only if its account has rights', ({ pod, manifest }, all) => {
    const hasToken = at(pod, 'automountServiceAccountToken') === true;
    return hasToken !== bindingsOf(text(pod, 'serviceAccountName'), manifest.namespace, all).length > 0;
  }),
  ofPods('account/own', 'each workload has an account of its own, which exists', (workload, all) => {
    const account = ({ pod, manifest }: Workload): string => `${manifest.namespace}/${text(pod, 'serviceAccountName')}`;
    const exists = all.some(({ kind, namespace, name }) => kind === 'ServiceAccount' && `${namespace}/${name}` === account(workload));
    return !exists || workloads(all).filter((other) => account(other) === account(workload)).length !== 1;
  }),
  ofObjects('rbac/read-only', 'roles read, and name what they read', ({ kind, content }) => {
    if (kind !== 'Role' && kind !== 'ClusterRole') return false;
    return list(content, 'rules').some((rule) => {
      const verbs = words(rule, 'verbs');
      const resources = words(rule, 'resources');
      const paths = words(rule, 'nonResourceURLs');
      return (
        verbs.some((verb) => !['get', 'list', 'watch'].includes(verb)) ||
        [...verbs, ...resources, ...paths, ...words(rule, 'apiGroups')].some((word) => word.includes('*')) ||
        resources.some((resource) => /^(secrets|configmaps|pods\/(exec|attach|portforward|proxy|log)|nodes\/proxy)$/.test(resource))
      );
    });
  }),
  ofContainers('image/exact', 'images name their registry and an exact version', (container) => !/^[a-z0-9.-]+\.[a-z]+\/[a-z0-9./-]+:v?[0-9]+\.[0-9]+\.[0-9]+$/.test(text(container, 'image'))),
  ofContainers('image/pull', 'images are pulled when they are not there', (container) => text(container, 'imagePullPolicy') !== 'IfNotPresent'),
  ofPods('namespace/default-deny', 'each namespace with pods denies everything by default', ({ manifest }, all) => !all.some((other) => other.namespace === manifest.namespace && isDefaultDeny(other))),
  ofPods('pod/network-policy', 'each pod has a policy of its own for both directions', ({ manifest }, all) =>
    !all.some((policy) => policy.kind === 'NetworkPolicy' && policy.file === manifest.file && selects(policy, manifest)),
  ),
  ofObjects('network/no-open-egress', 'every rule names its ports and its peers, and keeps away from metadata services', ({ kind, content }) => {
    if (kind !== 'NetworkPolicy') return false;
    const rules = [...list(content, 'spec', 'egress').map((rule) => [rule, list(rule, 'to')] as const), ...list(content, 'spec', 'ingress').map((rule) => [rule, list(rule, 'from')] as const)];
    return rules.some(([rule, peers]) => list(rule, 'ports').length === 0 || peers.length === 0 || peers.some(isOpen));
  }),
  ofContainers('program/no-admin', 'no interface for administration is switched on', (container) =>
    words(container, 'args').some((arg) => /--web\.enable-(lifecycle|admin-api|remote-write-receiver)/.test(arg)),
  ),
  ofObjects('secret/none', 'no object is a Secret', ({ kind }) => kind === 'Secret'),
  ofContainers('secret/not-in-environment', 'Secrets are files', (container) => list(container, 'env').some((variable) => at(variable, 'valueFrom', 'secretKeyRef') !== undefined) || list(container, 'envFrom').length > 0),
];

function isDefaultDeny({ kind, content }: Manifest): boolean {
  return (
    kind === 'NetworkPolicy' &&
    entries(content, 'spec', 'podSelector').length === 0 &&
    words(content, 'spec', 'policyTypes').join() === 'Ingress,Egress' &&
    list(content, 'spec', 'ingress').length === 0 &&
    list(content, 'spec', 'egress').length === 0
  );
}

function selects(policy: Manifest, workload: Manifest): boolean {
  const wanted = entries(policy.content, 'spec', 'podSelector', 'matchLabels');
  const labels = new Map(entries(workload.content, 'spec', 'template', 'metadata', 'labels'));
  return policy.namespace === workload.namespace && wanted.length > 0 && wanted.every(([name, value]) => labels.get(name) === value);
}

function isOpen(peer: Data): boolean {
  const cidr = text(peer, 'ipBlock', 'cidr');
  const except = words(peer, 'ipBlock', 'except');
  if (cidr === '0.0.0.0/0') return !except.includes('169.254.0.0/16');
  if (cidr === '::/0') return !except.includes('fe80::/10') || !except.includes('fd00:ec2::254/128');
  return entries(peer).length === 0;
}
