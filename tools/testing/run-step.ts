import { spawn } from 'node:child_process';
import type { Totals } from './totals';

/** Runs one command with its output in view, as one check: passed when it exits with 0. */
export async function runStep(title: string, command: string, args: readonly string[]): Promise<Totals> {
  process.stdout.write(`\n== ${title}\n`);
  const started = performance.now();
  return verdict(title, await run(command, args), started);
}

/**
 * Starts one command beside others, as one check, and gives what waits for its end. Its output comes at the end, in one
 * piece; meanwhile only its beginning is told.
 */
export function startStep(title: string, command: string, args: readonly string[]): () => Promise<Totals> {
  process.stdout.write(`\n== ${title}: started beside what follows\n`);
  const started = performance.now();
  const output: string[] = [];
  const ended = run(command, args, (text) => output.push(text)).then((status) => ({ status, at: performance.now() }));
  return async () => {
    const { status, at } = await ended;
    process.stdout.write(`\n== ${title}\n${output.join('')}`);
    return verdict(title, status, started, at);
  };
}

/** Runs a command to its end and gives its exit status; its output goes to `take`, or into view without one. */
function run(command: string, args: readonly string[], take?: (text: string) => void): Promise<number> {
  return new Promise<number>((done) => {
    const stream = take === undefined ? 'inherit' : 'pipe';
    const child = spawn(command, args, { stdio: ['ignore', stream, stream] });
    for (const from of [child.stdout, child.stderr]) from?.setEncoding('utf8').on('data', (text: string) => take?.(text));
    child.on('error', (error) => {
      process.stderr.write(`${command} cannot be started: ${error.message}\n`);
      done(127);
    });
    child.on('close', (code) => {
      done(code ?? 1);
    });
  });
}

function verdict(title: string, status: number, started: number, ended = performance.now()): Totals {
  process.stdout.write(`== ${title}: ${status === 0 ? 'passed' : `failed with status ${String(status)}`} after ${((ended - started) / 1000).toFixed(1)} s\n`);
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
