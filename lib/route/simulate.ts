import type { Duration } from '../core/duration';
import type { GroupBy, Inhibition, RoutingModel } from './model';
import type { LabelValuesByName } from './matcher/matcher';
import { matchesAll, matchersText, valueOf } from './matcher/matcher';
import type { ResolvedRoute } from './resolved-route';
import { matchRoutes, resolveRoutes } from './resolved-route';
import { contains } from './time-interval/contains';

/** What Alertmanager does with one alert. */
export interface Simulation {
  /** In the order of the tree; the same receiver can stand here twice. */
  readonly deliveries: readonly Delivery[];
  /** The first inhibition that silences the alert, whatever the route. */
  readonly inhibited: Suppression | undefined;
}

export interface Delivery {
  readonly receiver: string;
  readonly groupBy: GroupBy;
  /** The labels that the message's group shares; labels that the alert does not carry are not part of it. */
  readonly groupKey: LabelValuesByName;
  readonly groupWait: Duration;
  readonly groupInterval: Duration;
  readonly repeatInterval: Duration;
  /** Why the route is silent at the moment in question. */
  readonly muted: Suppression | undefined;
  readonly route: ResolvedRoute;
}

export interface Suppression {
  readonly by: 'mute interval' | 'outside active intervals' | 'inhibition';
  /** Names of the intervals, or of the inhibition when it has one. */
  readonly names: readonly string[];
  /** In words: `muted during 'nights'`. */
  readonly reason: string;
}

export interface Circumstances {
  /** The moment for which time intervals are asked. @default no interval applies */
  readonly at?: Date;
  /** The other alerts that fire, for inhibition. @default none */
  readonly firing?: readonly LabelValuesByName[];
}

/**
 * Predicts what Alertmanager does with an alert of these labels.
 *
 *     simulate(tree, { alertname: 'HighErrorRate', severity: 'critical' }).deliveries.map(({ receiver }) => receiver)
 *     // ['pagerduty-critical', 'slack-alerts']
 */
export function simulate(model: RoutingModel, labels: LabelValuesByName, { at, firing = [] }: Circumstances = {}): Simulation {
  const deliveries = matchRoutes(resolveRoutes(model), labels).map((route): Delivery => {
    const { receiver, groupBy, groupWait, groupInterval, repeatInterval } = route;
    const muted = at === undefined ? undefined : mutingOf(model, route, at);
    return { receiver, groupBy, groupKey: groupKeyOf(groupBy, labels), groupWait, groupInterval, repeatInterval, muted, route };
  });
  return { deliveries, inhibited: inhibitionOf(model.inhibitions, labels, firing) };
}

function groupKeyOf(groupBy: GroupBy, labels: LabelValuesByName): LabelValuesByName {
  return Object.fromEntries(Object.entries(labels).filter(([label]) => groupBy === 'all' || groupBy.includes(label)));
}

/** Source: notify/mute.go, TimeActiveStage and TimeMuteStage. */
function mutingOf(model: RoutingModel, { node }: ResolvedRoute, at: Date): Suppression | undefined {
  const containing = (names: readonly string[]): string[] => names.filter((name) => model.timeIntervals.get(name)?.spans.some((span) => contains(span, at)) === true);
  if (node.activeDuring.length > 0 && containing(node.activeDuring).length === 0) {
    return { by: 'outside active intervals', names: node.activeDuring, reason: `outside its active time ${listed(node.activeDuring)}` };
  }
  const muting = containing(node.muteDuring);
  return muting.length === 0 ? undefined : { by: 'mute interval', names: muting, reason: `muted during ${listed(muting)}` };
}

function listed(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}

/**
 * Equal labels that both alerts lack are equal. An alert that matches both sides of a rule is not silenced by another
 * that does so too, and so never by itself. Source: inhibit/inhibit.go, Mutes and hasEqual.
 */
function inhibitionOf(rules: readonly Inhibition[], labels: LabelValuesByName, firing: readonly LabelValuesByName[]): Suppression | undefined {
  for (const rule of rules) {
    if (!matchesAll(rule.target, labels)) continue;
    const isTwoSided = matchesAll(rule.source, labels);
    const source = firing.find((other) => matchesAll(rule.source, other) && rule.equal.every((label) => valueOf(other, label) === valueOf(labels, label)) && !(isTwoSided && matchesAll(rule.target, other)));
    if (source === undefined) continue;
    const equal = rule.equal.length === 0 ? '' : ` with equal ${rule.equal.join(', ')}`;
    return { by: 'inhibition', names: rule.name === undefined ? [] : [rule.name], reason: `inhibited by ${describe(source)}, which matches ${matchersText(rule.source)}${equal}` };
  }
  return undefined;
}

function describe(labels: LabelValuesByName): string {
  const name = valueOf(labels, 'alertname');
  return name === '' ? JSON.stringify(labels) : name;
}
