import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { Data } from '../../../lib/core/yaml';
import { at, configFile, entries, list, manifestsOf, plainData, sampleStack, text, words } from '../sample-stack';

const manifests = manifestsOf(sampleStack());

describe.each([
  ['agent', 'otel-collector-agent-config', 'config.yaml'],
  ['gateway', 'otel-collector-gateway-config', 'config.yaml'],
  // The validators of both programs do not follow references to extensions, and Jaeger's not those to its stores.
  ['jaeger', 'jaeger-config', 'jaeger.yaml'],
])('the configuration of the %s', (_, configMap, file) => {
  const config = plainData(parse(configFile(manifests, configMap, file)));
  const keys = (...path: readonly string[]): readonly string[] => entries(config, ...path).map(([name]) => name);
  const pipelines = entries(config, 'service', 'pipelines').map(([name]) => name);

  test('joins only parts that are declared, and declares none that is not joined', () => {
    const used = (kind: 'receivers' | 'processors' | 'exporters'): readonly string[] => [...new Set(pipelines.flatMap((pipeline) => words(config, 'service', 'pipelines', pipeline, kind)))].sort();
    const connectors = keys('connectors');
    expect(used('receivers')).toEqual([...keys('receivers'), ...connectors].sort());
    expect(used('exporters')).toEqual([...keys('exporters'), ...connectors].sort());
    expect(used('processors')).toEqual([...keys('processors')].sort());
  });

  test('starts the extensions that it declares', () => {
    expect([...words(config, 'service', 'extensions')].sort()).toEqual([...keys('extensions')].sort());
  });

  test('refers only to storage that is there', () => {
    const storages = [...keys('receivers').map((name) => text(config, 'receivers', name, 'storage')), ...keys('exporters').map((name) => text(config, 'exporters', name, 'sending_queue', 'storage'))].filter((name) => name !== '');
    expect(storages.filter((name) => !keys('extensions').includes(name))).toEqual([]);
  });

  test('limits its memory before anything else', () => {
    expect(pipelines.map((pipeline) => words(config, 'service', 'pipelines', pipeline, 'processors')[0])).toEqual(pipelines.map(() => 'memory_limiter'));
    expect(at(config, 'processors', 'memory_limiter')).toEqual({ check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 25 });
  });

  test('has no batch processor, which acknowledges what is nowhere yet', () => {
    expect(keys('processors').filter((name) => name.startsWith('batch'))).toEqual([]);
  });

  test('shows its own metrics on the address of the pod', () => {
    expect(at(config, 'service', 'telemetry', 'metrics', 'readers', 0, 'pull', 'exporter', 'prometheus')).toEqual({ host: '${env:POD_IP}', port: 8888 });
  });
});

describe('queues', () => {
  function exporters(configMap: string): readonly (readonly [string, Data])[] {
    return entries(plainData(parse(configFile(manifests, configMap, 'config.yaml'))), 'exporters');
  }
  const all = [...exporters('otel-collector-agent-config'), ...exporters('otel-collector-gateway-config')];

  test('lie on disk, have a size, and lose no log and no span', () => {
    expect(all.map(([name]) => name)).toEqual(['otlp_grpc', 'otlp_http/loki', 'otlp_http/jaeger', 'otlp_http/prometheus']);
    for (const [name, exporter] of all) {
      expect(text(exporter, 'sending_queue', 'storage')).toBe('file_storage');
      expect(text(exporter, 'sending_queue', 'sizer')).toBe('bytes');
      expect(Number(at(exporter, 'sending_queue', 'queue_size'))).toBeGreaterThan(Number(at(exporter, 'sending_queue', 'batch', 'max_size')));
      expect(text(exporter, 'retry_on_failure', 'max_elapsed_time')).toBe(name === 'otlp_http/prometheus' ? '30m' : '0s');
    }
  });

  test('fit into their volume twice over, for compaction', () => {
    const gateway = manifests.find(({ kind, name }) => kind === 'StatefulSet' && name === 'otel-collector-gateway');
    const gibibytes = Number.parseInt(text(gateway?.content, 'spec', 'volumeClaimTemplates', 0, 'spec', 'resources', 'requests', 'storage'), 10);
    const bytes = exporters('otel-collector-gateway-config').reduce<number>((sum, [, exporter]) => sum + Number(at(exporter, 'sending_queue', 'queue_size')), 0);
    expect(bytes * 2).toBeLessThanOrEqual(gibibytes * 1024 ** 3);
  });

  test('make the agent wait and the gateway refuse when they are full', () => {
    expect(all.map(([, exporter]) => at(exporter, 'sending_queue', 'block_on_overflow'))).toEqual([true, false, false, false]);
  });
});

describe('rights of the collectors', () => {
  test.each(['otel-collector-agent', 'otel-collector-gateway'])('%s follows pods, because its configuration names them', (component) => {
    const config = plainData(parse(configFile(manifests, `${component}-config`, 'config.yaml')));
    expect(entries(config, 'processors').map(([name]) => name)).toContain('k8sattributes');
    const rules = manifests.filter(({ file, kind }) => file === component && kind.endsWith('Role')).flatMap(({ content }) => list(content, 'rules'));
    expect(rules).toEqual([{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }]);
    // Anything else to be extracted would need more rights.
    expect(at(config, 'processors', 'k8sattributes', 'extract', 'deployment_name_from_replicaset')).toBe(true);
    expect(at(config, 'processors', 'k8sattributes', 'extract', 'labels')).toBeUndefined();
  });

  test('the agent follows the pods of its own node alone', () => {
    const config = plainData(parse(configFile(manifests, 'otel-collector-agent-config', 'config.yaml')));
    expect(text(config, 'processors', 'k8sattributes', 'filter', 'node_from_env_var')).toBe('NODE_NAME');
  });
});

describe('memory', () => {
  test.each([
    ['otel-collector-agent', 'DaemonSet'],
    ['otel-collector-gateway', 'StatefulSet'],
    ['jaeger', 'StatefulSet'],
  ])('%s collects its garbage at four fifths of the limit', (component, workload) => {
    const container = at(manifests.find(({ kind, name }) => kind === workload && name === component)?.content, 'spec', 'template', 'spec', 'containers', 0);
    const limit = text(container, 'resources', 'limits', 'memory');
    const mebibytes = Number.parseInt(limit, 10) * (limit.endsWith('Gi') ? 1024 : 1);
    const soft = list(container, 'env').find((variable) => text(variable, 'name') === 'GOMEMLIMIT');
    expect(text(soft, 'value')).toBe(`${String(Math.floor(mebibytes * 0.8))}MiB`);
  });
});
