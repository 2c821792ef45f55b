import type { Duration } from '../../core/duration';
import { mistake } from '../../core/problem';
import type { Quantity } from '../../core/quantity';
import type { PerSecond, Unit } from '../../core/unit';
import type { LabelSpec } from '../../metric/declaration';
import type { Histogram } from '../../metric/family';
import { formatBound } from '../../metric/family';
import type { NativeHistogram } from '../../metric/metric';
import type { Series } from '../../metric/series';
import type { Distribution } from './distribution';
import { observed } from './distribution';

/** One series of a scenario. Its samples follow from its phases once the scrape interval and the length are known. */
export interface InputSeries {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly phases: readonly Phase[];
}

/** A stretch of time in which a series behaves in one way. The last phase goes on to the end. */
export type Phase = Lasting | Turn;

type Lasting = { readonly lasts?: Duration } & ({ readonly level: number } | { readonly perSecond: number } | { readonly distributionPerSecond: Distribution } | { readonly missing: true } | { readonly gone: true });

/** No time passes: the next sample has this value. */
interface Turn {
  readonly startsAt: number;
}

/** The labels of one series, all of them. `job` is the only exporting job, and `instance` a made-up one, unless said otherwise. */
export type InstanceLabels<Spec extends LabelSpec, Job extends string> = { readonly [Label in keyof Spec]: Spec[Label] extends readonly (infer Value extends string)[] ? Value : string } & {
  readonly job?: Job;
  readonly instance?: string;
};

/** Scrapes fail: there is no sample, and an instant query still sees the last one for five minutes. A counter goes on growing unseen. */
interface Missing {
  readonly missing: true;
  readonly lasts?: Duration;
}

/** The target, or the series in its answer, is gone: Prometheus marks it stale, and no query sees it from then on. */
interface Gone {
  readonly gone: true;
  readonly lasts?: Duration;
}

/** What a gauge does for a while: stand at a value, miss its scrapes, or be gone. */
export type Level<U extends Unit> = { readonly value: Quantity<U>; readonly lasts?: Duration } | Missing | Gone;

/**
 * What a counter does for a while: grow at a rate, miss its scrapes, be gone; or, at once, start again at zero
 * (`restart`) or stand at a value (`startsAt`), as a series does that is born at 1 by its first event.
 */
export type Growth<U extends Unit> = { readonly rate: Quantity<CountPerSecond<U>>; readonly lasts?: Duration } | Missing | Gone | { readonly restart: true } | { readonly startsAt: Quantity<U> };

/** Unlike `rate`, which makes a ratio of seconds per second, events are counted here: `ratio` and `requests/s` alike. */
type CountPerSecond<U extends Unit> = PerSecond<U>;

/** A gauge that stands at a value: `holds(queueDepth, { queue: 'video' }, quantity(120, 'jobs'))`. */
export function holds<U extends Unit, Spec extends LabelSpec, Job extends string, Target extends string>(
  series: Series<'gauge', U, Spec, Job, Target>,
  labels: InstanceLabels<NoInfer<Spec>, NoInfer<Job>>,
  ...phases: readonly [Quantity<NoInfer<U>> | Level<NoInfer<U>>, ...Level<NoInfer<U>>[]]
): InputSeries {
  return input(series, labels, phases.map((phase) => ('missing' in phase || 'gone' in phase ? phase : 'unit' in phase ? { level: phase.value } : { ...lasting(phase), level: phase.value.value })));
}

/** How a gauge changes for a while. */
export interface Drift<U extends Unit> {
  readonly change: Quantity<PerSecond<U>>;
  readonly lasts?: Duration;
}

/**
 * A gauge that begins at a value and changes steadily: `drifts(freeBytes, { ... }, gibibytes(14), perSecond(-50_000, 'bytes'))`.
 * One that stands still for an hour before:
 * `drifts(freeBytes, { ... }, gibibytes(14), { change: perSecond(0, 'bytes'), lasts: hours(1) }, { change: perSecond(-50_000, 'bytes') })`.
 */
export function drifts<U extends Unit, Spec extends LabelSpec, Job extends string, Target extends string>(
  series: Series<'gauge', U, Spec, Job, Target>,
  labels: InstanceLabels<NoInfer<Spec>, NoInfer<Job>>,
  from: Quantity<U>,
  ...changes: readonly [Quantity<PerSecond<NoInfer<U>>> | Drift<NoInfer<U>>, ...Drift<NoInfer<U>>[]]
): InputSeries {
  return input(series, labels, [{ startsAt: from.value }, ...changes.map((change) => ('change' in change ? { ...lasting(change), perSecond: change.change.value } : { perSecond: change.value }))]);
}

/**
 * A counter that grows: `grows(httpRequests, { method: 'GET', route: '/', status: '500' }, perSecond(6, 'requests'))`.
 * A series that is born by its first event after ten minutes:
 * `grows(errors, { ... }, { missing: true, lasts: minutes(10) }, { startsAt: quantity(1, 'errors') }, { rate: perSecond(0, 'errors') })`.
 */
export function grows<U extends Unit, Spec extends LabelSpec, Job extends string, Target extends string>(
  series: Series<'counter', U, Spec, Job, Target>,
  labels: InstanceLabels<NoInfer<Spec>, NoInfer<Job>>,
  ...phases: readonly [Quantity<CountPerSecond<NoInfer<U>>> | Growth<NoInfer<U>>, ...Growth<NoInfer<U>>[]]
): InputSeries {
  return input(series, labels, phases.map(grownPhase));
}

function grownPhase<U extends Unit>(phase: Quantity<CountPerSecond<U>> | Growth<U>): Phase {
  if ('missing' in phase || 'gone' in phase) return phase;
  if ('restart' in phase) return { startsAt: 0 };
  if ('startsAt' in phase) return { startsAt: phase.startsAt.value };
  return 'rate' in phase ? { ...lasting(phase), perSecond: phase.rate.value } : { perSecond: phase.value };
}

/** What a histogram observes for a while: so many observations per second, each of this size. */
export interface Observations<U extends Unit, Counted extends Unit> {
  readonly observed: readonly { readonly rate: Quantity<CountPerSecond<Counted>>; readonly each: Quantity<U> }[];
  readonly lasts?: Duration;
}

/**
 * All series of a classic histogram:
 * `observes(latency, { route: '/' }, { observed: [{ rate: perSecond(10, 'requests'), each: seconds(0.3) }] })`.
 */
export function observes<U extends Unit, Spec extends LabelSpec, Job extends string, Counted extends Unit>(
  histogram: Histogram<U, Spec, Job, Counted>,
  labels: InstanceLabels<NoInfer<Spec>, NoInfer<Job>>,
  ...phases: readonly [Observations<U, Counted>, ...Observations<U, Counted>[]]
): readonly InputSeries[] {
  const { name, buckets = [] } = histogram.declaration;
  const total = (weight: (size: number) => number): Phase[] =>
    phases.map((phase) => ({ ...lasting(phase), perSecond: phase.observed.reduce((sum, { rate, each }) => sum + rate.value * weight(each.value), 0) }));
  const own = scrapedLabels(histogram.declaration.jobs, labels);
  return [
    ...[...buckets, Infinity].map((bound) => ({
      name: `${name}_bucket`,
      labels: { ...own, le: bound === Infinity ? '+Inf' : formatBound(bound) },
      phases: total((size) => (size <= bound ? 1 : 0)),
    })),
    { name: `${name}_count`, labels: own, phases: total(() => 1) },
    { name: `${name}_sum`, labels: own, phases: total((size) => size) },
  ];
}

/** The one series of a native histogram: `observesNative(latency, { route: '/' }, { observed: [{ rate: perSecond(10, 'requests'), each: seconds(0.3) }] })`. */
export function observesNative<U extends Unit, Spec extends LabelSpec, Job extends string, Counted extends Unit>(
  histogram: NativeHistogram<U, Spec, Job, Counted>,
  labels: InstanceLabels<NoInfer<Spec>, NoInfer<Job>>,
  ...phases: readonly [Observations<U, Counted>, ...Observations<U, Counted>[]]
): InputSeries {
  const distributions = phases.map((phase) => ({
    ...lasting(phase),
    distributionPerSecond: observed(phase.observed.map(({ rate, each }) => ({ count: rate.value, size: each.value }))),
  }));
  return input(histogram, labels, distributions);
}

function lasting(phase: { readonly lasts?: Duration }): { readonly lasts?: Duration } {
  return phase.lasts === undefined ? {} : { lasts: phase.lasts };
}

function input(series: { readonly seriesName: string; readonly declaration: { readonly jobs: readonly string[] } }, labels: Readonly<Record<string, string | undefined>>, phases: readonly Phase[]): InputSeries {
  for (const phase of phases.slice(0, -1)) {
    if (!('startsAt' in phase) && phase.lasts === undefined) {
      throw mistake({ check: 'scenario/endless-phase', message: `a phase of ${series.seriesName} has no end, and others follow`, place: { subject: `scenario series ${series.seriesName}` }, fix: 'say how long it lasts' });
    }
  }
  return { name: series.seriesName, labels: scrapedLabels(series.declaration.jobs, labels), phases };
}

/** A scraped series has a job and an instance, whatever the scenario says of them. */
function scrapedLabels(jobs: readonly string[], labels: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const [job] = jobs;
  const own: Record<string, string> = job === undefined ? {} : { job, instance: `${job}-0` };
  for (const [label, value] of Object.entries(labels)) if (value !== undefined) own[label] = value;
  return own;
}
