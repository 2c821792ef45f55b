import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { hours, minutes, seconds } from '../../lib/core/duration';
import { fraction, perSecond } from '../../lib/core/quantity';
import { toYaml } from '../../lib/core/yaml';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import { formatBound } from '../../lib/metric/family';
import type { Alert } from '../../lib/rule/alert';
import { ruleFileDocument } from '../../lib/rule/rule-file';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds } from '../../lib/rule/scenario/input';
import type { Check } from '../../lib/rule/scenario/proof';
import { filesFor } from '../../lib/rule/scenario/promtool-test';
import { databaseDown } from '../../rules/bakhmach/dependency-alerts';
import { bakhmachGroups } from '../../rules/bakhmach/groups';
import { httpRequestDuration, httpRequests, postgres } from '../../rules/bakhmach/metrics';
import { highErrorRate } from '../../rules/bakhmach/service-alerts';
import { bakhmachSlos, featureSlos, readyProbe, successSlo } from '../../rules/bakhmach/slos';
import { fillPrometheus } from '../../tools/sample-data/filled-prometheus';
import type { SampleSeries } from '../../tools/sample-data/series';
import { eventually, freePort, get, start } from '../component/running-program';
import { links, proofSettings, runProofs } from '../rule/promtool';

/** What the real Prometheus says of an alert in a situation. */
async function proves(alert: Alert | undefined, given: readonly InputSeries[], ...checks: readonly Check[]): Promise<boolean> {
  if (alert === undefined) throw new RangeError('there is no such alert');
  const { passed } = await runProofs(filesFor([alert], bakhmachGroups, [{ name: alert.name, given, checks }], proofSettings));
  return passed;
}

const requests = (status: '200' | '302' | '404' | '500', rate: number, route = '/api/orders'): InputSeries => grows(httpRequests, { method: 'GET', route, status }, perSecond(rate, 'requests'));

const soon = { at: minutes(20) } as const;

test('failures a second of a busy service are no share', async () => {
  expect(await proves(highErrorRate, [requests('200', 980), requests('500', 20)], { ...soon, expects: 'nothing' })).toBe(true);
  expect(await proves(highErrorRate, [requests('200', 9.4), requests('500', 0.6)], { ...soon, expects: 'something' })).toBe(true);
});

test('a database whose exporter is gone is told as well', async () => {
  expect(await proves(databaseDown, [], { at: minutes(4), expects: 'something' })).toBe(true);
  expect(await proves(databaseDown, [holds(postgres.up, { instance: 'primary' }, fraction(1))], { at: minutes(4), expects: 'nothing' })).toBe(true);
});

describe('the success of requests', () => {
  const [burn] = successSlo.alerts;

  test('redirections and refusals are no failures', async () => {
    expect(await proves(burn, [requests('200', 50), requests('302', 30), requests('404', 20)], { ...soon, expects: 'nothing' })).toBe(true);
    expect(await proves(burn, [requests('200', 80), requests('500', 20)], { ...soon, expects: 'something' })).toBe(true);
  });

  test('a feature that fails does not hide behind the others', async () => {
    const [paymentsBurn] = featureSlos[0]?.alerts ?? [];
    const given = [requests('200', 100), requests('500', 2, '/api/payments')];
    expect(await proves(paymentsBurn, given, { ...soon, expects: 'something' })).toBe(true);
    expect(await proves(burn, given, { ...soon, expects: 'nothing' })).toBe(true);
  });
});

/** What a pipeline calls before it deploys. */
function mayDeploy(prometheus: string): Promise<{ readonly status: number | null; readonly stdout: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/cli/main.ts', 'slo', 'status', '--prometheus', prometheus, '--service', 'backend'], { cwd: resolve(__dirname, '../..'), env: { ...process.env, NO_COLOR: '1' } });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => { stdout += chunk.toString(); });
  return new Promise((done) => child.once('close', (status) => { done({ status, stdout }); }));
}

/** The hub for seven hours, a sample a minute: so many failures in a thousand requests of each feature, all of them quick. */
function history(failures: number): readonly SampleSeries[] {
  const own = { job: 'backend', instance: 'backend-0', method: 'GET' } as const;
  const routes = ['/api/payments', '/api/orders', '/api/reports'];
  const counted = routes.flatMap((route) => ([['200', 1000 - failures], ['500', failures]] as const).map(([status, step]) => ({ name: httpRequests.seriesName, labels: { ...own, route, status }, from: 0, step })));
  const timed = [...(httpRequestDuration.declaration.buckets ?? []).map(formatBound), '+Inf'].map((le) => ({ name: 'http_request_duration_seconds_bucket', labels: { ...own, route: '/api/orders', status: '200', le }, from: 0, step: Number(le.replace('+Inf', '10')) < 0.25 ? 0 : 1000 }));
  const count = { name: 'http_request_duration_seconds_count', labels: { ...own, route: '/api/orders', status: '200' }, from: 0, step: 1000 };
  const probe = { name: probeSuccess.seriesName, labels: { job: 'blackbox', instance: 'backend', target: readyProbe }, from: 1, step: 0 };
  return [...counted, ...timed, count, probe];
}

describe('a deploy waits while a budget is spent, and goes on when there is enough', () => {
  test.each([
    ['when there is enough', 2, 0, [/^bakhmach-success .* 80 % .* yes$/m, /^bakhmach-availability .* 100 % .* yes$/m, /^Deploys are allowed\.$/m]],
    ['while a budget is spent', 50, 1, [/^bakhmach-success .* -400 % .* no$/m, /^bakhmach-availability .* 100 % .* yes$/m, /^Deploys are not allowed\.$/m]],
  ] as const)('%s', async (_case, failures, status, lines) => {
    const folder = mkdtempSync(join(tmpdir(), 'belfry-gate-'));
    const args = await fillPrometheus(folder, [{ series: history(failures), over: hours(7), every: minutes(1) }], Math.floor(Date.now() / 1000));
    writeFileSync(join(folder, 'rules.yml'), toYaml(ruleFileDocument(bakhmachSlos.flatMap(({ groups }) => groups).map((group) => ({ ...group, interval: seconds(1) })), links)));
    writeFileSync(join(folder, 'prometheus.yml'), 'rule_files: [rules.yml]\n');
    const address = `127.0.0.1:${String(await freePort())}`;
    const prometheus = await start('prometheus', [...args, `--web.listen-address=${address}`]);
    try {
      await eventually('recorded budgets', async () => {
        const answer = await get(`http://${address}/api/v1/query?query=${encodeURIComponent(`count(slo:deploys_allowed:bool and on (slo) slo:error_ratio:rate6h) == ${String(bakhmachSlos.length)}`)}`);
        return answer?.includes('"value"') === true ? true : undefined;
      }, [prometheus]);
      const answer = await mayDeploy(`http://${address}`);
      expect(answer.status).toBe(status);
      for (const line of lines) expect(answer.stdout).toMatch(line);
    } finally {
      await prometheus.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 180_000);
});
