import type { Duration } from '../core/duration';
import { mistake } from '../core/problem';
import type { GroupBy } from './model';
import type { AlertMatcher } from './matcher/matcher';
import { matchersText } from './matcher/matcher';
import type { Receiver } from './receiver/receiver';
import type { TimeInterval } from './time-interval/time-interval';

/** Timing and grouping. What a route leaves out it takes from the route around it. */
export interface RouteSettings<Label extends string = string> {
  /** Alerts with the same values of these labels share a message; `[]` puts all into one, `'all'` gives each its own. */
  readonly groupBy?: readonly Label[] | 'all';
  /** How long the first message of a group waits for company. */
  readonly groupWait?: Duration;
  /** How often a group is looked at again for what is new. */
  readonly groupInterval?: Duration;
  /** After how long an unchanged group is told again. */
  readonly repeatInterval?: Duration;
}

export interface RouteOptions<Label extends string = string> extends RouteSettings<Label> {
  /** Times in which this route and all below it are silent. Unlike Alertmanager's own, they hold for the routes below too. @default never */
  readonly muteDuring?: readonly TimeInterval[];
  /** The only times in which this route and all below it speak. @default always */
  readonly activeDuring?: readonly TimeInterval[];
  /** Whether an alert taken here is offered to the next routes as well. @default false */
  readonly continue?: boolean;
  /** Who is told as well when an alert is neither resolved nor silenced some time after it began. @default nobody */
  readonly escalate?: readonly Escalation[];
}

export interface Escalation {
  /** Counted from the start of the alert. */
  readonly after: Duration;
  readonly to: Receiver;
}

/** A route of a tree: who is told of the alerts that match. Immutable. */
export interface Route {
  readonly matchers: readonly AlertMatcher[];
  readonly options: RouteOptions;
  /** Empty where the receiver of the route around it is told. */
  readonly receivers: readonly Receiver[];
  readonly children: readonly Route[];
  /** What a reader calls it: `route {severity="critical"}`. */
  readonly subject: string;
  /**
   * The same route with exceptions: an alert that matches one of them goes there instead.
   *
   *     when({ severity: 'critical' }).to(pagerduty, slack).except(when({ service: 'staging' }).to(slack))
   */
  readonly except: (...exceptions: readonly Route[]) => Route;
}

/** A condition that still lacks its receiver. */
export interface RouteStart {
  /** Each receiver is told for itself; what fails at one does not stop the other. */
  readonly to: (first: Receiver, ...others: readonly Receiver[]) => Route;
  /** Divides the alerts further; those that no route takes go to the receiver of the route around. */
  readonly routes: (first: Route, ...others: readonly Route[]) => Route;
}

export function startRoute(matchers: readonly AlertMatcher[], options: RouteOptions): RouteStart {
  return Object.freeze({
    to: (...receivers: readonly Receiver[]) => makeRoute({ matchers, options, receivers, children: [] }),
    routes: (...children: readonly Route[]) => makeRoute({ matchers, options, receivers: [], children }),
  });
}

function makeRoute(parts: Pick<Route, 'matchers' | 'options' | 'receivers' | 'children'>): Route {
  const subject = `route ${matchersText(parts.matchers)}`;
  checkReceivers(parts.receivers, parts.children, subject);
  checkSettings(parts.options, subject);
  checkEscalations(parts.options.escalate ?? [], parts.receivers, subject);
  return Object.freeze({ ...parts, subject, except: (...exceptions: readonly Route[]) => makeRoute({ ...parts, children: [...parts.children, ...exceptions] }) });
}

function checkReceivers(receivers: readonly Receiver[], children: readonly Route[], subject: string): void {
  const twice = receivers.find((one, index) => receivers.findIndex(({ name }) => name === one.name) !== index);
  if (twice !== undefined) {
    throw mistake({ check: 'route/duplicate-delivery', message: `${twice.name} is told twice`, place: { subject }, fix: 'name each receiver once' });
  }
  const continuing = receivers.length < 2 ? undefined : children.find(({ options }) => options.continue === true);
  if (continuing !== undefined) {
    throw mistake({
      check: 'route/continue-into-several',
      message: `${continuing.subject} goes on to a route with several receivers`,
      place: { subject },
      why: 'whether those are told then depends on how many there are',
      fix: 'name all receivers in the exception itself, and let it end there',
    });
  }
}

function checkEscalations(escalations: readonly Escalation[], receivers: readonly Receiver[], subject: string): void {
  if (escalations.length > 0 && receivers.length === 0) {
    throw mistake({ check: 'route/escalation-alone', message: 'it escalates, but tells nobody first', place: { subject }, fix: 'put the escalation on the routes inside it that name a receiver' });
  }
  if (escalations.some(({ after }) => after.milliseconds <= 0)) {
    throw mistake({ check: 'route/escalation-delay', message: 'the escalation comes at once', place: { subject }, fix: 'say after how long: minutes(30)' });
  }
}

/** @throws BelfryError for timing that Alertmanager refuses or that cannot be meant */
export function checkSettings({ groupBy, groupWait, groupInterval, repeatInterval }: RouteSettings, subject: string): void {
  const report = (check: string, message: string, fix: string): Error => mistake({ check, message, place: { subject }, fix });
  if (groupWait !== undefined && groupWait.milliseconds < 0) throw report('route/timing', 'groupWait is negative', 'make it zero or more');
  if (groupInterval !== undefined && groupInterval.milliseconds <= 0) throw report('route/timing', 'groupInterval is not above zero', 'Alertmanager needs a time between two looks at a group: minutes(5)');
  if (repeatInterval !== undefined && repeatInterval.milliseconds <= 0) throw report('route/timing', 'repeatInterval is not above zero', 'say how often an unchanged alert is told again: hours(4)');
  if (groupBy !== undefined && groupBy !== 'all' && new Set(groupBy).size !== groupBy.length) throw report('route/group-by', `groupBy names a label twice: ${groupBy.join(', ')}`, 'name each label once');
}

/** Alertmanager's spelling of a grouping. */
export function groupByText(groupBy: GroupBy): readonly string[] {
  return groupBy === 'all' ? ['...'] : groupBy;
}
