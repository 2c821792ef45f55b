import type { Duration } from '../core/duration';
import { hours, minutes, seconds } from '../core/duration';
import type { Place } from '../core/problem';
import type { AlertMatcher } from './matcher/matcher';
import type { TimeSpan } from './time-interval/span';

/**
 * A routing tree as Alertmanager sees it, whether it was built by `routing()` or read from a foreign file: the input of
 * the simulator, the proof and the checks.
 */
export interface RoutingModel {
  readonly root: RouteNode;
  readonly receivers: ReadonlyMap<string, ModelReceiver>;
  readonly inhibitions: readonly Inhibition[];
  readonly timeIntervals: ReadonlyMap<string, NamedSpans>;
}

/** Labels to group by, or `'all'` for a group per alert (`group_by: ['...']`). */
export type GroupBy = readonly string[] | 'all';

/** What a route says itself; what it leaves out it inherits, except for the intervals. */
export interface RouteNode {
  readonly matchers: readonly AlertMatcher[];
  readonly receiver: string | undefined;
  /** Whether an alert that matches here goes on to the next sibling. */
  readonly continues: boolean;
  readonly groupBy: GroupBy | undefined;
  readonly groupWait: Duration | undefined;
  readonly groupInterval: Duration | undefined;
  readonly repeatInterval: Duration | undefined;
  readonly muteDuring: readonly string[];
  readonly activeDuring: readonly string[];
  readonly children: readonly RouteNode[];
  readonly place: Place;
}

export interface ModelReceiver {
  readonly name: string;
  readonly integrations: readonly ModelIntegration[];
  /** Why nobody is told, where that is meant; undefined for an ordinary receiver. */
  readonly discards: string | undefined;
  readonly place: Place;
}

export interface ModelIntegration {
  /** `slack`, `pagerduty`, `email`, as in `slack_configs`. */
  readonly kind: string;
  readonly sendsResolved: boolean;
}

/** While an alert matches `source`, alerts that match `target` and have the same values of `equal` are silent. */
export interface Inhibition {
  readonly name: string | undefined;
  readonly source: readonly AlertMatcher[];
  readonly target: readonly AlertMatcher[];
  readonly equal: readonly string[];
  readonly place: Place;
}

export interface NamedSpans {
  readonly name: string;
  readonly spans: readonly TimeSpan[];
  readonly place: Place;
}

/** What the root has where it says nothing. Source: dispatch/route.go, DefaultRouteOpts. */
export const rootDefaults = Object.freeze({ groupWait: seconds(30), groupInterval: minutes(5), repeatInterval: hours(4) });
