import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seconds } from '../../../lib/core/duration';
import { toYaml } from '../../../lib/core/yaml';
import { localLokiConfig } from '../local-loki';
import { eventually, freeAddresses, get, metricsPage, post, start } from '../running-program';
import type { Scrape } from '../scrape';
import { oneLogRecord } from './telemetry';

/** Loki with the configuration of the stack: it takes lines, refuses one that is too old, answers a query, compacts, evaluates a rule and tells of it. */
export const scrapeLoki: Scrape = async ({ folder, standIn }) => {
  const { http, grpc } = await freeAddresses('http', 'grpc');
  const port = (address: string): string => address.split(':')[1] ?? '';
  const rules = join(folder, 'rules');
  mkdirSync(join(rules, 'fake'), { recursive: true });
  writeFileSync(join(rules, 'fake', 'scrape.yaml'), toYaml({ groups: [{ name: 'scrape', interval: '1s', rules: [{ alert: 'Always', expr: 'vector(1)' }] }] }));
  const config = localLokiConfig({ folder, cluster: 'scrape', rules, httpPort: port(http), grpcPort: port(grpc), alertmanager: `http://${standIn.address}` });
  writeFileSync(join(folder, 'loki.yaml'), config);
  const program = await start('loki', [`-config.file=${join(folder, 'loki.yaml')}`, '-compactor.compaction-interval=2s']);
  try {
    await eventually('readiness of Loki', () => get(http, '/ready'), program, seconds(90));
    await post(http, '/otlp/v1/logs', oneLogRecord());
    await post(http, '/loki/api/v1/push', { streams: [{ stream: { service_name: 'old' }, values: [['1000000000', 'a line of 1970']] }] });
    await get(http, '/loki/api/v1/query_range?query=%7Bservice_name%3D%22scrape%22%7D');
    await get(http, '/loki/api/v1/labels');
    await post(http, '/flush', {});
    return await metricsPage(program, http, [
      'loki_distributor_lines_received_total',
      'loki_discarded_samples_total',
      'loki_request_duration_seconds_count',
      'loki_compactor_apply_retention_last_successful_run_timestamp_seconds',
      'loki_ingester_chunks_flushed_total',
      'loki_prometheus_rule_evaluations_total',
      'loki_prometheus_notifications_sent_total',
      'loki_prometheus_notifications_latency_seconds',
      'loki_prometheus_notifications_latency_histogram_seconds_count',
    ]);
  } finally {
    await program.stop();
  }
};
