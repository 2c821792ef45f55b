import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { minutes } from '../lib/core/duration';
import { systems } from '../rules/index';
import { eventually, freePort, get, start } from '../test/component/running-program';
import type { Evaluation } from '../tools/sample-data/evaluate-rules';
import { evaluateRules } from '../tools/sample-data/evaluate-rules';
import { fillPrometheus } from '../tools/sample-data/filled-prometheus';
import type { SampleSeries } from '../tools/sample-data/series';
import { sampleSeries } from '../tools/sample-data/series';

/** What one evaluation of all rules costs a real Prometheus that holds so many series, scraped every 15 seconds for an hour. */
export interface RuleCost {
  readonly series: number;
  readonly rules: number;
  /** Samples that were read. */
  readonly samples: number;
  readonly milliseconds: number;
  /** The rule that reads most. */
  readonly dearest: Evaluation;
}

export async function ruleCost(series: number): Promise<RuleCost> {
  const folder = mkdtempSync(join(tmpdir(), 'belfry-bench-'));
  const now = Date.UTC(2026, 0, 1, 12) / 1000;
  const address = `127.0.0.1:${String(await freePort())}`;
  try {
    const args = await fillPrometheus(folder, [{ series: someSeries(series), over: minutes(60), every: minutes(1 / 4) }], now);
    const prometheus = await start('prometheus', [...args, `--web.listen-address=${address}`]);
    try {
      await eventually('an answer of Prometheus', () => get(`http://${address}/-/ready`), [prometheus]);
      const groups = systems.flatMap((system) => system.groups);
      // The first evaluation finds nothing in memory.
      await evaluateRules(`http://${address}`, groups, now);
      return costOf(series, await evaluateRules(`http://${address}`, groups, now));
    } finally {
      await prometheus.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function costOf(series: number, found: readonly Evaluation[]): RuleCost {
  const [dearest] = [...found].sort((a, b) => b.samples - a.samples);
  if (dearest === undefined) throw new Error('there is no rule');
  return { series, rules: found.length, samples: sum(found.map(({ samples }) => samples)), milliseconds: sum(found.map(({ seconds }) => seconds)) * 1000, dearest };
}

/** So many series of the metrics of all systems: each metric once, then once again from another instance, and so on. */
function someSeries(count: number): readonly SampleSeries[] {
  const once = systems.flatMap(({ metrics }) => metrics.map(({ declaration }) => sampleSeries(declaration)));
  const [first, rest] = [once.flatMap((all) => all.slice(0, 1)), once.flatMap((all) => all.slice(1))];
  const made: SampleSeries[] = [];
  for (let instance = 0; made.length < count; instance += 1) {
    made.push(...[...first, ...rest].slice(0, count - made.length).map((one) => ({ ...one, labels: { ...one.labels, instance: `instance-${String(instance)}` } })));
  }
  return made;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
