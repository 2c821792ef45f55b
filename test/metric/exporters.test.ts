import { describe, expect, test } from '@jest/globals';
import { componentVersions } from '../../lib/component/versions';
import type { MetricDeclaration } from '../../lib/metric/declaration';
import { stackExporters } from '../../lib/metric/exporters/all';
import type { Provenance, Scraped } from '../../lib/metric/exporters/provenance';
import type { ScrapedMetric } from '../../lib/metric/exporters/scraped';
import { readScraped, scrapedCatalogs } from '../../lib/metric/exporters/scraped';

const byProgram = new Map(Object.values(componentVersions).map(({ name, version }) => [name.split('/').at(-1) ?? name, version]));

describe.each(stackExporters.flatMap(({ name, provenance, metrics }) => (isScraped(provenance) ? [{ name, provenance, metrics }] : [])))('what is declared of $name', ({ provenance, metrics }) => {
  const answered = new Map(readScraped(provenance.catalog).metrics.map((metric) => [metric.name, metric]));

  test.each(metrics.map(({ declaration }) => declaration))('$name is what the program answers', (declaration) => {
    const metric = answered.get(declaration.name);
    expect(metric === undefined ? 'it was never seen' : disagreements(declaration, metric, provenance)).toEqual([]);
  });
});

test('every catalog was scraped from the version that is deployed', () => {
  const deployed = [...byProgram.values()];
  for (const name of scrapedCatalogs) expect([name, deployed.some((version) => readScraped(name).program.endsWith(` ${version}`))]).toEqual([name, true]);
});

test('every catalog is the source of some declarations', () => {
  const used = stackExporters.flatMap(({ provenance }) => (isScraped(provenance) ? [provenance.catalog] : []));
  expect([...new Set(used)].sort()).toEqual([...scrapedCatalogs].sort());
});

function isScraped(provenance: Provenance): provenance is Scraped {
  return provenance.kind === 'scraped';
}

/** What a declaration says and the program does not. */
function disagreements(declared: MetricDeclaration, answered: ScrapedMetric, { targetLabels }: Scraped): readonly string[] {
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
