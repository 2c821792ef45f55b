import { startPostgres } from '../postgres-server';
import { freeAddresses, metricsPage, start } from '../running-program';
import type { Scrape } from '../scrape';

/** What is off unless it is asked for. */
const collectors = ['database_wraparound', 'long_running_transactions', 'postmaster', 'process_idle', 'stat_activity_autovacuum', 'stat_statements', 'stat_wal_receiver', 'statio_user_indexes', 'xlog_location'];

/** The exporter beside a primary that has a table, a standby, and statements to tell of. */
export const scrapePostgres: Scrape = async () => {
  const server = await startPostgres();
  try {
    await server.query('CREATE EXTENSION pg_stat_statements');
    await server.query('CREATE TABLE orders (id integer PRIMARY KEY)');
    await server.query('INSERT INTO orders SELECT generate_series(1, 100)');
    await server.query('VACUUM ANALYZE orders');
    await server.query('SELECT count(*) FROM orders');
    await server.wait();
    const { http } = await freeAddresses('http');
    const program = await start('postgres_exporter', [`--web.listen-address=${http}`, ...collectors.map((name) => `--collector.${name}`)], { DATA_SOURCE_NAME: server.dataSource });
    try {
      return await metricsPage(program, http, ['pg_up', 'pg_stat_activity_count', 'pg_settings_max_connections', 'pg_replication_lag_seconds', 'pg_stat_statements_seconds_total', 'pg_stat_user_tables_n_live_tup', 'pg_stat_replication_pg_wal_lsn_diff', 'pg_process_idle_seconds_count']);
    } finally {
      await program.stop();
    }
  } finally {
    await server.stop();
  }
};
