import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { BelfryError, renderProblem } from '../../lib/core/problem';
import { gibibytes } from '../../lib/core/quantity';
import { secretKey } from '../../lib/core/secret';
import { credentialFile } from '../../lib/route/receiver/receiver';
import { slack } from '../../lib/route/receiver/slack';
import { portProblems } from '../../lib/stack/check-ports';
import type { HaProfileOptions, MonitoringStackProps } from '../../lib/stack/monitoring-stack';
import { haProfile, smallProfile } from '../../lib/stack/monitoring-stack';
import { configFile, list, manifestsOf, plainData, sampleProps, sampleStack, text } from '../component/sample-stack';

/** What people get wrong in an environment, told at synth before anything is written. */
const logStore = { kind: 's3', endpoint: 'minio.stores.svc:9000', bucket: 'logs', insecure: true, credentials: secretKey('bucket', 'credentials') } as const;
const user = { name: 'jaeger', password: secretKey('search', 'password') } as const;
const stores: HaProfileOptions = {
  logStore,
  traceStore: { kind: 'opensearch', urls: ['https://search.example.com:9200'], user },
  grafanaDatabase: { kind: 'postgres', address: 'database.example.com:5432', name: 'grafana', user: 'grafana', password: secretKey('database', 'password') },
};
const login = {
  issuer: 'https://login.example.com',
  endpoints: { authorization: 'https://login.example.com/auth', token: 'https://login.example.com/token', userInfo: 'https://login.example.com/userinfo' },
  clientId: 'belfry',
  clientSecret: secretKey('login', 'client-secret'),
  cookieSecret: secretKey('login', 'cookie-secret'),
  groups: [],
};
const gate = { kind: 'gateway', name: 'public', namespace: 'gateways', controller: { kind: 'pods', namespace: 'gateways', labels: {} } } as const;
const small = smallProfile();

function refusal(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (error instanceof BelfryError) return error.problems.map((problem) => renderProblem(problem)).join('\n');
    throw error;
  }
  return 'nothing is wrong';
}

const stack = (changes: Partial<MonitoringStackProps>) => (): unknown => sampleStack(changes);
const ha = (changes: Partial<HaProfileOptions>) => stack({ profile: haProfile({ ...stores, ...changes }) });

interface Mistake {
  readonly what: string;
  readonly bad: () => unknown;
  readonly good: () => unknown;
  /** Check, place and what the message must say. */
  readonly says: RegExp;
}

const mistakes: readonly Mistake[] = [
  {
    what: 'a volume smaller than its retention',
    bad: stack({ profile: smallProfile({ volumes: { loki: gibibytes(20) } }) }),
    good: stack({ profile: smallProfile({ volumes: { loki: gibibytes(24) } }) }),
    says: /stack\/volume-too-small.*test\/loki[^]*the volume of loki has 20Gi, its retention needs 24Gi[^]*fix: give it 24Gi, or shorten the retention/,
  },
  {
    what: 'replicas below the replication factor',
    bad: ha({ replicas: { loki: 2 } }),
    good: ha({ replicas: { loki: 3 } }),
    says: /profile\/too-few-copies.*test\/loki[^]*2 replicas of Loki keep 3 copies of each line[^]*fix: write at least 3 replicas, or one/,
  },
  {
    what: 'two schemas of Loki on the same days',
    bad: ha({ logStore: { ...logStore, schemas: [{ from: '2022-06-01', version: 'v12', indexPrefix: 'old_' }, { from: '2022-06-01', version: 'v13' }] } }),
    good: ha({ logStore: { ...logStore, schemas: [{ from: '2022-06-01', version: 'v12', indexPrefix: 'old_' }, { from: '2024-04-01', version: 'v13' }] } }),
    says: /profile\/schema-overlap.*test\/loki[^]*two schemas begin on 2022-06-01[^]*fix: give each schema a later day than the one before it/,
  },
  {
    what: 'schemas of Loki in the wrong order',
    bad: ha({ logStore: { ...logStore, schemas: [{ from: '2024-04-01', version: 'v13' }, { from: '2023-01-01', version: 'v13' }] } }),
    good: ha({ logStore: { ...logStore, schemas: [{ from: '2023-01-01', version: 'v13' }, { from: '2024-04-01', version: 'v13' }] } }),
    says: /profile\/schema-overlap[^]*the schema from 2023-01-01 stands after the one from 2024-04-01/,
  },
  {
    what: 'a schema of Loki that begins on no day',
    bad: ha({ logStore: { ...logStore, schemas: [{ from: '2023-02-30', version: 'v13' }] } }),
    good: ha({ logStore: { ...logStore, schemas: [{ from: '2023-02-28', version: 'v13' }] } }),
    says: /profile\/schema-day[^]*'2023-02-30' is no day/,
  },
  {
    what: 'a last schema of Loki without structured metadata',
    bad: ha({ logStore: { ...logStore, schemas: [{ from: '2023-02-01', version: 'v12' }] } }),
    good: ha({}),
    says: /profile\/schema-outdated[^]*the last schema is v12/,
  },
  { what: 'no schema of Loki', bad: ha({ logStore: { ...logStore, schemas: [] } }), good: ha({}), says: /profile\/schema-missing/ },
  {
    what: 'a file system with replicas',
    bad: stack({ profile: { ...small, replicas: { ...small.replicas, loki: 3 } } }),
    good: stack({ profile: small }),
    says: /profile\/local-logs.*test\/loki[^]*3 replicas of Loki on the local file system[^]*fix: give them a bucket, or write one replica/,
  },
  {
    what: 'a receiver without a Secret',
    bad: () => slack('chat', { apiUrl: secretKey('', 'slack'), channel: '#a' }),
    good: () => slack('chat', { apiUrl: secretKey('receivers', 'slack'), channel: '#a' }),
    says: /secret\/name[^]*fix:/,
  },
  {
    what: 'a receiver without its credential, from plain JavaScript',
    bad: () => credentialFile('chat', 'apiUrl', undefined),
    good: () => credentialFile('chat', 'apiUrl', secretKey('receivers', 'slack')),
    says: /route\/credential.*receiver chat[^]*it has no apiUrl[^]*fix: write apiUrl: secretKey/,
  },
  {
    what: 'a receiver whose Secret nobody mounts',
    bad: stack({ alertmanager: { ...sampleProps.alertmanager, secrets: [] } }),
    good: stack({}),
    says: /stack\/secret-not-mounted.*test\/alertmanager[^]*\/etc\/secrets\/pagerduty\/routing-key[^]*fix: add secretKey\('pagerduty', 'routing-key'\)/,
  },
  {
    what: 'two user interfaces at one host',
    bad: ha({ exposure: { gate, login, hosts: { grafana: 'watch.example.com', prometheus: 'watch.example.com' } } }),
    good: ha({ exposure: { gate, login, hosts: { grafana: 'watch.example.com', prometheus: 'metrics.example.com' } } }),
    says: /profile\/shared-host.*test\/prometheus[^]*grafana and prometheus are both shown at watch\.example\.com/,
  },
  {
    what: 'an endpoint of a bucket with a scheme',
    bad: ha({ logStore: { ...logStore, endpoint: 'https://s3.example.com' } }),
    good: ha({ logStore: { ...logStore, endpoint: 's3.example.com' } }),
    says: /profile\/address.*test\/loki[^]*'https:\/\/s3\.example\.com' is no address of the bucket[^]*fix: write 'host' or 'host:port'/,
  },
  {
    what: 'an address of OpenSearch without a scheme',
    bad: ha({ traceStore: { kind: 'opensearch', urls: ['search.example.com:9200'], user } }),
    good: ha({}),
    says: /profile\/address.*test\/jaeger[^]*'search\.example\.com:9200' is no address of OpenSearch/,
  },
  {
    what: 'a server of Cassandra with a port',
    bad: ha({ traceStore: { kind: 'cassandra', servers: ['cassandra.example.com:9042'], datacenter: 'dc1', user } }),
    good: ha({ traceStore: { kind: 'cassandra', servers: ['cassandra.example.com'], datacenter: 'dc1', user } }),
    says: /profile\/address.*test\/jaeger[^]*fix: write a host name; the port is the field 'port'/,
  },
  {
    what: 'a database of Grafana without a port',
    bad: ha({ grafanaDatabase: { kind: 'postgres', address: 'database.example.com', name: 'grafana', user: 'grafana', password: secretKey('database', 'password') } }),
    good: ha({}),
    says: /profile\/address.*test\/grafana[^]*fix: write 'host:port'/,
  },
  {
    what: 'a login at an address that is none',
    bad: ha({ exposure: { gate, login: { ...login, issuer: 'login.example.com' }, hosts: { grafana: 'watch.example.com' } } }),
    good: ha({ exposure: { gate, login, hosts: { grafana: 'watch.example.com' } } }),
    says: /profile\/address[^]*'login\.example\.com' is no address of the issuer of the login/,
  },
];

describe('synth refuses', () => {
  test.each(mistakes)('$what', ({ bad, good, says }) => {
    expect(refusal(bad)).toMatch(says);
    expect(refusal(good)).toBe('nothing is wrong');
  });
});

describe('two components on one port', () => {
  const identity = { environment: 'test', clusterName: 'test', namespace: 'monitoring', nodeNamespace: 'nodes' };
  const tcp = (number: number) => ({ number, protocol: 'TCP' as const });
  const told = (...components: Parameters<typeof portProblems>[1]): readonly string[] => portProblems(identity, components).map(({ place, message }) => `${place.subject ?? ''}: ${message}`);

  test('of the same pod', () => {
    expect(told({ name: 'a', ports: { http: tcp(80), metrics: tcp(80) } })).toEqual(["test/a: the port 'metrics' is 80/TCP, which is taken by its port 'http'"]);
    expect(told({ name: 'a', ports: { gossip: tcp(80), 'gossip-udp': { number: 80, protocol: 'UDP' } } })).toEqual([]);
  });

  test('of the same node', () => {
    const onNode = { hostNetwork: true, ports: { http: tcp(9100) } };
    expect(told({ name: 'a', ...onNode }, { name: 'b', ...onNode })).toEqual(["test/b: the port 'http' is 9100/TCP, which is taken by a on the same node"]);
    expect(told({ name: 'a', ...onNode }, { name: 'b', ports: { http: tcp(9100) } })).toEqual([]);
    expect(told({ name: 'a', hostNetwork: true, ports: { http: tcp(10_250) } })).toEqual(["test/a: the port 'http' is 10250/TCP, which is taken by the kubelet on the same node"]);
  });
});

test('schemas of a bucket that another Loki has written to stand in its configuration', () => {
  const manifests = manifestsOf(sampleStack({ profile: haProfile({ ...stores, logStore: { ...logStore, schemas: [{ from: '2022-06-01', version: 'v12', indexPrefix: 'old_' }, { from: '2024-04-01', version: 'v13' }] } }) }));
  const schemas = list(plainData(parse(configFile(manifests, 'loki-config', 'loki.yaml'))), 'schema_config', 'configs');
  expect(schemas.map((schema) => [text(schema, 'from'), text(schema, 'schema'), text(schema, 'object_store'), text(schema, 'index', 'prefix')])).toEqual([
    ['2022-06-01', 'v12', 's3', 'old_'],
    ['2024-04-01', 'v13', 's3', 'loki_index_'],
  ]);
});
