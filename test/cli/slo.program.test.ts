import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { days, hours, minutes, seconds } from '../../lib/core/duration';
import { percent, perSecond } from '../../lib/core/quantity';
import { toYaml } from '../../lib/core/yaml';
import { ruleFileDocument } from '../../lib/rule/rule-file';
import { availability } from '../../lib/rule/slo/indicator';
import { slo } from '../../lib/rule/slo/slo';
import type { SampleSeries } from '../../tools/sample-data/series';
import { fillPrometheus } from '../../tools/sample-data/filled-prometheus';
import type { RunningProgram } from '../component/running-program';
import { eventually, freePort, get, start } from '../component/running-program';
import { links } from '../rule/promtool';
import { requests, traffic } from '../rule/shop';

/** The gate as a pipeline calls it, against a real Prometheus that evaluates the rules over generated traffic. */

const root = resolve(__dirname, '../..');

interface Called {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function sloStatus(...args: readonly string[]): Promise<Called> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/cli/main.ts', 'slo', 'status', ...args], { cwd: root, env: { ...process.env, NO_COLOR: '1' } });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => { written.stdout += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { written.stderr += chunk.toString(); });
  return new Promise((done) => child.once('close', (status) => { done({ status, ...written }); }));
}

/** The promise of one route, which is a service of its own. */
function promise(service: string) {
  return slo(`shop-${service}`, {
    target: percent(99),
    period: days(30),
    indicator: availability({ total: requests.where({ route: `/${service}` }), bad: requests.where({ route: `/${service}`, status: '500' }) }),
    title: `The availability of ${service}`,
    alerts: `Availability${service}`,
    service,
    team: 'shop',
    runbook: 'shop/availability',
    volume: perSecond(0.1, 'requests'),
    events: (good, bad) => traffic(good, bad, `/${service}`),
  });
}

const every = minutes(1);

/** Steady traffic as samples: so many good and bad requests a minute. */
function requestsOf(service: string, good: number, bad: number): readonly SampleSeries[] {
  return [['200', good] as const, ['500', bad] as const].map(([status, step]) => ({ name: requests.seriesName, labels: { job: 'shop', instance: 'shop-0', route: `/${service}`, status }, from: 0, step }));
}

let folder: string;
let prometheus: RunningProgram;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-slo-'));
  // Half of the budget of 1 %, five times the budget, and a promise whose requests nobody counts.
  const series = [...requestsOf('calm', 5970, 30), ...requestsOf('burning', 5700, 300)];
  const args = await fillPrometheus(folder, [{ series, over: hours(7), every }], Math.floor(Date.now() / 1000));
  const groups = ['calm', 'burning', 'unseen'].flatMap((service) => promise(service).groups).map((group) => ({ ...group, interval: seconds(1) }));
  writeFileSync(join(folder, 'rules.yml'), toYaml(ruleFileDocument(groups, links)));
  writeFileSync(join(folder, 'prometheus.yml'), 'rule_files: [rules.yml]\n');
  const address = `127.0.0.1:${String(await freePort())}`;
  url = `http://${address}`;
  prometheus = await start('prometheus', [...args, `--web.listen-address=${address}`]);
  await eventually('a recorded budget', async () => {
    const answer = await get(`${url}/api/v1/query?query=${encodeURIComponent('count(slo:deploys_allowed:bool and on (slo) slo:error_ratio:rate6h) == 2')}`);
    return answer?.includes('"value"') === true ? true : undefined;
  }, [prometheus]);
}, 120_000);

afterAll(async () => {
  await prometheus.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('belfry slo status', () => {
  test('allows a deploy of a service with budget left', async () => {
    const { status, stdout, stderr } = await sloStatus('--prometheus', url, '--service', 'calm');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^SLO +promise +budget left +burn +spent in +deploy$/),
      expect.stringMatching(/^shop-calm +99 % over 30 d +50 % +0\.5 x +30 d +yes$/),
      '',
      'Deploys are allowed.',
      '',
    ]);
  }, 60_000);

  test('forbids it when the budget is spent, and tells so as data', async () => {
    const { status, stdout } = await sloStatus('--prometheus', `${url}/`, '--service', 'burning', '--service', 'calm', '--format', 'json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      deploysAllowed: false,
      slos: [
        { slo: 'shop-burning', service: 'burning', objective: 0.99, periodSeconds: 2_592_000, remaining: expect.closeTo(-4, 3), burn: expect.closeTo(5, 3), secondsUntilSpent: 0, deploysAllowed: false },
        { slo: 'shop-calm', service: 'calm', objective: 0.99, periodSeconds: 2_592_000, remaining: expect.closeTo(0.5, 3), burn: expect.closeTo(0.5, 3), secondsUntilSpent: expect.closeTo(2_592_000, -3), deploysAllowed: true },
      ],
    });
  }, 60_000);

  test('forbids it when a promise is not measured, because nobody knows', async () => {
    const { status, stdout } = await sloStatus('--prometheus', url);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^shop-unseen +99 % over 30 d +not measured +- +- +no: not measured$/m);
  }, 60_000);

  test('knows its services by heart', async () => {
    const { status, stderr } = await sloStatus('--prometheus', url, '--service', 'calmm');
    expect(status).toBe(2);
    expect(stderr).toContain("error[slo-status/no-service]");
    expect(stderr).toContain("calm");
  }, 60_000);

  test.each([
    ['nobody listens', async () => `http://127.0.0.1:${String(await freePort())}`],
    ['the address is none', () => Promise.resolve('prometheus.example')],
  ])('ends with status 2 and a diagnostic where %s', async (_case, address) => {
    const { status, stdout, stderr } = await sloStatus('--prometheus', await address());
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('error[preview/unreachable]');
    expect(stderr).toContain('fix: ');
    expect(stderr).not.toContain('    at ');
  }, 60_000);
});
