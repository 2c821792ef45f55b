import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScrapedCatalog, ScrapedCatalogName } from '../../lib/metric/exporters/scraped';
import { componentVersions } from '../../lib/component/versions';
import type { ComponentName } from '../../lib/component/versions';
import { readExposition } from './exposition';
import { scrapeAlertmanager } from './programs/alertmanager';
import { scrapeBlackboxExporter, scrapeProbes } from './programs/blackbox';
import { scrapeCollector, scrapeJaeger } from './programs/chain';
import { scrapeKubeStateMetrics, scrapeKubeStateMetricsSelf } from './programs/kube-state-metrics';
import { scrapeLoki } from './programs/loki';
import { scrapeNodeExporter } from './programs/node-exporter';
import { scrapePrometheus } from './programs/prometheus';
import type { Scrape } from './scrape';
import { standIn } from './stand-in';

interface Source {
  readonly component: ComponentName;
  readonly scrape: Scrape;
}

const sources: Readonly<Record<ScrapedCatalogName, Source>> = {
  alertmanager: { component: 'alertmanager', scrape: scrapeAlertmanager },
  blackbox: { component: 'blackboxExporter', scrape: scrapeProbes },
  'blackbox-exporter': { component: 'blackboxExporter', scrape: scrapeBlackboxExporter },
  collector: { component: 'collector', scrape: scrapeCollector },
  jaeger: { component: 'jaeger', scrape: scrapeJaeger },
  'kube-state-metrics': { component: 'kubeStateMetrics', scrape: scrapeKubeStateMetrics },
  'kube-state-metrics-self': { component: 'kubeStateMetrics', scrape: scrapeKubeStateMetricsSelf },
  loki: { component: 'loki', scrape: scrapeLoki },
  'node-exporter': { component: 'nodeExporter', scrape: scrapeNodeExporter },
  prometheus: { component: 'prometheus', scrape: scrapePrometheus },
};

/** Runs the real program and returns everything that it answered. */
export async function scrapeProgram(name: ScrapedCatalogName): Promise<ScrapedCatalog> {
  const { component, scrape } = sources[name];
  const folder = mkdtempSync(join(tmpdir(), 'belfry-scrape-'));
  const stand = await standIn();
  try {
    return { program: `${name} ${componentVersions[component].version}`, metrics: readExposition(await scrape({ folder, standIn: stand })) };
  } finally {
    await stand.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
