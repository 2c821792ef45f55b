import type { DistributionRate, PerSecond, Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import type { TypedSeries } from '../metric/series';
import { call } from './call';
import type { Cumulative, Increasing } from './sample-types';
import { Vector } from './vector';
import type { ExtendedWindow, Window } from './window';
import { rangeOf } from './window';

/** A histogram keeps the unit of what is observed and counts it per second; seconds per second are a ratio. */
type RateUnit<S extends Sample, U extends Unit> = S extends 'counter' ? PerSecond<U> : DistributionRate<U>;

/**
 * Per-second increase, extrapolated to the whole window: `rate(httpRequests, minutes(5))` prints
 * `rate(http_requests_total{job="canvascast-api"}[5m])` and has the unit `requests/s`.
 */
export function rate<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L> & Cumulative<S, 'rate'>, window: Window | ExtendedWindow<'anchored' | 'smoothed'>): Vector<Increasing<S>, RateUnit<S, U>, L> {
  return new Vector(call('rate', rangeOf(of, window)));
}

/** Per-second increase between the last two samples in the window: follows every spike, so it is for graphs and not for alerts. */
export function irate<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L> & Cumulative<S, 'irate'>, window: Window): Vector<Increasing<S>, RateUnit<S, U>, L> {
  return new Vector(call('irate', rangeOf(of, window)));
}

/** Increase over the window, extrapolated, so it need not be a whole number. */
export function increase<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L> & Cumulative<S, 'increase'>, window: Window | ExtendedWindow<'anchored' | 'smoothed'>): Vector<Increasing<S>, U, L> {
  return new Vector(call('increase', rangeOf(of, window)));
}

/** How often a counter started again within the window: restarts of the process. */
export function resets<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L> & Cumulative<S, 'resets'>, window: Window | ExtendedWindow<'anchored'>): Vector<'gauge', 'resets', L> {
  return new Vector(call('resets', rangeOf(of, window)));
}
