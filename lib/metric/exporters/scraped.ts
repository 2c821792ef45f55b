import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mistake } from '../../core/problem';

/** A metric as the real program answered it. */
export interface ScrapedMetric {
  readonly name: string;
  /** As the TYPE line says; `untyped` where it says nothing. */
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary' | 'untyped';
  readonly help: string;
  /** Labels that had a value, sorted; without `le` and `quantile`. */
  readonly labels: readonly string[];
  /** Labels that were there and had no value in any series, so that Prometheus drops them. */
  readonly emptyLabels?: readonly string[];
  /** It was announced and had no series, so that nobody knows its labels. @default false */
  readonly unseen?: true;
  /** Finite upper bounds of a histogram. */
  readonly buckets?: readonly number[];
  /** Quantiles of a summary. */
  readonly quantiles?: readonly number[];
}

/** Everything that one program answered. */
export interface ScrapedCatalog {
  /** What ran, as its image is tagged: `prometheus 3.15.0`. */
  readonly program: string;
  readonly metrics: readonly ScrapedMetric[];
}

/** Catalogs of what runs on every node of a cluster, and nowhere else. */
export const nodeCatalogs = ['cadvisor', 'kubelet'] as const;

/** Catalogs of programs that run by themselves. */
export const programCatalogs = [
  'alertmanager', 'blackbox', 'blackbox-exporter', 'collector', 'coredns', 'jaeger', 'kube-apiserver', 'kube-state-metrics', 'kube-state-metrics-self', 'loki', 'node-exporter', 'postgres', 'prometheus', 'redis',
] as const;

export type ScrapedCatalogName = (typeof scrapedCatalogs)[number];

/** Catalogs that exist, by the name that `Provenance` gives. */
export const scrapedCatalogs = [...nodeCatalogs, ...programCatalogs] as const;

/**
 * Reads a catalog from its file. It is large, so nothing does that unless somebody asks.
 *
 * @throws BelfryError when the file is missing or is no catalog
 */
export function readScraped(name: ScrapedCatalogName): ScrapedCatalog {
  const file = scrapedFile(name);
  const content = parsed(file);
  if (isCatalog(content)) return content;
  throw mistake({
    check: 'metric/scraped-catalog',
    message: `${name} has no readable catalog of its metrics`,
    place: { file },
    fix: `scrape the program again: npm run catalog:scrape -- ${name}`,
  });
}

/** Where a catalog lies. */
export function scrapedFile(name: ScrapedCatalogName): string {
  return join(__dirname, 'scraped', `${name}.json`);
}

/** Undefined where there is no file, or no JSON in it. */
function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isCatalog(value: unknown): value is ScrapedCatalog {
  return typeof value === 'object' && value !== null && 'program' in value && 'metrics' in value && Array.isArray(value.metrics) && value.metrics.every(isMetric);
}

function isMetric(value: unknown): value is ScrapedMetric {
  return typeof value === 'object' && value !== null && 'name' in value && 'type' in value && 'help' in value && 'labels' in value && Array.isArray(value.labels);
}
