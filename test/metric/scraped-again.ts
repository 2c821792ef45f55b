import { describe, expect, test } from '@jest/globals';
import { broughtExporters, stackExporters } from '../../lib/metric/exporters/all';
import type { ScrapedCatalogName, ScrapedMetric } from '../../lib/metric/exporters/scraped';
import { programCatalogs, readScraped } from '../../lib/metric/exporters/scraped';
import { scrapeProgram } from '../../tools/scrape-catalog/scrape-program';
import { disagreements, isScraped } from '../../tools/scrape-catalog/disagreements';

type ProgramCatalogName = (typeof programCatalogs)[number];

/** Programs that ask what npm test does not build, an API server, and those that come with Debian's packages. */
const beyondNodeAndGo: ReadonlySet<ProgramCatalogName> = new Set(['coredns', 'kube-apiserver', 'postgres', 'redis']);

/** Catalogs by what it takes to scrape them again; every one is among them. */
export const catalogsOf = {
  nodeAndGo: programCatalogs.filter((name) => !beyondNodeAndGo.has(name)),
  more: programCatalogs.filter((name) => beyondNodeAndGo.has(name)),
} as const;

/** What depends on the machine or on chance, so that another scrape may have more of it or less. */
const mayDiffer = new Map<ScrapedCatalogName, RegExp>([
  // One for every setting of the server, and each of its versions has others.
  ['postgres', /^pg_settings_/],
  // What the kernel and the hardware offer.
  ['node-exporter', /^node_/],
  // Born with the first failure, and with the first entry that gives way to another: whether the ring knows an ingester when
  // it is first asked is chance, and so is what two parts of a query put into the cache.
  ['loki', /^loki_rate_store_refresh_failures_total$|^loki_embeddedcache_evicted_total$/],
  // Its store tells of itself every minute.
  ['jaeger', /^jaeger_storage_badger_/],
]);

function compared({ name, type, labels, emptyLabels = [], buckets = [], quantiles = [], unseen }: ScrapedMetric): readonly string[] {
  return [name, type, labels.join(), emptyLabels.join(), buckets.join(), quantiles.join(), unseen === true ? 'unseen' : ''];
}

/** A cold build of the API server takes six minutes on two cores; a busy machine gets three times that. */
const patience = 20 * 60_000;

/** The real programs run again, and must answer what their catalogs say. After a change: npm run catalog:scrape */
export function scrapedAgain(names: readonly ProgramCatalogName[]): void {
  describe.each(names)('%s', (name) => {
    test('answers what its catalog says: names, types, labels and buckets, and everything that is declared', async () => {
      const now = await scrapeProgram(name);
      const written = readScraped(name);
      expect(now.program).toBe(written.program);
      const isCertain = (metric: ScrapedMetric): boolean => mayDiffer.get(name)?.test(metric.name) !== true;
      expect(now.metrics.filter(isCertain).map(compared)).toEqual(written.metrics.filter(isCertain).map(compared));

      const answered = new Map(now.metrics.map((metric) => [metric.name, metric]));
      const declared = [...stackExporters, ...broughtExporters].flatMap(({ provenance, metrics }) => (isScraped(provenance) && provenance.catalog === name ? metrics.map(({ declaration }) => ({ declaration, provenance })) : []));
      expect(declared.length).toBeGreaterThan(0);
      const wrong = declared.map(({ declaration, provenance }) => {
        const metric = answered.get(declaration.name);
        return [declaration.name, metric === undefined ? ['it was never seen'] : disagreements(declaration, metric, provenance)] as const;
      });
      expect(wrong.filter(([, complaints]) => complaints.length > 0)).toEqual([]);
    }, patience);
  });
}
