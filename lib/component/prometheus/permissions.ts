import type { StackIdentity } from '../shared/identity';
import type { Permissions, Right } from '../shared/permissions';
import { follow } from '../shared/permissions';
import type { ScrapeJob } from './scrape-job';

/**
 * What discovery needs, and no more: nodes and their metrics for the kubelets, `/metrics` of the API server, the
 * registry of the API server itself, and pods in the namespaces where targets are.
 */
export function prometheusPermissions(stack: StackIdentity, jobs: readonly ScrapeJob[]): Permissions {
  const podNamespaces = new Set([stack.namespace, stack.nodeNamespace]);
  for (const namespace of jobs.flatMap(discoveredNamespaces)) podNamespaces.add(namespace);
  const rights = new Map<string, readonly Right[]>([...podNamespaces].map((namespace) => [namespace, [follow('', 'pods')]]));
  rights.set('default', [follow('discovery.k8s.io', 'endpointslices'), follow('', 'pods', 'services')]);
  return {
    cluster: [follow('', 'nodes'), { group: '', resources: ['nodes/metrics'], verbs: ['get'] }],
    paths: ['/metrics'],
    namespaces: [...rights].sort(([a], [b]) => (a < b ? -1 : 1)).map(([namespace, list]) => ({ namespace, rights: list })),
  };
}

function discoveredNamespaces({ discovery }: ScrapeJob): readonly string[] {
  if (discovery.kind === 'pods') return [discovery.namespace];
  return discovery.kind === 'annotated-pods' ? discovery.namespaces : [];
}
