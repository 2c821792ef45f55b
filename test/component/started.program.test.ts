import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { toYaml } from '../../lib/core/yaml';
import { workloads } from './pods';
import type { RunningProgram } from './running-program';
import { eventually, freePort, get, start } from './running-program';
import type { at} from './sample-stack';
import { configFile, list, manifestsOf, plainData, sampleStack, text, words } from './sample-stack';

/** Programs start with the arguments and the configuration of their pods, and answer the probes of their containers. */
const manifests = manifestsOf(sampleStack());
const programs: RunningProgram[] = [];
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-started-'));
});

afterEach(async () => {
  await Promise.all(programs.splice(0).map((program) => program.stop()));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function containerOf(component: string): ReturnType<typeof at> {
  return workloads(manifests).find(({ manifest }) => manifest.name === component)?.containers[0];
}

/** Starts a component with the arguments of its container; a test changes where it listens and where its files are. */
async function run(program: Parameters<typeof start>[0], component: string, change: (argument: string) => string, more: readonly string[] = []): Promise<void> {
  programs.push(await start(program, [...words(containerOf(component), 'args').map(change), ...more]));
}

/** Asks what the kubelet would ask. */
async function answersProbes(component: string, port: number): Promise<void> {
  for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
    const path = text(containerOf(component), probe, 'httpGet', 'path');
    await eventually(`${probe} of ${component}`, () => get(`http://127.0.0.1:${String(port)}${path}`), programs, 30);
  }
}

test('Alertmanager', async () => {
  const port = await freePort();
  const config = join(folder, 'alertmanager.yml');
  writeFileSync(config, configFile(manifests, 'alertmanager-config', 'alertmanager.yml'));
  await run('alertmanager', 'alertmanager', (argument) => argument.replace(/^(--config\.file=).*/, `$1${config}`).replace(/^(--storage\.path=).*/, `$1${join(folder, 'alertmanager')}`), [`--web.listen-address=127.0.0.1:${String(port)}`]);
  await answersProbes('alertmanager', port);
  const status = plainData(JSON.parse((await get(`http://127.0.0.1:${String(port)}/api/v2/status`)) ?? '{}'));
  expect(text(status, 'cluster', 'status')).toBe('disabled');
});

test('node exporter', async () => {
  const port = await freePort();
  await run('node_exporter', 'node-exporter', (argument) => argument.replace('[$(NODE_IP)]:9100', `127.0.0.1:${String(port)}`).replace('=/host/run/', '=/run/').replace('=/host/', '=/').replace(/=\/host$/, '=/'));
  await answersProbes('node-exporter', port);
  expect(await get(`http://127.0.0.1:${String(port)}/metrics`)).toContain('node_cpu_seconds_total');
});

describe('the blackbox exporter', () => {
  test('asks as its modules say', async () => {
    const port = await freePort();
    const config = join(folder, 'blackbox.yml');
    writeFileSync(config, configFile(manifests, 'blackbox-exporter-config', 'blackbox.yml'));
    await run('blackbox_exporter', 'blackbox-exporter', (argument) => argument.replace(/^(--config\.file=).*/, `$1${config}`), [`--web.listen-address=127.0.0.1:${String(port)}`]);
    await answersProbes('blackbox-exporter', port);
    const server = createServer((request, response) => {
      if (request.url === '/moved') response.writeHead(302, { location: '/' }).end();
      else response.end(request.url === '/ok' ? 'ok' : 'fine');
    });
    const target = await freePort();
    await new Promise<void>((resolve) => server.listen(target, '127.0.0.1', resolve));
    const success = async (module: string, path: string): Promise<boolean> => (await get(`http://127.0.0.1:${String(port)}/probe?module=${encodeURIComponent(module)}&target=http://127.0.0.1:${String(target)}${path}`))?.includes('\nprobe_success 1\n') ?? false;
    const strict = 'http_200_204_body_-5e-ok-24-_no_redirect';
    expect([await success('http_2xx', '/'), await success('http_2xx', '/moved'), await success(strict, '/ok'), await success(strict, '/'), await success(strict, '/moved')]).toEqual([true, true, true, false, false]);
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('Prometheus', () => {
  test('picks up rules when the ConfigMap behind its folder changes, without a restart', async () => {
    const port = await freePort();
    const rules = join(folder, 'rules');
    const config = join(folder, 'prometheus.yml');
    writeFileSync(config, configFile(manifests, 'prometheus-config', 'prometheus.yml').replaceAll('/etc/prometheus/rules', rules));
    // The kubelet shows a new generation of a ConfigMap by turning one symbolic link.
    const publish = (generation: string, alert: string): void => {
      mkdirSync(join(rules, `..${generation}`), { recursive: true });
      writeFileSync(join(rules, `..${generation}`, 'shop.yaml'), toYaml({ groups: [{ name: 'shop', rules: [{ alert, expr: 'vector(1)' }] }] }));
      symlinkSync(`..${generation}`, join(rules, '..data_tmp'));
      renameSync(join(rules, '..data_tmp'), join(rules, '..data'));
    };
    publish('first', 'Before');
    symlinkSync(join('..data', 'shop.yaml'), join(rules, 'shop.yaml'));
    await run('prometheus', 'prometheus', (argument) => argument.replace(/^(--config\.file=).*/, `$1${config}`).replace(/^(--storage\.tsdb\.path=).*/, `$1${join(folder, 'prometheus')}`), ['--config.auto-reload-interval=1s', `--web.listen-address=127.0.0.1:${String(port)}`]);
    await answersProbes('prometheus', port);
    const alerts = async (): Promise<readonly string[]> => {
      const answer = plainData(parse((await get(`http://127.0.0.1:${String(port)}/api/v1/rules`)) ?? '{}'));
      return list(answer, 'data', 'groups', 0, 'rules').map((rule) => text(rule, 'name'));
    };
    await eventually('the first rules', async () => ((await alerts()).join() === 'Before' ? true : undefined), programs);
    publish('second', 'After');
    await eventually('the second rules', async () => ((await alerts()).join() === 'After' ? true : undefined), programs);
  });
});
