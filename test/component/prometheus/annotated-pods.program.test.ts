import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { toYaml } from '../../../lib/core/yaml';
import type { RunningProgram } from '../running-program';
import { eventually, freePort, get, start } from '../running-program';
import { at, configFile, list, manifestsOf, plainData, sampleStack, text } from '../sample-stack';

/** A real Prometheus asks an API server for pods, and scrapes those that say so in their annotations. */
const servers: Server[] = [];
const programs: RunningProgram[] = [];
let folder = '';
let prometheus = '';
let appPort = 0;

function listen(server: Server, port = 0, host = '127.0.0.1'): Promise<number> {
  servers.push(server);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

function pod(name: string, podIP: string, annotations: Readonly<Record<string, string>>, phase = 'Running'): object {
  const prefixed = Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`prometheus.io/${key}`, value]));
  return { metadata: { name, namespace: 'shop', uid: name, annotations: prefixed }, spec: { nodeName: 'node-1', containers: [{ name: 'app', image: 'app', ports: [{ containerPort: 80 }, { containerPort: appPort }] }] }, status: { phase, podIP } };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-annotated-'));
  const application = createServer((request, response) => response.setHeader('content-type', 'text/plain; version=0.0.4').end(request.url === '/metrics' || request.url === '/custom' ? `shop_orders_total 7\n` : ''));
  appPort = await listen(application);
  const port = String(appPort);
  const pods = [
    pod('usual', '127.0.0.1', { scrape: 'true', port }),
    pod('elsewhere', '127.0.0.1', { scrape: 'true', port, path: '/custom', scheme: 'http' }),
    pod('six', 'fd00::7', { scrape: 'true', port, scheme: 'https' }),
    pod('other-port', '127.0.0.1', { scrape: 'true', port: '22' }),
    pod('silent', '127.0.0.1', { port }),
    pod('refuses', '127.0.0.1', { scrape: 'false', port }),
    pod('ended', '127.0.0.1', { scrape: 'true', port, path: '/ended' }, 'Succeeded'),
  ];
  const api = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    // A client that is told so falls back to an ordinary list and a watch, in which nothing ever changes.
    const status = url.pathname !== '/api/v1/namespaces/shop/pods' ? 404 : url.searchParams.get('sendInitialEvents') === 'true' ? 422 : 200;
    response.writeHead(status, { 'content-type': 'application/json' });
    if (status !== 200) response.end(JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', code: status, reason: status === 422 ? 'Invalid' : 'NotFound' }));
    else if (url.searchParams.has('watch')) response.flushHeaders();
    else response.end(JSON.stringify({ kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items: pods }));
  });
  const apiPort = await listen(api);
  const manifests = manifestsOf(sampleStack({ scrape: [{ name: 'annotated', discovery: { kind: 'annotated-pods', namespaces: ['shop'], ports: [appPort, 9464] } }] }));
  const scrapeConfigs = list(plainData(parse(configFile(manifests, 'prometheus-config', 'prometheus.yml'))), 'scrape_configs').filter((job) => text(job, 'job_name') === 'annotated');
  const [job] = scrapeConfigs;
  const discovery = list(job, 'kubernetes_sd_configs').map((entry) => ({ api_server: `http://127.0.0.1:${String(apiPort)}`, role: text(entry, 'role'), namespaces: at(entry, 'namespaces') }));
  const config = join(folder, 'prometheus.yml');
  writeFileSync(config, toYaml({ global: { scrape_interval: '1s', scrape_timeout: '1s' }, scrape_configs: [{ job_name: 'annotated', kubernetes_sd_configs: discovery, relabel_configs: list(job, 'relabel_configs') }] }));
  const own = await freePort();
  prometheus = `http://127.0.0.1:${String(own)}`;
  programs.push(await start('prometheus', [`--config.file=${config}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${String(own)}`]));
}, 120_000);

afterAll(async () => {
  await Promise.all(programs.map((program) => program.stop()));
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
  rmSync(folder, { recursive: true, force: true });
});

test('pods are scraped where their annotations say, and others are left alone', async () => {
  const targets = await eventually(
    'three targets',
    async () => {
      const answer = plainData(JSON.parse((await get(`${prometheus}/api/v1/targets?state=active`)) ?? '{}'));
      const found = list(answer, 'data', 'activeTargets');
      return found.length > 0 ? found : undefined;
    },
    programs,
    25,
  );
  const port = String(appPort);
  expect(targets.map((target) => `${text(target, 'labels', 'pod')} ${text(target, 'scrapeUrl')}`).sort()).toEqual([`elsewhere http://127.0.0.1:${port}/custom`, `six https://[fd00::7]:${port}/metrics`, `usual http://127.0.0.1:${port}/metrics`]);
  const samples = await eventually(
    'samples of both pods',
    async () => {
      const found = list(plainData(JSON.parse((await get(`${prometheus}/api/v1/query?query=shop_orders_total`)) ?? '{}')), 'data', 'result');
      return found.length === 2 ? found : undefined;
    },
    programs,
    25,
  );
  expect(samples.map((sample) => at(sample, 'metric'))).toContainEqual({ __name__: 'shop_orders_total', job: 'annotated', instance: `127.0.0.1:${port}`, namespace: 'shop', pod: 'usual', node: 'node-1' });
}, 60_000);
