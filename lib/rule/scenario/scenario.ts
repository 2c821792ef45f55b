import type { Duration } from '../../core/duration';
import type { InputSeries } from './input';

/** Series over time in which an alert must fire. */
export interface FiringScenario<L extends string = string> {
  /** One sentence for the test report. @default the alert fires */
  readonly name?: string;
  readonly given: readonly InputSeries[];
  /** Scrape and evaluation interval of this scenario, for those that span days. @default the installation's */
  readonly every?: Duration;
  /** Moment of the first sample, as `2026-03-02T09:00:00Z`, for conditions on the time of day. @default the beginning of 1970, a Thursday */
  readonly startsAt?: string;
  /** When it is looked at, counted from the first sample. */
  readonly at: Duration;
  /** A moment at which the condition holds already and `for` is not over: it must not fire yet. @default not looked at */
  readonly notYetAt?: Duration;
  /** A moment at which something fires as well, whatever its text by then. @default not looked at */
  readonly alsoAt?: Duration;
  /** A moment after recovery, at which it must have resolved. @default not looked at */
  readonly resolvedAt?: Duration;
  /** All instances that fire at that moment. */
  readonly alerts: readonly ExpectedAlert<L>[];
}

export interface ExpectedAlert<L extends string = string> {
  /** The labels that distinguish this instance; the fixed labels are added. @default none */
  readonly labels?: Readonly<Partial<Record<L, string>>>;
  /** The description as its reader will see it. */
  readonly description: string;
}

/** Series over time in which an alert must not fire, at any of the moments. */
export interface SilentScenario {
  /** One sentence for the test report. @default the alert stays silent */
  readonly name?: string;
  readonly given: readonly InputSeries[];
  /** Scrape and evaluation interval of this scenario, for those that span days. @default the installation's */
  readonly every?: Duration;
  /** Moment of the first sample, as `2026-03-02T09:00:00Z`, for conditions on the time of day. @default the beginning of 1970, a Thursday */
  readonly startsAt?: string;
  /** When it is looked at, counted from the first sample. */
  readonly at: Duration | readonly [Duration, ...Duration[]];
}
