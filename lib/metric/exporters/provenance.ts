/** Where the declarations of an exporter come from. */
export type Provenance = Scraped | Documented;

/** The program was run and asked. Tests run it again and compare. */
export interface Scraped {
  readonly kind: 'scraped';
  /** Everything that it answered: `scraped/CATALOG.json` beside this file. */
  readonly catalog: string;
}

/** The program cannot be built or run from module sources, so its word was taken. */
export interface Documented {
  readonly kind: 'documented';
  /** Where names, types and labels stand. */
  readonly source: string;
}

/** Declarations that agree with a real scrape. */
export function scraped(catalog: string): Scraped {
  return Object.freeze({ kind: 'scraped', catalog });
}

/** Declarations that agree with what upstream writes. */
export function documented(source: string): Documented {
  return Object.freeze({ kind: 'documented', source });
}
