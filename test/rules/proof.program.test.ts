import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toYaml } from '../../lib/core/yaml';
import { ruleFileDocument } from '../../lib/rule/rule-file';
import { proofCounts } from '../../lib/rule/scenario/promtool-test';
import { valueCounts } from '../../lib/rule/scenario/value-test';
import { systems } from '../../rules/index';
import { runTool } from '../../tools/toolchain';
import { links, runValueProofs, runWrittenProofs } from '../rule/promtool';

/** The real Prometheus engine runs every scenario of every alert, and compares labels and texts word for word. */
describe.each(systems)('$title', ({ name, groups }) => {
  let folder: string;
  let rules: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'belfry-proof-'));
    rules = join(folder, `${name}.yaml`);
    writeFileSync(rules, toYaml(ruleFileDocument(groups, links)));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('promtool accepts the rules without a complaint', async () => {
    const { status, stdout, stderr } = await runTool('promtool', ['check', 'rules', '--lint=all', '--lint-fatal', rules]);
    expect({ status, output: `${stdout}${stderr}` }).toEqual({ status: 0, output: expect.stringContaining('SUCCESS') });
  });

  test('every alert fires where it should and stays silent where it should', async () => {
    const { passed, output } = await runWrittenProofs(groups);
    expect({ passed, output }).toEqual({ passed: true, output: expect.not.stringContaining('FAILED') });
    const { alerts, firing, silent } = proofCounts(groups);
    expect({ firing, silent }).toEqual({ firing: alerts, silent: alerts });
    process.stdout.write(`${name}: alerts ${String(alerts)}, with firing scenario ${String(firing)} of ${String(alerts)}, with silent scenario ${String(silent)} of ${String(alerts)}, by promtool\n`);
  }, 240_000);

  test('every recording rule records what it promises', async () => {
    const { recordings, withValue } = valueCounts(groups);
    expect(withValue).toBe(recordings);
    if (recordings > 0) {
      const { passed, output } = await runValueProofs(groups);
      expect({ passed, output }).toEqual({ passed: true, output: expect.not.stringContaining('FAILED') });
    }
    process.stdout.write(`${name}: recording rules ${String(recordings)}, with a value test ${String(withValue)} of ${String(recordings)}\n`);
  }, 240_000);
});
