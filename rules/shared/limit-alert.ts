import type { Duration } from '../../lib/core/duration';
import { minutes, seconds } from '../../lib/core/duration';
import type { Quantity } from '../../lib/core/quantity';
import type { Unit } from '../../lib/core/unit';
import { on } from '../../lib/promql/match';
import type { Condition } from '../../lib/promql/vector';
import type { Alert } from '../../lib/rule/alert';
import type { AlertKind } from '../../lib/rule/announcement';
import { alert } from '../../lib/rule/alert';
import type { OfficeHours } from '../../lib/rule/condition/office-hours';
import { within } from '../../lib/rule/condition/office-hours';
import type { InputSeries } from '../../lib/rule/scenario/input';
import type { FiringScenario, SilentScenario } from '../../lib/rule/scenario/scenario';
import type { SeverityName } from '../../lib/rule/severity';
import type { OfficeMoments } from './office-hours';
import { officeMoments } from './office-hours';
import { shown } from './shown';

/** Whose alert it is and what it says: what every alert of every system has of its own. */
export interface AlertFace {
  readonly team: string;
  /** The part of the system that it is about: the label `service`. */
  readonly service: string;
  readonly dashboard: string;
  readonly severity: SeverityName;
  readonly kind: AlertKind;
  readonly for: Duration;
  readonly summary: string;
  readonly runbook: string;
  /** LogQL for the lines that tell why. @default none */
  readonly logs?: string;
}

/** An amount beyond which something is wrong, and how to bring it about. */
export interface LimitAlertOptions<U extends Unit, L extends string> extends AlertFace {
  /** The comparison with the limit, and whatever else must hold. */
  readonly when: Condition<U, L>;
  readonly limit: Quantity<NoInfer<U>>;
  /** The side of the limit on which something is wrong. */
  readonly side: 'above' | 'below';
  /** What is told of the value: `(value) => `${value} of the payments succeeded.``. */
  readonly tells: (value: string, labels: Readonly<Record<L, string>>) => string;
  /** Series that make the value this one. */
  readonly scene: (value: number) => readonly InputSeries[];
  /** Labels of the instance that the scene makes. */
  readonly labels: Readonly<Record<L, string>>;
  /** How long the series must run before the value is there: the longest window. @default none */
  readonly settles?: Duration;
  /** Interval between samples of the scenarios, for windows of hours. @default the installation's */
  readonly every?: Duration;
  /** A value on the bad side, and one on the good side. @default a tenth beyond the limit, and a tenth short of it */
  readonly tried?: { readonly bad: number; readonly good: number };
  /** It is told in these hours alone. @default always */
  readonly hours?: OfficeHours;
  /** Further proofs of firing. @default none */
  readonly loud?: readonly FiringScenario[];
  /** Further proofs of silence. @default none */
  readonly quiet?: readonly SilentScenario[];
}

/** How far beyond the limit a scenario goes, where nothing else is said. */
const tenth = 0.1;

/**
 * An alert on an amount that crosses a limit, proven a little beyond the limit and a little short of it:
 *
 *     limitAlert('QueueBackup', { when: max(reviewQueue).above(limit), limit, side: 'above', scene: (cases) => [holds(...)], ... })
 */
export function limitAlert<const Name extends string, U extends Unit, L extends string>(name: Name, options: LimitAlertOptions<U, L>): Alert<Name, L> {
  const { when, limit, side, tells, scene, labels, settles = seconds(0), every, loud = [], quiet = [], tried, service, for: waits, hours, ...face } = options;
  const beyond = side === 'above' ? tenth : -tenth;
  const { bad, good } = tried ?? { bad: limit.value * (1 + beyond), good: limit.value * (1 - beyond) };
  const moments = hours === undefined ? undefined : officeMoments(hours);
  const at = seconds(roundUp(settles.value + waits.value + 180, every?.value ?? 30));
  const timing = { ...(every === undefined ? {} : { every }), ...(moments === undefined ? {} : { startsAt: moments.firstOpens }) };
  const firing = { given: scene(bad), at, alerts: [{ labels, description: tells(shown(limit.unit, bad), labels) }] };
  const notYet = waits.value >= 60 && settles.value === 0 ? { notYetAt: seconds(waits.value - 30) } : {};
  return alert<Name, U, L>(name, {
    ...face,
    for: waits,
    labels: { service },
    when: hours === undefined ? when : when.given(within(hours), on()),
    description: (text) => tells(text.value, text.labels),
    fires: [{ name: `at ${shown(limit.unit, bad)}`, ...firing, ...timing, ...notYet }, ...(moments === undefined ? [] : [lateScene(moments, firing)]), ...loud],
    silent: [{ name: `at ${shown(limit.unit, good)}`, given: scene(good), ...timing, at }, ...(moments?.closed === undefined ? [] : [{ name: 'on a day that stays closed', given: scene(bad), ...timing, startsAt: moments.closed, at }]), ...quiet],
  });
}

/** Samples of a whole day lie so far apart. */
const sparse = minutes(5);

/** On the last day of the week that is open, from the opening until after the end. */
function lateScene<L extends string>({ lastOpens, beforeClosing, afterClosing }: OfficeMoments, firing: Pick<FiringScenario<L>, 'given' | 'at' | 'alerts'>): FiringScenario<L> {
  return { ...firing, name: 'until the end of the last day', startsAt: lastOpens, every: sparse, at: seconds(roundUp(firing.at.value, sparse.value)), alsoAt: beforeClosing, resolvedAt: afterClosing };
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
