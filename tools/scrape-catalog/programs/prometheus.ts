import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toYaml } from '../../../lib/core/yaml';
import { freeAddresses, get, metricsPage, post, start } from '../running-program';
import type { Scrape } from '../scrape';

/** Prometheus with the flags of the stack: it scrapes itself, evaluates rules, and sends alerts and samples away. */
export const scrapePrometheus: Scrape = async ({ folder, standIn }) => {
  const { http } = await freeAddresses('http');
  const interval = '1s';
  const rules = { groups: [{ name: 'scrape', rules: [{ alert: 'Always', expr: 'vector(1)' }, { record: 'scrape:up:sum', expr: 'sum(up)' }] }] };
  writeFileSync(join(folder, 'rules.yaml'), toYaml(rules));
  writeFileSync(
    join(folder, 'prometheus.yml'),
    toYaml({
      global: { scrape_interval: interval, evaluation_interval: interval },
      storage: { exemplars: { max_exemplars: 100 }, tsdb: { out_of_order_time_window: '30m' } },
      rule_files: [join(folder, 'rules.yaml')],
      alerting: { alertmanagers: [{ static_configs: [{ targets: [standIn.address] }] }] },
      remote_write: [{ url: `http://${standIn.address}/write` }],
      scrape_configs: [{ job_name: 'prometheus', static_configs: [{ targets: [http] }] }],
    }),
  );
  const program = await start('prometheus', [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    '--storage.tsdb.retention.size=1GB',
    `--web.listen-address=${http}`,
    '--web.enable-otlp-receiver',
    '--enable-feature=exemplar-storage',
  ]);
  try {
    await metricsPage(program, http, ['prometheus_ready']);
    await get(http, '/api/v1/query?query=up');
    await post(http, '/api/v1/otlp/v1/metrics', { resourceMetrics: [] });
    return await metricsPage(program, http, [
      'prometheus_notifications_sent_total',
      'prometheus_notifications_latency_seconds',
      'prometheus_notifications_latency_histogram_seconds_count',
      'prometheus_rule_evaluations_total',
      'prometheus_remote_storage_samples_total',
      'prometheus_target_sync_length_seconds_count',
      'prometheus_target_interval_length_seconds',
      'prometheus_target_interval_length_histogram_seconds_count',
      'prometheus_wal_watcher_records_read_total',
    ]);
  } finally {
    await program.stop();
  }
};
