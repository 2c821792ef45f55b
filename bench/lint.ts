import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { tool } from '../tools/toolchain';
import { generatedCatalog, generatedRuleFile } from './lint-rules';
import { lintTable, median } from './report';

/** `node --import tsx bench/lint.ts [rules...]`: belfry lint against promtool check rules on the same file, in fresh processes. */

const runs = 3;

function measure(program: string, args: readonly string[]): number {
  const times = Array.from({ length: runs }, () => {
    const started = performance.now();
    const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with status ${String(status)}:\n${stderr}`);
    return performance.now() - started;
  });
  return median(times);
}

async function main(sizes: readonly number[]): Promise<void> {
  const promtool = await tool('promtool');
  const folder = mkdtempSync(join(tmpdir(), 'belfry-bench-'));
  try {
    const catalog = join(folder, 'catalog.yaml');
    writeFileSync(catalog, generatedCatalog());
    const rows = sizes.map((rules) => {
      const file = join(folder, `rules-${String(rules)}.yaml`);
      writeFileSync(file, generatedRuleFile(rules));
      return { rules, promtool: measure(promtool, ['check', 'rules', file]), belfry: measure(process.execPath, ['--import', 'tsx', 'lib/cli/main.ts', 'lint', '--catalog', catalog, '--format', 'json', file]) };
    });
    process.stdout.write(lintTable(rows));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const asked = process.argv.slice(2).map(Number);
void main(asked.length === 0 ? [1000, 2500, 5000, 10_000] : asked);
