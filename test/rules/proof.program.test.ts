import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seconds } from '../../lib/core/duration';
import { toYaml } from '../../lib/core/yaml';
import { ruleFileDocument } from '../../lib/rule/rule-file';
import { promtoolTestDocuments, proofCounts } from '../../lib/rule/scenario/promtool-test';
import { systems } from '../../rules/index';
import { runTool } from '../../tools/toolchain';

const links = { runbooks: 'https://runbooks.example/', grafana: 'https://grafana.example/' };
const settings = { scrapeInterval: seconds(15), evaluationInterval: seconds(30), links };

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
    const files = promtoolTestDocuments(groups, rules, settings).map((document, index) => {
      const path = join(folder, `test-${String(index)}.yaml`);
      writeFileSync(path, toYaml({ ...document }));
      return path;
    });
    const { status, stdout, stderr } = await runTool('promtool', ['test', 'rules', ...files]);
    expect({ status, output: `${stdout}${stderr}` }).toEqual({ status: 0, output: expect.not.stringContaining('FAILED') });
    const { alerts, firing, silent } = proofCounts(groups);
    expect({ firing, silent }).toEqual({ firing: alerts, silent: alerts });
    process.stdout.write(`${name}: alerts ${String(alerts)}, with firing scenario ${String(firing)} of ${String(alerts)}, with silent scenario ${String(silent)} of ${String(alerts)}, by promtool\n`);
  }, 120_000);
});
