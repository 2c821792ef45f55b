import { open } from '../../lib/metric/declaration';
import type { Counter, Gauge } from '../../lib/metric/metric';
import { counter, gauge } from '../../lib/metric/metric';

const none = {} as const;

const activity = { datname: open({ expected: 5 }), state: open({ expected: 6 }), server: open({ expected: 2 }) } as const;

const perServer = { server: open({ expected: 2 }) } as const;

const perStatement = { user: open({ expected: 3 }), datname: open({ expected: 5 }), queryid: open({ expected: 100 }) } as const;

/** What the PostgreSQL exporter tells of a database. */
export interface PostgresMetrics<Job extends string> {
  readonly up: Gauge<'ratio', typeof none, Job>;
  readonly connections: Gauge<'connections', typeof activity, Job>;
  readonly maxConnections: Gauge<'connections', typeof perServer, Job>;
  readonly replicationLag: Gauge<'seconds', typeof none, Job>;
  readonly isReplica: Gauge<'ratio', typeof none, Job>;
  /** Time that a statement took in all, where the exporter runs with `--collector.stat_statements`. */
  readonly statementTime: Counter<'seconds', typeof perStatement, Job>;
  readonly statementCalls: Counter<'calls', typeof perStatement, Job>;
}

/**
 * The metrics of the PostgreSQL exporter under a job name of your own.
 * Source of names and labels: https://github.com/prometheus-community/postgres_exporter/blob/v0.17.1/collector/pg_replication.go,
 * pg_stat_statements.go beside it, and cmd/postgres_exporter/{postgres_exporter,pg_setting,server}.go.
 */
export function postgresMetrics<const Job extends string>(job: Job): PostgresMetrics<Job> {
  const own = { jobs: [job], thirdParty: true, labels: none } as const;
  return Object.freeze({
    up: gauge('pg_up', { ...own, help: 'Whether the last scrape of metrics from PostgreSQL was able to connect to the server (1 for yes, 0 for no).', unit: 'ratio', direction: 'lowIsBad' }),
    connections: gauge('pg_stat_activity_count', { ...own, help: 'number of connections in this state', unit: 'connections', range: { min: 0 }, direction: 'highIsBad', labels: activity }),
    maxConnections: gauge('pg_settings_max_connections', { ...own, help: 'Sets the maximum number of concurrent connections.', unit: 'connections', range: { min: 1 }, labels: perServer }),
    replicationLag: gauge('pg_replication_lag_seconds', { ...own, help: 'Replication lag behind master in seconds', unit: 'seconds', range: { min: 0 }, direction: 'highIsBad' }),
    isReplica: gauge('pg_replication_is_replica', { ...own, help: 'Indicates if the server is a replica', unit: 'ratio' }),
    statementTime: counter('pg_stat_statements_seconds_total', { ...own, help: 'Total time spent in the statement, in seconds', unit: 'seconds', labels: perStatement }),
    statementCalls: counter('pg_stat_statements_calls_total', { ...own, help: 'Number of times executed', unit: 'calls', labels: perStatement }),
  });
}

/** What the Redis exporter tells of a server. */
export interface RedisMetrics<Job extends string> {
  readonly up: Gauge<'ratio', typeof none, Job>;
  readonly memoryUsed: Gauge<'bytes', typeof none, Job>;
  /** Zero where no limit is set. */
  readonly memoryLimit: Gauge<'bytes', typeof none, Job>;
  readonly hits: Counter<'lookups', typeof none, Job>;
  readonly misses: Counter<'lookups', typeof none, Job>;
}

/**
 * The metrics of the Redis exporter under a job name of your own.
 * Source of the names: https://github.com/oliver006/redis_exporter, exporter/exporter.go, where `used_memory` and
 * `maxmemory` of INFO are `memory_used_bytes` and `memory_max_bytes`, `keyspace_hits` and `keyspace_misses` are counters.
 */
export function redisMetrics<const Job extends string>(job: Job): RedisMetrics<Job> {
  const counted = { jobs: [job], thirdParty: true, labels: none } as const;
  const own = { ...counted, range: { min: 0 } } as const;
  return Object.freeze({
    up: gauge('redis_up', { ...own, help: 'Information about the Redis instance', unit: 'ratio', direction: 'lowIsBad' }),
    memoryUsed: gauge('redis_memory_used_bytes', { ...own, help: 'memory_used_bytes metric', unit: 'bytes' }),
    memoryLimit: gauge('redis_memory_max_bytes', { ...own, help: 'memory_max_bytes metric', unit: 'bytes' }),
    hits: counter('redis_keyspace_hits_total', { ...counted, help: 'keyspace_hits_total metric', unit: 'lookups' }),
    misses: counter('redis_keyspace_misses_total', { ...counted, help: 'keyspace_misses_total metric', unit: 'lookups' }),
  });
}

const perQueue = { vhost: open({ expected: 2 }), queue: open({ expected: 10 }) } as const;

/** What RabbitMQ tells of its queues. */
export interface RabbitmqMetrics<Job extends string> {
  readonly ready: Gauge<'messages', typeof perQueue, Job>;
  /** Handed to consumers that acknowledge by themselves, and to those that do so by hand: the sum is what leaves the queue. */
  readonly delivered: Counter<'messages', typeof perQueue, Job>;
  readonly deliveredToAcknowledge: Counter<'messages', typeof perQueue, Job>;
}

/**
 * The metrics of RabbitMQ's own endpoint `/metrics/per-object` under a job name of your own.
 * Source of names and labels: https://github.com/rabbitmq/rabbitmq-server, deps/rabbitmq_prometheus/src/collectors/prometheus_rabbitmq_core_metrics_collector.erl.
 */
export function rabbitmqMetrics<const Job extends string>(job: Job): RabbitmqMetrics<Job> {
  const own = { jobs: [job], thirdParty: true, labels: perQueue, unit: 'messages' } as const;
  return Object.freeze({
    ready: gauge('rabbitmq_queue_messages_ready', { ...own, help: 'Messages ready to be delivered to consumers', range: { min: 0 }, direction: 'highIsBad' }),
    delivered: counter('rabbitmq_queue_messages_delivered_total', { ...own, help: 'Total number of messages delivered from a queue to consumers in automatic acknowledgement mode' }),
    deliveredToAcknowledge: counter('rabbitmq_queue_messages_delivered_ack_total', { ...own, help: 'Total number of messages delivered from a queue to consumers in manual acknowledgement mode' }),
  });
}

const perMode = { groupname: open({ expected: 30 }), mode: ['system', 'user'] } as const;

const perMemory = { groupname: open({ expected: 30 }), memtype: ['proportionalResident', 'proportionalSwapped', 'resident', 'swapped', 'virtual'] } as const;

/** What the processes of a host use, in groups of one name. */
export interface ProcessMetrics<Job extends string> {
  readonly cpu: Counter<'seconds', typeof perMode, Job>;
  readonly memory: Gauge<'bytes', typeof perMemory, Job>;
}

/**
 * The metrics of the process exporter under a job name of your own.
 * Source of names and labels: https://github.com/ncabatoff/process-exporter/blob/master/collector/process_collector.go
 */
export function processMetrics<const Job extends string>(job: Job): ProcessMetrics<Job> {
  const own = { jobs: [job], thirdParty: true } as const;
  return Object.freeze({
    cpu: counter('namedprocess_namegroup_cpu_seconds_total', { ...own, help: 'Cpu user usage in seconds', unit: 'seconds', labels: perMode }),
    memory: gauge('namedprocess_namegroup_memory_bytes', { ...own, help: 'number of bytes of memory in use', unit: 'bytes', range: { min: 0 }, labels: perMemory }),
  });
}
