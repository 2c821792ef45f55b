import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { minutes } from '../../lib/core/duration';
import { toYaml } from '../../lib/core/yaml';
import { parsePromql } from '../../lib/promql/parse';
import { Condition } from '../../lib/promql/vector';
import { alert } from '../../lib/rule/alert';
import { group } from '../../lib/rule/group';
import { ruleFileDocument } from '../../lib/rule/rule-file';
import { systems } from '../../rules/index';
import { evaluateRules } from '../../tools/sample-data/evaluate-rules';
import { fillPrometheus } from '../../tools/sample-data/filled-prometheus';
import { sampleSeries } from '../../tools/sample-data/series';
import type { RunningProgram } from '../component/running-program';
import { eventually, freePort, get, start } from '../component/running-program';
import { links } from '../rule/promtool';

/** All rules of all systems in one real Prometheus, over an hour of every metric that they may read. */

/** A minute ago, so that what the rules record from now on is newer than every sample. */
const now = Math.floor(Date.now() / 1000) - 60;

let folder: string;
let prometheus: RunningProgram;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-live-'));
  const series = systems.flatMap(({ metrics }) => metrics.flatMap(({ declaration }) => sampleSeries(declaration)));
  const args = await fillPrometheus(folder, [{ series, over: minutes(60), every: minutes(1) }], now);
  for (const { name, groups } of systems) writeFileSync(join(folder, `${name}.yml`), toYaml(ruleFileDocument(groups.map((one) => ({ ...one, interval: minutes(1 / 30) })), links)));
  writeFileSync(join(folder, 'prometheus.yml'), toYaml({ rule_files: systems.map(({ name }) => `${name}.yml`) }));
  const address = `127.0.0.1:${String(await freePort())}`;
  url = `http://${address}`;
  prometheus = await start('prometheus', [...args, `--web.listen-address=${address}`]);
  await eventually('an answer of Prometheus', () => get(`${url}/-/ready`), [prometheus]);
}, 240_000);

afterAll(async () => {
  await prometheus.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface RuleState {
  readonly name: string;
  readonly health: string;
  readonly lastError?: string;
}

test('Prometheus itself evaluates all of them, none with an error', async () => {
  const rules = await eventually('an evaluation of every rule', async () => {
    const { data } = JSON.parse((await get(`${url}/api/v1/rules`)) ?? '') as { readonly data: { readonly groups: readonly { readonly rules: readonly RuleState[] }[] } };
    const all = data.groups.flatMap((one) => one.rules);
    return all.every(({ health }) => health !== 'unknown') ? all : undefined;
  }, [prometheus], 120);
  expect(rules.length).toBe(systems.flatMap(({ groups }) => groups.flatMap((one) => one.rules)).length);
  expect(rules.filter(({ health, lastError }) => health !== 'ok' || (lastError ?? '') !== '')).toEqual([]);
}, 150_000);

describe.each(systems)('$title', ({ name, groups }) => {
  test('every rule evaluates without a warning or a hint', async () => {
    // By now Prometheus has recorded what other rules read.
    const found = await evaluateRules(url, groups, Math.floor(Date.now() / 1000));
    expect(found.filter(({ annotations }) => annotations.length > 0).map(({ rule, annotations }) => `${rule}: ${annotations.join('; ')}`)).toEqual([]);
    expect(found.filter(({ samples }) => samples > 0).length).toBeGreaterThan(found.length / 2);
    process.stdout.write(`${name}: rules ${String(found.length)} evaluated in Prometheus without warning or hint, ${String(found.filter(({ samples }) => samples > 0).length)} of them over generated samples\n`);
  }, 120_000);
});

test('a rule that takes the rate of a gauge is found out', async () => {
  const wrong = alert('Wrong', {
    when: new Condition(parsePromql('rate(alertmanager_cluster_members[5m]) > 1')),
    severity: 'info',
    kind: 'cause',
    team: 'platform',
    summary: 'A rate of a gauge.',
    description: () => 'A rate of a gauge.',
    runbook: 'belfry/watchdog',
    fires: { given: [], at: minutes(1), alerts: [] },
    silent: { given: [], at: minutes(1) },
  });
  expect((await evaluateRules(url, [group('wrong', { rules: [wrong] })], now)).map(({ annotations }) => annotations)).toEqual([[expect.stringContaining('might not be a counter')]]);
});
