import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { days, hours, seconds } from '../../lib/core/duration';
import { BelfryError } from '../../lib/core/problem';
import { gibibytes, quantity } from '../../lib/core/quantity';
import type { MonitoringStackProps } from '../../lib/stack/monitoring-stack';
import { monitoringStack, smallProfile } from '../../lib/stack/monitoring-stack';
import { manifestsOf, sampleProps, sampleStack, text } from '../component/sample-stack';

function refusal(changes: Partial<MonitoringStackProps>): readonly string[] {
  try {
    sampleStack(changes);
  } catch (error) {
    if (error instanceof BelfryError) return error.problems.map(({ check, place }) => `${check} at ${place.subject ?? ''}`);
    throw error;
  }
  return [];
}

const target = { kind: 'static' as const, targets: [{ address: 'a.example:9100' }] };

describe('a stack', () => {
  test('is a chart for each file', () => {
    expect(sampleStack().charts.map(({ node }) => node.id)).toEqual([
      '00-namespaces',
      'prometheus',
      'prometheus-rules',
      'alertmanager',
      'loki',
      'loki-rules',
      'grafana',
      'grafana-dashboards',
      'jaeger',
      'otel-collector-agent',
      'otel-collector-gateway',
      'node-exporter',
      'kube-state-metrics',
      'blackbox-exporter',
    ]);
  });

  test('is the same every time', () => {
    expect(manifestsOf(sampleStack())).toEqual(manifestsOf(sampleStack()));
  });

  test('names every Secret that must exist', () => {
    expect(sampleStack().secrets.map(({ secret, key }) => `${secret}/${key}`)).toEqual([
      'grafana-admin/user',
      'grafana-admin/password',
      'grafana-admin/encryption-key',
      'pagerduty/routing-key',
      'redis-exporter/token',
      'redis-exporter/ca.crt',
    ]);
  });

  test('needs nothing but names, a profile and receivers', () => {
    const stack = monitoringStack(new App(), {
      environment: 'bare',
      clusterName: 'c',
      profile: smallProfile(),
      ruleFiles: [],
      alertmanager: { config: { route: { receiver: 'a' }, receivers: [{ name: 'a' }] }, secrets: [] },
      dashboards: [],
      scrape: [],
      probes: [],
    });
    expect(stack.scrapeJobs.map(({ name }) => name)).not.toContain('blackbox');
    expect(manifestsOf(stack).length).toBeGreaterThan(50);
  });

  test('lives in the namespaces that it is given, and names objects of the cluster after them', () => {
    const manifests = manifestsOf(sampleStack({ namespace: 'watch', nodeNamespace: 'watch-nodes' }));
    expect([...new Set(manifests.map(({ namespace }) => namespace))].sort()).toEqual(['', 'default', 'shop', 'watch', 'watch-nodes']);
    expect(manifests.filter(({ namespace, kind }) => namespace === '' && kind !== 'Namespace').every(({ name }) => name.startsWith('watch'))).toBe(true);
  });
});

describe('sizes', () => {
  const storage = (manifests: ReturnType<typeof manifestsOf>, component: string, claim = 0): string =>
    text(manifests.find(({ kind, name }) => kind === 'StatefulSet' && name === component)?.content, 'spec', 'volumeClaimTemplates', claim, 'spec', 'resources', 'requests', 'storage');

  test('follow from the workload', () => {
    const small = manifestsOf(sampleStack());
    // 100,000 series / 15 s x 15 days x 2 bytes = 16.1 GiB; / 0.8
    expect(storage(small, 'prometheus')).toBe('21Gi');
    // 30 KiB/s x 30 days x 0.25 = 18.5 GiB; / 0.8
    expect(storage(small, 'loki')).toBe('24Gi');
    // 50 spans/s x 3 days x 1000 bytes = 12.1 GiB; / 0.8
    expect(storage(small, 'jaeger')).toBe('16Gi');
    const large = manifestsOf(sampleStack({ profile: smallProfile({ workload: { activeSeries: quantity(300_000, 'series'), scrapeInterval: seconds(30), retention: { logs: days(60) } } }) }));
    expect(storage(large, 'prometheus')).toBe('31Gi');
    expect(storage(large, 'loki')).toBe('47Gi');
    const memory = (manifests: ReturnType<typeof manifestsOf>): string => text(manifests.find(({ kind, name }) => kind === 'StatefulSet' && name === 'prometheus')?.content, 'spec', 'template', 'spec', 'containers', 0, 'resources', 'requests', 'memory');
    expect([memory(small), memory(large)]).toEqual(['1Gi', '2624Mi']);
  });

  test('are what the user asks for where that is enough', () => {
    expect(storage(manifestsOf(sampleStack({ profile: smallProfile({ volumes: { prometheus: gibibytes(100) }, storageClass: 'fast' }) })), 'prometheus')).toBe('100Gi');
    expect(refusal({ profile: smallProfile({ volumes: { jaeger: gibibytes(16) } }) })).toEqual([]);
  });

  test.each(['prometheus', 'loki', 'loki-wal', 'jaeger', 'otel-collector-gateway'] as const)('of %s are refused where they are too small', (component) => {
    expect(refusal({ profile: smallProfile({ volumes: { [component]: quantity(1000, 'bytes') } }) })).toEqual([`stack/volume-too-small at test/${component}`]);
  });

  test('a longer outage needs a larger volume for queues', () => {
    const gateway = (outage: number): string => storage(manifestsOf(sampleStack({ profile: smallProfile({ workload: { outage: hours(outage) } }) })), 'otel-collector-gateway');
    // (30 KiB/s x 1.5 + 50 spans/s x 700 bytes) x outage x 2 and 128 MiB; / 0.8
    expect([gateway(6), gateway(24)]).toEqual(['5Gi', '17Gi']);
  });
});

describe('what is refused', () => {
  test.each<readonly [string, Partial<MonitoringStackProps>, readonly string[]]>([
    ['an environment with a capital letter', { environment: 'Small' }, ["stack/environment-name at environment 'Small'"]],
    ['an environment that is a path', { environment: '../x' }, ["stack/environment-name at environment '../x'"]],
    ['a cluster with a dollar', { clusterName: '${env:HOME}' }, ["stack/cluster-name at environment 'test'"]],
    ['a namespace with a dot', { namespace: 'a.b' }, ["stack/namespace-name at environment 'test'"]],
    ['one namespace for both', { nodeNamespace: 'monitoring' }, ["stack/namespace-shared at environment 'test'"]],
    ['two jobs of one name', { scrape: [{ name: 'a', discovery: target }, { name: 'a', discovery: target }] }, ['stack/duplicate-job at test/prometheus/job a']],
    ['a job that the stack has itself', { scrape: [{ name: 'loki', discovery: target }] }, ['stack/duplicate-job at test/prometheus/job loki']],
    ['a job without a name', { scrape: [{ name: ' ', discovery: target }] }, ['stack/job-name at test/prometheus/job  ']],
    ['a job without targets', { scrape: [{ name: 'a', discovery: { kind: 'static', targets: [] } }] }, ['stack/job-without-target at test/prometheus/job a']],
    ['a target with a path', { scrape: [{ name: 'a', discovery: { kind: 'static', targets: [{ address: 'http://a.example/metrics' }] } }] }, ['stack/job-address at test/prometheus/job a']],
    ['a target on localhost', { scrape: [{ name: 'a', discovery: { kind: 'static', targets: [{ address: 'localhost:8080' }, { address: '127.0.0.1:8080' }, { address: '[::1]:8080' }, { address: 'localhost.example.com:8080' }] } }] }, Array.from({ length: 3 }, () => 'stack/job-loopback at test/prometheus/job a')],
    ['a port that is none', { scrape: [{ name: 'a', discovery: { kind: 'pods', namespace: 'a', labels: {}, port: 70_000 } }] }, ['stack/job-port at test/prometheus/job a']],
    ['a time-out beyond the interval', { scrape: [{ name: 'a', discovery: target, interval: seconds(10), timeout: seconds(20) }] }, ['stack/job-timeout at test/prometheus/job a']],
    ['an interval of nothing', { scrape: [{ name: 'a', discovery: target, interval: seconds(0) }] }, ['stack/job-interval at test/prometheus/job a']],
    ['an HTTP probe without a scheme', { probes: [{ module: { kind: 'http' }, targets: [{ name: 'a', address: 'a.example/health' }] }] }, ['stack/probe-address at test/blackbox-exporter/probe a']],
    ['a TCP probe with one', { probes: [{ module: { kind: 'tcp' }, targets: [{ name: 'a', address: 'http://a.example' }] }] }, ['stack/probe-address at test/blackbox-exporter/probe a']],
    ['two probes of one name', { probes: [{ module: { kind: 'tcp' }, targets: [{ name: 'a', address: 'a:1' }, { name: 'a', address: 'b:1' }] }] }, ['stack/duplicate-probe at test/blackbox-exporter/probe a']],
    ['an address of a user interface without a scheme', { externalUrls: { grafana: 'grafana.example.com' } }, ['stack/external-url at test/grafana']],
    ['a dashboard twice', { dashboards: [...sampleProps.dashboards, ...sampleProps.dashboards.slice(0, 1)] }, ['stack/duplicate-dashboard at test/grafana-dashboards/shop-overview']],
    ['rules twice', { ruleFiles: [...sampleProps.ruleFiles, ...sampleProps.ruleFiles] }, ['stack/duplicate-rule-file at test/prometheus-rules/shop']],
    ['a file of a Secret that is not mounted', { alertmanager: { ...sampleProps.alertmanager, secrets: [] } }, ['stack/secret-not-mounted at test/alertmanager']],
  ])('%s', (_, changes, expected) => {
    expect(refusal(changes)).toEqual(expected);
  });

  test('several mistakes are told at once', () => {
    expect(refusal({ scrape: [{ name: 'loki', discovery: { kind: 'static', targets: [] } }], externalUrls: { grafana: 'x' } })).toEqual([
      'stack/duplicate-job at test/prometheus/job loki',
      'stack/job-without-target at test/prometheus/job loki',
      'stack/external-url at test/grafana',
    ]);
  });
});
