import type { FirstMistake, Mistake } from '../core/mistake';
import type { Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import type { TypedSeries } from '../metric/series';
import { call } from './call';
import type { One, Operand } from './label-types';
import type { OnlyGauge } from './sample-types';
import { Scalar } from './scalar';
import { Condition, Vector, nodeOf, selectorOf } from './vector';
import type { Window } from './window';
import { rangeOf } from './window';

/** Only one job is left: its name is the value of the label. */
type OneJob<L extends string, Job, All = Job> = string extends Job ? never : Job extends All ? ([All] extends [Job] ? L & 'job' : never) : never;

/** What a series carries of its jobs. */
interface Exported<Job> {
  readonly __job?: Job;
}

/**
 * 1 when no such series exists at all. It keeps only labels that the selector pins to one value, so nothing but the job
 * may be relied upon in a text, and that only where one job exports the series.
 */
export function absent<S extends Sample, U extends Unit, L extends string, Job extends string>(of: TypedSeries<S, U, L> & Exported<Job>): Condition<'ratio', OneJob<L, Job>> {
  return new Condition(call('absent', selectorOf(of)));
}

/** 1 when no such series existed during the whole window. */
export function absentOverTime<S extends Sample, U extends Unit, L extends string, Job extends string>(of: TypedSeries<S, U, L> & Exported<Job>, window: Window): Condition<'ratio', OneJob<L, Job>> {
  return new Condition(call('absent_over_time', rangeOf(of, window)));
}

/** A constant vector without labels: `always()` prints `vector(1)`, the Watchdog's expression. */
export function always(): Condition<'ratio', never> {
  return new Condition(call('vector', { kind: 'number', value: 1, unit: 'ratio' }));
}

/** A number as a vector without labels: `vector(time())`. */
export function vector<U extends Unit>(of: One<U>): Vector<'gauge', U, never> {
  return new Vector(call('vector', nodeOf(of)));
}

type OneSeries<L extends string> = [L] extends [never] ? unknown : Mistake<`scalar() of several series is NaN: aggregate '${L}' away`>;

/** The one value of a vector without labels, as a number; NaN where the vector is empty. */
export function scalar<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & FirstMistake<OnlyGauge<S, 'scalar'>, OneSeries<L>>): Scalar<U> {
  return new Scalar(call('scalar', nodeOf(of)));
}
