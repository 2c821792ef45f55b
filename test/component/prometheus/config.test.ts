import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { Data } from '../../../lib/core/yaml';
import { seconds } from '../../../lib/core/duration';
import { at, configFile, entries, list, manifestsOf, plainData, sampleProps, sampleStack, text, words } from '../sample-stack';

const manifests = manifestsOf(sampleStack());
const config = plainData(parse(configFile(manifests, 'prometheus-config', 'prometheus.yml')));
const jobs = list(config, 'scrape_configs');

function job(name: string): Data {
  return jobs.find((candidate) => text(candidate, 'job_name') === name);
}

function labelsAfterRelabeling(relabeling: readonly Data[]): readonly string[] {
  return relabeling.map((rule) => text(rule, 'target_label')).filter((label) => label !== '' && !label.startsWith('__'));
}

describe('prometheus.yml', () => {
  test('scrapes every component, Kubernetes itself, the probes and what the user brings', () => {
    expect(jobs.map((entry) => text(entry, 'job_name'))).toEqual([
      'prometheus',
      'alertmanager',
      'loki',
      'grafana',
      'jaeger',
      'otel-collector-agent',
      'otel-collector-gateway',
      'node-exporter',
      'kube-state-metrics',
      'kube-state-metrics-self',
      'blackbox-exporter',
      'kubelet',
      'cadvisor',
      'kube-apiserver',
      'blackbox',
      'shop-api',
      'redis',
    ]);
    expect(sampleStack().scrapeJobs.map(({ name }) => name)).toEqual(jobs.map((entry) => text(entry, 'job_name')));
  });

  test('limits every scrape', () => {
    expect(jobs.filter((entry) => typeof at(entry, 'sample_limit') !== 'number').map((entry) => text(entry, 'job_name'))).toEqual(['redis']);
    expect(at(config, 'global', 'sample_limit')).toBe(50_000);
  });

  test('retention fits into the volume', () => {
    const claim = manifests.find(({ kind, name }) => kind === 'StatefulSet' && name === 'prometheus');
    const gibibytes = Number.parseInt(text(claim?.content, 'spec', 'volumeClaimTemplates', 0, 'spec', 'resources', 'requests', 'storage'), 10);
    const retention = at(config, 'storage', 'tsdb', 'retention');
    expect(text(retention, 'time')).toBe('15d');
    expect(Number.parseInt(text(retention, 'size'), 10) / 1024).toBeLessThanOrEqual(gibibytes * 0.8);
    expect(Number.parseInt(text(retention, 'size'), 10) / 1024).toBeGreaterThan(gibibytes * 0.79);
  });

  test('takes what is pushed late, with exemplars', () => {
    expect(text(config, 'storage', 'tsdb', 'out_of_order_time_window')).toBe('30m');
    expect(at(config, 'storage', 'exemplars', 'max_exemplars')).toBe(100_000);
    expect(words(config, 'otlp', 'promote_resource_attributes')).toContain('k8s.namespace.name');
  });

  test('sends alerts to every Alertmanager, found like any other pod of the stack', () => {
    const [alertmanager] = list(config, 'alerting', 'alertmanagers');
    expect(text(alertmanager, 'relabel_configs', 0, 'regex')).toBe('Running;test;alertmanager;http');
    expect(at(alertmanager, 'kubernetes_sd_configs')).toEqual(at(job('prometheus'), 'kubernetes_sd_configs'));
  });
});

describe('jobs of the stack', () => {
  test('share one discovery, which sees only pods of the stack', () => {
    const own = jobs.slice(0, 11);
    expect(new Set(own.map((entry) => JSON.stringify(at(entry, 'kubernetes_sd_configs')))).size).toBe(1);
    expect(text(own[0], 'kubernetes_sd_configs', 0, 'selectors', 0, 'label')).toBe('app.kubernetes.io/part-of=belfry');
    expect(words(own[0], 'kubernetes_sd_configs', 0, 'namespaces', 'names')).toEqual(['monitoring', 'monitoring-nodes']);
  });

  test('say where a target runs, unless its metrics speak of other objects', () => {
    expect(labelsAfterRelabeling(list(job('loki'), 'relabel_configs'))).toEqual(['namespace', 'pod', 'node']);
    expect(labelsAfterRelabeling(list(job('kube-state-metrics'), 'relabel_configs'))).toEqual([]);
    expect(at(job('kube-state-metrics'), 'honor_labels')).toBe(true);
    expect(labelsAfterRelabeling(list(job('kube-state-metrics-self'), 'relabel_configs'))).toEqual(['namespace', 'pod', 'node']);
  });

  test('know a node exporter by its node', () => {
    expect(list(job('node-exporter'), 'relabel_configs').at(-1)).toEqual({ source_labels: ['__meta_kubernetes_pod_node_name'], target_label: 'instance' });
  });
});

describe('jobs of Kubernetes', () => {
  test.each(['kubelet', 'cadvisor', 'kube-apiserver'])('%s is asked over TLS with the token of the account', (name) => {
    expect(text(job(name), 'scheme')).toBe('https');
    expect(text(job(name), 'authorization', 'credentials_file')).toBe('/var/run/secrets/kubernetes.io/serviceaccount/token');
  });

  test('the API server must show a certificate of the cluster, kubelets may have signed theirs themselves', () => {
    expect(at(job('kube-apiserver'), 'tls_config')).toEqual({ ca_file: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt', server_name: 'kubernetes.default.svc' });
    expect(at(job('kubelet'), 'tls_config')).toEqual({ insecure_skip_verify: true });
  });

  test('kubelets must show a certificate of the cluster where the user says that they have one', () => {
    const strict = manifestsOf(sampleStack({ profile: { ...sampleProps.profile, kubelets: 'cluster-authority' } }));
    const found = list(plainData(parse(configFile(strict, 'prometheus-config', 'prometheus.yml'))), 'scrape_configs');
    for (const name of ['kubelet', 'cadvisor']) {
      expect(at(found.find((entry) => text(entry, 'job_name') === name), 'tls_config')).toEqual({ ca_file: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt' });
    }
  });

  test('what is dropped is known to whoever checks where metrics come from', () => {
    const drops = new Map(sampleStack().scrapeJobs.map(({ name, drops: list_ }) => [name, list_.map(({ metrics }) => metrics)]));
    for (const entry of jobs) {
      const rules = list(entry, 'metric_relabel_configs');
      expect(drops.get(text(entry, 'job_name'))).toEqual(rules.map((rule) => text(rule, 'regex')));
      expect(rules.every((rule) => text(rule, 'action') === 'drop' && words(rule, 'source_labels').join() === '__name__')).toBe(true);
    }
    expect(drops.get('redis')).toEqual(['redis_config_.*']);
  });
});

describe('jobs of the user', () => {
  test('pods are found in their namespace by their labels, at a port that they need not declare', () => {
    expect(job('shop-api')).toEqual({
      job_name: 'shop-api',
      scrape_interval: '30s',
      sample_limit: 5000,
      kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: ['shop'] }, selectors: [{ role: 'pod', label: 'app=api,tier=web' }] }],
      relabel_configs: [
        { source_labels: ['__meta_kubernetes_pod_phase'], regex: 'Running', action: 'keep' },
        { source_labels: ['__meta_kubernetes_pod_ip'], regex: '([^:]+)', replacement: '$1:8080', target_label: '__address__' },
        { source_labels: ['__meta_kubernetes_pod_ip'], regex: '(.*:.*)', replacement: '[$1]:8080', target_label: '__address__' },
        { source_labels: ['__meta_kubernetes_namespace'], target_label: 'namespace' },
        { source_labels: ['__meta_kubernetes_pod_name'], target_label: 'pod' },
        { source_labels: ['__meta_kubernetes_pod_node_name'], target_label: 'node' },
      ],
    });
  });

  test('fixed targets keep their labels; credentials and authorities are files', () => {
    expect(job('redis')).toEqual({
      job_name: 'redis',
      scheme: 'https',
      authorization: { type: 'Bearer', credentials_file: '/etc/secrets/redis-exporter/token' },
      tls_config: { ca_file: '/etc/secrets/redis-exporter/ca.crt', server_name: 'redis.example.com' },
      static_configs: [{ targets: ['redis.example.com:9121'], labels: { region: 'eu' } }, { targets: ['192.0.2.7:9121'] }],
      metric_relabel_configs: [{ source_labels: ['__name__'], regex: 'redis_config_.*', action: 'drop' }],
    });
  });

  test('a short interval shortens the time-out', () => {
    const scrape = [{ name: 'fast', discovery: { kind: 'static' as const, targets: [{ address: 'a.example:1' }] }, interval: seconds(5) }];
    const found = list(plainData(parse(configFile(manifestsOf(sampleStack({ scrape })), 'prometheus-config', 'prometheus.yml'))), 'scrape_configs');
    expect(found.at(-1)).toMatchObject({ job_name: 'fast', scrape_interval: '5s', scrape_timeout: '5s' });
  });

  test('probes are one job: what is asked, how and how often travels with the target', () => {
    const [api, web] = list(job('blackbox'), 'static_configs');
    expect(api).toEqual({ targets: ['https://api.example.com/health'], labels: { target: 'shop-api', __param_module: 'http_2xx', __scrape_interval__: '1m', __scrape_timeout__: '10s' } });
    expect(text(web, 'labels', '__param_module')).toBe('http_200_204_body_-5e-ok-24-_no_redirect');
    expect(list(job('blackbox'), 'relabel_configs')).toEqual([
      { source_labels: ['__address__'], target_label: '__param_target' },
      { source_labels: ['__param_target'], target_label: 'instance' },
      { target_label: '__address__', replacement: 'blackbox-exporter.monitoring.svc:9115' },
    ]);
  });

  test('every module that a probe names is in the configuration of the exporter', () => {
    const modules = entries(plainData(parse(configFile(manifests, 'blackbox-exporter-config', 'blackbox.yml'))), 'modules').map(([name]) => name);
    expect([...new Set(list(job('blackbox'), 'static_configs').map((entry) => text(entry, 'labels', '__param_module')))].sort()).toEqual([...modules].sort());
  });
});

describe('rights of Prometheus', () => {
  function rules(kind: string, namespace: string): readonly Data[] {
    return manifests.filter((manifest) => manifest.kind === kind && manifest.file === 'prometheus' && manifest.namespace === namespace).flatMap(({ content }) => list(content, 'rules'));
  }

  test('pods where its targets are, nodes, their metrics, and nothing else', () => {
    const follow = { verbs: ['get', 'list', 'watch'] };
    for (const namespace of ['monitoring', 'monitoring-nodes', 'shop']) expect(rules('Role', namespace)).toEqual([{ apiGroups: [''], resources: ['pods'], ...follow }]);
    expect(rules('Role', 'default')).toEqual([
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], ...follow },
      { apiGroups: [''], resources: ['pods', 'services'], ...follow },
    ]);
    expect(rules('ClusterRole', '')).toEqual([
      { apiGroups: [''], resources: ['nodes'], ...follow },
      { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
      { nonResourceURLs: ['/metrics'], verbs: ['get'] },
    ]);
    expect(manifests.filter(({ kind, file }) => kind === 'Role' && file === 'prometheus')).toHaveLength(4);
  });
});
