import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { days, hours, seconds } from '../../lib/core/duration';
import { BelfryError } from '../../lib/core/problem';
import { percent } from '../../lib/core/quantity';
import { secretKey } from '../../lib/core/secret';
import type { HaProfileOptions, Profile } from '../../lib/stack/monitoring-stack';
import { haProfile, smallProfile } from '../../lib/stack/monitoring-stack';
import type { Manifest } from '../component/sample-stack';
import { at, configFile, entries, list, manifestsOf, plainData, sampleStack, text, words } from '../component/sample-stack';

const stores: HaProfileOptions = {
  logStore: { kind: 's3', endpoint: 'minio.stores.svc:9000', bucket: 'logs', insecure: true, bucketLookup: 'path', credentials: secretKey('bucket', 'credentials') },
  traceStore: { kind: 'cassandra', servers: ['cassandra.example.com'], datacenter: 'dc1', user: { name: 'jaeger', password: secretKey('cassandra', 'password') }, authority: secretKey('cassandra', 'ca.crt') },
};

function manifestsWith(options: Partial<HaProfileOptions> = {}): readonly Manifest[] {
  return manifestsOf(sampleStack({ profile: haProfile({ ...stores, ...options }) }));
}

function refusal(profile: Profile): readonly string[] {
  try {
    sampleStack({ profile });
  } catch (error) {
    if (error instanceof BelfryError) return error.problems.map(({ check, place }) => `${check} at ${place.subject ?? ''}`);
    throw error;
  }
  return [];
}

function config(manifests: readonly Manifest[], configMap: string, file: string): ReturnType<typeof plainData> {
  return plainData(parse(configFile(manifests, configMap, file)));
}

function container(manifests: readonly Manifest[], component: string): ReturnType<typeof plainData> {
  return at(manifests.find(({ kind, name }) => /^(?:StatefulSet|Deployment)$/.test(kind) && name === component)?.content, 'spec', 'template', 'spec', 'containers', 0);
}

describe('a pair of Prometheus', () => {
  const prometheus = config(manifestsWith(), 'prometheus-config', 'prometheus.yml');

  test('is told apart by a label that alerts do not carry, so that their alerts are one', () => {
    expect(text(prometheus, 'global', 'external_labels', 'prometheus_replica')).toBe('${POD_NAME}');
    expect(list(prometheus, 'alerting', 'alert_relabel_configs')).toEqual([{ regex: 'prometheus_replica', action: 'labeldrop' }]);
    expect(list(container(manifestsWith(), 'prometheus'), 'env')).toEqual([{ name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } }]);
  });

  test('is asked by somebody who stays with one of them, and told by the gateways each on its own', () => {
    const service = manifestsWith().find(({ kind, name }) => kind === 'Service' && name === 'prometheus');
    expect(text(service?.content, 'spec', 'sessionAffinity')).toBe('ClientIP');
    const exporters = entries(config(manifestsWith(), 'otel-collector-gateway-config', 'config.yaml'), 'exporters').filter(([name]) => name.includes('prometheus'));
    expect(exporters.map(([, exporter]) => text(exporter, 'endpoint'))).toEqual([0, 1].map((index) => `http://prometheus-${String(index)}.prometheus-pods.monitoring.svc:9090/api/v1/otlp`));
  });

  test('is one without any of this in the profile small', () => {
    const single = config(manifestsOf(sampleStack()), 'prometheus-config', 'prometheus.yml');
    expect(at(single, 'global', 'external_labels')).toEqual({ cluster: 'production' });
    expect(at(single, 'alerting', 'alert_relabel_configs')).toBeUndefined();
  });

  test('both collector tiers are one job', () => {
    const job = list(prometheus, 'scrape_configs').find((entry) => text(entry, 'job_name') === 'otel-collector-gateway');
    expect(text(job, 'relabel_configs', 0, 'regex')).toBe('Running;test;(otel-collector-balancer|otel-collector-gateway);metrics');
  });
});

describe('three Alertmanagers', () => {
  test('know each other by name', () => {
    expect(words(container(manifestsWith(), 'alertmanager'), 'args').filter((argument) => argument.startsWith('--cluster'))).toEqual([
      '--cluster.listen-address=[$(POD_IP)]:9094',
      ...[0, 1, 2].map((index) => `--cluster.peer=alertmanager-${String(index)}.alertmanager-pods.monitoring.svc:9094`),
      '--cluster.reconnect-timeout=5m',
    ]);
  });
});

describe('stores on the network', () => {
  test('Loki finds its credentials in a file, and nothing of them stands in its configuration', () => {
    const manifests = manifestsWith();
    const loki = config(manifests, 'loki-config', 'loki.yaml');
    expect(at(loki, 'storage_config', 'object_store', 's3')).toEqual({ endpoint: 'minio.stores.svc:9000', bucket_name: 'logs', insecure: true, bucket_lookup_type: 'path' });
    expect(at(loki, 'common', 'replication_factor')).toBe(3);
    expect(list(container(manifests, 'loki'), 'env')).toContainEqual({ name: 'AWS_SHARED_CREDENTIALS_FILE', value: '/etc/secrets/bucket/credentials' });
    expect(list(container(manifests, 'loki'), 'volumeMounts')).toContainEqual({ name: 'secret-bucket', mountPath: '/etc/secrets/bucket', readOnly: true });
  });

  test('Cassandra and OpenSearch are written as Jaeger reads them, with passwords in files', () => {
    const backend = (options: Partial<HaProfileOptions>): unknown => at(config(manifestsWith(options), 'jaeger-config', 'jaeger.yaml'), 'extensions', 'jaeger_storage', 'backends', 'main');
    expect(backend({})).toMatchObject({
      cassandra: {
        schema: { replication_factor: 3, trace_ttl: '168h', create: true },
        connection: { servers: ['cassandra.example.com'], port: 9042, auth: { basic: { username: 'jaeger', password: '${file:/etc/secrets/cassandra/password}' } }, tls: { ca_file: '/etc/secrets/cassandra/ca.crt' } },
      },
    });
    expect(backend({ traceStore: { kind: 'opensearch', urls: ['https://search.example.com:9200'], user: { name: 'jaeger', password: secretKey('search', 'password') } } })).toMatchObject({
      opensearch: { server_urls: ['https://search.example.com:9200'], auth: { basic: { username: 'jaeger', password_file: '/etc/secrets/search/password' } }, max_span_age: '168h' },
    });
  });

  test('Grafana is one with a file where it has no database, and two in front of PostgreSQL', () => {
    const grafana = (options: Partial<HaProfileOptions>): Manifest | undefined => manifestsWith(options).find(({ kind, name }) => kind === 'Deployment' && name === 'grafana');
    expect(at(grafana({})?.content, 'spec', 'replicas')).toBe(1);
    const grafanaDatabase = { kind: 'postgres', address: 'database.example.com:5432', name: 'grafana', user: 'grafana', password: secretKey('database', 'password') } as const;
    expect(at(grafana({ grafanaDatabase })?.content, 'spec', 'replicas')).toBe(2);
    expect(manifestsWith({ grafanaDatabase }).filter(({ kind }) => kind === 'PersistentVolumeClaim')).toEqual([]);
    expect(configFile(manifestsWith({ grafanaDatabase }), 'grafana-config', 'grafana.ini')).toContain('[database]\ntype = postgres\nhost = database.example.com:5432\nname = grafana\nuser = grafana\npassword = $__file{/etc/secrets/database/password}\nssl_mode = require\n');
  });
});

describe('retention of logs', () => {
  const logClasses = [
    { streams: { k8s_namespace_name: 'audit' }, keep: days(365), share: percent(1) },
    { streams: { k8s_namespace_name: 'shop', k8s_container_name: 'proxy "a"' }, keep: days(2), share: percent(50) },
  ];

  test('differs from class to class, the first that matches first', () => {
    const loki = config(manifestsWith({ workload: { retention: { logClasses } } }), 'loki-config', 'loki.yaml');
    expect(list(loki, 'limits_config', 'retention_stream')).toEqual([
      { selector: '{k8s_namespace_name="audit"}', priority: 2, period: '8760h' },
      { selector: '{k8s_namespace_name="shop", k8s_container_name="proxy \\"a\\""}', priority: 1, period: '48h' },
    ]);
  });

  test('sizes the volume by the share of each class', () => {
    const size = (classes: typeof logClasses): string =>
      text(manifestsOf(sampleStack({ profile: smallProfile({ workload: { retention: { logClasses: classes } } }) })).find(({ kind, name }) => kind === 'StatefulSet' && name === 'loki')?.content, 'spec', 'volumeClaimTemplates', 0, 'spec', 'resources', 'requests', 'storage');
    // 30 KiB/s x 0.25 x (365 x 1 % + 2 x 50 % + 30 x 49 %) days = 11.9 GiB; / 0.8
    expect([size([]), size(logClasses)]).toEqual(['24Gi', '15Gi']);
  });
});

describe('what is refused', () => {
  const small = smallProfile();
  const ha = haProfile(stores);
  test.each<readonly [string, Profile, readonly string[]]>([
    ['a second Loki on the local file system', { ...small, replicas: { ...small.replicas, loki: 2 } }, ['profile/local-logs at test/loki']],
    ['fewer replicas of Loki than copies', haProfile({ ...stores, replicas: { loki: 2 } }), ['profile/too-few-copies at test/loki']],
    ['a second Jaeger on badger', { ...small, replicas: { ...small.replicas, jaeger: 2 } }, ['profile/local-traces at test/jaeger']],
    ['a second Grafana with a file', haProfile({ ...stores, replicas: { grafana: 2 } }), ['profile/local-database at test/grafana']],
    ['gateways that decide about parts of traces', haProfile({ ...stores, replicas: { 'otel-collector-balancer': 0 } }), ['profile/scattered-traces at test/otel-collector-gateway']],
    ['no Alertmanager at all', haProfile({ ...stores, replicas: { alertmanager: 0 } }), ['profile/replicas at test/alertmanager']],
    ['half a Prometheus', haProfile({ ...stores, replicas: { prometheus: 1.5 } }), ['profile/replicas at test/prometheus']],
    ['more than all traces', haProfile({ ...stores, sampling: { afterwards: { slowerThan: seconds(1), rest: percent(110) } } }), ['profile/share at test/jaeger']],
    ['logs that are kept for an hour', { ...ha, workload: { ...ha.workload, retention: { ...ha.workload.retention, logClasses: [{ streams: { service_name: 'a' }, keep: hours(1), share: percent(1) }] } } }, ['profile/short-retention at test/loki']],
    ['a class of all logs', { ...ha, workload: { ...ha.workload, retention: { ...ha.workload.retention, logClasses: [{ streams: {}, keep: days(1), share: percent(1) }] } } }, ['profile/class-of-all at test/loki']],
    ['shares beyond all logs', { ...ha, workload: { ...ha.workload, retention: { ...ha.workload.retention, logClasses: [{ streams: { service_name: 'a' }, keep: days(1), share: percent(101) }] } } }, ['profile/shares at test/loki']],
  ])('%s', (_, profile, expected) => {
    expect(refusal(profile)).toEqual(expected);
  });

  test('nothing that is right', () => {
    expect([refusal(ha), refusal(haProfile({ ...stores, replicas: { loki: 5, alertmanager: 2, prometheus: 1 } })), refusal({ ...small, replicas: { ...small.replicas, 'blackbox-exporter': 2 } })]).toEqual([[], [], []]);
  });
});
