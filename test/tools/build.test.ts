import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { runProcess, type ProcessResult } from '../../tools/toolchain/run-process';

const root = join(__dirname, '..', '..');

/** Runs what `npm run tools` runs, with no `go` in reach. */
function tools(...names: readonly string[]): Promise<ProcessResult> {
  return runProcess(process.execPath, ['--import', 'tsx', 'tools/build.ts', ...names], { cwd: root, environment: { ...process.env, PATH: '' } });
}

describe('npm run tools', () => {
  it('lists the programs', async () => {
    const { status, stdout } = await tools('--help');
    expect(status).toBe(0);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('promtool, amtool, prometheus');
  });

  it('refuses a program that does not exist, names the one that was meant, and builds nothing', async () => {
    const { status, stdout, stderr } = await tools('promtool', 'promtol');
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain("error[tools/unknown-program] npm run tools -- promtol\n  there is no program 'promtol'; did you mean 'promtool'?\n  fix: name one of ");
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
