import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { runProcess, type ProcessResult } from '../../../tools/toolchain/run-process';

/** A command of its own starts within seconds; a busy machine gets a minute. */
const patience = 60_000;

/** Runs what `npm run proof` runs, on a machine on which nothing can be started. */
function proof(args: readonly string[]): Promise<ProcessResult> {
  const root = join(__dirname, '..', '..', '..');
  return runProcess(process.execPath, ['--import', 'tsx', 'tools/proof.ts', ...args], { cwd: root, environment: { ...process.env, PATH: '/nonexistent', BELFRY_CLUSTER_FOLDER: '/nonexistent/cluster' } });
}

describe('npm run proof', () => {
  it.each([
    ['an environment that has no proof', ['--environment', 'baseline'], 'Allowed choices are small, ha'],
    ['a quiet time of nothing', ['--quiet-minutes', '0'], 'a number of minutes above 0'],
    ['a node too many', ['--nodes', '10'], 'a whole number from 1 to 9'],
  ])('refuses %s', async (_what, args, complaint) => {
    const { status, stderr } = await proof(args);
    expect(status).toBe(1);
    expect(stderr).toContain(complaint);
  }, patience);

  it('fails where no cluster can be started, says what is missing, and counts nothing as passed', async () => {
    const { status, stdout, stderr } = await proof([]);
    expect(status).toBe(1);
    expect(stdout).not.toContain('passed');
    expect(stderr).toMatch(/error\[cluster\/(missing-packages|not-root)\]/);
    // What the demo takes from the machine is named with what the cluster takes.
    expect(stderr).toMatch(/fix: apt-get install .*containerd .*redis-server/);
    expect(stderr).not.toMatch(/^\s+at /m);
  }, patience);
});
