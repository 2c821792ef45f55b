import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { secretKey } from '../../../lib/core/secret';
import { toYaml } from '../../../lib/core/yaml';
import { haProfile } from '../../../lib/stack/monitoring-stack';
import { workloads } from '../pods';
import { eventually, get } from '../running-program';
import { at, configFile, entries, list, manifestsOf, plainData, sampleStack, text, words } from '../sample-stack';
import type { Member, Service } from './member';
import { member, service } from './member';

/** The replicated parts of a stack of the profile `ha`, each pod at an address of its own on this machine. */
export interface ReplicatedStack {
  readonly lokis: readonly Member[];
  readonly gateways: readonly Member[];
  readonly balancers: readonly Member[];
  readonly prometheuses: readonly Member[];
  readonly alertmanager: Member;
  readonly jaeger: Member;
  /** Stands for the folder in which a node has the logs of its pods. */
  readonly podLogs: string;
  /** Addresses of Services: Loki, and OTLP over HTTP of the balancers. */
  readonly loki: string;
  readonly otlp: string;
  readonly everybody: readonly Member[];
  readonly stop: () => Promise<void>;
}

const bucketUser = { name: 'belfry', password: 'a-password-of-this-test' } as const;

/** Each process of tests has a network of its own below 127.0.0.0/8, so that pods may listen on the ports of their images. */
const network = `127.${String(64 + (process.pid % 128))}.${String(Math.floor(process.pid / 128) % 256)}`;

export async function startReplicated(): Promise<ReplicatedStack> {
  const folder = mkdtempSync(join(tmpdir(), 'belfry-replicated-'));
  const address = (host: number): string => `${network}.${String(host)}`;
  const storesAddress = address(2);
  const manifests = manifestsOf(
    sampleStack({
      profile: haProfile({
        logStore: { kind: 's3', endpoint: `${storesAddress}:9000`, bucket: 'logs', insecure: true, bucketLookup: 'path', credentials: secretKey('bucket', 'credentials') },
        traceStore: { kind: 'opensearch', urls: ['https://search.example.com:9200'], user: { name: 'jaeger', password: secretKey('search', 'password') } },
      }),
    }),
  );
  const argumentsOf = (component: string, own: string): readonly string[] => words(workloads(manifests).find(({ manifest }) => manifest.name === component)?.containers[0], 'args').map((argument) => argument.replaceAll('$(POD_IP)', own));
  const write = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const rendered = (configMap: string, file: string, changes: Readonly<Record<string, string>>): string =>
    Object.entries(changes).reduce((content, [from, to]) => {
      if (!content.includes(from)) throw new Error(`${file} has no '${from}'`);
      return content.replaceAll(from, to);
    }, configFile(manifests, configMap, file));

  mkdirSync(join(folder, 'bucket', 'logs'), { recursive: true });
  const minio = member('minio', storesAddress, ['server', join(folder, 'bucket'), '--address', `${storesAddress}:9000`], { MINIO_ROOT_USER: bucketUser.name, MINIO_ROOT_PASSWORD: bucketUser.password, MINIO_BROWSER: 'off' });
  const credentials = write('credentials', `[default]\naws_access_key_id = ${bucketUser.name}\naws_secret_access_key = ${bucketUser.password}\n`);

  const lokiAddresses = [11, 12, 13].map(address);
  const lokis = lokiAddresses.map((own, index) => {
    const config = rendered('loki-config', 'loki.yaml', {
      '/var/loki-wal': join(folder, `loki-wal-${String(index)}`),
      '/var/loki': join(folder, `loki-${String(index)}`),
      'bind_port: 7946': `bind_port: 7946\n  bind_addr: [${own}]`,
      // A name that stands for all pods is a list of them here.
      '- dns+loki-pods.monitoring.svc:7946': lokiAddresses.map((other) => `- ${other}:7946`).join('\n    '),
    });
    const args = argumentsOf('loki', own).map((argument) => argument.replace(/^-config\.file=.*/, `-config.file=${write(`loki-${String(index)}.yaml`, config)}`));
    // Pods have host names of their own, from which Loki takes its names.
    return member('loki', own, [...args, `-server.http-listen-address=${own}`, `-server.grpc-listen-address=${own}`, ...['memberlist.nodename', 'common.storage.ring.instance-id'].map((option) => `-${option}=loki-${String(index)}`)], { AWS_SHARED_CREDENTIALS_FILE: credentials });
  });

  const alertmanager = member('alertmanager', address(51), [`--config.file=${write('alertmanager.yml', toYaml({ route: { receiver: 'none' }, receivers: [{ name: 'none' }] }))}`, `--storage.path=${join(folder, 'alertmanager')}`, `--web.listen-address=${address(51)}:9093`, '--cluster.listen-address=']);

  const jaeger = jaegerMember(folder, address(41));
  const gatewayAddresses = [21, 22].map(address);
  const prometheusAddresses = [31, 32].map(address);
  const lokiService = address(101);
  const gateways = gatewayAddresses.map((own, index) => {
    const config = rendered('otel-collector-gateway-config', 'config.yaml', {
      '/var/lib/otelcol': join(folder, `gateway-${String(index)}`),
      'http://loki.monitoring.svc:3100': `http://${lokiService}:3100`,
      'jaeger.monitoring.svc:4318': `${jaeger.address}:4318`,
      'http://prometheus-0.prometheus-pods.monitoring.svc:9090': `http://${prometheusAddresses[0] ?? ''}:9090`,
      'http://prometheus-1.prometheus-pods.monitoring.svc:9090': `http://${prometheusAddresses[1] ?? ''}:9090`,
      // Nobody wants to wait for a quarter of a minute, nor for half of one.
      'metrics_flush_interval: 15s': 'metrics_flush_interval: 1s',
      'decision_wait: 10s': 'decision_wait: 3s',
      'max_interval: 30s': 'max_interval: 2s',
    });
    return member('otelcol', own, [`--config=${write(`gateway-${String(index)}.yaml`, config)}`], { POD_NAME: `gateway-${String(index)}` });
  });
  const balancerConfig = write('balancer.yaml', withoutKubernetes(configFile(manifests, 'otel-collector-balancer-config', 'config.yaml'), gatewayAddresses.map((gateway) => `${gateway}:4317`)));
  const podLogs = join(folder, 'pods');
  mkdirSync(podLogs);
  const agentConfig = rendered('otel-collector-agent-config', 'config.yaml', { '/var/log/pods': podLogs, '/var/lib/otelcol': join(folder, 'agent'), 'otel-collector.monitoring.svc:4317': `${address(103)}:4317` });
  const agent = member('otelcol', address(71), [`--config=${write('agent.yaml', withoutKubernetes(agentConfig, []))}`], { NODE_NAME: 'node-1' });
  const balancers = [61, 62].map(address).map((own) => member('otelcol', own, [`--config=${balancerConfig}`]));

  const targets = [
    ...lokiAddresses.map((one) => `${one}:3100`),
    ...[...gatewayAddresses, agent.address, ...balancers.map((one) => one.address)].map((one) => `${one}:8888`),
    ...prometheusAddresses.map((one) => `${one}:9090`),
    `${alertmanager.address}:9093`,
    `${jaeger.address}:8888`,
  ];
  const own = plainData(parse(configFile(manifests, 'prometheus-config', 'prometheus.yml')));
  const prometheusConfig = write(
    'prometheus.yml',
    toYaml({
      ...Object.fromEntries(entries(own)),
      alerting: { alert_relabel_configs: list(own, 'alerting', 'alert_relabel_configs'), alertmanagers: [{ static_configs: [{ targets: [`${alertmanager.address}:9093`] }] }] },
      global: { ...Object.fromEntries(entries(own, 'global')), scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
      rule_files: [write('rules.yaml', toYaml({ groups: [{ name: 'always', rules: [{ alert: 'Always', expr: 'vector(1)' }] }] }))],
      scrape_configs: [{ job_name: 'stack', static_configs: [{ targets }] }],
    }),
  );
  const flags = argumentsOf('prometheus', '').filter((argument) => /^--(?:enable-feature|web\.enable-otlp-receiver)/.test(argument));
  const prometheuses = prometheusAddresses.map((one, index) => member('prometheus', one, [...flags, `--config.file=${prometheusConfig}`, `--storage.tsdb.path=${join(folder, `prometheus-${String(index)}`)}`, `--web.listen-address=${one}:9090`], { POD_NAME: `prometheus-${String(index)}` }));

  const services: readonly Service[] = await Promise.all([service(lokiService, 3100, lokis), service(address(102), 4318, balancers), service(address(103), 4317, balancers)]);
  const everybody = [minio, ...lokis, alertmanager, jaeger, ...prometheuses, ...gateways, ...balancers, agent];
  const stop = async (): Promise<void> => {
    await Promise.all([...services, ...everybody].map((one) => one.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready([minio], (one) => `http://${one.address}:9000/minio/health/ready`);
    await ready([alertmanager], (one) => `http://${one.address}:9093/-/ready`);
    // Loki and the collectors take longest, side by side.
    await Promise.all([
      ready(lokis, (one) => `http://${one.address}:3100/ready`),
      ready([...gateways, ...balancers, agent], (one) => `http://${one.address}:13133/`),
      ready(prometheuses, (one) => `http://${one.address}:9090/-/ready`),
      ready([jaeger], (one) => `http://${one.address}:13133/status`),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { lokis, gateways, balancers, prometheuses, alertmanager, jaeger, podLogs, loki: `http://${lokiService}:3100`, otlp: `http://${address(102)}:4318`, everybody, stop };
}

async function ready(members: readonly Member[], url: (one: Member) => string): Promise<void> {
  await Promise.all(
    members.map(async (one) => {
      await one.run();
      const program = one.program();
      await eventually(`an answer of ${url(one)}`, () => get(url(one)), program === undefined ? [] : [program], 150);
    }),
  );
}

/** Outside a cluster nobody knows the names of pods, nor the gateways that are there. */
function withoutKubernetes(config: string, gateways: readonly string[]): string {
  const known = plainData(parse(config));
  const resolver = { resolver: { static: { hostnames: gateways } } };
  return toYaml({
    ...Object.fromEntries(entries(known)),
    processors: Object.fromEntries(entries(known, 'processors').filter(([name]) => name !== 'k8sattributes')),
    exporters: Object.fromEntries(entries(known, 'exporters').map(([name, exporter]) => [name, { ...Object.fromEntries(entries(exporter)), ...(at(exporter, 'resolver') === undefined ? {} : resolver) }])),
    service: {
      ...Object.fromEntries(entries(known, 'service')),
      pipelines: Object.fromEntries(entries(known, 'service', 'pipelines').map(([name, pipeline]) => [name, { ...Object.fromEntries(entries(pipeline)), processors: words(pipeline, 'processors').filter((processor) => processor !== 'k8sattributes') }])),
    },
  });
}

/** No replicated store of traces can be had here: a Jaeger with a file of its own stands for those in front of one. */
function jaegerMember(folder: string, own: string): Member {
  const small = manifestsOf(sampleStack());
  const strategies = join(folder, 'strategies.json');
  writeFileSync(strategies, configFile(small, 'jaeger-sampling', 'strategies.json'));
  const config = configFile(small, 'jaeger-config', 'jaeger.yaml')
    .replaceAll('/etc/jaeger/sampling', folder)
    .replaceAll('/var/lib/jaeger', join(folder, 'jaeger'))
    .replaceAll('127.0.0.1:16685', `${own}:16685`)
    .replaceAll('endpoint: :16686', `endpoint: ${own}:16686`)
    .replaceAll('http://prometheus.monitoring.svc:9090', 'http://127.0.0.1:1');
  const path = join(folder, 'jaeger.yaml');
  writeFileSync(path, config);
  return member('jaeger', own, [`--config=${path}`]);
}

/** What a query of Prometheus yields, as the value of each series by one of its labels. */
export async function queried(prometheus: Member, query: string, label: string): Promise<ReadonlyMap<string, number>> {
  const answer = plainData(JSON.parse((await get(`http://${prometheus.address}:9090/api/v1/query?query=${encodeURIComponent(query)}`)) ?? '{}'));
  return new Map(list(answer, 'data', 'result').map((series) => [text(series, 'metric', label), Number(at(series, 'value', 1))]));
}
