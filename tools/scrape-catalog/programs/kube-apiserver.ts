import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startApiServer, type ApiServer } from '../api-server';
import { eventually } from '../running-program';
import type { Scrape } from '../scrape';

const metadata = { name: 'shop', namespace: 'default' };

const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { colour: 'blue' } };

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: { selector: { matchLabels: { app: 'shop' } }, template: { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'shop', image: 'shop.example/shop:1' }] } } },
};

const names = [
  'apiserver_request_total',
  'apiserver_request_duration_seconds_count',
  'apiserver_longrunning_requests',
  'apiserver_current_inflight_requests',
  'apiserver_storage_objects',
  'apiserver_flowcontrol_request_execution_seconds_count',
  'apiserver_admission_controller_admission_duration_seconds_count',
  'etcd_request_duration_seconds_count',
  'kubernetes_build_info',
];

/** Each of these is one kind of request: writes, reads, a dry run, one that is refused, and one about what does not exist. */
async function use({ kubectl }: ApiServer, folder: string): Promise<void> {
  const file = (name: string, object: object): string => {
    const path = join(folder, `${name}.json`);
    writeFileSync(path, JSON.stringify(object));
    return path;
  };
  const refused = async (...args: readonly string[]): Promise<void> => {
    await kubectl(...args).catch(() => undefined);
  };
  await kubectl('create', '-f', file('settings', settings));
  await kubectl('apply', '--server-side', '-f', file('deployment', deployment));
  await kubectl('apply', '--server-side', '--dry-run=server', '-f', file('deployment', deployment));
  await kubectl('scale', 'deployment/shop', '--replicas=2');
  await kubectl('replace', '-f', file('replaced', { ...settings, data: { colour: 'red' } }));
  await kubectl('get', 'deployments', '--all-namespaces');
  await refused('get', 'configmap', 'nobody');
  await refused('create', '-f', file('broken', { ...deployment, metadata: { name: 'not a name' } }));
  await refused('get', 'nodes', '--as=nobody');
  await kubectl('delete', '-f', file('deployment', deployment));
}

/** The API server of a cluster without nodes. */
export const scrapeKubeApiserver: Scrape = async ({ folder }) => {
  const server = await startApiServer();
  try {
    await use(server, folder);
    const ask = async (): Promise<string | undefined> => {
      const page = await server.kubectl('get', '--raw', '/metrics');
      return names.every((name) => new RegExp(`^${name}[{ ]`, 'm').test(page)) ? page : undefined;
    };
    return await eventually(`a metrics page with ${names.join(', ')}`, ask, server.program);
  } finally {
    await server.stop();
  }
};
