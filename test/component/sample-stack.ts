import { App } from 'cdk8s';
import type { Data } from '../../lib/core/yaml';
import { seconds } from '../../lib/core/duration';
import { secretFile, secretKey } from '../../lib/core/secret';
import { toYaml } from '../../lib/core/yaml';
import type { MonitoringStack, MonitoringStackProps } from '../../lib/stack/monitoring-stack';
import { monitoringStack, smallProfile } from '../../lib/stack/monitoring-stack';

const routingKey = secretKey('pagerduty', 'routing-key');

/** A stack that uses everything a user can bring. */
export const sampleProps: MonitoringStackProps = {
  environment: 'test',
  clusterName: 'production',
  profile: smallProfile(),
  ruleFiles: [{ name: 'shop', content: toYaml({ groups: [{ name: 'shop', rules: [{ alert: 'Watchdog', expr: 'vector(1)', labels: { severity: 'info' } }] }] }) }],
  logRuleFiles: [{ name: 'shop', content: toYaml({ groups: [{ name: 'shop-logs', rules: [{ alert: 'ManyErrors', expr: 'sum(count_over_time({service_name="shop"} |= "error" [5m])) > 10', labels: { severity: 'info' } }] }] }) }],
  alertmanager: {
    config: {
      route: { receiver: 'pager' },
      receivers: [
        {
          name: 'pager',
          pagerduty_configs: [{ routing_key_file: secretFile(routingKey) }],
          webhook_configs: [{ url: 'http://relay.ops.svc:8080/alert' }],
          email_configs: [{ to: 'ops@example.com', from: 'belfry@example.com', smarthost: 'mail.example.com:587' }],
        },
      ],
    },
    secrets: [routingKey],
    templates: [{ name: 'slack', content: '{{ define "title" }}{{ .CommonLabels.alertname }}{{ end }}\n' }],
  },
  dashboards: [
    { uid: 'shop-overview', folder: 'Shop', title: 'Overview', json: '{"uid":"shop-overview"}\n' },
    { uid: 'shop-orders', folder: 'Shop', title: 'Orders', json: '{"uid":"shop-orders"}\n' },
    { uid: 'belfry-health', folder: 'Belfry itself', title: 'Health', json: '{"uid":"belfry-health"}\n' },
  ],
  scrape: [
    { name: 'shop-api', discovery: { kind: 'pods', namespace: 'shop', labels: { app: 'api', tier: 'web' }, port: 8080 }, interval: seconds(30), sampleLimit: 5000 },
    {
      name: 'redis',
      discovery: { kind: 'static', targets: [{ address: 'redis.example.com:9121', labels: { region: 'eu' } }, { address: '192.0.2.7:9121' }] },
      scheme: 'https',
      credentials: { kind: 'bearer', token: secretKey('redis-exporter', 'token') },
      tls: { authority: secretKey('redis-exporter', 'ca.crt'), serverName: 'redis.example.com' },
      drop: [{ metrics: 'redis_config_.*', why: 'never read' }],
    },
  ],
  probes: [
    { module: { kind: 'http' }, targets: [{ name: 'shop-api', address: 'https://api.example.com/health' }], interval: seconds(60) },
    { module: { kind: 'http', statusCodes: [204, 200], bodyMatches: '^ok$', followRedirects: false }, targets: [{ name: 'shop-web', address: 'http://web.shop.svc/health', podPort: 8081 }] },
    { module: { kind: 'tcp', tls: true }, targets: [{ name: 'shop-database', address: 'database.example.com:5432' }] },
    { module: { kind: 'dns', query: 'example.com' }, targets: [{ name: 'resolver', address: '192.0.2.53:53' }] },
  ],
  externalUrls: { prometheus: 'https://prometheus.example.com', alertmanager: 'https://alerts.example.com/am', grafana: 'https://grafana.example.com' },
  browsersFrom: { grafana: [{ kind: 'pods', namespace: 'ingress', labels: { app: 'proxy' } }] },
};

/** The sample, or one that differs from it. */
export function sampleStack(changes: Partial<MonitoringStackProps> = {}): MonitoringStack {
  return monitoringStack(new App(), { ...sampleProps, ...changes });
}

/** An object of Kubernetes as plain data, and the file that it is in. */
export interface Manifest {
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  /** Empty for objects of the whole cluster. */
  readonly namespace: string;
  readonly content: Data;
}

/** All objects of a stack. */
export function manifestsOf(stack: MonitoringStack): readonly Manifest[] {
  return stack.charts.flatMap((chart) =>
    chart.toJson().map((object: unknown) => {
      const content = plainData(object);
      return { file: chart.node.id, kind: text(content, 'kind'), name: text(content, 'metadata', 'name'), namespace: text(content, 'metadata', 'namespace'), content };
    }),
  );
}

/** Turns what a library returned without a type into plain data; anything else in it is an error. */
export function plainData(value: unknown): Data {
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(plainData);
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plainData(entry)]));
  throw new TypeError(`no plain data: ${typeof value}`);
}

/** What stands at a path in plain data; undefined where there is nothing. */
export function at(data: Data, ...path: readonly (string | number)[]): Data {
  return path.reduce<Data>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.entries(value).find(([candidate]) => candidate === String(key))?.[1];
  }, data);
}

/** The text at a path; empty where there is none. */
export function text(data: Data, ...path: readonly (string | number)[]): string {
  const value = at(data, ...path);
  return typeof value === 'string' ? value : '';
}

/** The entries of the list at a path; none where there is no list. */
export function list(data: Data, ...path: readonly (string | number)[]): readonly Data[] {
  const value = at(data, ...path);
  return Array.isArray(value) ? value.map(plainData) : [];
}

/** The texts of the list at a path. */
export function words(data: Data, ...path: readonly (string | number)[]): readonly string[] {
  return list(data, ...path).filter((entry) => typeof entry === 'string');
}

/** The entries of the map at a path; none where there is no map. */
export function entries(data: Data, ...path: readonly (string | number)[]): readonly (readonly [string, Data])[] {
  const value = at(data, ...path);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** A file of configuration out of the ConfigMap that carries it. */
export function configFile(manifests: readonly Manifest[], configMap: string, file: string): string {
  const content = manifests.find(({ kind, name }) => kind === 'ConfigMap' && name === configMap)?.content;
  const found = content === undefined ? undefined : at(content, 'data', file);
  if (typeof found !== 'string') throw new Error(`no file ${file} in the ConfigMap ${configMap}`);
  return found;
}
