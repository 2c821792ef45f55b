import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommand } from '../lib/cli/run';
import { verdict } from './checkov/verdict';
import { parseJson } from './proof/data';
import { runProcess } from './toolchain/run-process';

/** `npm run checkov`: what checkov says of dist/, beyond the declared exceptions. Needs Python 3 with venv. */
const root = resolve(__dirname, '..');
const requirements = join(root, 'tools', 'checkov', 'requirements.txt');
const folder = join(root, '.cache', 'checkov');

void runCommand(async () => {
  await install();
  const { stdout, stderr } = await runProcess(join(folder, 'bin', 'checkov'), ['-d', 'dist', '--framework', 'kubernetes', '--compact', '--quiet', '-o', 'json'], { cwd: root });
  const report = parseJson(stdout);
  if (report === undefined) throw new Error(`checkov gave no report: ${stderr.slice(-2000)}`);
  const { passed, unexcused, idle } = verdict(report);
  const lines = [...unexcused, ...idle.map((check) => `${check} is declared as an exception, and nothing needs it`)];
  return { text: `${lines.map((line) => `${line}\n`).join('')}checkov: ${String(passed)} passed, ${String(unexcused.length)} without a declared exception\n`, exitStatus: lines.length === 0 && passed > 0 ? 0 : 1 };
});

/** Every package is pinned by version and hash; the mark says which pins the folder was made from. */
async function install(): Promise<void> {
  const mark = join(folder, 'belfry-requirements');
  const pins = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === pins) return;
  rmSync(folder, { recursive: true, force: true });
  await must('python3', ['-m', 'venv', folder]);
  await must(join(folder, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', '--require-hashes', '--only-binary', ':all:', '--requirement', requirements]);
  writeFileSync(mark, pins);
}

async function must(program: string, args: readonly string[]): Promise<void> {
  const { status, stderr } = await runProcess(program, args);
  if (status !== 0) throw new Error(`${program} ${args.slice(0, 3).join(' ')}: ${stderr.slice(-2000)}`);
}
