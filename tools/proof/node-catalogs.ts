import type { Cluster } from '../cluster/cluster';
import { stackExporters, type Exporter } from '../../lib/metric/exporters/all';
import { nodeCatalogs, readScraped, type ScrapedMetric } from '../../lib/metric/exporters/scraped';
import { disagreements, isScraped } from '../scrape-catalog/disagreements';
import { readExposition } from '../scrape-catalog/exposition';
import { nodePages, type NodeCatalogName } from '../scrape-catalog/node-pages';
import { must, type Ledger } from './ledger';

/**
 * Asks the kubelets again and holds their answer against what is declared and against the catalogs. A cluster that has been
 * through faults counts more events than one that has just come up, and what counts them is not there before the first: so
 * what is declared has to be there, and of all else what is on both sides has to agree.
 */
export async function proveNodeCatalogs(cluster: Cluster, ledger: Ledger): Promise<void> {
  await ledger.prove('Catalogs of metrics', 'what the kubelets and cAdvisor answer is what is declared of them, and what their catalogs say', async () => {
    const pages = await nodePages(cluster, nodeCatalogs);
    const found = [...pages].map(([name, page]) => comparedWithCatalog(name, readExposition(page)));
    const complaints = found.flatMap((one) => one.complaints);
    must(complaints.length === 0, complaints.join('; '));
    return found.map(({ figure }) => figure).join(', ');
  });
}

interface Comparison {
  /** What is not as it is declared or written. */
  readonly complaints: readonly string[];
  /** How much was compared. */
  readonly figure: string;
}

/** Holds what kubelets answer now against what is declared of them and what their catalog says. */
export function comparedWithCatalog(name: NodeCatalogName, metrics: readonly ScrapedMetric[]): Comparison {
  const answered = new Map(metrics.map((metric) => [metric.name, metric]));
  const written = readScraped(name).metrics;
  const both = written.filter((metric) => answered.has(metric.name));
  const complaints = [...stackExporters.flatMap((exporter) => complaintsAbout(exporter, name, answered)), ...both.flatMap((metric) => changes(metric, answered.get(metric.name)))];
  return { complaints, figure: `${name}: ${both.length} of ${written.length} metrics alike, ${answered.size - both.length} more` };
}

/** What is declared and not so. */
function complaintsAbout({ provenance, metrics }: Exporter, name: NodeCatalogName, answered: ReadonlyMap<string, ScrapedMetric>): readonly string[] {
  if (!isScraped(provenance) || provenance.catalog !== name) return [];
  return metrics.flatMap(({ declaration }) => {
    const metric = answered.get(declaration.name);
    if (metric !== undefined) return disagreements(declaration, metric, provenance).map((complaint) => `${declaration.name}: ${complaint}`);
    return declaration.createdOnFirstEvent || provenance.unseen?.metrics.includes(declaration.name) === true ? [] : [`${declaration.name}: it is not answered`];
  });
}

/** What a metric is now and was not. Which labels have a value depends on the pods. */
function changes(before: ScrapedMetric, now: ScrapedMetric | undefined): readonly string[] {
  if (now === undefined || now.unseen === true || before.unseen === true) return [];
  const labels = ({ labels: valued, emptyLabels = [] }: ScrapedMetric): string => [...valued, ...emptyLabels].sort().join();
  const pairs: readonly (readonly [what: string, before: string, now: string])[] = [
    ['type', before.type, now.type],
    ['labels', labels(before), labels(now)],
    ['bounds', (before.buckets ?? []).join(), (now.buckets ?? []).join()],
  ];
  return pairs.filter(([, was, is]) => was !== is).map(([what, was, is]) => `${before.name}: ${what} ${is} instead of ${was}`);
}
