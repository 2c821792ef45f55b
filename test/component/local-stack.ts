import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MonitoringStackProps } from '../../lib/stack/monitoring-stack';
import type { RunningProgram } from './running-program';
import { eventually, freePort, get, start } from './running-program';
import { configFile, manifestsOf, sampleStack } from './sample-stack';

/** The stores and collectors of the sample stack, running on this machine with the configuration out of its ConfigMaps. */
export interface LocalStack {
  readonly loki: string;
  readonly jaeger: string;
  readonly prometheus: string;
  /** OTLP over HTTP, of the gateway. */
  readonly otlp: string;
  /** Stands for the folder in which a node has the logs of its pods. */
  readonly podLogs: string;
  readonly programs: readonly RunningProgram[];
  readonly stop: () => Promise<void>;
}

/** Texts in a configuration and what stands for them on this machine: ports, folders, host names. */
type Substitutions = Readonly<Record<string, string>>;

function substitute(config: string, substitutions: Substitutions): string {
  const byLength = Object.entries(substitutions).sort(([a], [b]) => b.length - a.length);
  return byLength.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the configuration has no '${from}'`);
    return text.replaceAll(from, to);
  }, config);
}

/** Outside a cluster there is no Kubernetes to ask for the names of pods. */
function withoutKubernetes(config: string): string {
  return config.replaceAll('k8sattributes, ', '').replace(/^ {8}- k8sattributes\n/gm, '');
}

/** Starts the sample stack, or one that differs from it. */
export async function startLocally(changes: Partial<MonitoringStackProps> = {}): Promise<LocalStack> {
  const folder = mkdtempSync(join(tmpdir(), 'belfry-stack-'));
  const manifests = manifestsOf(sampleStack(changes));
  const port: Record<string, string> = {};
  for (const name of ['loki', 'loki-grpc', 'jaeger-otlp', 'jaeger-query', 'jaeger-grpc', 'jaeger-health', 'jaeger-metrics', 'sampling-http', 'sampling-grpc', 'prometheus', 'otlp-grpc', 'otlp-http', 'gateway-health', 'gateway-metrics', 'agent-health', 'agent-metrics']) {
    port[name] = String(await freePort());
  }
  const at = (name: string): string => `127.0.0.1:${port[name] ?? ''}`;
  const config = (configMap: string, file: string, substitutions: Substitutions): string => {
    const path = join(folder, `${configMap}.yaml`);
    writeFileSync(path, substitute(withoutKubernetes(configFile(manifests, configMap, file)), substitutions));
    return path;
  };
  const podLogs = join(folder, 'pods');
  mkdirSync(podLogs);
  const environment = { POD_IP: '127.0.0.1', POD_NAME: 'gateway-0', NODE_NAME: 'node-1' };

  const loki = config('loki-config', 'loki.yaml', {
    'http_listen_port: 3100': `http_listen_port: ${port.loki ?? ''}`,
    'grpc_listen_port: 9095': `grpc_listen_port: ${port['loki-grpc'] ?? ''}`,
    '/etc/loki/rules': join(folder, 'loki-rules'),
    '/var/loki-wal': join(folder, 'loki-wal'),
    '/var/loki': join(folder, 'loki'),
  });
  writeFileSync(join(folder, 'strategies.json'), configFile(manifests, 'jaeger-sampling', 'strategies.json'));
  const jaeger = config('jaeger-config', 'jaeger.yaml', {
    '[${env:POD_IP}]:4318': at('jaeger-otlp'),
    '[${env:POD_IP}]:5778': at('sampling-http'),
    '[${env:POD_IP}]:5779': at('sampling-grpc'),
    '/etc/jaeger/sampling': folder,
    '[${env:POD_IP}]:13133': at('jaeger-health'),
    '127.0.0.1:16685': at('jaeger-grpc'),
    'endpoint: :16686': `endpoint: ${at('jaeger-query')}`,
    'port: 8888': `port: ${port['jaeger-metrics'] ?? ''}`,
    '/var/lib/jaeger': join(folder, 'jaeger'),
    'http://prometheus.monitoring.svc:9090': `http://${at('prometheus')}`,
  });
  const prometheus = config('prometheus-config', 'prometheus.yml', { '/etc/prometheus/rules': join(folder, 'rules') });
  const gateway = config('otel-collector-gateway-config', 'config.yaml', {
    '[${env:POD_IP}]:4317': at('otlp-grpc'),
    '[${env:POD_IP}]:4318': at('otlp-http'),
    '[${env:POD_IP}]:13133': at('gateway-health'),
    'port: 8888': `port: ${port['gateway-metrics'] ?? ''}`,
    '/var/lib/otelcol': join(folder, 'gateway'),
    'http://loki.monitoring.svc:3100': `http://${at('loki')}`,
    'jaeger.monitoring.svc:4318': at('jaeger-otlp'),
    'http://prometheus.monitoring.svc:9090': `http://${at('prometheus')}`,
    // Nobody wants to wait for a quarter of a minute twice.
    'metrics_flush_interval: 15s': 'metrics_flush_interval: 1s',
  });
  const agent = config('otel-collector-agent-config', 'config.yaml', {
    '[${env:POD_IP}]:13133': at('agent-health'),
    'port: 8888': `port: ${port['agent-metrics'] ?? ''}`,
    '/var/lib/otelcol': join(folder, 'agent'),
    '/var/log/pods': podLogs,
    'otel-collector.monitoring.svc:4317': at('otlp-grpc'),
  });

  const programs = await Promise.all([
    start('loki', [`-config.file=${loki}`]),
    start('jaeger', [`--config=${jaeger}`], environment),
    start('prometheus', [`--config.file=${prometheus}`, `--storage.tsdb.path=${join(folder, 'prometheus')}`, '--web.enable-otlp-receiver', '--enable-feature=exemplar-storage', `--web.listen-address=${at('prometheus')}`]),
    start('otelcol', [`--config=${gateway}`], environment),
    start('otelcol', [`--config=${agent}`], environment),
  ]);
  const stop = async (): Promise<void> => {
    await Promise.all(programs.map((program) => program.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const url of [`${at('loki')}/ready`, `${at('jaeger-health')}/status`, `${at('prometheus')}/-/ready`, `${at('gateway-health')}/`, `${at('agent-health')}/`]) {
      await eventually(`an answer of ${url}`, () => get(`http://${url}`), programs, 90);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { loki: `http://${at('loki')}`, jaeger: `http://${at('jaeger-query')}`, prometheus: `http://${at('prometheus')}`, otlp: `http://${at('otlp-http')}`, podLogs, programs, stop };
}
