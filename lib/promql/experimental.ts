/**
 * What Prometheus 3.15 takes only with a feature flag, and may change or drop. Import it by its name, so that each use
 * can be seen: `import * as experimental from '.../promql/experimental'`. `featuresOf(node)` lists the flags that an
 * expression needs. Source: docs/feature_flags.md of github.com/prometheus/prometheus v0.315.0.
 */
import type { Duration } from '../core/duration';
import { mistake } from '../core/problem';
import type { Quantity } from '../core/quantity';
import type { Difference, Observed, Unit } from '../core/unit';
import type { LabelSpec, Sample } from '../metric/declaration';
import type { Series, TypedSeries } from '../metric/series';
import { Selection, aggregate, wholeNumber } from './aggregate';
import { call, number, refuseBadLabel, refuseOutside01, text } from './call';
import type { Existing, One, Operand } from './label-types';
import { Match } from './match';
import type { CalculatedDuration } from './node';
import type { OnlyGauge, Quantifiable } from './sample-types';
import { Scalar } from './scalar';
import { Vector, nodeOf, selectorOf } from './vector';
import type { ExtendedWindow, MovedWindow, SteppedWindow } from './window';
import { rangeOrSubqueryOf } from './window';

/** Any `k` series, always the same ones. */
export function limitk<S extends Sample, U extends Unit, L extends string>(k: number, of: Operand<S, U, L>): Selection<S, U, L> {
  return new Selection(aggregate('limitk', nodeOf(of), wholeNumber('limitk', k)));
}

/**
 * A share of the series, always the same ones; a negative share is what the positive one leaves out.
 *
 * @throws BelfryError when the share lies outside -1 to 1
 */
export function limitRatio<S extends Sample, U extends Unit, L extends string>(share: number, of: Operand<S, U, L>): Selection<S, U, L> {
  if (!(Math.abs(share) <= 1)) {
    throw mistake({ check: 'promql/limit-ratio', message: `a share of ${share} is cut to 1`, place: { subject: 'limitRatio' }, fix: 'write 0.1 for a tenth of the series, -0.9 for the others' });
  }
  return new Selection(aggregate('limit_ratio', nodeOf(of), number(share)));
}

/**
 * Adds labels of an info metric: `info(rate(requests, minutes(5)), buildInfo, 'version')` prints
 * `info(rate(...), {__name__="build_info",version=~".+"})`. Both are matched by job and instance; series without a
 * partner are dropped.
 */
export function info<S extends Sample, U extends Unit, L extends string, Spec extends LabelSpec, Job extends string, const K extends string>(
  of: Operand<S, U, L> & Existing<'job' | 'instance', L>,
  from: Series<'gauge', 'ratio', Spec, Job>,
  ...labels: readonly [K & Existing<K, keyof Spec & string>, ...(K & Existing<K, keyof Spec & string>)[]]
): Vector<S, U, L | K> {
  const wanted = labels.map((label) => ({ label, operator: '=~', value: '.+' }) as const);
  const own = from.matchers.filter(({ label }) => label !== 'job' && label !== 'instance');
  const selector = { kind: 'selector', matchers: [{ label: '__name__', operator: '=', value: from.seriesName }, ...own, ...wanted] } as const;
  return new Vector(call('info', nodeOf(of), selector));
}

/** In the order of these labels, 10 after 9. Only instant queries keep an order. */
export function sortByLabel<S extends Sample, U extends Unit, L extends string, const K extends string>(of: Operand<S, U, L>, ...labels: readonly [K & Existing<K, L>, ...(K & Existing<K, L>)[]]): Vector<S, U, L> {
  return new Vector(call('sort_by_label', nodeOf(of), ...labels.map((label) => text(label))));
}

/** In the reverse order of these labels. */
export function sortByLabelDesc<S extends Sample, U extends Unit, L extends string, const K extends string>(of: Operand<S, U, L>, ...labels: readonly [K & Existing<K, L>, ...(K & Existing<K, L>)[]]): Vector<S, U, L> {
  return new Vector(call('sort_by_label_desc', nodeOf(of), ...labels.map((label) => text(label))));
}

/** Smooths a gauge: the lower `smoothing`, the more old values count; the higher `trend`, the more a trend does. Both lie between 0 and 1. */
export function doubleExponentialSmoothing<S extends Sample, U extends Unit, L extends string>(
  of: Operand<S, U, L> & OnlyGauge<S, 'doubleExponentialSmoothing'>,
  window: SteppedWindow,
  factors: { readonly smoothing: number; readonly trend: number },
): Vector<'gauge', U, L> {
  for (const [name, factor] of Object.entries(factors)) {
    if (factor > 0 && factor < 1) continue;
    throw mistake({ check: 'promql/smoothing-factor', message: `the ${name} factor ${factor} makes the query fail`, place: { subject: 'doubleExponentialSmoothing' }, fix: 'take a number between 0 and 1, both excluded' });
  }
  return new Vector(call('double_exponential_smoothing', rangeOrSubqueryOf(of, window), number(factors.smoothing), number(factors.trend)));
}

/** Median absolute deviation of the samples in the window. */
export function madOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'madOverTime'>, window: SteppedWindow): Vector<'gauge', Difference<U, U>, L> {
  return new Vector(call('mad_over_time', rangeOrSubqueryOf(of, window)));
}

/** When the largest sample in the window was taken. */
export function tsOfMaxOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'tsOfMaxOverTime'>, window: SteppedWindow): Vector<'gauge', 'timestamp', L> {
  return new Vector(call('ts_of_max_over_time', rangeOrSubqueryOf(of, window)));
}

/** When the smallest sample in the window was taken. */
export function tsOfMinOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'tsOfMinOverTime'>, window: SteppedWindow): Vector<'gauge', 'timestamp', L> {
  return new Vector(call('ts_of_min_over_time', rangeOrSubqueryOf(of, window)));
}

/** When the newest sample in the window was taken. */
export function tsOfLastOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L>, window: SteppedWindow): Vector<'gauge', 'timestamp', L> {
  return new Vector(call('ts_of_last_over_time', rangeOrSubqueryOf(of, window)));
}

/** When the oldest sample in the window was taken. */
export function tsOfFirstOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L>, window: SteppedWindow): Vector<'gauge', 'timestamp', L> {
  return new Vector(call('ts_of_first_over_time', rangeOrSubqueryOf(of, window)));
}

/** When the process began to count; needs the flag `use-start-timestamps` as well. */
export function startTimestamp<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L>): Vector<'gauge', 'timestamp', L> {
  return new Vector(call('start_timestamp', selectorOf(of)));
}

/**
 * Several quantiles at once, told apart by a label: `histogramQuantiles(sum(rate(...)).by('le'), 'quantile', 0.5, 0.95)`.
 *
 * @throws BelfryError when a quantile lies outside 0 to 1, or there are more than ten
 */
export function histogramQuantiles<S extends Sample, U extends Unit, L extends string, const Label extends string>(
  of: Operand<S, U, L> & Quantifiable<S, L>,
  label: Label,
  ...quantiles: readonly [number, ...number[]]
): Vector<'gauge', Observed<U>, Exclude<L, 'le'> | Label> {
  refuseBadLabel(label, 'histogramQuantiles');
  for (const q of quantiles) refuseOutside01(q, 'histogramQuantiles');
  if (quantiles.length > 10) {
    throw mistake({ check: 'promql/too-many-quantiles', message: `${quantiles.length} quantiles are more than Prometheus takes`, place: { subject: 'histogramQuantiles' }, fix: 'take ten at most' });
  }
  return new Vector(call('histogram_quantiles', nodeOf(of), text(label), ...quantiles.map((q) => number(q))));
}

/** Where the query's time range begins. */
export function start(): Scalar<'timestamp'> {
  return new Scalar(call('start'));
}

/** Where the query's time range ends. */
export function end(): Scalar<'timestamp'> {
  return new Scalar(call('end'));
}

/** How far apart the points of the query are; 0 in an instant query. */
export function step(): Scalar<'seconds'> {
  return new Scalar(call('step'));
}

/** How long the query's time range is. */
export function range(): Scalar<'seconds'> {
  return new Scalar(call('range'));
}

/** The larger of two numbers. */
export function maxOf<U extends Unit>(a: One<U>, b: One<NoInfer<U>>): Scalar<U> {
  return new Scalar(call('max_of', nodeOf(a), nodeOf(b)));
}

/** The smaller of two numbers. */
export function minOf<U extends Unit>(a: One<U>, b: One<NoInfer<U>>): Scalar<U> {
  return new Scalar(call('min_of', nodeOf(a), nodeOf(b)));
}

/** Begins with the newest sample before the range and extrapolates nothing, so that `increase` yields whole numbers: prints `[5m] anchored`. For series that are no native histograms. */
export function anchored(window: Duration | CalculatedDuration | MovedWindow): ExtendedWindow<'anchored'> {
  return { ...('range' in window ? window : { range: window }), extended: 'anchored' };
}

/** Interpolates at both ends of the range; a rule that uses it must lag behind (`query_offset`), because it needs a sample after its moment. */
export function smoothed(window: Duration | CalculatedDuration | MovedWindow): ExtendedWindow<'smoothed'> {
  return { ...('range' in window ? window : { range: window }), extended: 'smoothed' };
}

/** Values for series that have no partner on the other side: `fill(on('job'), { right: fraction(0) })` prints `on (job) fill_right (0)`. */
export function fill<Mode extends 'whole' | 'on' | 'ignoring', K extends string, Include extends string, Many extends 'left' | 'right' | 'none'>(
  match: Match<Mode, K, Include, Many>,
  values: { readonly left?: Quantity; readonly right?: Quantity },
): Match<Mode, K, Include, Many> {
  const { left, right } = values;
  return new Match({ ...match.matching, fill: { ...(left === undefined ? {} : { left: left.value }), ...(right === undefined ? {} : { right: right.value }) } });
}
