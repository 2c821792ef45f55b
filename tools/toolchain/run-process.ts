import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** What a program left behind. */
export interface ProcessResult {
  /** Exit status; 128 plus the signal's number when a signal ended it, as a shell reports it. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  /** Text for its standard input, which is empty without this. */
  readonly input?: string;
  /** Folder to run in. @default the caller's */
  readonly cwd?: string;
  /** Environment variables. @default the caller's */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Called with each whole line of standard error as it comes. */
  readonly onErrorLine?: (line: string) => void;
}

/** Runs a program to its end. Rejects only when it cannot be started; a failure of the program is a status. */
export function runProcess(file: string, args: readonly string[], options: ProcessOptions = {}): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: options.cwd, env: options.environment ?? process.env, stdio: ['pipe', 'pipe', 'pipe'] });
    const stdout: string[] = [];
    const stderr: string[] = [];
    let unfinishedLine = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr.push(text);
      const lines = (unfinishedLine + text).split('\n');
      unfinishedLine = lines.pop() ?? '';
      for (const line of lines) options.onErrorLine?.(line);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const status = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      resolve({ status, stdout: stdout.join(''), stderr: stderr.join('') });
    });
    // A program may end before it has read all of its input: its status says more than the broken pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}
