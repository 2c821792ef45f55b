import { open } from '../declaration';
import type { Counter, Gauge } from '../metric';
import { counter, gauge } from '../metric';
import { scraped } from './provenance';

export const provenance = scraped('postgres', {});

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
 * The metrics of the PostgreSQL exporter 0.17 under a job name of your own.
 *
 *     postgresMetrics('orders-db').up
 *     // pg_up{job="orders-db"}
 */
export function postgresMetrics<const Job extends string>(job: Job): PostgresMetrics<Job> {
  const own = { jobs: [job], thirdParty: true, labels: none } as const;
  return Object.freeze({
    up: gauge('pg_up', { ...own, help: 'Whether the last scrape of metrics from PostgreSQL was able to connect to the server (1 for yes, 0 for no).', unit: 'ratio', direction: 'lowIsBad' }),
    connections: gauge('pg_stat_activity_count', { ...own, help: 'number of connections in this state', unit: 'connections', range: { min: 0 }, direction: 'highIsBad', labels: activity }),
    maxConnections: gauge('pg_settings_max_connections', { ...own, help: 'Server Parameter: max_connections', unit: 'connections', range: { min: 1 }, labels: perServer }),
    replicationLag: gauge('pg_replication_lag_seconds', { ...own, help: 'Replication lag behind master in seconds', unit: 'seconds', range: { min: 0 }, direction: 'highIsBad' }),
    isReplica: gauge('pg_replication_is_replica', { ...own, help: 'Indicates if the server is a replica', unit: 'ratio' }),
    statementTime: counter('pg_stat_statements_seconds_total', { ...own, help: 'Total time spent in the statement, in seconds', unit: 'seconds', labels: perStatement }),
    statementCalls: counter('pg_stat_statements_calls_total', { ...own, help: 'Number of times executed', unit: 'calls', labels: perStatement }),
  });
}
