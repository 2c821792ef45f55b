import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildFailed, downloadFailed, goMissing, goTooOld, goUnusable, isDownloadFailure, requiredGo, type Subject } from './diagnosis';
import { completeModule, type Go } from './complete-module';
import { errorCode } from './error-code';
import type { Program } from './program';
import { runProcess, type ProcessResult } from './run-process';

/** What a build needs to know of the world around it. */
export interface BuildContext {
  /** Environment in which `go` is looked up and run. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Takes one line of progress. */
  readonly report: (line: string) => void;
  /** Milliseconds to wait before each further try when a download fails. */
  readonly retryDelays: readonly number[];
}

/** Module downloads fail for a moment now and then; two minutes outlast what was seen. */
export const patientRetries: readonly number[] = [2_000, 5_000, 15_000, 30_000, 60_000];

const progressInterval = 15_000;

/** Builds a program into `target`, or throws a diagnostic. The file appears whole or not at all. */
export async function buildProgram(program: Program, subject: Subject, target: string, context: BuildContext): Promise<void> {
  await requireGo(subject, context);
  const workFolder = `${dirname(target)}.work-${process.pid}`;
  await mkdir(workFolder, { recursive: true });
  const started = Date.now();
  const seconds = (): number => Math.round((Date.now() - started) / 1000);
  context.report(`building ${subject.name} (about ${program.coldSeconds} s on two cores when nothing is cached)`);
  let downloads = 0;
  const ticker = setInterval(() => {
    context.report(`${subject.name}: ${seconds()} s${downloads === 0 ? '' : `, ${downloads} modules downloaded`}`);
  }, progressInterval);
  try {
    const go: Go = async (args) => {
      const result = await runGo(args, subject, { ...context, cgo: program.cgo !== undefined }, (line) => {
        if (line.startsWith('go: downloading ')) downloads += 1;
      });
      if (result.status !== 0) throw buildFailed(subject, result.stderr, program.cgo);
      return result.stdout;
    };
    const moduleFile = program.missingFiles === undefined ? [] : [`-modfile=${await completeModule(program.missingFiles, subject.familyFolder, workFolder, go)}`];
    const unfinished = join(workFolder, 'program');
    await go(['build', '-mod=readonly', '-trimpath', '-buildvcs=false', ...moduleFile, ...flags(program), '-o', unfinished, program.package]);
    await mkdir(dirname(target), { recursive: true });
    await rename(unfinished, target);
  } finally {
    clearInterval(ticker);
    await rm(workFolder, { recursive: true, force: true });
  }
  context.report(`built ${subject.name} in ${seconds()} s`);
}

/** Without symbol tables, as upstream releases are built; `-X` sets the version. */
function flags({ tags, stamps }: Program): string[] {
  const linker = ['-s', '-w', ...Object.entries(stamps).map(([variable, value]) => `-X ${variable}=${value}`)];
  return [...(tags.length === 0 ? [] : ['-tags', tags.join(',')]), '-ldflags', linker.join(' ')];
}

async function requireGo(subject: Subject, context: BuildContext): Promise<void> {
  const { status, stdout, stderr } = await runGo(['env', 'GOVERSION'], subject, context);
  if (status !== 0) throw goUnusable(subject, stderr);
  const found = stdout.trim().replace(/^go/, '');
  const required = requiredGo(subject.familyFolder);
  if (required !== undefined && isOlder(found, required)) throw goTooOld(subject, found, required);
}

function isOlder(found: string, required: string): boolean {
  const numbers = (version: string): number[] => (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '0').split('.').map(Number);
  const have = numbers(found);
  for (const [index, want] of numbers(required).entries()) {
    const part = have[index] ?? 0;
    if (part !== want) return part < want;
  }
  return false;
}

async function runGo(args: readonly string[], subject: Subject, context: BuildContext & { readonly cgo?: boolean }, onErrorLine?: (line: string) => void): Promise<ProcessResult> {
  // Static binaries for this machine, whatever the caller builds otherwise: they also run in an image without a C library.
  const machine = { CGO_ENABLED: context.cgo === true ? '1' : '0', GOWORK: 'off', GOOS: undefined, GOARCH: undefined };
  // Container images of Go come with `local`, which keeps Go from fetching the newer release that a module asks for.
  const environment = { GOTOOLCHAIN: 'auto', ...context.environment, ...machine };
  const options = { cwd: subject.familyFolder, environment, ...(onErrorLine === undefined ? {} : { onErrorLine }) };
  for (let attempt = 0; ; attempt += 1) {
    const result = await runProcess('go', args, options).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') throw goMissing(subject);
      throw error;
    });
    if (result.status === 0 || !isDownloadFailure(result.stderr)) return result;
    const delay = context.retryDelays[attempt];
    if (delay === undefined) throw downloadFailed(subject, attempt + 1, result.stderr);
    context.report(`${subject.name}: a download failed, next try in ${Math.ceil(delay / 1000)} s`);
    await new Promise((resolve) => setTimeout(resolve, delay));
  }
}
