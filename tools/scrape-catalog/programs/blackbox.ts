import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { seconds } from '../../../lib/core/duration';
import { toYaml } from '../../../lib/core/yaml';
import { blackboxConfig } from '../../../lib/component/blackbox-exporter/config';
import type { Probe } from '../../../lib/component/blackbox-exporter/probe';
import { moduleName } from '../../../lib/component/blackbox-exporter/probe';
import type { RunningProgram } from '../running-program';
import { eventually, freeAddresses, get, start } from '../running-program';
import type { Scene, Scrape } from '../scrape';

interface Exporter {
  readonly program: RunningProgram;
  readonly http: string;
}

interface TlsServer {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** A web server with a certificate of its own, whose authority is written to a file. */
async function tlsServer(authorityFile: string): Promise<TlsServer> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  writeFileSync(authorityFile, cert);
  const server = createServer({ key, cert }, (_request, response) => {
    response.setHeader('last-modified', new Date(0).toUTCString());
    response.end('well');
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const stop = (): Promise<void> =>
        new Promise((done) => {
          server.close(() => { done(); });
          server.closeAllConnections();
        });
      if (typeof address === 'object' && address !== null) resolve({ address: `127.0.0.1:${address.port}`, stop });
      else reject(new Error('the system gave no port'));
    });
  });
}

async function startExporter({ folder }: Scene, probes: readonly Probe[], authorityFile: string): Promise<Exporter> {
  const { http } = await freeAddresses('http');
  const config = join(folder, 'blackbox.yml');
  writeFileSync(config, toYaml(blackboxConfig(probes)));
  const program = await start('blackbox_exporter', [`--config.file=${config}`, `--web.listen-address=${http}`], { SSL_CERT_FILE: authorityFile });
  await eventually('readiness of the blackbox exporter', () => get(http, '/-/healthy'), program);
  return { program, http };
}

/** One probe of every module that the stack knows: HTTP and TCP with TLS against a server of our own, DNS against nobody. */
async function probeAll(scene: Scene, use: (exporter: Exporter, pages: readonly string[]) => Promise<string>): Promise<string> {
  const authorityFile = join(scene.folder, 'authority.pem');
  const server = await tlsServer(authorityFile);
  const { nobody } = await freeAddresses('nobody');
  const probes: readonly Probe[] = [
    { module: { kind: 'http', bodyMatches: 'well' }, targets: [{ name: 'http', address: `https://${server.address}` }] },
    { module: { kind: 'tcp', tls: true }, targets: [{ name: 'tcp', address: server.address }] },
    { module: { kind: 'dns', query: 'example.com', type: 'SOA' }, targets: [{ name: 'dns', address: nobody }] },
  ];
  const exporter = await startExporter(scene, probes, authorityFile);
  try {
    const pages: string[] = [];
    for (const { module, targets } of probes) {
      for (const { address } of targets) {
        pages.push((await get(exporter.http, `/probe?module=${encodeURIComponent(moduleName(module))}&target=${encodeURIComponent(address)}`, seconds(30))) ?? '');
      }
    }
    return await use(exporter, pages);
  } finally {
    await exporter.program.stop();
    await server.stop();
  }
}

/** What probes tell of their targets. */
export const scrapeProbes: Scrape = (scene) => probeAll(scene, (_exporter, pages) => Promise.resolve(pages.join('\n')));

/** What the exporter tells of itself. */
export const scrapeBlackboxExporter: Scrape = (scene) => probeAll(scene, async ({ http }) => (await get(http, '/metrics')) ?? '');
