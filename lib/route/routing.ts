import { checkedRegister } from './register';
import type { HeartbeatOptions } from './heartbeat';
import { heartbeatNode } from './heartbeat';
import { confined } from './inhibition';
import type { Inhibition, NamedSpans, RouteNode, RoutingModel } from './model';
import { rootDefaults } from './model';
import type { Receiver } from './receiver/receiver';
import type { Route, RouteSettings } from './route';
import { checkSettings } from './route';
import { routeNode } from './route-node';
import type { Team } from './team';
import { checkTeamsApart } from './team';
import type { TimeInterval } from './time-interval/time-interval';

export interface RoutingOptions extends RouteSettings {
  /** Who is told of alerts that nothing else takes. */
  readonly default: Receiver;
  /** Who is told of alerts besides those whose task it is: each of these routes goes on to the rest of the tree. @default nobody */
  readonly copies?: readonly Route[];
  /** The parts of the teams. @default none */
  readonly teams?: readonly Team[];
  /** Routes for the alerts that no team owns. @default none */
  readonly routes?: readonly Route[];
  /** Inhibitions across all teams. @default none */
  readonly inhibit?: readonly Inhibition[];
  /** The alert that always fires, and the watch outside that notices when it stops. @default none */
  readonly heartbeat?: HeartbeatOptions;
}

/** A routing tree with the receivers that its routes name. */
export interface Routing extends RoutingModel {
  readonly receivers: ReadonlyMap<string, Receiver>;
}

/**
 * Puts a tree together: the heartbeat first, then copies, teams and the routes for everything else.
 *
 *     routing({ default: slackAlerts, teams: [canvascastRouting], heartbeat: { alert: 'Watchdog', to: outside, timeout: minutes(5) } })
 *
 * groups by `alertname` with Alertmanager's own timing (30s, 5m, 4h) where the options do not say otherwise.
 *
 * @throws BelfryError for teams that overlap, two receivers or intervals of one name, and timing that cannot work
 */
export function routing({ default: fallback, copies = [], teams = [], routes = [], inhibit = [], heartbeat, ...settings }: RoutingOptions): Routing {
  checkSettings(settings, 'default route');
  checkTeamsApart(teams);
  const children: readonly RouteNode[] = [
    ...(heartbeat === undefined ? [] : [heartbeatNode(heartbeat)]),
    ...copies.map((route) => routeNode({ ...route, options: { ...route.options, continue: true } }, { prefix: 'copy, ' })),
    ...teams.map(teamNode),
    ...routes.map((route) => routeNode(route, { prefix: '' })),
  ];
  const allRoutes = [...copies, ...teams.flatMap((team) => team.routes), ...routes].flatMap(withinRoute);
  const root: RouteNode = Object.freeze({
    matchers: [],
    receiver: fallback.name,
    continues: false,
    groupBy: settings.groupBy ?? ['alertname'],
    groupWait: settings.groupWait ?? rootDefaults.groupWait,
    groupInterval: settings.groupInterval ?? rootDefaults.groupInterval,
    repeatInterval: settings.repeatInterval ?? rootDefaults.repeatInterval,
    muteDuring: [],
    activeDuring: [],
    children,
    place: { subject: 'default route' },
  });
  return Object.freeze({
    root,
    receivers: checkedRegister('receiver', [fallback, ...(heartbeat === undefined ? [] : [heartbeat.to]), ...teams.map((team) => team.default), ...allRoutes.flatMap(receiversOf)]),
    inhibitions: [...inhibit, ...teams.flatMap((team) => team.inhibitions.map((rule) => confined(rule, team.matchers)))],
    timeIntervals: checkedRegister('time interval', allRoutes.flatMap(intervalsOf).map(asNamedSpans)),
  });
}

function teamNode({ name, matchers, settings, default: fallback, routes }: Team): RouteNode {
  return Object.freeze({
    matchers,
    receiver: fallback.name,
    continues: false,
    groupBy: settings.groupBy,
    groupWait: settings.groupWait,
    groupInterval: settings.groupInterval,
    repeatInterval: settings.repeatInterval,
    muteDuring: [],
    activeDuring: [],
    children: routes.map((route) => routeNode(route, { prefix: `team ${name}, ` })),
    place: { subject: `team ${name}` },
  });
}

function withinRoute(route: Route): readonly Route[] {
  return [route, ...route.children.flatMap(withinRoute)];
}

function receiversOf({ receivers, options }: Route): readonly Receiver[] {
  return [...receivers, ...(options.escalate ?? []).map(({ to }) => to)];
}

function intervalsOf({ options }: Route): readonly TimeInterval[] {
  return [...(options.muteDuring ?? []), ...(options.activeDuring ?? [])];
}

function asNamedSpans({ name, spans }: TimeInterval): NamedSpans {
  return { name, spans, place: { subject: `time interval ${name}` } };
}
