import type { Place, Problem, Severity } from '../../core/problem';
import type { RoutableAlert } from '../../route/alert';
import type { RoutingModel } from '../../route/model';
import type { TreeDomain } from '../../route/reach/domain';
import type { OutcomeFinder } from '../../route/reach/outcomes';
import type { ResolvedRoute } from '../../route/resolved-route';

/** What a check of a routing tree can look at. */
export interface RouteSubject {
  readonly model: RoutingModel;
  /** Every route, parents first. */
  readonly routes: readonly ResolvedRoute[];
  readonly domain: TreeDomain;
  /** The alerts that are sent to the tree; undefined where only the tree is known. */
  readonly alerts: readonly RoutableAlert[] | undefined;
  /** How the tree treats an alert. */
  readonly outcomes: OutcomeFinder;
}

/** Something that a check found. */
export interface RouteFinding {
  readonly message: string;
  readonly place: Place;
  readonly fix: string;
  /** @default the check's */
  readonly severity?: Severity;
}

/** A configuration, in YAML, and the labels of the alerts that come with it. */
export interface RouteExample {
  readonly config: string;
  /** Label values of each alert besides its name. @default the alerts are not known */
  readonly alerts?: Readonly<Record<string, ExampleLabels>>;
}

export type ExampleLabels = Readonly<Record<string, string | readonly string[]>>;

/** One mistake that people make in routing trees, with the function that finds it. */
export interface RouteCheck {
  readonly id: `route/${string}`;
  /** The worst that it can find. */
  readonly severity: Severity;
  /** The mistake in a few words. */
  readonly title: string;
  /** Why it is one. */
  readonly rationale: string;
  readonly bad: RouteExample;
  /** Looks much the same and is right. */
  readonly good: RouteExample;
  readonly find: (subject: RouteSubject) => Iterable<RouteFinding>;
}

export function routeCheck(definition: RouteCheck): RouteCheck {
  return Object.freeze(definition);
}

export function asProblem(check: RouteCheck, { message, place, fix, severity = check.severity }: RouteFinding): Problem {
  return { check: check.id, severity, message, place, why: check.rationale, fix };
}
