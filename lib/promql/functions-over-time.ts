import type { Difference, Unit, Variance } from '../core/unit';
import type { Sample } from '../metric/declaration';
import { call, number, refuseOutside01 } from './call';
import type { Operand } from './label-types';
import type { Momentary, OnlyGauge } from './sample-types';
import { Vector } from './vector';
import type { SteppedWindow } from './window';
import { rangeOrSubqueryOf } from './window';

/**
 * What a value was over a window, series by series. A series is looked at as it was scraped; anything calculated becomes
 * a subquery: `maxOverTime(sum(rate(httpRequests, minutes(5))), { range: days(1), step: minutes(5) })` prints
 * `max_over_time(sum(rate(http_requests_total{...}[5m]))[1d:5m])`.
 */
export function avgOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'avgOverTime'>, window: SteppedWindow): Vector<'gauge', U, L> {
  return new Vector(call('avg_over_time', rangeOrSubqueryOf(of, window)));
}

export function minOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'minOverTime'>, window: SteppedWindow): Vector<'gauge', U, L> {
  return new Vector(call('min_over_time', rangeOrSubqueryOf(of, window)));
}

export function maxOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'maxOverTime'>, window: SteppedWindow): Vector<'gauge', U, L> {
  return new Vector(call('max_over_time', rangeOrSubqueryOf(of, window)));
}

/** Adds up the samples in the window. A histogram's rates, from a subquery, add up to a histogram. */
export function sumOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & Momentary<S, 'sumOverTime'>, window: SteppedWindow): Vector<S, U, L> {
  return new Vector(call('sum_over_time', rangeOrSubqueryOf(of, window)));
}

/** How many samples there are in the window. */
export function countOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L>, window: SteppedWindow): Vector<'gauge', 'samples', L> {
  return new Vector(call('count_over_time', rangeOrSubqueryOf(of, window)));
}

/**
 * The value below which a share of the samples in the window lies: `quantileOverTime(0.95, queueDepth, hours(1))`.
 *
 * @throws BelfryError when q lies outside 0 to 1
 */
export function quantileOverTime<S extends Sample, U extends Unit, L extends string>(q: number, of: Operand<S, U, L> & OnlyGauge<S, 'quantileOverTime'>, window: SteppedWindow): Vector<'gauge', U, L> {
  refuseOutside01(q, 'quantileOverTime');
  return new Vector(call('quantile_over_time', number(q), rangeOrSubqueryOf(of, window)));
}

/** Standard deviation of the samples in the window. */
export function stddevOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'stddevOverTime'>, window: SteppedWindow): Vector<'gauge', Difference<U, U>, L> {
  return new Vector(call('stddev_over_time', rangeOrSubqueryOf(of, window)));
}

/** Variance of the samples in the window: its unit is the square of theirs. */
export function stdvarOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'stdvarOverTime'>, window: SteppedWindow): Vector<'gauge', Variance<U>, L> {
  return new Vector(call('stdvar_over_time', rangeOrSubqueryOf(of, window)));
}

/** The newest sample in the window, however old: bridges gaps longer than the five minutes after which a series is forgotten. */
export function lastOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L>, window: SteppedWindow): Vector<S, U, L> {
  return new Vector(call('last_over_time', rangeOrSubqueryOf(of, window)));
}

/** The oldest sample in the window. */
export function firstOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L>, window: SteppedWindow): Vector<S, U, L> {
  return new Vector(call('first_over_time', rangeOrSubqueryOf(of, window)));
}

/** 1 for every series that has a sample in the window. */
export function presentOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L>, window: SteppedWindow): Vector<'gauge', 'ratio', L> {
  return new Vector(call('present_over_time', rangeOrSubqueryOf(of, window)));
}
