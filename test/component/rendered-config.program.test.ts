import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runTool, tool } from '../../tools/toolchain';
import type { ProcessResult } from '../../tools/toolchain/run-process';
import { runProcess } from '../../tools/toolchain/run-process';
import { committed } from '../stack/committed';
import { workloads } from './pods';
import type { Manifest } from './sample-stack';
import { at, configFile, entries, manifestsOf, sampleStack, text, words } from './sample-stack';

/** Every file of configuration, as it stands in its ConfigMap, is read by the program that it is for. */
const everything = [...committed, { name: 'sample', manifests: manifestsOf(sampleStack()) }];
const sample = manifestsOf(sampleStack());
let folder = '';

/** The files of all ConfigMaps whose name begins so. */
function filesOf(manifests: readonly Manifest[], prefix: string): readonly (readonly [file: string, content: string])[] {
  return manifests.filter(({ kind, name }) => kind === 'ConfigMap' && name.startsWith(prefix)).flatMap(({ content }) => entries(content, 'data').map(([file]) => [file, text(content, 'data', file)] as const));
}

/** Text of the processes of one environment is kept apart from that of the others. */
function folderOf(environment: string): string {
  return join(folder, environment);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-config-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a file below the folder of the test, and says where. */
function write(path: string, content: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** The folders of a container are folders of the test. */
function rooted(environment: string, content: string): string {
  return content.replaceAll(/\/(?:etc\/(?:secrets|prometheus|alertmanager)|var\/run\/secrets)\//g, (path) => `${folderOf(environment)}${path}`);
}

describe.each(everything)('the configuration of $name', ({ name: environment, manifests }) => {
  const file = (path: string, content: string): string => write(join(environment, path), content);

  test('promtool finds nothing to complain about', async () => {
    const content = configFile(manifests, 'prometheus-config', 'prometheus.yml');
    // promtool asks whether the files are there, not what is in them.
    for (const [path] of content.matchAll(/\/(?:etc\/secrets|var\/run\/secrets)\/\S+/g)) file(path, 'x');
    const rules = filesOf(manifests, 'prometheus-rules-');
    for (const [name, text_] of rules) file(`etc/prometheus/rules/${name}`, text_);
    const result = await runProcess(await tool('promtool'), ['check', 'config', '--lint=all', '--lint-fatal', file('prometheus.yml', rooted(environment, content))], { environment: { ...process.env, POD_NAME: 'prometheus-0' } });
    expect(result.stderr).toBe('');
    expect(result.stdout).toContain(`${String(rules.length)} rule files found`);
    expect(result.status).toBe(0);
  });

  test('amtool accepts routes, receivers and templates', async () => {
    const templates = filesOf(manifests, 'alertmanager-templates');
    for (const [name, content] of templates) file(`etc/alertmanager/templates/${name}`, content);
    const { status, stdout } = await runTool('amtool', ['check-config', file('alertmanager.yml', rooted(environment, configFile(manifests, 'alertmanager-config', 'alertmanager.yml')))]);
    expect(templates.length).toBeGreaterThan(0);
    expect(stdout).toMatch(/[1-9]\d* templates/);
    expect(status).toBe(0);
  });

  test('Loki verifies it', async () => {
    const { status, stderr } = await runTool('loki', [`-config.file=${file('loki.yaml', configFile(manifests, 'loki-config', 'loki.yaml'))}`, '-verify-config']);
    expect(stderr).toContain('config is valid');
    expect(status).toBe(0);
  });

  test('Jaeger and every collector validate it', async () => {
    const files = manifests.filter(({ kind, name }) => kind === 'ConfigMap' && /^(?:jaeger|otel-collector-\w+)-config$/.test(name));
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const { name, content } of files) {
      const [config] = entries(content, 'data').map(([key]) => key);
      const { status, stderr } = await validate(name.startsWith('jaeger') ? 'jaeger' : 'otelcol', file(`${name}.yaml`, text(content, 'data', config ?? '')));
      expect(stderr.split('\n').filter((line) => /error/i.test(line))).toEqual([]);
      expect({ name, status }).toEqual({ name, status: 0 });
    }
  });

  test('the blackbox exporter checks it', async () => {
    const { status } = await runTool('blackbox_exporter', [`--config.file=${file('blackbox.yml', configFile(manifests, 'blackbox-exporter-config', 'blackbox.yml'))}`, '--config.check']);
    expect(status).toBe(0);
  });

  test('the arguments are known to the programs', async () => {
    for (const [component, program, harmless] of programs) {
      const container = workloads(manifests).find(({ manifest }) => manifest.name === component)?.containers[0];
      if (container === undefined) continue;
      const args = words(container, 'args');
      expect(args.length).toBeGreaterThan(0);
      expect({ component, status: (await runTool(program, [...args, harmless])).status }).toEqual({ component, status: 0 });
    }
  });

  test('all programs are asked for their arguments but Loki, which ignores what it does not know, and those that cannot be built here: Grafana and the login proxies', () => {
    const listed = new Set<string>(programs.map(([component]) => component));
    expect(workloads(manifests).map(({ manifest }) => manifest.name).filter((name) => !listed.has(name) && !name.endsWith('-login')).sort()).toEqual(['grafana', 'loki']);
  });
});

/** How each program is made to read its arguments and do nothing more. */
const programs = [
  ['prometheus', 'prometheus', '--version'],
  ['alertmanager', 'alertmanager', '--version'],
  ['jaeger', 'jaeger', '--help'],
  ['otel-collector-agent', 'otelcol', '--help'],
  ['otel-collector-balancer', 'otelcol', '--help'],
  ['otel-collector-gateway', 'otelcol', '--help'],
  ['node-exporter', 'node_exporter', '--version'],
  ['kube-state-metrics', 'kube-state-metrics', '--help'],
  ['blackbox-exporter', 'blackbox_exporter', '--version'],
] as const;

/** Kubernetes at an address where nobody is. */
const kubeconfig = JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters: [{ name: 'none', cluster: { server: 'http://127.0.0.1:1' } }], contexts: [{ name: 'none', context: { cluster: 'none', user: '' } }], 'current-context': 'none' });

/** Validates with the variables that the pod has. The balancer builds its client for Kubernetes, and asks it nothing yet. */
async function validate(program: 'jaeger' | 'otelcol', config: string): Promise<ProcessResult> {
  const environment = { ...process.env, POD_IP: '127.0.0.1', POD_NAME: 'gateway-0', NODE_NAME: 'node-1', KUBECONFIG: write('kubeconfig', kubeconfig) };
  return runProcess(await tool(program), ['validate', '--config', config], { environment });
}

describe('the programs would have refused', () => {
  test('a job of Prometheus that is there twice', async () => {
    const config = write('wrong.yml', rooted('sample', configFile(sample, 'prometheus-config', 'prometheus.yml')).replace('job_name: redis', 'job_name: prometheus'));
    const { status, stderr } = await runTool('promtool', ['check', 'config', '--lint=all', '--lint-fatal', config]);
    expect(stderr).toContain('multiple scrape configs with job name "prometheus"');
    expect(status).not.toBe(0);
  });

  test('a receiver of Alertmanager that is not there', async () => {
    const config = configFile(sample, 'alertmanager-config', 'alertmanager.yml').replace('receiver: pager', 'receiver: paper');
    expect((await runTool('amtool', ['check-config', write('wrong-alertmanager.yml', config)])).status).not.toBe(0);
  });

  test('retention in Loki without a store for deletions', async () => {
    const config = configFile(sample, 'loki-config', 'loki.yaml').replace(/ *delete_request_store: .*\n/, '');
    expect((await runTool('loki', [`-config.file=${write('loki-wrong.yaml', config)}`, '-verify-config'])).status).not.toBe(0);
  });

  test('schemas of Loki that overlap, and takes those that follow each other', async () => {
    const config = configFile(sample, 'loki-config', 'loki.yaml');
    const later = (from: string): string => config.replace(/( *)- from: [^]*?period: 24h\n/, (schema) => schema + schema.replace(/from: \S+/, `from: "${from}"`));
    expect((await runTool('loki', [`-config.file=${write('loki-schemas.yaml', later('2025-01-01'))}`, '-verify-config'])).status).toBe(0);
    const { status, stderr } = await runTool('loki', [`-config.file=${write('loki-overlap.yaml', later('2022-01-01'))}`, '-verify-config']);
    expect(stderr).toMatch(/schema/i);
    expect(status).not.toBe(0);
  });

  test.each([
    ['jaeger', 'jaeger-config', 'jaeger.yaml'],
    ['otelcol', 'otel-collector-agent-config', 'config.yaml'],
    ['otelcol', 'otel-collector-gateway-config', 'config.yaml'],
  ] as const)('a part in the configuration of %s %s that nobody declares', async (program, configMap, file) => {
    const wrong = configFile(sample, configMap, file).replace('processors: [memory_limiter', 'processors: [memory_limitr');
    expect((await validate(program, write(`${configMap}-wrong.yaml`, wrong))).status).not.toBe(0);
  });

  test('a question that the blackbox exporter does not know', async () => {
    const config = configFile(sample, 'blackbox-exporter-config', 'blackbox.yml').replace('query_name', 'query_nam');
    expect((await runTool('blackbox_exporter', [`--config.file=${write('blackbox-wrong.yml', config)}`, '--config.check'])).status).not.toBe(0);
  });

  test.each(programs)('an argument of %s that it does not know', async (_, program, harmless) => {
    expect((await runTool(program, ['--no-such-argument', harmless])).status).not.toBe(0);
  });
});

describe('arguments', () => {
  test('of kube-state-metrics name kinds of objects that it knows', async () => {
    const container = workloads(sample).find(({ manifest }) => manifest.name === 'kube-state-metrics')?.containers[0];
    const watched = (/--resources=(\S+)/.exec(words(container, 'args').join(' ')))?.[1]?.split(',') ?? [];
    const known = (/resources to be enabled\. Defaults to "([^"]+)"/.exec((await runTool('kube-state-metrics', ['--help'])).stdout))?.[1]?.split(',') ?? [];
    expect(watched.length).toBeGreaterThan(10);
    expect(watched.filter((kind) => !known.includes(kind))).toEqual([]);
  });

  test('Grafana is configured by the environment that its image reads', () => {
    const container = workloads(sample).find(({ manifest }) => manifest.name === 'grafana')?.containers[0];
    expect([0, 1].map((index) => [at(container, 'env', index, 'name'), at(container, 'env', index, 'value')])).toEqual([
      ['GF_PATHS_CONFIG', '/etc/grafana/config/grafana.ini'],
      ['GF_PATHS_PROVISIONING', '/etc/grafana/provisioning'],
    ]);
  });
});
