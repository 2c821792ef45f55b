import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { seconds } from '../../lib/core/duration';
import type { RuleGroup } from '../../lib/rule/group';
import type { ProofFiles, ProofSettings } from '../../lib/rule/scenario/promtool-test';
import { proofFiles } from '../../lib/rule/scenario/promtool-test';
import { valueFiles } from '../../lib/rule/scenario/value-test';
import { runTool } from '../../tools/toolchain';

export const links = { runbooks: 'https://runbooks.example/', grafana: 'https://grafana.example/' };

export const proofSettings: ProofSettings = { scrapeInterval: seconds(15), evaluationInterval: seconds(30), links };

export interface Verdict {
  /** Whether every test passed, and there was one. */
  readonly passed: boolean;
  /** Everything that promtool printed. */
  readonly output: string;
}

/** Runs proofs on the real engine, as many processes at once as there are processors. */
export async function runProofs({ rules, tests }: ProofFiles): Promise<Verdict> {
  if (tests.length === 0) return { passed: false, output: 'there is no test to run' };
  const folder = mkdtempSync(join(tmpdir(), 'belfry-proof-'));
  try {
    // JSON is YAML, and is written ten times as fast.
    for (const { path, content } of [...rules, ...tests]) writeFileSync(join(folder, path), JSON.stringify(content));
    const shares: string[][] = Array.from({ length: Math.min(availableParallelism(), tests.length) }, () => []);
    for (const [index, { path }] of tests.entries()) shares[index % shares.length]?.push(path);
    const results = await Promise.all(shares.map((share) => runTool('promtool', ['test', 'rules', ...share], { cwd: folder })));
    return { passed: results.every(({ status }) => status === 0), output: results.map(({ stdout, stderr }) => `${stdout}${stderr}`).join('') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the scenarios that the alerts of some groups carry. */
export function runWrittenProofs(groups: readonly RuleGroup[]): Promise<Verdict> {
  return runProofs(proofFiles(groups, proofSettings));
}

/** Runs the values that the recording rules of some groups promise. */
export function runValueProofs(groups: readonly RuleGroup[]): Promise<Verdict> {
  return runProofs(valueFiles(groups, proofSettings));
}
