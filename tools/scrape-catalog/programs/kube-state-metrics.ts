import { watchedResources } from '../../../lib/component/kube-state-metrics/watched-objects';
import { freeAddresses, get, metricsPage, start } from '../running-program';
import type { Scrape } from '../scrape';
import { kubernetesApi } from './kubernetes-api';

/** One series of every kind of object that is watched: each kind is listed on its own, and the page is served before all are. */
const complete = [
  'kube_limitrange', 'kube_resourcequota', 'kube_persistentvolume_info',
  ...['cronjob', 'daemonset', 'deployment', 'horizontalpodautoscaler', 'ingress', 'job', 'namespace', 'networkpolicy', 'node', 'persistentvolumeclaim', 'pod', 'poddisruptionbudget', 'replicaset', 'service', 'statefulset', 'storageclass', 'volumeattachment'].map((kind) => `kube_${kind}_created`),
];

function asking(use: (objects: string, own: string) => Promise<string>): Scrape {
  return async () => {
    const api = await kubernetesApi();
    const { objects, own } = await freeAddresses('objects', 'own');
    const [host = '', port = ''] = objects.split(':');
    const program = await start('kube-state-metrics', [
      `--apiserver=${api.url}`,
      `--host=${host}`,
      `--port=${port}`,
      `--telemetry-host=${host}`,
      `--telemetry-port=${own.split(':')[1] ?? ''}`,
      `--resources=${watchedResources()}`,
    ]);
    try {
      await metricsPage(program, objects, complete);
      return await use(objects, own);
    } finally {
      await program.stop();
      await api.stop();
    }
  };
}

/** What it tells of the cluster, with the arguments of the stack. */
export const scrapeKubeStateMetrics: Scrape = asking(async (objects) => (await get(objects, '/metrics')) ?? '');

/** What it tells of itself. */
export const scrapeKubeStateMetricsSelf: Scrape = asking(async (_objects, own) => (await get(own, '/metrics')) ?? '');
