import type { Quantity } from '../../core/quantity';
import { bytes, gibibytes, mebibytes } from '../../core/quantity';
import type { WorkloadEstimate } from '../shared/estimate';
import { memoryFor } from '../shared/estimate';
import type { Formula } from '../shared/formula';
import { inWords } from '../shared/formula';
import { cores } from '../shared/quantity-text';
import type { Resources } from '../shared/resources';

/** "An average of only 1-2 bytes per sample": docs/storage.md of Prometheus. The upper end leaves room for the index. */
const bytesPerSample = 2;

/**
 * Memory and processor of one series in memory, scraped every 15 seconds: 2.5 GB and one core for 300,000.
 * Source: Grafana Mimir, "Planning capacity", ingester, which runs Prometheus' own head block:
 * https://grafana.com/docs/mimir/latest/manage/run-production-environment/planning-capacity/
 */
const bytesPerSeries = 2.5e9 / 300_000;
const coresPerSeries = 1 / 300_000;

/** What an idle Prometheus 3.15 takes with its interface, its discovery and its rules: about 100 MiB resident; doubled. */
const baseMemory = mebibytes(200);

export const prometheusFormulas: readonly Formula[] = [
  { what: 'volume', formula: `series / scrape interval x retention x ${String(bytesPerSample)} bytes`, source: 'docs/storage.md of Prometheus: 1 to 2 bytes per sample' },
  { what: 'memory', formula: `${inWords(baseMemory)} + series x 2.5 GB / 300,000; limit: twice that, for queries`, source: 'Grafana Mimir, "Planning capacity", whose ingester runs the same head block; the idle 3.15 measured' },
  { what: 'processor', formula: 'series / 300,000 cores; limit: four times that, for the replay of the log', source: 'the same page' },
];

/** Bytes that the samples of the whole retention take: retention x samples per second x bytes per sample. */
export function metricBytes({ activeSeries, scrapeInterval, retention }: WorkloadEstimate): Quantity<'bytes'> {
  return bytes((retention.metrics.value * activeSeries.value * bytesPerSample) / scrapeInterval.value);
}

/** Queries load what they touch into memory on top of the series themselves: the limit leaves as much again for them. */
export function prometheusResources({ activeSeries }: WorkloadEstimate): Resources {
  const memory = memoryFor(bytes(baseMemory.value + activeSeries.value * bytesPerSeries));
  const cpu = Math.max(0.1, Math.ceil(activeSeries.value * coresPerSeries * 20) / 20);
  return {
    cpu: { request: cores(cpu), limit: cores(Math.max(1, cpu * 4)) },
    memory: { request: memory, limit: memoryFor(bytes(memory.value * 2)) },
    ephemeralStorage: { request: mebibytes(64), limit: gibibytes(1) },
    reason: `${String(activeSeries.value)} series at 2.5 GB and one core for 300,000; the same again for queries; four times the processor while the log is replayed`,
  };
}
