import { open } from '../../lib/metric/declaration';
import type { Gauge } from '../../lib/metric/metric';
import { gauge } from '../../lib/metric/metric';

const none = {} as const;

const activity = { datname: open({ expected: 5 }), state: open({ expected: 6 }), server: open({ expected: 2 }) } as const;

const perServer = { server: open({ expected: 2 }) } as const;

/** What the PostgreSQL exporter tells of a database. */
export interface PostgresMetrics<Job extends string> {
  readonly up: Gauge<'ratio', typeof none, Job>;
  readonly connections: Gauge<'connections', typeof activity, Job>;
  readonly maxConnections: Gauge<'connections', typeof perServer, Job>;
  readonly replicationLag: Gauge<'seconds', typeof none, Job>;
  readonly isReplica: Gauge<'ratio', typeof none, Job>;
}

/**
 * The metrics of the PostgreSQL exporter under a job name of your own.
 * Source of names and labels: https://github.com/prometheus-community/postgres_exporter/blob/v0.17.1/collector/pg_replication.go
 * and cmd/postgres_exporter/{postgres_exporter,pg_setting,server}.go beside it.
 */
export function postgresMetrics<const Job extends string>(job: Job): PostgresMetrics<Job> {
  const own = { jobs: [job], thirdParty: true, labels: none } as const;
  return Object.freeze({
    up: gauge('pg_up', { ...own, help: 'Whether the last scrape of metrics from PostgreSQL was able to connect to the server (1 for yes, 0 for no).', unit: 'ratio', direction: 'lowIsBad' }),
    connections: gauge('pg_stat_activity_count', { ...own, help: 'number of connections in this state', unit: 'connections', range: { min: 0 }, direction: 'highIsBad', labels: activity }),
    maxConnections: gauge('pg_settings_max_connections', { ...own, help: 'Sets the maximum number of concurrent connections.', unit: 'connections', range: { min: 1 }, labels: perServer }),
    replicationLag: gauge('pg_replication_lag_seconds', { ...own, help: 'Replication lag behind master in seconds', unit: 'seconds', range: { min: 0 }, direction: 'highIsBad' }),
    isReplica: gauge('pg_replication_is_replica', { ...own, help: 'Indicates if the server is a replica', unit: 'ratio' }),
  });
}

/** What the Redis exporter tells of a server. */
export interface RedisMetrics<Job extends string> {
  readonly up: Gauge<'ratio', typeof none, Job>;
  readonly memoryUsed: Gauge<'bytes', typeof none, Job>;
  /** Zero where no limit is set. */
  readonly memoryLimit: Gauge<'bytes', typeof none, Job>;
}

/**
 * The metrics of the Redis exporter under a job name of your own.
 * Source of the names: https://github.com/oliver006/redis_exporter, exporter/exporter.go, where `used_memory` and
 * `maxmemory` of INFO are `memory_used_bytes` and `memory_max_bytes`.
 */
export function redisMetrics<const Job extends string>(job: Job): RedisMetrics<Job> {
  const own = { jobs: [job], thirdParty: true, labels: none, range: { min: 0 } } as const;
  return Object.freeze({
    up: gauge('redis_up', { ...own, help: 'Information about the Redis instance', unit: 'ratio', direction: 'lowIsBad' }),
    memoryUsed: gauge('redis_memory_used_bytes', { ...own, help: 'memory_used_bytes metric', unit: 'bytes' }),
    memoryLimit: gauge('redis_memory_max_bytes', { ...own, help: 'memory_max_bytes metric', unit: 'bytes' }),
  });
}
