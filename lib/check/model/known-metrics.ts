import type { Duration } from '../../core/duration';
import type { Catalog, CatalogDefaults } from '../../metric/catalog';
import { catalogDefaults } from '../../metric/catalog';
import type { MetricDeclaration } from '../../metric/declaration';
import type { LogStreamDeclaration } from '../../logql/stream-declaration';
import type { LabelMatcher } from '../../metric/matcher';
import { matcherTest } from '../../metric/series';
import type { SelectorNode } from '../../promql/node';
import type { Facts } from '../analysis/facts';

/** A service level objective that the catalog names. */
export interface KnownObjective {
  readonly name: string;
  /** In percent: 99.9. */
  readonly objective: number;
  readonly window: Duration;
}

/** What is known of the installation that the rules are for. */
export interface Installation {
  /** Undefined when nobody gave a catalog: then an unknown metric is no mistake. */
  readonly catalog: Catalog | undefined;
  readonly objectives: readonly KnownObjective[];
  /** Log streams; empty where nobody declares any, and then every stream is possible. */
  readonly streams: readonly LogStreamDeclaration[];
  /** The defaults that the catalog states itself; the others are assumptions. */
  readonly stated: ReadonlySet<keyof CatalogDefaults>;
}

export const nothingInstalled: Installation = Object.freeze({ catalog: undefined, objectives: [], streams: [], stated: new Set<keyof CatalogDefaults>() });

/** The metrics that a selector can refer to: declared ones, and those that the rules record themselves. */
export class KnownMetrics {
  readonly installation: Installation;
  readonly #recorded = new Map<string, Facts>();
  readonly #recordedEvery = new Map<string, number>();
  readonly #selected = new Map<string, Facts>();
  readonly #tests = new Map<string, (value: string) => boolean>();

  constructor(installation: Installation) {
    this.installation = installation;
  }

  get defaults(): CatalogDefaults {
    return this.installation.catalog?.defaults ?? catalogDefaults;
  }

  get hasCatalog(): boolean {
    return this.installation.catalog !== undefined;
  }

  /** The declarations behind a selector: the typed one it was built from, or those of its name whose jobs it can select. */
  declarations(selector: SelectorNode): readonly MetricDeclaration[] {
    if (selector.declaration !== undefined) return [selector.declaration];
    if (selector.name === undefined) return [];
    const all = this.installation.catalog?.find(selector.name) ?? [];
    if (all.length < 2) return all;
    const conditions = selector.matchers.filter(({ label }) => label === 'job');
    const some = all.filter(({ jobs }) => jobs.length === 0 || jobs.some((job) => conditions.every((condition) => this.passes(condition, job))));
    return some.length === 0 ? all : some;
  }

  /** What a recording rule of these rules yields under that name. */
  recorded(name: string): Facts | undefined {
    return this.#recorded.get(name);
  }

  /** How often a recording rule writes that series, in milliseconds. */
  recordedEvery(name: string): number | undefined {
    return this.#recordedEvery.get(name);
  }

  addRecorded(name: string, facts: Facts, every: number): void {
    this.#recorded.set(name, facts);
    this.#recordedEvery.set(name, Math.max(every, this.#recordedEvery.get(name) ?? 0));
  }

  /** What a metric yields before any matcher, worked out once for each name. */
  beforeMatchers(key: string, workOut: () => Facts): Facts {
    let facts = this.#selected.get(key);
    if (facts === undefined) {
      facts = workOut();
      this.#selected.set(key, facts);
    }
    return facts;
  }

  /** Whether a label of this value passes the matcher. Regular expressions are compiled once. */
  passes(matcher: LabelMatcher, value: string): boolean {
    const key = `${matcher.operator} ${matcher.value}`;
    let test = this.#tests.get(key);
    if (test === undefined) {
      test = matcherTest(matcher);
      this.#tests.set(key, test);
    }
    return test(value);
  }
}
