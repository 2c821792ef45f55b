import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runTool, tool } from '../../tools/toolchain';
import type { ProcessResult } from '../../tools/toolchain/run-process';
import { runProcess } from '../../tools/toolchain/run-process';
import { workloads } from './pods';
import { configFile, entries, manifestsOf, sampleStack, text, words } from './sample-stack';

/** Every file of configuration, as it stands in its ConfigMap, is read by the program that it is for. */
const manifests = manifestsOf(sampleStack());
let folder = '';

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
function rooted(content: string): string {
  return content.replaceAll(/\/(?:etc\/(?:secrets|prometheus|alertmanager)|var\/run\/secrets)\//g, (path) => `${folder}${path}`);
}

describe('Prometheus', () => {
  test('promtool finds nothing to complain about', async () => {
    // promtool asks whether the files are there, not what is in them.
    for (const file of ['token', 'ca.crt']) for (const where of ['etc/secrets/redis-exporter', 'var/run/secrets/kubernetes.io/serviceaccount']) write(`${where}/${file}`, 'x');
    write('etc/prometheus/rules/shop.yaml', configFile(manifests, 'prometheus-rules-shop', 'shop.yaml'));
    const config = write('prometheus.yml', rooted(configFile(manifests, 'prometheus-config', 'prometheus.yml')));
    const result = await runTool('promtool', ['check', 'config', '--lint=all', '--lint-fatal', config]);
    expect(result.stderr).toBe('');
    expect(result.stdout).toContain('1 rule files found');
    expect(result.status).toBe(0);
  });

  test('promtool would have complained', async () => {
    const config = write('wrong.yml', rooted(configFile(manifests, 'prometheus-config', 'prometheus.yml')).replace('job_name: redis', 'job_name: prometheus'));
    const { status, stderr } = await runTool('promtool', ['check', 'config', '--lint=all', '--lint-fatal', config]);
    expect(stderr).toContain('multiple scrape configs with job name "prometheus"');
    expect(status).not.toBe(0);
  });
});

describe('Alertmanager', () => {
  test('amtool accepts configuration and templates', async () => {
    write('etc/alertmanager/templates/slack.tmpl', configFile(manifests, 'alertmanager-templates', 'slack.tmpl'));
    const config = write('alertmanager.yml', rooted(configFile(manifests, 'alertmanager-config', 'alertmanager.yml')));
    const { status, stdout } = await runTool('amtool', ['check-config', config]);
    expect(stdout).toContain('1 templates');
    expect(status).toBe(0);
  });
});

describe('Loki', () => {
  const config = configFile(manifests, 'loki-config', 'loki.yaml');

  test('verifies its configuration', async () => {
    const { status, stderr } = await runTool('loki', [`-config.file=${write('loki.yaml', config)}`, '-verify-config']);
    expect(stderr).toContain('config is valid');
    expect(status).toBe(0);
  });

  test('would have refused retention without a store for deletions', async () => {
    const { status } = await runTool('loki', [`-config.file=${write('loki-wrong.yaml', config.replace(/ *delete_request_store: .*\n/, ''))}`, '-verify-config']);
    expect(status).not.toBe(0);
  });
});

/** Validates with the variables that the pod has. */
async function validate(program: 'jaeger' | 'otelcol', config: string): Promise<ProcessResult> {
  const environment = { ...process.env, POD_IP: '127.0.0.1', POD_NAME: 'gateway-0', NODE_NAME: 'node-1' };
  return runProcess(await tool(program), ['validate', '--config', config], { environment });
}

describe('Jaeger and the collectors', () => {
  const files = [
    ['jaeger', 'jaeger-config', 'jaeger.yaml'],
    ['otelcol', 'otel-collector-agent-config', 'config.yaml'],
    ['otelcol', 'otel-collector-gateway-config', 'config.yaml'],
  ] as const;

  test.each(files)('%s accepts %s', async (program, configMap, file) => {
    const { status, stderr } = await validate(program, write(`${configMap}.yaml`, configFile(manifests, configMap, file)));
    expect(stderr.split('\n').filter((line) => /error/i.test(line))).toEqual([]);
    expect(status).toBe(0);
  });

  test.each(files)('%s would have refused %s with a part that nobody declares', async (program, configMap, file) => {
    const wrong = configFile(manifests, configMap, file).replace('processors: [memory_limiter', 'processors: [memory_limitr');
    const { status } = await validate(program, write(`${configMap}-wrong.yaml`, wrong));
    expect(status).not.toBe(0);
  });
});

describe('the blackbox exporter', () => {
  const config = configFile(manifests, 'blackbox-exporter-config', 'blackbox.yml');

  test('checks its configuration', async () => {
    const { status } = await runTool('blackbox_exporter', [`--config.file=${write('blackbox.yml', config)}`, '--config.check']);
    expect(status).toBe(0);
  });

  test('would have refused a question that it does not know', async () => {
    const { status } = await runTool('blackbox_exporter', [`--config.file=${write('blackbox-wrong.yml', config.replace('query_name', 'query_nam'))}`, '--config.check']);
    expect(status).not.toBe(0);
  });
});

describe('arguments', () => {
  /** How each program is made to read its arguments and do nothing more. */
  const programs = [
    ['prometheus', 'prometheus', '--version'],
    ['alertmanager', 'alertmanager', '--version'],
    ['jaeger', 'jaeger', '--help'],
    ['otel-collector-agent', 'otelcol', '--help'],
    ['otel-collector-gateway', 'otelcol', '--help'],
    ['node-exporter', 'node_exporter', '--version'],
    ['kube-state-metrics', 'kube-state-metrics', '--help'],
    ['blackbox-exporter', 'blackbox_exporter', '--version'],
  ] as const;

  test.each(programs)('of %s are known to the program', async (component, program, harmless) => {
    const container = workloads(manifests).find(({ manifest }) => manifest.name === component)?.containers[0];
    const args = words(container, 'args');
    expect(args.length).toBeGreaterThan(0);
    expect((await runTool(program, [...args, harmless])).status).toBe(0);
    expect((await runTool(program, [...args, '--no-such-argument', harmless])).status).not.toBe(0);
  });

  test('of kube-state-metrics name kinds of objects that it knows', async () => {
    const container = workloads(manifests).find(({ manifest }) => manifest.name === 'kube-state-metrics')?.containers[0];
    const watched = (/--resources=(\S+)/.exec(words(container, 'args').join(' ')))?.[1]?.split(',') ?? [];
    const known = (/resources to be enabled\. Defaults to "([^"]+)"/.exec((await runTool('kube-state-metrics', ['--help'])).stdout))?.[1]?.split(',') ?? [];
    expect(watched.length).toBeGreaterThan(10);
    expect(watched.filter((kind) => !known.includes(kind))).toEqual([]);
  });

  test('all programs are in the list but Loki, which ignores what it does not know, and Grafana, which cannot be built here', () => {
    const listed = new Set<string>(programs.map(([component]) => component));
    expect(workloads(manifests).map(({ manifest }) => manifest.name).filter((name) => !listed.has(name))).toEqual(['loki', 'grafana']);
  });

  test('Grafana is configured by the environment that its image reads', () => {
    const container = workloads(manifests).find(({ manifest }) => manifest.name === 'grafana')?.containers[0];
    expect(entries({ env: Object.fromEntries((container === undefined ? [] : [0, 1]).map((index) => [text(container, 'env', index, 'name'), text(container, 'env', index, 'value')])) }, 'env')).toEqual([
      ['GF_PATHS_CONFIG', '/etc/grafana/config/grafana.ini'],
      ['GF_PATHS_PROVISIONING', '/etc/grafana/provisioning'],
    ]);
  });
});
