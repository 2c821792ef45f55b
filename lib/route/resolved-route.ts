import type { Duration } from '../core/duration';
import { oncePer } from '../core/once-per';
import type { GroupBy, RouteNode, RoutingModel } from './model';
import { rootDefaults } from './model';
import type { LabelValuesByName } from './matcher/matcher';
import { matchesAll } from './matcher/matcher';

/** A route with everything that it inherits filled in. */
export interface ResolvedRoute {
  readonly node: RouteNode;
  readonly parent: ResolvedRoute | undefined;
  readonly receiver: string;
  readonly groupBy: GroupBy;
  readonly groupWait: Duration;
  readonly groupInterval: Duration;
  readonly repeatInterval: Duration;
  readonly children: readonly ResolvedRoute[];
}

/**
 * The tree with inheritance applied. Receiver, grouping and timers pass from parent to child; intervals do not, they
 * stand on the node alone. Source: dispatch/route.go, newRoute.
 */
export const resolveRoutes = oncePer((model: RoutingModel): ResolvedRoute => resolve(model.root, undefined));

function resolve(node: RouteNode, parent: ResolvedRoute | undefined): ResolvedRoute {
  const inherited = parent ?? { receiver: '', groupBy: [], ...rootDefaults };
  const children: ResolvedRoute[] = [];
  const route: ResolvedRoute = {
    node,
    parent,
    receiver: node.receiver ?? inherited.receiver,
    groupBy: node.groupBy ?? inherited.groupBy,
    groupWait: node.groupWait ?? inherited.groupWait,
    groupInterval: node.groupInterval ?? inherited.groupInterval,
    repeatInterval: node.repeatInterval ?? inherited.repeatInterval,
    children,
  };
  for (const child of node.children) children.push(resolve(child, route));
  return route;
}

/**
 * The routes that take an alert: depth first; a matching child without `continue` ends the search among its siblings; a
 * node none of whose children matches takes the alert itself. Source: dispatch/route.go, Match.
 */
export function matchRoutes(route: ResolvedRoute, labels: LabelValuesByName): readonly ResolvedRoute[] {
  if (!matchesAll(route.node.matchers, labels)) return [];
  const found: ResolvedRoute[] = [];
  for (const child of route.children) {
    const taken = matchRoutes(child, labels);
    found.push(...taken);
    if (taken.length > 0 && !child.node.continues) break;
  }
  return found.length > 0 ? found : [route];
}

/** The route and all below it, parents first. */
export function walkRoutes(route: ResolvedRoute): readonly ResolvedRoute[] {
  return [route, ...route.children.flatMap(walkRoutes)];
}

/** From the root to the route. */
export function pathTo(route: ResolvedRoute): readonly ResolvedRoute[] {
  return route.parent === undefined ? [route] : [...pathTo(route.parent), route];
}

/**
 * How long it takes at most until an unchanged alert is told again. Alertmanager looks at a group once per
 * group_interval and repeats when more than repeat_interval has passed since the last message was logged, which is
 * always a little after the tick that sent it: equal intervals double, 5m and 5m repeat every 10m.
 * Source: notify/dedup_stage.go, needsUpdate; https://github.com/prometheus/alertmanager/issues/676
 */
export function longestRepeat({ groupInterval, repeatInterval }: Pick<ResolvedRoute, 'groupInterval' | 'repeatInterval'>): number {
  return (Math.floor(repeatInterval.milliseconds / groupInterval.milliseconds) + 1) * groupInterval.milliseconds;
}
