import type { Duration } from '../../lib/core/duration';
import { seconds } from '../../lib/core/duration';
import type { Quantity } from '../../lib/core/quantity';
import type { Unit } from '../../lib/core/unit';
import type { Condition } from '../../lib/promql/vector';
import type { Alert, AlertKind } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import type { FiringScenario, SilentScenario } from '../../lib/rule/scenario/scenario';
import type { SeverityName } from '../../lib/rule/severity';
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
  /** Moment of the first sample, where the condition asks for the time of day. @default the beginning of 1970 */
  readonly startsAt?: string;
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
  const { when, limit, side, tells, scene, labels, settles = seconds(0), every, startsAt, loud = [], quiet = [], tried, service, for: waits, ...face } = options;
  const beyond = side === 'above' ? tenth : -tenth;
  const { bad, good } = tried ?? { bad: limit.value * (1 + beyond), good: limit.value * (1 - beyond) };
  const timing = { ...(every === undefined ? {} : { every }), ...(startsAt === undefined ? {} : { startsAt }) };
  const at = seconds(roundUp(settles.value + waits.value + 180, every?.value ?? 30));
  return alert<Name, U, L>(name, {
    ...face,
    for: waits,
    labels: { service },
    when,
    description: (text) => tells(text.value, text.labels),
    fires: [
      {
        name: `at ${shown(limit.unit, bad)}`,
        given: scene(bad),
        ...timing,
        ...(waits.value >= 60 && settles.value === 0 ? { notYetAt: seconds(waits.value - 30) } : {}),
        at,
        alerts: [{ labels, description: tells(shown(limit.unit, bad), labels) }],
      },
      ...loud,
    ],
    silent: [{ name: `at ${shown(limit.unit, good)}`, given: scene(good), ...timing, at }, ...quiet],
  });
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
