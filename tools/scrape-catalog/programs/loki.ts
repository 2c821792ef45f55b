import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { days, seconds } from '../../../lib/core/duration';
import { mebibytes, quantity } from '../../../lib/core/quantity';
import { toYaml } from '../../../lib/core/yaml';
import type { LokiConfigOptions } from '../../../lib/component/loki/config';
import { lokiConfig, lokiFolder, lokiWalFolder } from '../../../lib/component/loki/config';
import { exchanged } from '../exchange';
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
  const options: LokiConfigOptions = {
    store: { kind: 'filesystem' },
    replicas: 1,
    peers: '',
    retention: { logs: days(30) },
    ingestionRate: quantity(1024 ** 2, 'bytes/s'),
    replayCeiling: mebibytes(100),
    ruler: { externalLabels: {}, alertmanagers: [`http://${standIn.address}`], grafana: undefined },
  };
  const config = exchanged(toYaml(lokiConfig(options)), [
    ['/etc/loki/rules', rules],
    ['poll_interval: 1m', 'poll_interval: 1s'],
    [lokiWalFolder, join(folder, 'wal')],
    [lokiFolder, join(folder, 'data')],
    ['http_listen_port: 3100', `http_listen_address: 127.0.0.1\n  http_listen_port: ${port(http)}`],
    ['grpc_listen_port: 9095', `grpc_listen_port: ${port(grpc)}`],
  ]);
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
    ]);
  } finally {
    await program.stop();
  }
};
