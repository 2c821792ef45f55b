import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

const root = resolve(__dirname, '../..');

/** The command as a user calls it. */
function belfry(...args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, ['--import', 'tsx', 'lib/cli/main.ts', ...args], { cwd: root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
}

describe('belfry', () => {
  let folder: string;
  const file = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'belfry-cli-'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('catalog prints every declared metric in the format that lint reads', () => {
    const { status, stdout } = belfry('catalog', 'canvascast');
    expect(status).toBe(0);
    expect(parse(stdout)).toMatchObject({
      defaults: { scrapeInterval: '15s', prometheus: 3 },
      metrics: {
        http_request_duration_seconds: { type: 'histogram', unit: 'seconds', labels: { route: '*' }, jobs: ['canvascast-api'], buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10] },
        job_queue_depth: { type: 'gauge', labels: { queue: ['video'] }, shared: true, range: { min: 0 } },
        jobs_finished_total: { type: 'counter', createdOnFirstEvent: true },
      },
    });
    expect(JSON.parse(belfry('catalog', 'canvascast', '--format', 'json').stdout)).toEqual(parse(stdout));
  });

  test('catalog ends without a word when its reader has seen enough', () => {
    const { stdout, stderr } = spawnSync('bash', ['-c', `"${process.execPath}" --import tsx lib/cli/main.ts catalog | head -n 1`], { cwd: root, encoding: 'utf8' });
    expect([stdout, stderr]).toEqual([expect.stringMatching(/^\S.*\n$/), '']);
  });

  test('catalog names the system that was meant', () => {
    expect(belfry('catalog', 'canvascat')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/there is no system 'canvascat'[^]*did you mean 'canvascast'\?/) });
  });

  test('catalog prints everything that an exporter answers, and lint reads it', () => {
    const { status, stdout } = belfry('catalog', '--exporter', 'postgres=orders-db', '--exporter', 'rabbitmq', '--target-label', 'site');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^# postgres: everything that postgres \d+\.\d+\.\d+ answered\n# rabbitmq: declared from documentation, /);
    expect(parse(stdout)).toMatchObject({ metrics: { pg_stat_database_deadlocks: { type: 'counter', labels: { site: '*', datname: '*' }, jobs: ['orders-db'] }, rabbitmq_queue_messages_ready: { jobs: ['rabbitmq'] } } });
    expect(stdout).not.toContain('http_requests_total');
    const catalog = file('exporters.yaml', stdout);
    const rule = (label: string): string => `groups: [{name: a, rules: [{record: "orders:pg_deadlocks:rate5m", expr: 'sum by (site) (rate(pg_stat_database_deadlocks{job="orders-db",${label}="orders"}[5m]))'}]}]\n`;
    expect(belfry('lint', '--catalog', catalog, file('right.yaml', rule('datname')))).toMatchObject({ status: 0 });
    expect(belfry('lint', '--catalog', catalog, file('wrong.yaml', rule('dbname')))).toMatchObject({ status: 1, stdout: expect.stringMatching(/pg_stat_database_deadlocks has no label 'dbname'[^]*did you mean 'datname'\?/) });
  });

  test('what a system declares of an exporter counts, and is printed once', () => {
    const { status, stdout } = belfry('catalog', 'quickcart', '--exporter', 'postgres=postgresql');
    expect(status).toBe(0);
    expect(parse(stdout)).toMatchObject({ metrics: { pg_up: { unit: 'ratio', jobs: ['postgresql'] }, pg_wal_segments: { jobs: ['postgresql'] }, payments_total: { jobs: expect.anything() } } });
  });

  test('lint reads the printed catalog, finds a quantile of raw buckets, and leaves its twin alone', () => {
    const catalog = file('catalog.yaml', belfry('catalog', 'canvascast').stdout);
    const rule = (expression: string): string => `groups:\n  - name: slow\n    rules:\n      - alert: Slow\n        expr: ${expression}\n        for: 5m\n`;
    const bad = file('bad.yaml', rule('histogram_quantile(0.95, sum by (le) (http_request_duration_seconds_bucket{job="canvascast-api"})) > 5'));
    const good = file('good.yaml', rule('histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{job="canvascast-api"}[5m]))) > 5'));
    const { status, stdout } = belfry('lint', '--catalog', catalog, '--format', 'json', bad);
    expect(status).toBe(1);
    const errors = (JSON.parse(stdout) as readonly { readonly severity: string }[]).filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([expect.objectContaining({ check: 'histogram/no-rate', severity: 'error', file: bad, line: 5, rule: 'Slow', message: expect.any(String), fix: expect.any(String) })]);
    expect(belfry('lint', '--catalog', catalog, '--format', 'json', good)).toMatchObject({ status: 0 });
  });

  test('lint points every finding to the page of its check', () => {
    const bad = file('page.yaml', 'groups:\n  - name: shop\n    rules:\n      - record: shop_requests\n        expr: sum(http_requests_total)\n');
    expect(belfry('lint', bad).stdout).toMatch(/docs\/checks\/[a-z]+\/[a-z-]+\.md, which belfry explain prints/);
    const sarif = JSON.parse(belfry('lint', '--format', 'sarif', '--docs-url', 'https://git.example/belfry/docs/checks', bad).stdout) as { readonly runs: readonly { readonly tool: { readonly driver: { readonly rules: readonly unknown[] } } }[] };
    expect(sarif.runs[0]?.tool.driver.rules).toContainEqual(
      expect.objectContaining({ id: 'record/name', helpUri: 'https://git.example/belfry/docs/checks/record/name.md', help: expect.objectContaining({ markdown: expect.stringContaining('# record/name') }) }),
    );
    expect(belfry('lint', '--format', 'sarif', '--docs-url', 'docs', bad)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining("'docs' is no absolute address") });
  });

  test('explain prints the page of a check, and knows what was meant', () => {
    expect(belfry('explain', 'histogram/no-rate')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^# histogram\/no-rate\n[^]*## Wrong\n[^]*error\[histogram\/no-rate\][^]*## Right\n/) });
    expect(belfry('explain', 'histogram/no-rat')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining("did you mean 'histogram/no-rate'?") });
  });

  test.each([
    ['a file that is not there', ['lint', 'nowhere.yaml'], /nowhere\.yaml/],
    ['a catalog that is not there', ['lint', '--catalog', 'nowhere.yaml', 'package.json'], /nowhere\.yaml/],
  ])('lint ends with 2 for %s', (_what, args, says) => {
    const { status, stdout, stderr } = belfry(...args);
    expect(status).toBe(2);
    expect(`${stdout}${stderr}`).toMatch(says);
    expect(stderr).not.toContain('    at ');
  });

  test('routes test tells who is told, and routes lint finds the route that never is', () => {
    const config = file('alertmanager.yml', 'route:\n  receiver: all\n  routes:\n    - matchers: [\'severity=~".+"\']\n      receiver: chat\n    - matchers: [severity="critical"]\n      receiver: pager\nreceivers:\n  - name: all\n  - name: chat\n  - name: pager\n');
    const { status, stdout } = belfry('routes', 'test', '--config', config, '--label', 'severity=critical', '--format', 'json');
    expect({ status, told: JSON.parse(stdout) as unknown }).toEqual({ status: 0, told: [{ receiver: 'chat', groupBy: [], muted: false }] });
    const lint = belfry('routes', 'lint', '--config', config, '--format', 'json');
    expect(lint.status).toBe(1);
    expect(JSON.parse(lint.stdout)).toContainEqual(expect.objectContaining({ severity: 'error', file: config, line: 6 }));
    expect(belfry('routes', 'show', '--config', config).stdout).toContain('{severity="critical"} -> pager');
  });

  test('a command line that makes no sense ends with 2 and the usage', () => {
    expect(belfry('lint', '--nope')).toMatchObject({ status: 2, stderr: expect.stringMatching(/unknown option '--nope'[^]*Usage: belfry lint/) });
    expect(belfry('lnt')).toMatchObject({ status: 2, stderr: expect.stringContaining('Did you mean lint?') });
    expect(belfry('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: belfry') });
  });
});
