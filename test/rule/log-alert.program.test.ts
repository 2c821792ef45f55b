import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { minutes, seconds } from '../../lib/core/duration';
import { quantity } from '../../lib/core/quantity';
import { toYaml } from '../../lib/core/yaml';
import { sum } from '../../lib/logql/aggregate';
import { countOverTime } from '../../lib/logql/over-time';
import { logAlert, logGroup } from '../../lib/rule/log-alert';
import { logRuleFileDocument } from '../../lib/rule/log-rule-file';
import { runTool } from '../../tools/toolchain';
import type { RunningProgram } from '../component/running-program';
import { eventually, freePort, get, start } from '../component/running-program';
import { list, plainData } from '../component/sample-stack';
import { apiLogs } from '../logql/streams';
import { links, logGroups } from './log-alerts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-log-rules-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a rule file of alerts on logs', () => {
  const content = toYaml(logRuleFileDocument(logGroups, links));

  async function checked(rules: string): Promise<{ readonly status: number | null; readonly output: string }> {
    const file = join(folder, 'rules.yaml');
    // The tool of Loki keeps rule files apart by the namespace that they are loaded into.
    writeFileSync(file, `namespace: shop\n${rules}`);
    const { status, stdout, stderr } = await runTool('lokitool', ['rules', 'lint', '--dry-run', file]);
    return { status, output: stdout + stderr };
  }

  test('is taken by the tool of Loki, every rule of it', async () => {
    const { status, output } = await checked(content);
    expect([status, output]).toEqual([0, expect.stringMatching(/3 rules found/)]);
    expect(output).not.toMatch(/error/i);
  });

  test('would be refused with a mistake in it', async () => {
    expect((await checked(content.replace('|= "500"', '|= 500'))).status).not.toBe(0);
  });
});

describe('the ruler of a running Loki', () => {
  const lines = sum(countOverTime(apiLogs.containing('payment refused').json('route').only({ route: /.+/ }), minutes(5))).by('env', 'route');
  const common = {
    severity: 'warning',
    kind: 'symptom',
    team: 'shop',
    summary: 'Payments are refused.',
    description: ({ labels, value }: { readonly labels: { readonly env: string; readonly route: string }; readonly value: string }) => `${value} payments were refused by ${labels.route} in ${labels.env}.`,
    runbook: 'shop/payments-refused',
  } as const;
  const refused = logAlert('PaymentsRefused', { ...common, when: lines.above(quantity(2, 'lines')) });
  const manyRefused = logAlert('ManyPaymentsRefused', { ...common, when: lines.above(quantity(3, 'lines')) });
  let loki: RunningProgram;
  let address: string;

  beforeAll(async () => {
    const rules = join(folder, 'rules', 'fake');
    mkdirSync(rules, { recursive: true });
    writeFileSync(join(rules, 'shop.yaml'), toYaml(logRuleFileDocument([logGroup('shop-logs', { interval: seconds(1), alerts: [refused, manyRefused] })], links)));
    const [port, grpc] = [await freePort(), await freePort()];
    const config = join(folder, 'loki.yaml');
    writeFileSync(config, toYaml(lokiWithRuler(folder, port, grpc)));
    address = `http://127.0.0.1:${String(port)}`;
    loki = await start('loki', [`-config.file=${config}`]);
    await eventually('a Loki that is ready', () => get(`${address}/ready`), [loki], 120);
    const entry = (n: number): readonly string[] => [`${String(Date.now() - 1000 + n)}000000`, JSON.stringify({ level: 'error', message: 'payment refused', route: '/pay' })];
    const stream = { stream: { service_name: 'api', env: 'production' }, values: [entry(0), entry(1), entry(2)] };
    const pushed = await fetch(`${address}/loki/api/v1/push`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ streams: [stream] }) });
    expect(pushed.status).toBe(204);
  }, 240_000);

  afterAll(async () => {
    await loki.stop();
  }, 30_000);

  test('fires what is above its threshold, with its labels and its words, and nothing else', async () => {
    const firing = await eventually('an alert on logs', async () => {
      const alerts = list(plainData(JSON.parse((await get(`${address}/prometheus/api/v1/alerts`)) ?? '{}')), 'data', 'alerts');
      return alerts.length === 0 ? undefined : alerts;
    }, [loki]);
    expect(firing).toEqual([
      expect.objectContaining({
        state: 'firing',
        labels: { alertname: 'PaymentsRefused', env: 'production', route: '/pay', severity: 'warning', team: 'shop' },
        annotations: { summary: 'Payments are refused.', description: '3 payments were refused by /pay in production.', runbook_url: 'https://runbooks.example/shop/payments-refused' },
      }),
    ]);
    const groups = list(plainData(JSON.parse((await get(`${address}/prometheus/api/v1/rules`)) ?? '{}')), 'data', 'groups');
    expect(groups).toMatchObject([{ rules: [{ name: 'PaymentsRefused', health: 'ok' }, { name: 'ManyPaymentsRefused', health: 'ok', alerts: [] }] }]);
  }, 120_000);
});

/** The smallest Loki that evaluates rules; its only tenant is called `fake`. Source: https://grafana.com/docs/loki/latest/configure/#ruler */
function lokiWithRuler(home: string, port: number, grpc: number): Parameters<typeof toYaml>[0] {
  const alone = { kvstore: { store: 'inmemory' } };
  return {
    target: 'all',
    auth_enabled: false,
    server: { http_listen_address: '127.0.0.1', http_listen_port: port, grpc_listen_address: '127.0.0.1', grpc_listen_port: grpc },
    common: { path_prefix: join(home, 'loki'), replication_factor: 1, instance_addr: '127.0.0.1', ring: { instance_addr: '127.0.0.1', ...alone }, storage: { filesystem: { chunks_directory: join(home, 'chunks'), rules_directory: join(home, 'rules') } } },
    schema_config: { configs: [{ from: '2023-09-01', store: 'tsdb', object_store: 'filesystem', schema: 'v13', index: { prefix: 'index_', period: '24h' } }] },
    ruler: { storage: { type: 'local', local: { directory: join(home, 'rules') } }, rule_path: join(home, 'scratch'), ring: alone, enable_api: true },
    analytics: { reporting_enabled: false },
  };
}
