import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentConfig, agentFolder, podLogs } from '../../../lib/component/collector/agent-config';
import { gatewayConfig, gatewayFolder } from '../../../lib/component/collector/gateway-config';
import { jaegerConfig } from '../../../lib/component/jaeger/config';
import { samplingStrategies } from '../../../lib/component/jaeger/sampling';
import { badgerFolder } from '../../../lib/component/jaeger/store';
import { days, seconds } from '../../../lib/core/duration';
import type { Quantity } from '../../../lib/core/quantity';
import { bytes, mebibytes, percent, perSecond } from '../../../lib/core/quantity';
import type { Data } from '../../../lib/core/yaml';
import { toYaml } from '../../../lib/core/yaml';
import type { RunningProgram } from '../running-program';
import { eventually, freeAddresses, get, metricsPage, post, start } from '../running-program';
import type { Scene, Scrape } from '../scrape';
import { exchanged } from '../exchange';
import type { Replacement } from '../exchange';
import { oneLogRecord, onePoint, oneSpan } from './telemetry';

/**
 * Agent, gateway and Jaeger with the configuration of the stack, in a row. What they know of Kubernetes is left out,
 * because there is none here.
 */
const environment = { POD_IP: '127.0.0.1', POD_NAME: 'gateway-0', NODE_NAME: 'node-0' } as const;

/** Writes a configuration for this machine: other addresses and folders, and no Kubernetes. */
function configFile(folder: string, name: string, config: Data, replacements: readonly Replacement[]): string {
  const file = join(folder, `${name}.yaml`);
  const local = exchanged(toYaml(config), replacements);
  writeFileSync(file, local.replaceAll('k8sattributes, ', '').replaceAll(/^ +- k8sattributes\n/gm, ''));
  return file;
}

const port = (address: string): string => address.split(':')[1] ?? '';

interface Jaeger {
  readonly program: RunningProgram;
  readonly otlp: string;
  /** Its user interface, which knows nothing of OTLP. */
  readonly http: string;
  readonly metrics: string;
}

async function startJaeger({ folder, standIn }: Scene): Promise<Jaeger> {
  const { otlp, query, http, health, metrics, samplingHttp, samplingGrpc } = await freeAddresses('otlp', 'query', 'http', 'health', 'metrics', 'samplingHttp', 'samplingGrpc');
  writeFileSync(join(folder, 'strategies.json'), JSON.stringify(samplingStrategies({ share: percent(100) })));
  const file = configFile(folder, 'jaeger', jaegerConfig({ retention: days(1), prometheus: `http://${standIn.address}`, store: { kind: 'badger' }, strategies: folder }), [
    ['[${env:POD_IP}]:5778', samplingHttp],
    ['[${env:POD_IP}]:5779', samplingGrpc],
    ['[${env:POD_IP}]:4318', otlp],
    ['[${env:POD_IP}]:13133', health],
    ['127.0.0.1:16685', query],
    [':16686', http],
    ['port: 8888', `port: ${port(metrics)}`],
    [badgerFolder, join(folder, 'jaeger')],
  ]);
  const program = await start('jaeger', [`--config=${file}`], environment);
  await eventually('readiness of Jaeger', () => get(health, '/status'), program, seconds(60));
  return { program, otlp, http, metrics };
}

interface GatewayOptions {
  readonly name: string;
  /** `host:port` to which spans go. */
  readonly jaeger: string;
  /** Path at the stand-in to which logs and metrics go. */
  readonly path: string;
  readonly queue: Quantity<'bytes'>;
  /** Further texts to exchange. @default none */
  readonly replacements?: readonly Replacement[];
}

interface Gateway {
  readonly program: RunningProgram;
  readonly grpc: string;
  readonly http: string;
  readonly metrics: string;
}

async function startGateway({ folder, standIn }: Scene, { name, jaeger, path, queue, replacements = [] }: GatewayOptions): Promise<Gateway> {
  const { grpc, http, health, metrics } = await freeAddresses('grpc', 'http', 'health', 'metrics');
  const store = `http://${standIn.address}${path}`;
  const config = gatewayConfig({
    loki: store,
    jaeger: `http://${jaeger}`,
    prometheus: [store],
    clusterName: 'scrape',
    behindBalancer: false,
    sampling: undefined,
    spanRate: perSecond(1, 'spans'),
    flushInterval: seconds(1),
    queues: { logs: queue, traces: queue, metrics: queue },
    redaction: [],
  });
  const file = configFile(folder, name, config, [
    ['[${env:POD_IP}]:4317', grpc],
    ['[${env:POD_IP}]:4318', http],
    ['[${env:POD_IP}]:13133', health],
    ['port: 8888', `port: ${port(metrics)}`],
    [gatewayFolder, join(folder, name)],
    ...replacements,
  ]);
  const program = await start('otelcol', [`--config=${file}`], environment);
  await eventually(`readiness of the gateway '${name}'`, () => get(health, '/'), program, seconds(60));
  return { program, grpc, http, metrics };
}

async function send(gateway: Gateway): Promise<void> {
  await post(gateway.http, '/v1/traces', oneSpan());
  await post(gateway.http, '/v1/logs', oneLogRecord());
  await post(gateway.http, '/v1/metrics', onePoint());
}

/** Sends once and returns the gateway's page when all of these series are there. */
async function gatewayPage(scene: Scene, options: GatewayOptions, names: readonly string[]): Promise<string> {
  const gateway = await startGateway(scene, options);
  try {
    await send(gateway);
    return await metricsPage(gateway.program, gateway.metrics, names);
  } finally {
    await gateway.program.stop();
  }
}

async function agentPage({ folder }: Scene, gateway: string): Promise<string> {
  const { health, metrics } = await freeAddresses('health', 'metrics');
  const logs = join(folder, 'pods');
  const container = join(logs, 'default_shop-0_00000000-0000-0000-0000-000000000000', 'shop');
  mkdirSync(container, { recursive: true });
  writeFileSync(join(container, '0.log'), `${new Date().toISOString().replace('Z', '000000Z')} stdout F a line\n`);
  const file = configFile(folder, 'agent', agentConfig({ gateway, clusterName: 'scrape', self: { namespace: 'monitoring', name: 'agent' }, queue: mebibytes(8) }), [
    ['[${env:POD_IP}]:13133', health],
    ['port: 8888', `port: ${port(metrics)}`],
    [agentFolder, join(folder, 'agent')],
    [podLogs, logs],
  ]);
  const program = await start('otelcol', [`--config=${file}`], environment);
  try {
    return await metricsPage(program, metrics, ['otelcol_receiver_accepted_log_records_total', 'otelcol_exporter_sent_log_records_total', 'otelcol_fileconsumer_open_files']);
  } finally {
    await program.stop();
  }
}

/** A queue that holds less than any batch. */
const tooSmall = {
  queue: bytes(1),
  replacements: [
    ['min_size: 524288', 'min_size: 1'],
    ['max_size: 1048576', 'max_size: 1'],
  ],
} as const;

const outcomes = (outcome: string): readonly string[] => ['spans', 'log_records', 'metric_points'].map((what) => `otelcol_exporter_${outcome}_${what}_total`);

/** The collector as agent and as gateway: one whose stores take everything, one that they refuse, one whose queues are too small. */
export const scrapeCollector: Scrape = async (scene) => {
  const jaeger = await startJaeger(scene);
  try {
    const good = await startGateway(scene, { name: 'good', jaeger: jaeger.otlp, path: '', queue: mebibytes(8) });
    try {
      await send(good);
      const agent = await agentPage(scene, good.grpc);
      const taken = await metricsPage(good.program, good.metrics, outcomes('sent'));
      const refused = await gatewayPage(scene, { name: 'refused', jaeger: jaeger.http, path: '/refuse', queue: mebibytes(8) }, outcomes('send_failed'));
      const full = await gatewayPage(scene, { name: 'full', jaeger: jaeger.otlp, path: '', ...tooSmall }, outcomes('enqueue_failed'));
      return [agent, taken, refused, full].join('\n');
    } finally {
      await good.program.stop();
    }
  } finally {
    await jaeger.program.stop();
  }
};

/** Jaeger with a trace written and looked for. */
export const scrapeJaeger: Scrape = async (scene) => {
  const jaeger = await startJaeger(scene);
  try {
    const gateway = await startGateway(scene, { name: 'good', jaeger: jaeger.otlp, path: '', queue: mebibytes(8) });
    try {
      await send(gateway);
      await metricsPage(jaeger.program, jaeger.metrics, ['otelcol_receiver_accepted_spans_total']);
      for (const path of ['/api/services', '/api/operations?service=scrape', '/api/traces?service=scrape', '/api/traces/5b8efff798038103d269b633813fc60c']) await get(jaeger.http, path);
      return await metricsPage(jaeger.program, jaeger.metrics, ['jaeger_storage_requests_total', 'jaeger_storage_latency_seconds_count', 'jaeger_storage_badger_size_bytes_lsm', 'otelcol_exporter_sent_spans_total']);
    } finally {
      await gateway.program.stop();
    }
  } finally {
    await jaeger.program.stop();
  }
};
