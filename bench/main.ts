import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parseJson, text } from '../tools/proof/data';
import { growthTable, median } from './report';

/** `npm run bench`: every figure is the median of several fresh processes, so that nothing is warm by accident. */

/** What one process measured of itself. */
interface Measurement {
  readonly milliseconds: number;
  readonly mebibytes: number;
}

const runs = 5;

/** What `npm run synth` runs, with another script in the place of the charts. */
function synthOf(script: string): string {
  const command = text(parseJson(readFileSync('package.json', 'utf8')), 'scripts', 'synth');
  if (!command.includes(charts)) throw new Error(`the script synth of package.json does not bundle ${charts}`);
  return command.replaceAll(charts, script).replaceAll('build/synth.js', 'build/bench.js');
}

const charts = 'charts/main.ts';

function measure(script: string, ...args: readonly string[]): Measurement {
  const results: Measurement[] = [];
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    const { status, stdout, stderr } = spawnSync([synthOf(script), ...args].join(' '), { encoding: 'utf8', shell: true });
    const elapsed = performance.now() - started;
    if (status !== 0) throw new Error(`${script} ${args.join(' ')} ended with status ${String(status)}:\n${stderr}`);
    results.push({ milliseconds: elapsed, mebibytes: peakOf(stdout) });
  }
  return { milliseconds: median(results.map(({ milliseconds }) => milliseconds)), mebibytes: median(results.map(({ mebibytes }) => mebibytes)) };
}

/** The last line that a measured process prints: `peak 123 MiB`. */
function peakOf(stdout: string): number {
  const peak = /peak (\d+) MiB\s*$/.exec(stdout)?.[1];
  if (peak === undefined) throw new Error(`no peak memory in: ${stdout}`);
  return Number(peak);
}

const sizes = [1000, 2000, 4000, 8000, 10_000] as const;

const everything = measure('bench/synth-everything.ts');
process.stdout.write(`synth of all environments, fresh process: ${everything.milliseconds.toFixed(0)} ms, peak ${String(everything.mebibytes)} MiB\n`);
const rows = sizes.map((alerts) => ({ alerts, ...measure('bench/synth-generated.ts', String(alerts)) }));
process.stdout.write(growthTable(rows));
