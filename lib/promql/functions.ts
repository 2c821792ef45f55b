import type { Mistake } from '../core/mistake';
import { mistake } from '../core/problem';
import type { Divide, PerSecond, Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import type { Histogram } from '../metric/family';
import type { LabelSpec } from '../metric/declaration';
import type { TypedSeries } from '../metric/series';
import type { Existing, Operand, SameLabels } from './label-types';
import type { Node } from './node';
import type { SteppedWindow, Window } from './window';
import { rangeOf, rangeOrSubqueryOf } from './window';
import { Condition, Scalar, Vector, nodeOf, selectorOf } from './vector';

/** What is left when a cumulative series becomes an increase. */
type Increasing<S extends Sample> = S extends 'buckets' ? 'bucketRates' : S extends 'native' ? 'nativeRates' : 'gauge';

type Cumulative<S extends Sample, Function_ extends string> = S extends 'counter' | 'buckets' | 'native'
  ? unknown
  : Mistake<`${Function_}() needs a counter or a histogram: for a gauge take delta(), deriv() or avgOverTime()`>;

/** A histogram keeps the unit of what is observed; only a counter becomes "per second". */
type RateUnit<S extends Sample, U extends Unit> = S extends 'counter' ? PerSecond<U> : U;

type OnlyGauge<S extends Sample, Function_ extends string> = S extends 'gauge'
  ? unknown
  : S extends 'counter'
    ? Mistake<`${Function_}() of a counter depends on when the process started: take rate() or increase() first`>
    : Mistake<`${Function_}() needs a gauge, not a histogram: take quantile() of its rate()`>;

function call(name: string, ...parts: readonly Node[]): Node {
  return { kind: 'call', name, arguments: parts };
}

/**
 * Per-second increase, extrapolated to the whole window: `rate(httpRequests, minutes(5))` prints
 * `rate(http_requests_total{job="canvascast-api"}[5m])` and has the unit `requests/s`.
 */
export function rate<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L> & Cumulative<S, 'rate'>, window: Window): Vector<Increasing<S>, RateUnit<S, U>, L> {
  return new Vector(call('rate', rangeOf(of, window)));
}

/** Increase over the window, extrapolated, so it need not be a whole number. */
export function increase<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L> & Cumulative<S, 'increase'>, window: Window): Vector<Increasing<S>, U, L> {
  return new Vector(call('increase', rangeOf(of, window)));
}

/** How often a counter started again within the window: restarts of the process. */
export function resets<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L> & Cumulative<S, 'resets'>, window: Window): Vector<'gauge', 'resets', L> {
  return new Vector(call('resets', rangeOf(of, window)));
}

/** How often the value changed within the window. */
export function changes<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L> & OnlyGauge<S, 'changes'>, window: Window): Vector<'gauge', 'changes', L> {
  return new Vector(call('changes', rangeOf(of, window)));
}

/** Difference between the ends of the window, of a gauge. */
export function delta<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L> & OnlyGauge<S, 'delta'>, window: Window): Vector<'gauge', U, L> {
  return new Vector(call('delta', rangeOf(of, window)));
}

/** Per-second slope of a gauge, by linear regression. */
export function deriv<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L> & OnlyGauge<S, 'deriv'>, window: Window): Vector<'gauge', PerSecond<U>, L> {
  return new Vector(call('deriv', rangeOf(of, window)));
}

/** Where a gauge will be after `ahead`, if it goes on as in the window. */
export function predictLinear<S extends Sample, U extends Unit, L extends string>(
  of: TypedSeries<S, U, L> & OnlyGauge<S, 'predictLinear'>,
  window: Window,
  ahead: { readonly value: number; readonly unit: 'seconds' },
): Vector<'gauge', U, L> {
  return new Vector(call('predict_linear', rangeOf(of, window), { kind: 'number', value: ahead.value }));
}

export function avgOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'avgOverTime'>, window: SteppedWindow): Vector<'gauge', U, L> {
  return new Vector(call('avg_over_time', rangeOrSubqueryOf(of, window)));
}

export function minOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'minOverTime'>, window: SteppedWindow): Vector<'gauge', U, L> {
  return new Vector(call('min_over_time', rangeOrSubqueryOf(of, window)));
}

export function maxOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'maxOverTime'>, window: SteppedWindow): Vector<'gauge', U, L> {
  return new Vector(call('max_over_time', rangeOrSubqueryOf(of, window)));
}

/** How many samples there are in the window. */
export function countOverTime<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L>, window: SteppedWindow): Vector<'gauge', 'samples', L> {
  return new Vector(call('count_over_time', rangeOrSubqueryOf(of, window)));
}

/** A gauge as it is: `instant(jobQueueDepth)` prints `job_queue_depth{job="canvascast-worker"}`. */
export function instant<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L> & OnlyGauge<S, 'instant'>): Vector<'gauge', U, L> {
  return new Vector(selectorOf(of));
}

/** A series as it was some time ago: prints `offset`. */
export function ago<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L> & OnlyGauge<S, 'ago'>, offset: Exclude<Window, { readonly range: unknown }>): Vector<'gauge', U, L> {
  return new Vector({ ...selectorOf(of), offset });
}

/**
 * 1 when no such series exists at all. It keeps only labels that the selector pins to one value, so nothing but the job
 * may be relied upon in a text, and that only where one job exports the series.
 */
export function absent<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L>): Condition<'ratio', L & 'job'> {
  return new Condition(call('absent', selectorOf(of)));
}

/** 1 when no such series existed during the whole window. */
export function absentOverTime<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L>, window: Window): Condition<'ratio', L & 'job'> {
  return new Condition(call('absent_over_time', rangeOf(of, window)));
}

/** A constant vector without labels: `always()` prints `vector(1)`, the Watchdog's expression. */
export function always(): Condition<'ratio', never> {
  return new Condition(call('vector', { kind: 'number', value: 1 }));
}

/** The evaluation moment, in Unix seconds. */
export function time(): Scalar<'timestamp'> {
  return new Scalar(call('time'));
}

/** Never below `bound`: keeps a denominator from being zero. */
export function clampMin<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'clampMin'>, bound: { readonly value: number; readonly unit: U }): Vector<'gauge', U, L> {
  return new Vector(call('clamp_min', nodeOf(of), { kind: 'number', value: bound.value }));
}

type Quantifiable<S extends Sample, L extends string> = S extends 'bucketRates'
  ? 'le' extends L
    ? unknown
    : Mistake<"keep 'le' in the aggregation: a quantile needs the buckets">
  : S extends 'nativeRates'
    ? unknown
    : S extends 'buckets' | 'native'
      ? Mistake<'a quantile of a raw histogram is the one since the process started: take rate() first'>
      : Mistake<'a quantile needs the buckets of a histogram'>;

/**
 * A quantile of a histogram: `quantile(0.95, sum(rate(latency.buckets, minutes(5))).by('le', 'route'))` prints
 * `histogram_quantile(0.95, sum by (le, route) (rate(http_request_duration_seconds_bucket{...}[5m])))`.
 *
 * @throws BelfryError when q lies outside 0 to 1
 */
export function quantile<S extends Sample, U extends Unit, L extends string>(q: number, of: Operand<S, U, L> & Quantifiable<S, L>): Vector<'gauge', U, Exclude<L, 'le'>> {
  if (!(q >= 0 && q <= 1)) {
    throw mistake({ check: 'promql/quantile-range', message: `a quantile of ${q} is infinite`, place: { subject: 'quantile' }, fix: 'write 0.95 for the 95th percentile' });
  }
  return new Vector(call('histogram_quantile', { kind: 'number', value: q }, nodeOf(of)));
}

/** Average of what a histogram observed: the rate of its sum over the rate of its count, both aggregated by `labels`. */
export function average<U extends Unit, Spec extends LabelSpec, Job extends string, Counted extends Unit, const K extends string = never>(
  of: Histogram<U, Spec, Job, Counted>,
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

/** A quotient of two vectors with the same labels: `ratio(errors, requests)`. Equal units cancel. */
export function ratio<S extends Sample, U extends Unit, L extends string, S2 extends Sample, U2 extends Unit, L2 extends string>(
  part: Operand<S, U, L>,
  whole: Operand<S2, U2, L2> & SameLabels<L, L2>,
): Vector<'gauge', Divide<U, U2>, L> {
  return new Vector({ kind: 'binary', operator: '/', left: nodeOf(part), right: nodeOf(whole) });
}
