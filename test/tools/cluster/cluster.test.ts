import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { runProcess, type ProcessResult } from '../../../tools/toolchain/run-process';

/** A command of its own starts within a second; a busy machine gets a minute. */
const patience = 60_000;

/** Runs what `npm run cluster` runs. */
function cluster(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<ProcessResult> {
  const root = join(__dirname, '..', '..', '..');
  return runProcess(process.execPath, ['--import', 'tsx', 'tools/cluster.ts', ...args], { cwd: root, environment: { ...process.env, NO_COLOR: '1', ...environment } });
}

describe('npm run cluster', () => {
  it('says what it can do', async () => {
    const { status, stdout } = await cluster(['--help']);
    expect(status).toBe(0);
    for (const name of ['up', 'down', 'status']) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  }, patience);

  it.each(['0', '10', 'two', '1.5'])('refuses %s nodes', async (count) => {
    const { status, stderr } = await cluster(['up', '--nodes', count]);
    expect(status).toBe(1);
    expect(stderr).toContain('a whole number from 1 to 9');
  }, patience);

  it('names the packages that are missing before it builds or changes anything', async () => {
    const { status, stdout, stderr } = await cluster(['up'], { PATH: '/nonexistent', BELFRY_CLUSTER_FOLDER: '/nonexistent/cluster' });
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/error\[cluster\/missing-packages\] npm run cluster -- up\n.*\bcontainerd\b.*\bnftables\b/);
    expect(stderr).toMatch(/fix: apt-get install --yes --no-install-recommends .*containerd/);
    expect(stderr).not.toContain('redis-server');
    expect(stderr).not.toMatch(/^\s+at /m);
  }, patience);
});
