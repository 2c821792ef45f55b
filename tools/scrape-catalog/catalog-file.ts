import type { ScrapedCatalog } from '../../lib/metric/exporters/scraped';

/** A catalog as it lies in its file: one metric on a line, so that a review sees which one changed. */
export function catalogFile({ program, metrics }: ScrapedCatalog): string {
  return `{\n"program": ${JSON.stringify(program)},\n"metrics": [\n${metrics.map((metric) => JSON.stringify(metric)).join(',\n')}\n]\n}\n`;
}
