import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { environments } from '../../charts/environments';
import type { Data } from '../../lib/core/yaml';
import { runTool, tool } from '../../tools/toolchain';
import { runProcess } from '../../tools/toolchain/run-process';
import { at, entries, plainData, text } from '../component/sample-stack';

/** The committed configuration of every environment is read by the programs that it is for. */
const dist = resolve(__dirname, '../../dist');

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-accepted-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, content: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** What the ConfigMaps of a manifest hold: the name of each file, and its content. */
function filesIn(environment: string, manifest: string): readonly (readonly [name: string, content: string])[] {
  const objects = parseAllDocuments(readFileSync(join(dist, environment, manifest), 'utf8')).map((document): Data => plainData(document.toJS()));
  return objects.filter((object) => text(object, 'kind') === 'ConfigMap').flatMap((object) => entries(object, 'data').flatMap(([name]) => {
    const content = at(object, 'data', name);
    return typeof content === 'string' ? [[name, content] as const] : [];
  }));
}

function fileIn(environment: string, manifest: string, name: string): string {
  return filesIn(environment, manifest).find(([candidate]) => candidate === name)?.[1] ?? '';
}

/** Folders of containers are folders of the test; promtool asks whether the files of Secrets are there, not what is in them. */
function rooted(content: string): string {
  const local = content.replaceAll(/\/(?:etc\/(?:secrets|prometheus|alertmanager)|var\/run\/secrets)\//g, (path) => `${folder}${path}`);
  for (const [path] of local.matchAll(new RegExp(`${folder}/(?:etc/secrets|var/run/secrets)/[\\w./-]+`, 'g'))) write(path.slice(folder.length), 'x');
  return local;
}

describe.each(environments.map(({ environment }) => environment))('%s', (environment) => {
  test('promtool accepts the configuration with its rules, to the last lint', async () => {
    for (const [name, content] of filesIn(environment, 'prometheus-rules.yaml')) write(`etc/prometheus/rules/${name}`, content);
    const config = write('prometheus.yml', rooted(fileIn(environment, 'prometheus.yaml', 'prometheus.yml')));
    const { status, stderr } = await runTool('promtool', ['check', 'config', '--lint=all', '--lint-fatal', config]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  }, 60_000);

  test('amtool accepts the routes and the templates', async () => {
    for (const [name, content] of filesIn(environment, 'alertmanager.yaml')) write(name.endsWith('.tmpl') ? `etc/alertmanager/templates/${name}` : name, name.endsWith('.tmpl') ? content : rooted(content));
    const { status } = await runTool('amtool', ['check-config', join(folder, 'alertmanager.yml')]);
    expect(status).toBe(0);
  });

  test('the blackbox exporter accepts its questions', async () => {
    const { status } = await runTool('blackbox_exporter', [`--config.file=${write('blackbox.yml', fileIn(environment, 'blackbox-exporter.yaml', 'blackbox.yml'))}`, '--config.check']);
    expect(status).toBe(0);
  });

  test('Loki, Jaeger and the collectors accept theirs', async () => {
    const loki = await runTool('loki', [`-config.file=${write('loki.yaml', fileIn(environment, 'loki.yaml', 'loki.yaml'))}`, '-verify-config']);
    expect(loki.status).toBe(0);
    for (const [program, manifest, name] of [['jaeger', 'jaeger.yaml', 'jaeger.yaml'], ['otelcol', 'otel-collector-agent.yaml', 'config.yaml'], ['otelcol', 'otel-collector-gateway.yaml', 'config.yaml']] as const) {
      const variables = { ...process.env, POD_IP: '127.0.0.1', POD_NAME: 'gateway-0', NODE_NAME: 'node-1' };
      const { status, stderr } = await runProcess(await tool(program), ['validate', '--config', write(`${program}.yaml`, fileIn(environment, manifest, name))], { environment: variables });
      expect({ manifest, status, errors: stderr.split('\n').filter((line) => /error/i.test(line)) }).toEqual({ manifest, status: 0, errors: [] });
    }
  }, 60_000);
});
