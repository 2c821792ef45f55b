import { describe, expect, test } from '@jest/globals';
import { componentVersions } from '../../lib/component/versions';
import { broughtExporters, stackExporters } from '../../lib/metric/exporters/all';
import { readScraped, scrapedCatalogs } from '../../lib/metric/exporters/scraped';
import type { Exporter } from '../../lib/metric/exporters/all';
import { expectDocumented } from '../rule/documented';
import { pinnedVersions } from '../../tools/toolchain/pinned-versions';
import { disagreements, isScraped } from '../../tools/scrape-catalog/disagreements';

const exporters = [...stackExporters, ...broughtExporters];

describe.each(exporters.flatMap(({ name, provenance, metrics }) => (isScraped(provenance) ? [{ name, provenance, metrics }] : [])))('what is declared of $name', ({ provenance, metrics }) => {
  const answered = new Map(readScraped(provenance.catalog).metrics.map((metric) => [metric.name, metric]));

  test.each(metrics.map(({ declaration }) => declaration))('$name is what the program answers', (declaration) => {
    const metric = answered.get(declaration.name);
    if (provenance.unseen?.metrics.includes(declaration.name) === true) expect(metric).toBeUndefined();
    else expect(metric === undefined ? 'it was never seen' : disagreements(declaration, metric, provenance)).toEqual([]);
  });
});

/** What Debian 12 has. */
const debianVersions = new Map([['redis', '1.45.0']]);

test('every catalog was scraped from the version that is deployed, that is pinned beside, or that Debian has', () => {
  const deployed = [...Object.values(componentVersions), ...Object.values(pinnedVersions)].map(({ version }) => version);
  for (const name of scrapedCatalogs) expect([name, [...deployed, debianVersions.get(name)].some((version) => readScraped(name).program.endsWith(` ${version}`))]).toEqual([name, true]);
});

test('every catalog is the source of some declarations', () => {
  const used = exporters.flatMap(({ provenance }) => (isScraped(provenance) ? [provenance.catalog] : []));
  expect([...new Set(used)].sort()).toEqual([...scrapedCatalogs].sort());
});

test('docs/exporters.md says of every exporter how its metrics are known', () => {
  const brought = new Set(broughtExporters.map(({ name }) => name));
  const jobsOf = ({ name, metrics }: Exporter): string => (brought.has(name) ? 'one of your own' : [...new Set(metrics.flatMap(({ declaration }) => declaration.jobs))].map((job) => `\`${job}\``).join(', '));
  const rows = exporters.map((exporter) => `| ${exporter.name} | ${jobsOf(exporter)} | ${exporter.metrics.length} | ${known(exporter)} |`);
  expectDocumented('docs/exporters.md', 'exporters', ['| exporter | job | declared | known from |', '|---|---|---|---|', ...rows].join('\n'));
});

function known({ provenance }: Exporter): string {
  if (provenance.kind === 'documented') return `documentation: ${provenance.source}`;
  const { program, metrics } = readScraped(provenance.catalog);
  const { unseen } = provenance;
  const rest = unseen === undefined ? '' : `; not to be seen there: ${unseen.metrics.map((name) => `\`${name}\``).join(', ')}, because ${unseen.why}, so from documentation: ${unseen.source}`;
  return `a scrape of ${program}, which answered ${metrics.length} metrics${rest}`;
}
