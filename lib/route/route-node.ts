import type { Duration } from '../core/duration';
import { formatDuration } from '../core/duration';
import { mistake } from '../core/problem';
import type { GroupBy, RouteNode } from './model';
import type { Route } from './route';
import type { TimeInterval } from './time-interval/time-interval';

interface Around {
  /** What stands before the route's own name in diagnostics. */
  readonly prefix: string;
  /** The times that the routes around it are confined to. Alertmanager does not pass them on, so each node repeats them. */
  readonly muteDuring?: readonly string[];
  readonly activeDuring?: readonly string[];
}

/**
 * A declared route as nodes of the tree. A route with one receiver is one node; with several it is a node with a child
 * for each, all but the last going on to the next, so that grouping, failure and repetition are each receiver's own.
 */
export function routeNode(route: Route, around: Around): RouteNode {
  const { matchers, options, receivers } = route;
  const subject = `${around.prefix}${route.subject}`;
  const intervals = confinedTo(route, around, subject);
  const exceptions = route.children.map((child) => routeNode(child, { prefix: around.prefix, ...intervals }));
  const [only, ...others] = receivers;
  const isSingle = others.length === 0 && (options.escalate ?? []).length === 0;
  return Object.freeze({
    matchers,
    receiver: isSingle ? only?.name : undefined,
    continues: options.continue ?? false,
    groupBy: options.groupBy,
    groupWait: options.groupWait,
    groupInterval: options.groupInterval,
    repeatInterval: options.repeatInterval,
    ...intervals,
    children: isSingle ? exceptions : [...exceptions, ...fanOut(route, intervals, subject)],
    place: { subject },
  });
}

function confinedTo({ options }: Route, around: Around, subject: string): Pick<RouteNode, 'muteDuring' | 'activeDuring'> {
  const names = (intervals: readonly TimeInterval[] | undefined): readonly string[] => (intervals ?? []).map(({ name }) => name);
  const own = names(options.activeDuring);
  const outer = around.activeDuring ?? [];
  if (own.length > 0 && outer.length > 0) {
    throw mistake({
      check: 'route/nested-active-times',
      message: `it is active during ${own.join(', ')}, inside a route that is active during ${outer.join(', ')}`,
      place: { subject },
      why: 'Alertmanager knows no time that lies in both',
      fix: 'name the active time on one of the two',
    });
  }
  return { muteDuring: [...new Set([...(around.muteDuring ?? []), ...names(options.muteDuring)])], activeDuring: own.length > 0 ? own : outer };
}

interface Told {
  readonly receiver: string;
  readonly subject: string;
  readonly groupBy?: GroupBy;
  readonly groupWait?: Duration;
}

/**
 * An escalation is a group per alert that waits: what was resolved or silenced meanwhile is not told. It waits from the
 * start of the alert, not from the first message. Source: dispatch/dispatch.go, groupAlert.
 */
function fanOut({ receivers, options }: Route, intervals: Pick<RouteNode, 'muteDuring' | 'activeDuring'>, subject: string): readonly RouteNode[] {
  const told: readonly Told[] = [
    ...receivers.map(({ name }) => ({ receiver: name, subject: `${subject} to ${name}` })),
    ...(options.escalate ?? []).map(({ after, to }) => ({ receiver: to.name, subject: `${subject}, after ${formatDuration(after)} to ${to.name}`, groupBy: 'all' as const, groupWait: after })),
  ];
  return told.map((one, index) =>
    Object.freeze({
      matchers: [],
      receiver: one.receiver,
      continues: index < told.length - 1,
      groupBy: one.groupBy,
      groupWait: one.groupWait,
      groupInterval: undefined,
      repeatInterval: undefined,
      ...intervals,
      children: [],
      place: { subject: one.subject },
    }),
  );
}
