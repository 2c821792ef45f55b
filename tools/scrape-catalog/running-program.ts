import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { Duration } from '../../lib/core/duration';
import { seconds } from '../../lib/core/duration';
import type { BelfryError } from '../../lib/core/problem';
import { mistake } from '../../lib/core/problem';
import { tool } from '../toolchain';
import type { ProgramName } from '../toolchain/programs';

/** A real program that runs until it is stopped. */
export interface RunningProgram {
  /** What it has written so far. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** How long a program may take to end in good order. */
const graceMilliseconds = 15_000;

/** Starts a program, built first where needed. */
export async function start(name: ProgramName, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<RunningProgram> {
  return startFile(await tool(name), args, environment);
}

/** Starts a program of this machine. */
export function startFile(file: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): RunningProgram {
  const child = spawn(file, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => written.push(text));
  const ended = new Promise<void>((resolve) => child.once('close', () => { resolve(); }));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null) child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), graceMilliseconds);
    await ended;
    clearTimeout(kill);
  };
  return { output: () => written.join(''), stop };
}

/** Addresses on this machine on which nobody listens. */
export async function freeAddresses<const Name extends string>(...names: readonly Name[]): Promise<Readonly<Record<Name, string>>>;
export async function freeAddresses(...names: readonly string[]): Promise<Readonly<Record<string, string>>> {
  // All are held until the last is found, so that no two are alike.
  const held = await Promise.all(names.map(holdPort));
  const addresses = Object.fromEntries(held.map(({ port }, index) => [names[index] ?? '', `127.0.0.1:${port}`]));
  await Promise.all(held.map(({ release }) => release()));
  return addresses;
}

interface HeldPort {
  readonly port: number;
  readonly release: () => Promise<void>;
}

function holdPort(): Promise<HeldPort> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const release = (): Promise<void> => new Promise((done) => server.close(() => { done(); }));
      if (typeof address === 'object' && address !== null) resolve({ port: address.port, release });
      else reject(new Error('the system gave no port'));
    });
  });
}

/** How often a condition is looked at. */
const pauseMilliseconds = 200;

/** Asks until there is an answer, and gives up with what the program wrote. */
export async function eventually<Answer>(what: string, ask: () => Promise<Answer | undefined>, program: RunningProgram, within: Duration = seconds(60)): Promise<Answer> {
  const deadline = Date.now() + within.milliseconds;
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw tooLate(what, within, program);
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
}

function tooLate(what: string, within: Duration, program: RunningProgram): BelfryError {
  return mistake({
    check: 'tools/scrape',
    message: `${what}: not within ${within.value} s`,
    place: { subject: 'npm run catalog:scrape' },
    why: `the program's last words were\n${program.output().slice(-lastWords)}`,
    fix: 'read what the program says; a slow machine needs another try',
  });
}

/** Characters of a program's output that a diagnostic shows. */
const lastWords = 2000;

/** No request may hang: a program that does not answer is a finding. */
const patience = seconds(10);

/** The body of a successful answer; undefined otherwise. */
export async function get(address: string, path: string, within: Duration = patience): Promise<string | undefined> {
  const response = await fetch(`http://${address}${path}`, { signal: AbortSignal.timeout(within.milliseconds) });
  const text = await response.text();
  return response.ok ? text : undefined;
}

/** Sends JSON, whatever the answer. */
export async function post(address: string, path: string, body: unknown): Promise<void> {
  const signal = AbortSignal.timeout(patience.milliseconds);
  const response = await fetch(`http://${address}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal });
  await response.text();
}

/** How long a page must name the same metrics before nothing more is expected: what one event gives birth to, it does at once. */
const settling = seconds(1);

/** The metrics page, as soon as it holds all of these names and has stopped growing: a series is there when the thing it counts has happened. */
export function metricsPage(program: RunningProgram, address: string, names: readonly string[]): Promise<string> {
  let before = '';
  let since = 0;
  const ask = async (): Promise<string | undefined> => {
    const text = await get(address, '/metrics');
    if (text === undefined || !names.every((name) => new RegExp(`^${name}[{ ]`, 'm').test(text))) return undefined;
    const declared = text.split('\n').filter((line) => line.startsWith('# TYPE')).join('\n');
    if (declared !== before) since = Date.now();
    before = declared;
    return Date.now() - since >= settling.milliseconds ? text : undefined;
  };
  return eventually(`a metrics page with ${names.join(', ')}`, ask, program, seconds(90));
}
