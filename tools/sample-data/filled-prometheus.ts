import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Duration } from '../../lib/core/duration';
import { runTool } from '../toolchain';
import type { SampleSeries } from './series';
import { seriesText } from './series';

/** Series that are sampled at the same distance over the same time. */
export interface SampleRun {
  readonly series: readonly SampleSeries[];
  /** How far back they begin. */
  readonly over: Duration;
  readonly every: Duration;
}

/**
 * Fills a folder with the database of a Prometheus that has seen these series until `end` (Unix seconds), and writes a
 * configuration without targets beside it. Answers the arguments with which `prometheus` reads it.
 *
 *     const args = await fillPrometheus(folder, [{ series, over: hours(6), every: minutes(1) }], end);
 */
export async function fillPrometheus(folder: string, runs: readonly SampleRun[], end: number): Promise<readonly string[]> {
  const database = join(folder, 'database');
  mkdirSync(database, { recursive: true });
  for (const [index, run] of runs.entries()) {
    const file = join(folder, `samples-${String(index)}.om`);
    writeOpenMetrics(file, run, end);
    // One block as long as the run: promtool reads the whole file again for each block.
    const { status, stdout, stderr } = await runTool('promtool', ['tsdb', 'create-blocks-from', '--max-block-duration=90d', 'openmetrics', '--quiet', file, database]);
    if (status !== 0) throw new Error(`promtool made no blocks:\n${stdout}${stderr}`);
  }
  const config = join(folder, 'prometheus.yml');
  writeFileSync(config, 'global: { scrape_interval: 15s }\n');
  return [`--config.file=${config}`, `--storage.tsdb.path=${database}`, '--storage.tsdb.retention.time=1y', '--log.level=warn'];
}

/** The text would not fit into one string. */
const linesAtOnce = 20_000;

/** Source of the form: https://prometheus.io/docs/specs/om/open_metrics_spec/#text-format */
function writeOpenMetrics(path: string, { series, over, every }: SampleRun, end: number): void {
  const file = openSync(path, 'w');
  try {
    const count = Math.floor(over.value / every.value);
    let lines: string[] = [];
    // The samples of one metric stand together, and those of one series in the order of time.
    for (const [text, one] of sortedByName(series)) {
      for (let index = 0; index <= count; index += 1) lines.push(`${text} ${String(one.from + one.step * index)} ${String(end - (count - index) * every.value)}\n`);
      if (lines.length >= linesAtOnce) {
        writeSync(file, lines.join(''));
        lines = [];
      }
    }
    writeSync(file, `${lines.join('')}# EOF\n`);
  } finally {
    closeSync(file);
  }
}

/** Each once, by name: two declarations may speak of one series. */
function sortedByName(series: readonly SampleSeries[]): readonly (readonly [string, SampleSeries])[] {
  return [...new Map(series.map((one) => [seriesText(one), one]))].sort(([, a], [, b]) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
