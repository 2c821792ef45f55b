import type { MetricDeclaration } from '../../lib/metric/declaration';
import type { Provenance, Scraped } from '../../lib/metric/exporters/provenance';
import type { ScrapedMetric } from '../../lib/metric/exporters/scraped';

export function isScraped(provenance: Provenance): provenance is Scraped {
  return provenance.kind === 'scraped';
}

/** What a declaration says and the program does not. */
export function disagreements(declared: MetricDeclaration, answered: ScrapedMetric, { targetLabels }: Scraped): readonly string[] {
  const type = declared.type === 'info' ? 'gauge' : declared.type;
  const known = new Set([...answered.labels, ...(answered.emptyLabels ?? []), ...Object.keys(targetLabels)]);
  const invented = answered.unseen === true ? [] : Object.keys(declared.labels).filter((label) => !known.has(label));
  return [
    ...(answered.type === 'untyped' || type === answered.type ? [] : [`it is a ${answered.type}, not a ${type}`]),
    ...invented.map((label) => `it has no label ${label}`),
    ...(declared.buckets === undefined || declared.buckets.join() === answered.buckets?.join() ? [] : [`its bounds are ${answered.buckets?.join() ?? 'unknown'}`]),
    ...(declared.quantiles === undefined || declared.quantiles.join() === answered.quantiles?.join() ? [] : [`its quantiles are ${answered.quantiles?.join() ?? 'unknown'}`]),
  ];
}
