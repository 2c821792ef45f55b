import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toYaml } from '../../lib/core/yaml';
import { logRuleFileDocument } from '../../lib/rule/log-rule-file';
import { runTool } from '../../tools/toolchain';
import { links, logGroups } from './log-alerts';

async function checked(content: string): Promise<{ readonly status: number | null; readonly output: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'belfry-log-rules-'));
  try {
    const file = join(folder, 'rules.yaml');
    // The tool of Loki keeps rule files apart by the namespace that they are loaded into.
    writeFileSync(file, `namespace: shop\n${content}`);
    const { status, stdout, stderr } = await runTool('lokitool', ['rules', 'lint', '--dry-run', file]);
    return { status, output: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a rule file of alerts on logs', () => {
  const content = toYaml(logRuleFileDocument(logGroups, links));

  test('is taken by the tool of Loki, every rule of it', async () => {
    const { status, output } = await checked(content);
    expect([status, output]).toEqual([0, expect.stringMatching(/3 rules found/)]);
    expect(output).not.toMatch(/error/i);
  });

  test('would be refused with a mistake in it', async () => {
    expect((await checked(content.replace('|= "500"', '|= 500'))).status).not.toBe(0);
  });
});
