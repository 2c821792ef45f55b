import pico from 'picocolors';
import type { Paint } from '../core/problem';
import { BelfryError, renderProblem } from '../core/problem';
import type { CommandResult } from './result';

/** Colours, where the terminal wants them. */
export const terminalPaint: Paint = {
  severity: (severity, text) => (severity === 'error' ? pico.red(text) : severity === 'warning' ? pico.yellow(text) : pico.cyan(text)),
  faint: pico.dim,
  strong: pico.bold,
};

/**
 * Runs a command: its text goes to standard output. Mistakes of the user are rendered on standard error and end with
 * status 1, or with `mistakeStatus` where a command promises another.
 */
export async function runCommand(command: () => Promise<CommandResult> | CommandResult, mistakeStatus = 1): Promise<void> {
  process.stdout.once('error', enough);
  try {
    const { text, exitStatus } = await command();
    process.stdout.write(text);
    process.exitCode = exitStatus;
  } catch (error) {
    if (!(error instanceof BelfryError)) throw error;
    for (const problem of error.problems) process.stderr.write(`${renderProblem(problem, terminalPaint)}\n`);
    process.exitCode = mistakeStatus;
  }
}

/** Whoever reads may have seen enough and gone: `belfry catalog | head` is no mistake. */
function enough(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
