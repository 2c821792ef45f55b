import { mistake } from '../../lib/core/problem';
import type { nodeCatalogs } from '../../lib/metric/exporters/scraped';
import { runningCluster, type Cluster } from '../cluster/cluster';
import { command, until } from '../cluster/command';
import { pauseImage } from '../cluster/images';
import { tool } from '../toolchain';
import type { Scrape } from './scrape';

export type NodeCatalogName = (typeof nodeCatalogs)[number];

/** What a kubelet answers to, by the catalog that it is of. */
const paths: Readonly<Record<NodeCatalogName, string>> = { cadvisor: 'metrics/cadvisor', kubelet: 'metrics' };

const namespace = 'belfry-catalogs';

/** A pod with limits and a volume, and one whose image nobody has. */
const objects: readonly object[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
  pod('limited', {
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
    containers: [{ name: 'limited', image: pauseImage, resources: { limits: { cpu: '100m', memory: '32Mi' } }, volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
  }),
  pod('absent', { containers: [{ name: 'absent', image: 'image.invalid/nobody:1' }] }),
];

function pod(name: string, spec: object): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec: { terminationGracePeriodSeconds: 0, ...spec } };
}

/** Series that are there when both pods have gone as far as they get; a kubelet measures volumes once a minute. */
const complete: Readonly<Record<NodeCatalogName, readonly RegExp[]>> = {
  cadvisor: [/^container_spec_memory_limit_bytes\{[^}]*container="limited"/m, /^container_cpu_cfs_periods_total\{[^}]*container="limited"/m],
  kubelet: [/^kubelet_volume_stats_used_bytes\{[^}]*persistentvolumeclaim="data"/m, /^kubelet_runtime_operations_errors_total\{[^}]*operation_type="pull_image"/m],
};

/** What all kubelets of a cluster answer while they have two pods more, asked through the API server. */
export async function nodePages(cluster: Pick<Cluster, 'layout'>, names: readonly NodeCatalogName[]): Promise<ReadonlyMap<NodeCatalogName, string>> {
  const program = await tool('kubectl');
  const kubectl = (args: readonly string[], input = ''): Promise<string> => command(program, ['--kubeconfig', cluster.layout.kubeconfig, ...args], { input });
  const nodes = (await kubectl(['get', 'nodes', '--output', 'jsonpath={.items[*].metadata.name}'])).split(' ');
  const page = async (name: NodeCatalogName): Promise<readonly [NodeCatalogName, string]> => {
    const answers = await Promise.all(nodes.map((node) => kubectl(['get', '--raw', `/api/v1/nodes/${node}/proxy/${paths[name]}`])));
    return [name, answers.join('\n')];
  };
  await kubectl(['apply', '--server-side', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
  try {
    return await until('every kubelet tells of both pods', 240, async () => {
      const pages = await Promise.all(names.map(page));
      return pages.every(([name, text]) => complete[name].every((series) => series.test(text))) ? new Map(pages) : undefined;
    });
  } finally {
    await kubectl(['delete', 'namespace', namespace, '--wait=true']);
  }
}

/** Asks the kubelets of the cluster that runs here. */
export function scrapeNodes(name: NodeCatalogName): Scrape {
  return async () => {
    const cluster = await runningCluster();
    if (cluster === undefined) {
      throw mistake({
        check: 'tools/scrape',
        message: `${name} runs in a cluster, and there is none`,
        place: { subject: `npm run catalog:scrape -- ${name}` },
        fix: 'start one, as root: npm run cluster -- up',
      });
    }
    return (await nodePages(cluster, [name])).get(name) ?? '';
  };
}
