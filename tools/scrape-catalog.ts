import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { didYouMean } from '../lib/core/names';
import { BelfryError, mistake } from '../lib/core/problem';
import type { ScrapedCatalogName } from '../lib/metric/exporters/scraped';
import { programCatalogs, scrapedCatalogs, scrapedFile } from '../lib/metric/exporters/scraped';
import { catalogFile } from './scrape-catalog/catalog-file';
import { scrapeProgram } from './scrape-catalog/scrape-program';

/** `npm run catalog:scrape`: runs the real programs, asks them for their metrics, and writes down what they answered. */
async function main(args: readonly string[]): Promise<number> {
  const names = new Command('npm run catalog:scrape --')
    .description('Writes the catalogs of what the real programs export.')
    .argument('[names...]', `what to scrape, without a name every program that runs by itself and no part of a cluster: ${scrapedCatalogs.join(', ')}`)
    .parse(args, { from: 'user' }).args;
  const unknown = names.find((name) => !isCatalogName(name));
  if (unknown !== undefined) return complain(unknownCatalog(unknown));
  const wanted = names.length === 0 ? programCatalogs : names.filter(isCatalogName);
  try {
    for (const name of wanted) {
      const catalog = await scrapeProgram(name);
      writeFileSync(scrapedFile(name), catalogFile(catalog));
      process.stdout.write(`${catalog.program}: ${catalog.metrics.length} metrics\n`);
    }
    return 0;
  } catch (error) {
    return complain(error);
  }
}

function isCatalogName(name: string): name is ScrapedCatalogName {
  return scrapedCatalogs.some((known) => known === name);
}

function unknownCatalog(name: string): BelfryError {
  const hint = didYouMean(name, scrapedCatalogs);
  return mistake({
    check: 'tools/unknown-catalog',
    message: `nothing is called '${name}'${hint === '' ? '' : `; ${hint}`}`,
    place: { subject: `npm run catalog:scrape -- ${name}` },
    fix: `name one of ${scrapedCatalogs.join(', ')}`,
  });
}

function complain(error: unknown): number {
  if (!(error instanceof BelfryError)) throw error;
  process.stderr.write(`${error.message}\n`);
  return 1;
}

void main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
