import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStep } from './run-step';
import type { Totals } from './totals';
import { addTotals, noTotals, reportTotals } from './totals';

export { reportTotals };

/**
 * Runs the type tests, and then the unit tests beside those that ask the real programs, once these are built. Where they
 * cannot be built, what was not run is named, and the run has failed.
 */
export async function runTests(): Promise<Totals> {
  const types = await runStep('type tests', 'npx', ['--no-install', 'tstyche']);
  const built = await runStep('the real programs', process.execPath, ['--import', 'tsx', 'tools/build.ts']);
  if (built.failed === 0) return [types, await runJest('unit', 'program')].reduce(addTotals, noTotals);
  const unit = await runJest('unit');
  process.stderr.write('\nNot run: every test/**/*.program.test.ts, which asks promtool, amtool, loki, jaeger and otelcol for their verdict.\n');
  return [types, unit, built].reduce(addTotals, noTotals);
}

/** The tests that take minutes of promtool, or more than Node and Go, and so stand beside `npm test`. The programs must be built. */
export function runExhaustiveTests(): Promise<Totals> {
  return runJest('exhaustive');
}

/** What `jest --json` says of a run. */
interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

type Project = 'unit' | 'program' | 'exhaustive';

/** What asks the real programs also waits for them, so that two more files find time beside the others. */
const waiting = 2;

/** Milliseconds for a test that names none of its own: a minute, because the machine may be busy with a cluster beside it. */
const patience = 60_000;

/** A skipped test counts as failed: nothing here may be left out. So does a file that could not be loaded. */
async function runJest(...projects: readonly Project[]): Promise<Totals> {
  const folder = mkdtempSync(join(tmpdir(), 'belfry-test-'));
  try {
    const output = join(folder, 'report.json');
    const workers = availableParallelism() + (projects.includes('program') ? waiting : 0);
    const step = await runStep(`${projects.join(' and ')} tests`, 'npx', ['--no-install', 'jest', '--selectProjects', ...projects, `--maxWorkers=${String(workers)}`, `--testTimeout=${String(patience)}`, '--json', `--outputFile=${output}`]);
    const report = readReport(output);
    if (report === undefined) return { passed: 0, failed: 1 };
    const failed = report.numFailedTests + report.numPendingTests + report.numRuntimeErrorTestSuites;
    return { passed: report.numPassedTests, failed: failed === 0 && step.failed > 0 ? 1 : failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(path: string): JestReport | undefined {
  try {
    const report: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isReport(report) ? report : undefined;
  } catch {
    return undefined;
  }
}

function isReport(report: unknown): report is JestReport {
  return typeof report === 'object' && report !== null && ['numPassedTests', 'numFailedTests', 'numPendingTests', 'numRuntimeErrorTestSuites'].every((key) => key in report);
}
