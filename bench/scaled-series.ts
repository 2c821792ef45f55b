import type { MetricDeclaration } from '../lib/metric/declaration';
import type { SampleSeries } from '../tools/sample-data/series';
import { sampleSeries } from '../tools/sample-data/series';

/**
 * `count` series of each name of a metric, rounded up to whole instances: what one instance exports, then the same from
 * another, and so on. A histogram has so many series of `_bucket`, and as many of `_count` as belong to them.
 */
export function scaledSeries(declaration: MetricDeclaration, count: number): readonly SampleSeries[] {
  const once = sampleSeries(declaration);
  const byName = new Map<string, number>();
  for (const { name } of once) byName.set(name, (byName.get(name) ?? 0) + 1);
  const instances = Math.ceil(count / Math.max(...byName.values()));
  return Array.from({ length: instances }, (_, index) => once.map((one) => ({ ...one, labels: { ...one.labels, instance: `instance-${String(index)}` } }))).flat();
}
