import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toYaml } from '../../lib/core/yaml';
import { logAlertsOf } from '../../lib/rule/log-alert';
import { logRuleFileDocument } from '../../lib/rule/log-rule-file';
import { systems } from '../../rules/index';
import { runTool } from '../../tools/toolchain';
import { eventually, get } from '../component/running-program';
import { list, plainData, text } from '../component/sample-stack';
import type { RunningAlertmanager } from '../route/running-alertmanager';
import { startAlertmanagerOn } from '../route/running-alertmanager';
import { links, logGroups } from './log-alerts';
import type { RunningRuler } from './running-ruler';
import { logProofs, startRuler } from './running-ruler';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-log-rules-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const written = systems.flatMap(({ logGroups: own = [] }) => own);

describe('a rule file of alerts on logs', () => {
  async function checked(rules: string): Promise<{ readonly status: number | null; readonly output: string }> {
    const file = join(folder, 'rules.yaml');
    // The tool of Loki keeps rule files apart by the namespace that they are loaded into.
    writeFileSync(file, `namespace: shop\n${rules}`);
    const { status, stdout, stderr } = await runTool('lokitool', ['rules', 'lint', '--dry-run', file]);
    return { status, output: stdout + stderr };
  }

  test.each([['of the samples', logGroups], ['of all systems', written]])('%s is taken by the tool of Loki, every rule of it', async (_, groups) => {
    const { status, output } = await checked(toYaml(logRuleFileDocument(groups, links)));
    expect([status, output]).toEqual([0, expect.stringContaining(`${String(logAlertsOf(groups).length)} rules found`)]);
    expect(output).not.toMatch(/error/i);
  });

  test('would be refused with a mistake in it', async () => {
    expect((await checked(toYaml(logRuleFileDocument(logGroups, links)).replace('|= "500"', '|= 500'))).status).not.toBe(0);
  });
});

/** The real Loki, with the configuration of the stack, evaluates every scenario; labels and texts are compared word for word. */
describe('the ruler of a running Loki', () => {
  const alerts = logAlertsOf([...logGroups, ...written]);
  const proofs = logProofs(alerts);
  let ruler: RunningRuler;
  let alertmanager: RunningAlertmanager;

  beforeAll(async () => {
    alertmanager = await startAlertmanagerOn(toYaml({ route: { receiver: 'nobody' }, receivers: [{ name: 'nobody' }] }));
    ruler = await startRuler(proofs, alertmanager.url);
  }, 240_000);

  afterAll(async () => {
    await ruler.stop();
    await alertmanager.stop();
  }, 60_000);

  test('every alert has a scenario in which it fires and one in which it stays silent', () => {
    expect(written.length).toBeGreaterThan(0);
    expect(alerts.filter(({ firing, silent }) => firing.length === 0 || silent.length === 0)).toEqual([]);
    expect(proofs.filter(({ expected }) => expected.length > 0).length).toBeGreaterThanOrEqual(alerts.length);
  });

  test.each(proofs.map((proof) => [proof.title, proof] as const))('%s', async (_, proof) => {
    const { name, fixedLabels, summary } = proof.alert;
    const found = await ruler.instancesOf(proof);
    expect(found).toEqual(proof.expected.map(({ labels, description }) => ({ labels: { alertname: name, ...fixedLabels, ...labels }, annotations: expect.objectContaining({ summary, description }) })));
  }, 120_000);

  test('tells Alertmanager what fires, with the labels of the cluster and a link to the query in Grafana', async () => {
    const instant = alerts.find(({ for: waits }) => waits.milliseconds === 0);
    const told = await eventually('an alert in Alertmanager', async () => list(plainData(JSON.parse((await get(`${alertmanager.url}/api/v2/alerts`)) ?? '[]'))).find((one) => text(one, 'labels', 'alertname') === instant?.name), [alertmanager.program]);
    expect(text(told, 'labels', 'cluster')).toBe('proof');
    expect(text(told, 'generatorURL')).toMatch(/^https:\/\/grafana\.example\/explore/);
  }, 120_000);
});
