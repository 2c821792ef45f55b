import type { Counted, Observed, PerSecond, Unit, Variance } from '../core/unit';
import type { LabelSpec, Sample } from '../metric/declaration';
import type { Histogram } from '../metric/family';
import type { TypedSeries } from '../metric/series';
import { call, number, refuseOutside01 } from './call';
import type { Existing, One, Operand } from './label-types';
import type { Node } from './node';
import type { OnlyNative, Quantifiable } from './sample-types';
import { Vector, nodeOf } from './vector';
import type { Window } from './window';
import { rangeOf } from './window';

/**
 * A quantile of a histogram: `quantile(0.95, sum(rate(latency.buckets, minutes(5))).by('le', 'route'))` prints
 * `histogram_quantile(0.95, sum by (le, route) (rate(http_request_duration_seconds_bucket{...}[5m])))`.
 *
 * @throws BelfryError when q lies outside 0 to 1
 */
export function quantile<S extends Sample, U extends Unit, L extends string>(q: number, of: Operand<S, U, L> & Quantifiable<S, L>): Vector<'gauge', Observed<U>, Exclude<L, 'le'>> {
  refuseOutside01(q, 'quantile');
  return new Vector(call('histogram_quantile', number(q), nodeOf(of)));
}

/**
 * The share of observations between two values, estimated between bucket bounds. Where both are bounds of a classic
 * histogram, the exact share is a ratio of `upTo(...)` counters.
 */
export function histogramFraction<S extends Sample, U extends Unit, L extends string>(
  lower: One<Observed<NoInfer<U>>>,
  upper: One<Observed<NoInfer<U>>>,
  of: Operand<S, U, L> & Quantifiable<S, L>,
): Vector<'gauge', 'ratio', Exclude<L, 'le'>> {
  return new Vector(call('histogram_fraction', nodeOf(lower), nodeOf(upper), nodeOf(of)));
}

/** How many observations a native histogram has: of its `rate()`, how many there are per second. */
export function histogramCount<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyNative<S, 'histogramCount'>): Vector<'gauge', Counted<U>, L> {
  return new Vector(call('histogram_count', nodeOf(of)));
}

/** The total of what a native histogram observed. Of its `rate()` it is the total per second, of its `increase()` the total: divide by `histogramCount()` and both are the average. */
export function histogramSum<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyNative<S, 'histogramSum'>): Vector<'gauge', Total<U>, L> {
  return new Vector(call('histogram_sum', nodeOf(of)));
}

/** What is counted per second adds up per second. */
type Total<U extends Unit> = Counted<U> extends `${string}/s` ? PerSecond<Observed<U>> : Observed<U>;

/** The average of what a native histogram observed. */
export function histogramAvg<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyNative<S, 'histogramAvg'>): Vector<'gauge', Observed<U>, L> {
  return new Vector(call('histogram_avg', nodeOf(of)));
}

/** The standard deviation of what a native histogram observed, estimated from its buckets. */
export function histogramStddev<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyNative<S, 'histogramStddev'>): Vector<'gauge', Observed<U>, L> {
  return new Vector(call('histogram_stddev', nodeOf(of)));
}

/** The variance of what a native histogram observed. */
export function histogramStdvar<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyNative<S, 'histogramStdvar'>): Vector<'gauge', Variance<Observed<U>>, L> {
  return new Vector(call('histogram_stdvar', nodeOf(of)));
}

/** Leaves out the observations above a value: prints `</`. */
export function trimAbove<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyNative<S, 'trimAbove'>, bound: One<Observed<NoInfer<U>>>): Vector<S, U, L> {
  return new Vector({ kind: 'binary', operator: '</', left: nodeOf(of), right: nodeOf(bound) });
}

/** Leaves out the observations below a value: prints `>/`. */
export function trimBelow<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyNative<S, 'trimBelow'>, bound: One<Observed<NoInfer<U>>>): Vector<S, U, L> {
  return new Vector({ kind: 'binary', operator: '>/', left: nodeOf(of), right: nodeOf(bound) });
}

/** Average of what a classic histogram observed: the rate of its sum over the rate of its count, both aggregated by `labels`. */
export function average<U extends Unit, Spec extends LabelSpec, Job extends string, C extends Unit, const K extends string = never>(
  of: Histogram<U, Spec, Job, C>,
  window: Window,
  ...labels: readonly (K & Existing<K, (keyof Spec & string) | 'job' | 'instance'>)[]
): Vector<'gauge', U, K> {
  const total = (series: TypedSeries<Sample, Unit, string>): Node => ({
    kind: 'aggregate',
    operator: 'sum',
    expression: call('rate', rangeOf(series, window)),
    ...(labels.length === 0 ? {} : { grouping: { mode: 'by', labels } }),
  });
  return new Vector({ kind: 'binary', operator: '/', left: total(of.sum), right: total(of.count) });
}
