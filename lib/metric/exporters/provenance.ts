import type { LabelSpec } from '../declaration';
import type { ScrapedCatalogName } from './scraped';

/** Where the declarations of an exporter come from. */
export type Provenance = Scraped | Documented;

/** The program was run and asked. Tests run it again and compare. */
export interface Scraped {
  readonly kind: 'scraped';
  /** Everything that it answered. */
  readonly catalog: ScrapedCatalogName;
  /** Labels that it does not send itself: discovery adds them to its series. */
  readonly targetLabels: LabelSpec;
  /** Declarations that no scrape could show. */
  readonly unseen?: Unseen;
}

/** Metrics that a program has and that could not be made to appear, so that its authors' word was taken. */
export interface Unseen {
  readonly metrics: readonly string[];
  /** Why they could not. */
  readonly why: string;
  /** Where names, types and labels stand. */
  readonly source: string;
}

/** The program cannot be built or run from module sources, so its word was taken. */
export interface Documented {
  readonly kind: 'documented';
  /** Where names, types and labels stand. */
  readonly source: string;
}

/** Declarations that agree with a real scrape. */
export function scraped(catalog: ScrapedCatalogName, targetLabels: LabelSpec, unseen?: Unseen): Scraped {
  return Object.freeze({ kind: 'scraped', catalog, targetLabels, ...(unseen === undefined ? {} : { unseen }) });
}

/** Declarations that agree with what upstream writes. */
export function documented(source: string): Documented {
  return Object.freeze({ kind: 'documented', source });
}
