import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Duration } from '../../lib/core/duration';
import { runTool } from '../toolchain';
import type { SampleSeries } from './series';

/** Series that are sampled at the same distance over the same time. */
export interface SampleRun {
  readonly series: readonly SampleSeries[];
  /** How far back they begin. */
  readonly over: Duration;
  readonly every: Duration;
}

/**
 * Fills a folder with the database of a Prometheus that has seen these series until `end` (Unix seconds), and writes a
 * configuration without targets beside it. Answers the arguments with which `prometheus` reads it. Of a series that two
 * runs speak of, the first counts.
 *
 *     const args = await fillPrometheus(folder, [{ series, over: hours(6), every: minutes(1) }], end);
 */
export async function fillPrometheus(folder: string, runs: readonly SampleRun[], end: number): Promise<readonly string[]> {
  const database = join(folder, 'database');
  mkdirSync(database, { recursive: true });
  const { status, stderr } = await runTool('sample-writer', [database], { input: orders(runs, end).join('') });
  if (status !== 0) throw new Error(`sample-writer made no block:\n${stderr}`);
  const config = join(folder, 'prometheus.yml');
  writeFileSync(config, 'global: { scrape_interval: 15s }\n');
  return [`--config.file=${config}`, `--storage.tsdb.path=${database}`, '--storage.tsdb.retention.time=1y', '--log.level=warn'];
}

/** A line for each series: what `tools/prometheus/sample-writer` reads. */
function orders(runs: readonly SampleRun[], end: number): readonly string[] {
  const written = new Set<string>();
  return runs.flatMap(({ series, over, every }) => {
    const steps = Math.floor(over.value / every.value);
    const when = { start: (end - steps * every.value) * 1000, every: every.value * 1000, count: steps + 1 };
    return series.flatMap(({ name, labels, from, step }) => {
      const named = { __name__: name, ...labels };
      const identity = JSON.stringify(Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1)));
      if (written.has(identity)) return [];
      written.add(identity);
      return [`${JSON.stringify({ labels: named, from, step, ...when })}\n`];
    });
  });
}
