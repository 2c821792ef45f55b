import type { RoutableAlert } from '../alert';
import type { AlertMatcher, LabelValuesByName } from '../matcher/matcher';
import type { RoutingModel } from '../model';
import type { ResolvedRoute } from '../resolved-route';
import { resolveRoutes } from '../resolved-route';
import type { Cell, TreeDomain } from './domain';
import { cellsOfAlert, domainOf } from './domain';

/** Label values that the tree treats alike, and the routes that take an alert with them. */
export interface Outcome {
  readonly region: Region;
  readonly routes: readonly ResolvedRoute[];
}

/** What is left of each label that the tree asks for. */
type Region = ReadonlyMap<string, readonly Cell[]>;

/** Alerts with more different fates than this are looked at in part. */
const manyRegions = 5_000;

/**
 * Every way in which a tree can treat an alert, each with labels that show it: the tree is walked with all values of
 * the alert's labels at once, and divided wherever a matcher divides them.
 */
export class OutcomeFinder {
  readonly #root: ResolvedRoute;
  readonly #domain: TreeDomain;
  readonly #routed: TreeDomain;
  readonly #known = new Map<string, readonly Outcome[]>();
  readonly #routes = new Map<readonly Outcome[], ReadonlySet<ResolvedRoute>>();
  #budget = manyRegions;

  constructor(model: RoutingModel) {
    this.#root = resolveRoutes(model);
    this.#domain = domainOf(model);
    const asked = new Set(askedLabels(this.#root));
    this.#routed = new Map([...this.#domain].filter(([label]) => asked.has(label)));
  }

  /** Every fate of an alert. */
  of(alert: RoutableAlert): readonly Outcome[] {
    const region: Region = new Map([...this.#routed].map(([label, domain]) => [label, cellsOfAlert(alert, domain)]));
    // Alerts that differ only in what the routes do not ask for have the same fate.
    const key = JSON.stringify([...region.values()].map((cells) => cells.map(({ id }) => id)));
    let outcomes = this.#known.get(key);
    if (outcomes === undefined) {
      this.#budget = manyRegions;
      outcomes = this.#walk(this.#root, region);
      this.#known.set(key, outcomes);
    }
    return outcomes;
  }

  /** The routes that take an alert with some values of its labels. */
  routesOf(alert: RoutableAlert): ReadonlySet<ResolvedRoute> {
    const outcomes = this.of(alert);
    let routes = this.#routes.get(outcomes);
    if (routes === undefined) {
      routes = new Set(outcomes.flatMap((outcome) => outcome.routes));
      this.#routes.set(outcomes, routes);
    }
    return routes;
  }

  /** Labels of the alert, of those that the tree asks for, that lead to an outcome. */
  exampleOf(alert: RoutableAlert, { region }: Outcome): LabelValuesByName {
    const labels = [...region].map(([label, [cell]]) => [label, cell === undefined ? '' : this.#valueIn(alert, label, cell)] as const);
    return Object.fromEntries(labels.filter(([, value]) => value !== ''));
  }

  /** A value that the alert itself can have, where its values are known. */
  #valueIn(alert: RoutableAlert, label: string, cell: Cell): string {
    const values = alert.labels.known.get(label)?.values ?? [];
    const own = values === 'open' ? undefined : values.find((value) => this.#domain.get(label)?.cellOf(value).id === cell.id);
    return own ?? cell.example ?? '';
  }

  #walk(route: ResolvedRoute, region: Region): readonly Outcome[] {
    const { yes, no } = this.#divide(region, route.node.matchers);
    if (yes === undefined) return no.map((rest) => ({ region: rest, routes: [] }));
    let open: readonly Outcome[] = [{ region: yes, routes: [] }];
    const closed: Outcome[] = [];
    for (const child of route.children) {
      const next: Outcome[] = [];
      for (const { region: current, routes } of open) {
        for (const walked of this.#walk(child, current)) {
          const both = { region: walked.region, routes: [...routes, ...walked.routes] };
          (walked.routes.length > 0 && !child.node.continues ? closed : next).push(both);
        }
      }
      open = next;
      if (open.length === 0) break;
    }
    const taken = [...closed, ...open].map((walked) => (walked.routes.length > 0 ? walked : { ...walked, routes: [route] }));
    return [...taken, ...no.map((rest) => ({ region: rest, routes: [] }))];
  }

  /** The part of a region in which all matchers hold, and the parts in which the first, second, ... fails. */
  #divide(region: Region, matchers: readonly AlertMatcher[]): { readonly yes: Region | undefined; readonly no: readonly Region[] } {
    let yes = region;
    const no: Region[] = [];
    for (const { label, text } of matchers) {
      const number = this.#domain.get(label)?.numberOf.get(text) ?? 0;
      const cells = yes.get(label) ?? [];
      const holding = cells.filter(({ holds }) => holds[number] === true);
      if (holding.length === cells.length) continue;
      if (this.#budget > 0 || holding.length === 0) {
        no.push(new Map([...yes, [label, cells.filter(({ holds }) => holds[number] !== true)]]));
        this.#budget -= 1;
      }
      if (holding.length === 0) return { yes: undefined, no };
      yes = new Map([...yes, [label, holding]]);
    }
    return { yes, no };
  }
}

function askedLabels(route: ResolvedRoute): readonly string[] {
  return [...route.node.matchers.map(({ label }) => label), ...route.children.flatMap(askedLabels)];
}
