import type { Duration } from '../../core/duration';
import { mistake } from '../../core/problem';
import type { Quantity } from '../../core/quantity';
import type { PerSecond, Unit } from '../../core/unit';
import type { LabelSpec } from '../../metric/declaration';
import type { Histogram } from '../../metric/family';
import { formatBound } from '../../metric/family';
import type { Series } from '../../metric/series';

/** One series of a scenario. Its samples follow from its phases once the scrape interval and the length are known. */
export interface InputSeries {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly phases: readonly Phase[];
}

/** A stretch of time in which a series behaves in one way. The last phase goes on to the end. */
type Phase = { readonly lasts?: Duration } & ({ readonly level: number } | { readonly perSecond: number } | { readonly missing: true } | { readonly restart: true });

/** The labels of one series, all of them. `job` is the only exporting job, and `instance` a made-up one, unless said otherwise. */
export type InstanceLabels<Spec extends LabelSpec, Job extends string> = { readonly [Label in keyof Spec]: Spec[Label] extends readonly (infer Value extends string)[] ? Value : string } & {
  readonly job?: Job;
  readonly instance?: string;
};

interface Missing {
  readonly missing: true;
  readonly lasts?: Duration;
}

/** What a gauge does for a while: stand at a value, or be gone. */
export type Level<U extends Unit> = { readonly value: Quantity<U>; readonly lasts?: Duration } | Missing;

/** What a counter does for a while: grow at a rate, be gone, or start again at zero. */
export type Growth<U extends Unit> = { readonly rate: Quantity<CountPerSecond<U>>; readonly lasts?: Duration } | Missing | { readonly restart: true };

/** Unlike `rate`, which makes a ratio of seconds per second, events are counted here: `ratio` and `requests/s` alike. */
type CountPerSecond<U extends Unit> = PerSecond<U>;

/** A gauge that stands at a value: `holds(queueDepth, { queue: 'video' }, quantity(120, 'jobs'))`. */
export function holds<U extends Unit, Spec extends LabelSpec, Job extends string, Target extends string>(
  series: Series<'gauge', U, Spec, Job, Target>,
  labels: InstanceLabels<Spec, Job>,
  ...phases: readonly [Quantity<U> | Level<U>, ...Level<U>[]]
): InputSeries {
  return input(series, labels, phases.map((phase) => ('missing' in phase ? phase : 'unit' in phase ? { level: phase.value } : { ...lasting(phase), level: phase.value.value })));
}

/** A counter that grows: `grows(httpRequests, { method: 'GET', route: '/', status: '500' }, perSecond(6, 'requests'))`. */
export function grows<U extends Unit, Spec extends LabelSpec, Job extends string, Target extends string>(
  series: Series<'counter', U, Spec, Job, Target>,
  labels: InstanceLabels<Spec, Job>,
  ...phases: readonly [Quantity<CountPerSecond<U>> | Growth<U>, ...Growth<U>[]]
): InputSeries {
  return input(series, labels, phases.map((phase) => ('missing' in phase || 'restart' in phase ? phase : 'rate' in phase ? { ...lasting(phase), perSecond: phase.rate.value } : { perSecond: phase.value })));
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
  labels: InstanceLabels<Spec, Job>,
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

/**
 * The samples of a series in promtool's notation: `0+90x40 _x4 3690+15x20`.
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function sampleText(series: InputSeries, interval: Duration, length: Duration): string {
  const parts: string[] = [];
  let last: number | undefined;
  let remaining = Math.ceil(length.milliseconds / interval.milliseconds) + 1;
  for (const [index, phase] of series.phases.entries()) {
    if ('restart' in phase) {
      last = undefined;
      continue;
    }
    const isLast = index === series.phases.length - 1;
    const wanted = isLast || phase.lasts === undefined ? remaining : Math.min(remaining, Math.round(phase.lasts.milliseconds / interval.milliseconds));
    if (wanted <= 0) continue;
    remaining -= wanted;
    if ('missing' in phase) {
      parts.push(`_x${String(wanted)}`);
    } else {
      const step = 'level' in phase ? 0 : phase.perSecond * interval.value;
      const start: number = 'level' in phase ? phase.level : last === undefined ? 0 : last + step;
      parts.push(`${number(start)}${step < 0 ? '' : '+'}${number(step)}x${String(wanted - 1)}`);
      last = start + step * (wanted - 1);
    }
  }
  return parts.join(' ');
}

function lasting(phase: { readonly lasts?: Duration }): { readonly lasts?: Duration } {
  return phase.lasts === undefined ? {} : { lasts: phase.lasts };
}

function input(series: { readonly seriesName: string; readonly declaration: { readonly jobs: readonly string[] } }, labels: Readonly<Record<string, string | undefined>>, phases: readonly Phase[]): InputSeries {
  for (const phase of phases.slice(0, -1)) {
    if (!('restart' in phase) && phase.lasts === undefined) {
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

/** Twelve digits: beyond what a scenario means, short of binary dust. */
function number(value: number): string {
  return String(Number(value.toPrecision(12)));
}
