import type { Duration } from '../../core/duration';
import { formatDuration } from '../../core/duration';
import type { Quantity } from '../../core/quantity';
import { mistake } from '../../core/problem';
import type { Unit } from '../../core/unit';
import type { LabelSpec } from '../../metric/declaration';
import type { Histogram } from '../../metric/family';
import type { Conditions } from '../../metric/matcher';
import type { NativeHistogram } from '../../metric/metric';
import type { TypedSeries } from '../../metric/series';
import { labelsOf } from '../../promql/infer';
import type { Node, SelectorNode } from '../../promql/node';
import type { Vector } from '../../promql/vector';
import { selectorOf } from '../../promql/vector';
import { rangeOf } from '../../promql/window';
import { binaryOf, callOf, numberOf } from '../condition/expression';

/**
 * What is measured: bad events and all events over a window, each as one number per second without labels. Bad is zero
 * where all is there, so that a sum over time forgets no event.
 */
export interface Indicator<Events extends Unit = Unit> {
  /** What is counted: `requests`. */
  readonly events: Events;
  /** How a bad one is called: `failed`, `took longer than 5s`. */
  readonly verdict: string;
  /** Events come as they please, so that there can be too few to tell; probes and gauges come with the clock. */
  readonly hasVolume: boolean;
  /** All events over the window. */
  readonly total: (window: Duration) => Node;
  /** The bad ones of them; `total` is the same number as a recorded series. */
  readonly bad: (window: Duration, total: Node) => Node;
}

type Events<U extends Unit, L extends string> = TypedSeries<'counter', U, L>;

/** Which events are good or bad. One of the two says it all. */
export type Judged<Series> = { readonly bad: Series; readonly good?: never } | { readonly good: Series; readonly bad?: never };

/**
 * The share of requests that do not fail: `availability({ total: httpRequests, bad: httpRequests.where({ status: /5../ }) })`.
 * Bad over total is `sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))`.
 */
export function availability<U extends Unit, L extends string>(options: { readonly total: Events<U, L> } & Judged<Events<U, L>>): Indicator<U> {
  const total = (window: Duration): Node => summed(callOf('rate', rangeOf(options.total, window)));
  const part = options.bad ?? options.good;
  const judged = (window: Duration, all: Node): Node => filled(summed(callOf('rate', rangeOf(part, window))), all);
  return Object.freeze({
    events: options.total.unit,
    verdict: 'failed',
    hasVolume: true,
    total,
    bad: options.bad === undefined ? (window: Duration, all: Node) => remainder(all, judged(window, all)) : judged,
  });
}

/**
 * The share of requests that are answered in time, by a classic histogram: `latency(httpRequestDuration, seconds(0.5))`.
 * Good over total is `sum(rate(..._bucket{le="0.5"}[5m])) / sum(rate(..._count[5m]))`. Conditions narrow both.
 *
 * @throws BelfryError when the limit is no bucket of the histogram
 */
export function latency<U extends Unit, Spec extends LabelSpec, Job extends string, Counted extends Unit>(
  histogram: Histogram<U, Spec, Job, Counted>,
  limit: Quantity<U>,
  conditions?: Conditions<Spec, Job>,
): Indicator<Counted> {
  const [all, inTime] = [histogram.count, histogram.upTo(limit)];
  const narrowed = conditions === undefined ? all : all.where(conditions);
  const bucket: SelectorNode = { ...selectorOf(inTime), matchers: [...narrowed.matchers, ...inTime.matchers.filter(({ label }) => label === 'le')] };
  const total = (window: Duration): Node => summed(callOf('rate', rangeOf(narrowed, window)));
  const good = (window: Duration): Node => summed(callOf('rate', { kind: 'range', selector: bucket, range: window }));
  return Object.freeze({ events: all.unit, verdict: exceeded(limit), hasVolume: true, total, bad: (window: Duration, all: Node) => remainder(all, good(window)) });
}

/**
 * The same by a native histogram, whose buckets need not hold the limit: Prometheus interpolates within the bucket, which
 * is at most a factor of 2^(2^-schema) wide. Source: https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_fraction
 */
export function nativeLatency<U extends Unit, Spec extends LabelSpec, Job extends string, Counted extends Unit>(histogram: NativeHistogram<U, Spec, Job, Counted>, limit: Quantity<U>, events: Counted): Indicator<Counted> {
  const merged = (window: Duration): Node => summed(callOf('rate', rangeOf(histogram, window)));
  const total = (window: Duration): Node => callOf('histogram_count', merged(window));
  const good = (window: Duration, all: Node): Node => {
    const inTime = callOf('histogram_fraction', numberOf(-Infinity), numberOf(limit.value), merged(window));
    // Of no observation at all the fraction is NaN, which would spoil every sum that it enters.
    return filled(binaryOf('>=', binaryOf('*', inTime, all), numberOf(0)), all);
  };
  return Object.freeze({ events, verdict: exceeded(limit), hasVolume: true, total, bad: (window: Duration, all: Node) => remainder(all, good(window, all)) });
}

/** The share of probes that succeed: `probeSuccess(probe.where({ target: 'api' }))`. A probe that was not made is no event. */
export function probesSucceed<L extends string>(success: TypedSeries<'gauge', 'ratio', L>): Indicator<'probes'> {
  const perSecond = (node: Node, window: Duration): Node => binaryOf('/', summed(node), numberOf(window.value));
  const total = (window: Duration): Node => perSecond(callOf('count_over_time', rangeOf(success, window)), window);
  const good = (window: Duration): Node => perSecond(callOf('sum_over_time', rangeOf(success, window)), window);
  return Object.freeze({ events: 'probes', verdict: 'failed', hasVolume: false, total, bad: (window: Duration, all: Node) => remainder(all, good(window)) });
}

/**
 * The share of something that is in order, as two gauges see it: ready replicas of wanted ones. Each moment counts by how
 * much was wanted in it.
 */
export function ratioOfGauges<U extends Unit, L extends string, L2 extends string>(options: { readonly good: TypedSeries<'gauge', U, L>; readonly total: TypedSeries<'gauge', U, L2>; readonly verdict: string }): Indicator<U> {
  const average = (series: TypedSeries<'gauge', U, string>, window: Duration): Node => summed(callOf('avg_over_time', rangeOf(series, window)));
  const total = (window: Duration): Node => average(options.total, window);
  const good = (window: Duration, all: Node): Node => filled(average(options.good, window), all);
  return Object.freeze({ events: options.total.unit, verdict: options.verdict, hasVolume: false, total, bad: (window: Duration, all: Node) => remainder(all, good(window, all)) });
}

/** Any other share: two expressions per second, each for any window and without labels. */
export function customRatio<U extends Unit>(options: {
  readonly total: (window: Duration) => Vector<'gauge', U, never>;
  readonly events: string;
  readonly verdict: string;
} & Judged<(window: Duration) => Vector<'gauge', U, never>>): Indicator {
  const total = (window: Duration): Node => unlabelled(options.total(window).node);
  const judged = options.bad ?? options.good;
  const part = (window: Duration, all: Node): Node => filled(unlabelled(judged(window).node), all);
  return Object.freeze({ events: options.events, verdict: options.verdict, hasVolume: true, total, bad: options.bad === undefined ? (window: Duration, all: Node) => remainder(all, part(window, all)) : part });
}

function summed(expression: Node): Node {
  return { kind: 'aggregate', operator: 'sum', expression };
}

/** Zero where there is no such event, as long as there are events at all. */
function filled(part: Node, total: Node): Node {
  return binaryOf('or', part, binaryOf('*', total, numberOf(0)));
}

/** What is left of all; a little dust of the subtraction must not become a negative share. */
function remainder(total: Node, good: Node): Node {
  return callOf('clamp_min', binaryOf('-', total, good), numberOf(0));
}

function unlabelled(node: Node): Node {
  const { known, hasOthers } = labelsOf(node);
  if (known.size === 0 && !hasOthers) return node;
  throw mistake({ check: 'slo/indicator-labels', message: `an indicator is one number, and this has the labels ${[...known.keys()].join(', ')}`, place: { subject: 'customRatio' }, fix: 'add up with sum(), and declare one SLO for each part: perFeature()' });
}

function exceeded(limit: Quantity): string {
  return limit.unit === 'seconds' ? `took longer than ${formatDuration({ ...limit, unit: 'seconds', milliseconds: Math.round(limit.value * 1000) })}` : `exceeded ${limit.value} ${limit.unit}`;
}
