import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScrapedCatalog, ScrapedCatalogName } from '../../lib/metric/exporters/scraped';
import { componentVersions } from '../../lib/component/versions';
import { pinnedVersions } from '../toolchain/pinned-versions';
import { readExposition } from './exposition';
import { scrapeAlertmanager } from './programs/alertmanager';
import { scrapeBlackboxExporter, scrapeProbes } from './programs/blackbox';
import { scrapeCollector, scrapeJaeger } from './programs/chain';
import { scrapeCoredns } from './programs/coredns';
import { scrapeKubeApiserver } from './programs/kube-apiserver';
import { scrapeKubeStateMetrics, scrapeKubeStateMetricsSelf } from './programs/kube-state-metrics';
import { scrapeLoki } from './programs/loki';
import { scrapeNodeExporter } from './programs/node-exporter';
import { scrapePostgres } from './programs/postgres';
import { scrapePrometheus } from './programs/prometheus';
import { scrapeRedis } from './programs/redis';
import { scrapeNodes } from './node-pages';
import type { Scrape } from './scrape';
import { standIn } from './stand-in';

interface Source {
  /** Version of the program, or where its page says it: of a Debian package there is what Debian has. */
  readonly version: string | RegExp;
  readonly scrape: Scrape;
}

const sources: Readonly<Record<ScrapedCatalogName, Source>> = {
  alertmanager: { version: componentVersions.alertmanager.version, scrape: scrapeAlertmanager },
  blackbox: { version: componentVersions.blackboxExporter.version, scrape: scrapeProbes },
  'blackbox-exporter': { version: componentVersions.blackboxExporter.version, scrape: scrapeBlackboxExporter },
  cadvisor: { version: pinnedVersions.kubernetes.version, scrape: scrapeNodes('cadvisor') },
  collector: { version: componentVersions.collector.version, scrape: scrapeCollector },
  coredns: { version: pinnedVersions.coredns.version, scrape: scrapeCoredns },
  jaeger: { version: componentVersions.jaeger.version, scrape: scrapeJaeger },
  'kube-apiserver': { version: pinnedVersions.kubernetes.version, scrape: scrapeKubeApiserver },
  'kube-state-metrics': { version: componentVersions.kubeStateMetrics.version, scrape: scrapeKubeStateMetrics },
  'kube-state-metrics-self': { version: componentVersions.kubeStateMetrics.version, scrape: scrapeKubeStateMetricsSelf },
  kubelet: { version: pinnedVersions.kubernetes.version, scrape: scrapeNodes('kubelet') },
  loki: { version: componentVersions.loki.version, scrape: scrapeLoki },
  'node-exporter': { version: componentVersions.nodeExporter.version, scrape: scrapeNodeExporter },
  postgres: { version: pinnedVersions.postgresExporter.version, scrape: scrapePostgres },
  prometheus: { version: componentVersions.prometheus.version, scrape: scrapePrometheus },
  redis: { version: /^redis_exporter_build_info\{.*\bversion="v?(\d+\.\d+\.\d+)/m, scrape: scrapeRedis },
};

/** Runs the real program and returns everything that it answered. */
export async function scrapeProgram(name: ScrapedCatalogName): Promise<ScrapedCatalog> {
  const { version, scrape } = sources[name];
  const folder = mkdtempSync(join(tmpdir(), 'belfry-scrape-'));
  const stand = await standIn();
  try {
    const page = await scrape({ folder, standIn: stand });
    const found = typeof version === 'string' ? version : (version.exec(page)?.[1] ?? 'of an unknown version');
    return { program: `${name} ${found}`, metrics: readExposition(page) };
  } finally {
    await stand.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
