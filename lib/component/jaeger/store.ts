import type { Duration } from '../../core/duration';
import { hours } from '../../core/duration';
import type { SecretKey } from '../../core/secret';
import { secretFile } from '../../core/secret';
import type { Data } from '../../core/yaml';
import type { Connection } from '../shared/connection';
import { connectionTo, hostPort } from '../shared/destination';

/** Where spans are kept. */
export type TraceStore = LocalTraceStore | OpenSearchStore | CassandraStore;

/** Badger, a store of its own on one volume, which only one Jaeger can write to. */
export interface LocalTraceStore {
  readonly kind: 'badger';
}

/** An OpenSearch cluster. Jaeger writes an index for each day and never deletes one: the cluster's own lifecycle does. */
export interface OpenSearchStore {
  readonly kind: 'opensearch';
  /** `https://search.example.com:9200`. */
  readonly urls: readonly string[];
  readonly user: StoreUser;
  /** Authority that signed the servers' certificates. @default the public authorities */
  readonly authority?: SecretKey;
  /** First part of the names of all indices. @default 'belfry' */
  readonly indexPrefix?: string;
  /** @default 3 */
  readonly shards?: number;
  /** Copies of each shard beside the first. @default 1 */
  readonly copies?: number;
}

/** A Cassandra cluster. Jaeger makes its keyspace, and spans expire by themselves. */
export interface CassandraStore {
  readonly kind: 'cassandra';
  /** Host names, without a port. */
  readonly servers: readonly string[];
  /** @default 9042 */
  readonly port?: number;
  readonly datacenter: string;
  /** @default 'jaeger' */
  readonly keyspace?: string;
  /** Copies of each row. @default 3 */
  readonly copies?: number;
  readonly user: StoreUser;
  /** Authority that signed the servers' certificates. @default the public authorities */
  readonly authority?: SecretKey;
}

export interface StoreUser {
  readonly name: string;
  readonly password: SecretKey;
}

/** Where badger keeps its keys and values in the container. */
export const badgerFolder = '/var/lib/jaeger';

/** One entry of `jaeger_storage.backends`. */
export function backendConfig(store: TraceStore, retention: Duration): Data {
  const age = `${String(Math.ceil(retention.value / hours(1).value))}h`;
  switch (store.kind) {
    case 'badger':
      return {
        badger: {
          directories: { keys: `${badgerFolder}/keys`, values: `${badgerFolder}/values` },
          ephemeral: false,
          ttl: { spans: age },
        },
      };
    case 'opensearch': {
      const index = { date_layout: '2006-01-02', rollover_frequency: 'day', shards: store.shards ?? 3, replicas: store.copies ?? 1 };
      return {
        opensearch: {
          server_urls: store.urls,
          auth: { basic: { username: store.user.name, password_file: secretFile(store.user.password) } },
          tls: authorityConfig(store.authority),
          indices: { index_prefix: store.indexPrefix ?? 'belfry', spans: index, services: index, dependencies: index, sampling: index },
          // How far back a trace is looked for by its id.
          max_span_age: age,
        },
      };
    }
    case 'cassandra':
      return {
        cassandra: {
          schema: {
            keyspace: store.keyspace ?? 'jaeger',
            create: true,
            datacenter: store.datacenter,
            replication_factor: store.copies ?? 3,
            trace_ttl: age,
            dependencies_ttl: age,
          },
          connection: {
            servers: store.servers,
            port: store.port ?? cassandraPort,
            local_dc: store.datacenter,
            // The configuration has no field for a file, and its reader puts the file's content here.
            auth: { basic: { username: store.user.name, password: `\${file:${secretFile(store.user.password)}}` } },
            tls: authorityConfig(store.authority),
          },
        },
      };
  }
}

/** https://cassandra.apache.org/doc/latest/cassandra/getting-started/configuring.html */
const cassandraPort = 9042;

function authorityConfig(authority: SecretKey | undefined): Data {
  return authority === undefined ? { insecure: false } : { insecure: false, ca_file: secretFile(authority) };
}

export function traceStoreSecrets(store: TraceStore): readonly SecretKey[] {
  if (store.kind === 'badger') return [];
  return [store.user.password, ...(store.authority === undefined ? [] : [store.authority])];
}

/** The way to the store. */
export function traceStoreConnections(store: TraceStore): readonly Connection[] {
  const why = 'spans in their store';
  switch (store.kind) {
    case 'badger':
      return [];
    case 'opensearch':
      return store.urls.flatMap((url) => {
        const address = hostPort(url);
        return address === undefined ? [] : [connectionTo(address, why)];
      });
    case 'cassandra':
      return store.servers.map((host) => connectionTo({ host, port: store.port ?? cassandraPort }, why));
  }
}
