import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { tool } from '../../tools/toolchain';

type ProgramName = Parameters<typeof tool>[0];

/** A real program that runs until it is stopped. */
export interface RunningProgram {
  readonly name: string;
  /** What it has written so far. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
  /** Ends it at once, without leave to tidy up. */
  readonly kill: () => Promise<void>;
}

/** Starts a program, built first where needed. */
export async function start(name: ProgramName, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<RunningProgram> {
  const child = spawn(await tool(name), args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => { resolve(); }));
  return { name, output: () => written.join(''), stop: () => stop(child, ended), kill: () => kill(child, ended) };
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode === null) child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(patience);
}

async function kill(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

/** A TCP port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('no port'));
      });
    });
  });
}

/** Asks until there is an answer, and gives up with what the programs wrote. */
export async function eventually<Answer>(what: string, ask: () => Promise<Answer | undefined>, programs: readonly RunningProgram[], seconds = 60): Promise<Answer> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${String(seconds)} s\n${programs.map(({ name, output }) => `--- ${name}\n${output().slice(-2000)}`).join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The body of a successful answer; undefined otherwise. */
export async function get(url: string): Promise<string | undefined> {
  const response = await fetch(url);
  return response.ok ? response.text() : undefined;
}
