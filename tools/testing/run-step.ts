import { spawn } from 'node:child_process';
import type { Totals } from './totals';

/** Runs one command with its output in view, as one check: passed when it exits with 0. */
export async function runStep(title: string, command: string, args: readonly string[]): Promise<Totals> {
  process.stdout.write(`\n== ${title}\n`);
  const started = performance.now();
  const status = await new Promise<number>((done) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', (error) => {
      process.stderr.write(`${command} cannot be started: ${error.message}\n`);
      done(127);
    });
    child.on('close', (code) => {
      done(code ?? 1);
    });
  });
  process.stdout.write(`== ${title}: ${status === 0 ? 'passed' : `failed with status ${String(status)}`} after ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
