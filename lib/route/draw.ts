import { formatDuration } from '../core/duration';
import type { RoutableAlert } from './alert';
import { matchersText } from './matcher/matcher';
import type { RoutingModel } from './model';
import { OutcomeFinder } from './reach/outcomes';
import type { ResolvedRoute } from './resolved-route';
import { resolveRoutes } from './resolved-route';
import { groupByText } from './route';

/** A tree for people and for programs: each route with what it adds up to, and the alerts that end there. */
export interface DrawnRoute {
  /** `{severity="critical"}`, or `default`. */
  readonly route: string;
  readonly receiver: string;
  readonly continue: boolean;
  readonly groupBy: readonly string[];
  readonly groupWait: string;
  readonly groupInterval: string;
  readonly repeatInterval: string;
  readonly muteDuring: readonly string[];
  readonly activeDuring: readonly string[];
  /** Names of the alerts that this route itself takes; empty where none are known. */
  readonly alerts: readonly string[];
  readonly routes: readonly DrawnRoute[];
}

export function drawnRoutes(model: RoutingModel, alerts: readonly RoutableAlert[] = []): DrawnRoute {
  const finder = new OutcomeFinder(model);
  const taken = new Map<ResolvedRoute, Set<string>>();
  for (const alert of alerts) {
    for (const route of finder.routesOf(alert)) taken.set(route, (taken.get(route) ?? new Set<string>()).add(alert.name));
  }
  return drawn(resolveRoutes(model), taken);
}

function drawn(route: ResolvedRoute, taken: ReadonlyMap<ResolvedRoute, ReadonlySet<string>>): DrawnRoute {
  const { node } = route;
  return {
    route: route.parent === undefined ? 'default' : matchersText(node.matchers),
    receiver: route.receiver,
    continue: node.continues,
    groupBy: groupByText(route.groupBy),
    groupWait: formatDuration(route.groupWait),
    groupInterval: formatDuration(route.groupInterval),
    repeatInterval: formatDuration(route.repeatInterval),
    muteDuring: node.muteDuring,
    activeDuring: node.activeDuring,
    alerts: [...(taken.get(route) ?? [])].sort(),
    routes: route.children.map((child) => drawn(child, taken)),
  };
}

/**
 * Draws a tree:
 *
 *     default -> chat  (by alertname, wait 30s, every 5m, repeat 4h)
 *     +-- {severity="critical"}
 *     |   +-- {} -> pager, then on
 *     |   `-- {} -> chat
 *     |         HighErrorRate
 *     `-- {severity="info"} -> chat
 */
export function drawTree(tree: DrawnRoute): string {
  return `${[`${titleOf(tree)}  ${settingsOf(tree)}`, ...below(tree, '')].join('\n')}\n`;
}

function below(tree: DrawnRoute, indent: string): readonly string[] {
  const lines = tree.alerts.length === 0 ? [] : [`${indent}${tree.routes.length === 0 ? '  ' : '|   '}${tree.alerts.join(', ')}`];
  for (const [index, child] of tree.routes.entries()) {
    const isLast = index === tree.routes.length - 1;
    const settings = settingsOf(child) === settingsOf(tree) ? '' : `  ${settingsOf(child)}`;
    lines.push(`${indent}${isLast ? '`-- ' : '+-- '}${titleOf(child)}${settings}`, ...below(child, `${indent}${isLast ? '    ' : '|   '}`));
  }
  return lines;
}

function titleOf({ route, receiver, continue: goesOn, muteDuring, activeDuring }: DrawnRoute): string {
  const muted = muteDuring.length === 0 ? '' : `, muted during ${muteDuring.join(', ')}`;
  const active = activeDuring.length === 0 ? '' : `, only during ${activeDuring.join(', ')}`;
  return `${route} -> ${receiver}${goesOn ? ', then on' : ''}${muted}${active}`;
}

function settingsOf({ groupBy, groupWait, groupInterval, repeatInterval }: DrawnRoute): string {
  const by = groupBy.length === 0 ? 'all in one message' : groupBy.includes('...') ? 'each alert alone' : `by ${groupBy.join(', ')}`;
  return `(${by}, wait ${groupWait}, every ${groupInterval}, repeat ${repeatInterval})`;
}
