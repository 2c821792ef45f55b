import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lock } from 'proper-lockfile';
import { buildProgram, patientRetries } from './build-program';
import { familyMissing } from './diagnosis';
import { errorCode } from './error-code';
import { fingerprint } from './fingerprint';
import type { Program } from './program';
import { runProcess, type ProcessOptions, type ProcessResult } from './run-process';

/** Finds, builds and runs programs by name. */
export interface Toolchain<Name extends string> {
  /** Absolute path of the program, which is built now when these pins were not built before. */
  readonly tool: (name: Name) => Promise<string>;
  /** Runs the program to its end. A failure of the program is a status, not an exception. */
  readonly runTool: (name: Name, args: readonly string[], options?: Pick<ProcessOptions, 'input' | 'cwd'>) => Promise<ProcessResult>;
}

export interface ToolchainProps<Name extends string> {
  readonly programs: Readonly<Record<Name, Program>>;
  /** Folder that holds the families; what is built goes to `bin/<program>/<fingerprint>/` in it. */
  readonly folder: string;
  /** Environment in which `go` is looked up and run. @default the process's own */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Takes one line of progress. @default writes it to standard error */
  readonly report?: (line: string) => void;
  /** Milliseconds to wait before each further try when a download fails. @default 2, 5, 15, 30 and 60 seconds */
  readonly retryDelays?: readonly number[];
}

/** A toolchain over any table of programs; `tools/toolchain.ts` has the one over the real table. */
export function createToolchain<Name extends string>(props: ToolchainProps<Name>): Toolchain<Name> {
  const context = {
    environment: props.environment ?? process.env,
    report: props.report ?? reportToStandardError,
    retryDelays: props.retryDelays ?? patientRetries,
  };
  const underWay = new Map<Name, Promise<string>>();

  async function findOrBuild(name: Name): Promise<string> {
    const program = props.programs[name];
    const subject = { name, familyFolder: join(props.folder, program.family) };
    if (!existsSync(join(subject.familyFolder, 'go.mod')) || !existsSync(join(subject.familyFolder, 'go.sum'))) throw familyMissing(subject);
    const home = join(props.folder, 'bin', name);
    const target = join(home, await fingerprint(program, subject.familyFolder), name);
    if (existsSync(target)) return target;
    await mkdir(home, { recursive: true });
    const release = await takeLock(home, () => {
      context.report(`waiting for another process that builds ${name}`);
    });
    try {
      if (!existsSync(target)) await buildProgram(program, subject, target, context);
      await removeAllBut(dirname(target), home);
    } catch (error) {
      // A machine that slept may have lost the lock to a process that was through with the same build first.
      if (!existsSync(target)) throw error;
    } finally {
      await release();
    }
    return target;
  }

  const tool = (name: Name): Promise<string> => {
    const known = underWay.get(name);
    if (known !== undefined) return known;
    // The pins may change while a long-lived process watches them, so only calls at the same time share an answer.
    const fresh = findOrBuild(name).finally(() => underWay.delete(name));
    underWay.set(name, fresh);
    return fresh;
  };
  return { tool, runTool: async (name, args, options) => runProcess(await tool(name), args, options) };
}

function reportToStandardError(line: string): void {
  process.stderr.write(`tools: ${line}\n`);
}

/** One builder at a time for each program; the lock of a process that died is taken over after ten seconds. */
async function takeLock(folder: string, onWait: () => void): Promise<() => Promise<void>> {
  const options = { realpath: false, stale: 10_000, onCompromised: ignoreLostLock };
  const release = await lock(folder, options).catch((error: unknown) => {
    if (errorCode(error) !== 'ELOCKED') throw error;
    onWait();
    return lock(folder, { ...options, retries: { forever: true, factor: 1, minTimeout: 200, maxTimeout: 200 } });
  });
  return async () => release().catch(ignoreLostLock);
}

/** To lose the lock costs a second build and no more: the finished file is moved in whole. */
function ignoreLostLock(error: unknown): void {
  if (!['ECOMPROMISED', 'ENOTACQUIRED', 'ERELEASED'].includes(errorCode(error) ?? '')) throw error;
}

/** What earlier pins left behind is not needed again, and a few hundred megabytes each. */
async function removeAllBut(kept: string, folder: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    const path = join(folder, entry);
    if (path !== kept) await rm(path, { recursive: true, force: true });
  }
}
