import { isDeepStrictEqual } from 'node:util';
import { mistake } from '../core/problem';
import type { Duration } from '../core/duration';
import { days, formatDuration, seconds } from '../core/duration';
import type { Data } from '../core/yaml';
import type { MetricDeclaration } from './declaration';
import { isOpen } from './declaration';

/** Anything that carries a declaration: a series, a histogram, a summary. */
export interface Declared {
  readonly declaration: MetricDeclaration;
}

/** What is true of a whole installation. */
export interface CatalogDefaults {
  readonly scrapeInterval: Duration;
  readonly evaluationInterval: Duration;
  readonly retention: Duration;
  /** Major version of Prometheus. */
  readonly prometheus: 2 | 3;
}

/** 15 s and 30 s are what the catalog format assumes where nothing is said. */
export const catalogDefaults: CatalogDefaults = Object.freeze({ scrapeInterval: seconds(15), evaluationInterval: seconds(30), retention: days(15), prometheus: 3 });

/** The declared metrics of one system or of a whole stack, found by family or by series name. */
export class Catalog {
  readonly defaults: CatalogDefaults;
  readonly #byFamily: ReadonlyMap<string, readonly MetricDeclaration[]>;

  /** @throws BelfryError when one job exports one name with two different meanings */
  constructor(metrics: Iterable<Declared>, defaults: CatalogDefaults = catalogDefaults) {
    const byFamily = new Map<string, MetricDeclaration[]>();
    for (const { declaration } of metrics) {
      const known = byFamily.get(declaration.name);
      if (known === undefined) byFamily.set(declaration.name, [declaration]);
      else if (!known.some((other) => isDeepStrictEqual(other, declaration))) {
        refuseConflict(known, declaration);
        known.push(declaration);
      }
    }
    this.#byFamily = byFamily;
    this.defaults = defaults;
  }

  /** All declarations, by name. */
  get declarations(): readonly MetricDeclaration[] {
    return [...this.#byFamily.values()].flat().sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : (a.jobs[0] ?? '') < (b.jobs[0] ?? '') ? -1 : 1));
  }

  /** The declarations behind a series name: `x_seconds_bucket` finds the histogram `x_seconds`. Empty when nobody declares it. */
  find(seriesName: string): readonly MetricDeclaration[] {
    const direct = this.#byFamily.get(seriesName);
    if (direct !== undefined) return direct;
    const part = /^(.*)_(bucket|count|sum)$/.exec(seriesName);
    if (part === null) return [];
    const [, family = '', suffix] = part;
    return (this.#byFamily.get(family) ?? []).filter(({ type }) => type === 'histogram' || (type === 'summary' && suffix !== 'bucket'));
  }

  /** Every family name, for "did you mean". */
  get names(): Iterable<string> {
    return this.#byFamily.keys();
  }
}

function refuseConflict(known: readonly MetricDeclaration[], declaration: MetricDeclaration): void {
  for (const other of known) {
    const both = other.jobs.filter((job) => declaration.jobs.includes(job));
    if (both.length > 0) {
      throw mistake({
        check: 'metric/duplicate',
        message: `job ${both.join(', ')} exports ${declaration.name} with two declarations`,
        place: { subject: `metric ${declaration.name}` },
        fix: 'keep one declaration and import it where it is needed',
      });
    }
  }
}

/** The catalog as plain data, in the format that `belfry lint --catalog` reads. */
export function catalogDocument(catalog: Catalog): Readonly<Record<string, Data>> {
  const { scrapeInterval, evaluationInterval, retention, prometheus } = catalog.defaults;
  const metrics: Record<string, Data> = {};
  for (const declaration of catalog.declarations) metrics[declaration.name] ??= merged(catalog.find(declaration.name));
  return {
    defaults: { scrapeInterval: formatDuration(scrapeInterval), evaluationInterval: formatDuration(evaluationInterval), retention: formatDuration(retention), prometheus },
    metrics,
  };
}

/** Several systems may use one name; the format has one entry for it, so labels and jobs are joined. */
function merged(declarations: readonly MetricDeclaration[]): Data {
  const labels: Record<string, '*' | readonly string[]> = {};
  for (const [name, values] of declarations.flatMap((declaration) => Object.entries(declaration.labels))) {
    const before = labels[name];
    if (isOpen(values) || before === '*') labels[name] = '*';
    else labels[name] = [...new Set([...(before ?? []), ...values])];
  }
  const [first] = declarations;
  if (first === undefined) return {};
  return {
    type: first.type,
    ...(first.unit === '' ? {} : { unit: first.unit }),
    help: first.help,
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    jobs: declarations.flatMap(({ jobs }) => jobs),
    ...(first.buckets === undefined ? {} : { buckets: first.buckets }),
    ...(first.quantiles === undefined ? {} : { quantiles: first.quantiles }),
    ...(first.range === undefined ? {} : { range: { ...first.range } }),
    ...(declarations.some(({ createdOnFirstEvent }) => createdOnFirstEvent) ? { createdOnFirstEvent: true } : {}),
    ...(declarations.some(({ shared }) => shared) ? { shared: true } : {}),
    ...(first.direction === 'lowIsBad' ? { lowIsBad: true } : {}),
  };
}
