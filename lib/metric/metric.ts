import { refuse } from '../core/problem';
import type { Distribution, Unit } from '../core/unit';
import { distributionUnit } from '../core/unit';
import type { Direction, LabelSpec, MetricDeclaration, MetricType, Sample, ValueRange } from './declaration';
import { Histogram, Summary } from './family';
import { namingProblems } from './naming';
import { Series } from './series';

/** What every declaration has in common. */
interface MetricOptions<Spec extends LabelSpec, Job extends string> {
  /** One sentence: what is counted or measured. Becomes the HELP line. */
  readonly help: string;
  /** The labels besides job and instance; `{}` for none. */
  readonly labels: Spec;
  /** Jobs that export it. Every selector is scoped to them. */
  readonly jobs: readonly Job[];
  /** Bounds of the possible values. @default unbounded; 0 to 1 for a ratio */
  readonly range?: ValueRange;
  /** Every replica reports the same value. @default false */
  readonly shared?: boolean;
  /** The series is born at its first increment, not at 0. @default false */
  readonly createdOnFirstEvent?: boolean;
  /** Which way trouble lies. @default neither */
  readonly direction?: Direction;
  /** Somebody else's exporter chose the name: its style is not checked. @default false */
  readonly thirdParty?: boolean;
}

interface UnitOption<U extends Unit> {
  /** `seconds`, `bytes`, `ratio`, `timestamp`, or a word of your own: `requests`, `USD`. */
  readonly unit: U;
}

interface CountsOption<Counted extends Unit> {
  /** What one observation is: `requests`. */
  readonly counts: Counted;
}

/** A counter: only grows. Read it through `rate` or `increase`. */
export type Counter<U extends Unit, Spec extends LabelSpec, Job extends string> = Series<'counter', U, Spec, Job>;

/** A gauge: goes up and down. */
export type Gauge<U extends Unit, Spec extends LabelSpec, Job extends string> = Series<'gauge', U, Spec, Job>;

/** A native histogram: one series whose samples are whole distributions. */
export type NativeHistogram<U extends Unit, Spec extends LabelSpec, Job extends string, Counted extends Unit> = Series<'native', Distribution<U, Counted>, Spec, Job>;

/**
 * Declares a counter.
 *
 *     const httpRequests = counter('http_requests_total', {
 *       help: 'HTTP requests served by the API.',
 *       unit: 'requests',
 *       labels: { method: ['GET', 'POST'], route: open({ expected: 40 }), status: ['200', '404', '500'] },
 *       jobs: ['canvascast-api'],
 *     });
 *
 * @throws BelfryError when the name breaks the conventions of Prometheus or OpenMetrics
 */
export function counter<const U extends Unit, const Job extends string, const Spec extends LabelSpec>(
  name: `${string}_total`,
  options: MetricOptions<Spec, Job> & UnitOption<U>,
): Counter<U, Spec, Job> {
  return plain(declare(name, 'counter', options.unit, options), 'counter', options.unit, options.labels);
}

/** Declares a gauge: `gauge('job_queue_depth', { unit: 'jobs', help: '...', labels: { queue: ['video'] }, jobs: ['worker'], shared: true })`. */
export function gauge<const U extends Unit, const Job extends string, const Spec extends LabelSpec>(
  name: string,
  options: MetricOptions<Spec, Job> & UnitOption<U>,
): Gauge<U, Spec, Job> {
  return plain(declare(name, 'gauge', options.unit, options), 'gauge', options.unit, options.labels);
}

/** Declares an info metric: a gauge that is always 1 and carries facts as labels, such as `build_info{version="1.2"}`. */
export function info<const Job extends string, const Spec extends LabelSpec>(name: `${string}_info`, options: MetricOptions<Spec, Job>): Gauge<'ratio', Spec, Job> {
  return plain(declare(name, 'info', 'ratio', { range: { min: 1, max: 1 }, ...options }), 'gauge', 'ratio', options.labels);
}

/** Declares a state set: one series for each state, 1 for the current one and 0 for the others. */
export function stateset<const Job extends string, const Spec extends LabelSpec>(name: string, options: MetricOptions<Spec, Job>): Gauge<'ratio', Spec, Job> {
  return plain(declare(name, 'stateset', 'ratio', { range: { min: 0, max: 1 }, ...options }), 'gauge', 'ratio', options.labels);
}

/**
 * Declares a native histogram: one series that holds the whole distribution.
 * It has no `le` label; quantiles are taken of `rate(histogram, window)` directly.
 */
export function nativeHistogram<const U extends Unit, const Job extends string, const Spec extends LabelSpec, const Counted extends Unit>(
  name: string,
  options: MetricOptions<Spec, Job> & UnitOption<U> & CountsOption<Counted>,
): NativeHistogram<U, Spec, Job, Counted> {
  return plain(declare(name, 'nativeHistogram', options.unit, options), 'native', distributionUnit(options.unit, options.counts), options.labels);
}

/** Declares a classic histogram with its finite upper bounds; `+Inf` is implied. */
export function histogram<const U extends Unit, const Job extends string, const Spec extends LabelSpec, const Counted extends Unit>(
  name: string,
  options: MetricOptions<Spec, Job> & UnitOption<U> & CountsOption<Counted> & { readonly buckets: readonly number[] },
): Histogram<U, Spec, Job, Counted> {
  return new Histogram(declare(name, 'histogram', options.unit, options), options.unit, options.labels, options.counts);
}

/** Declares a summary: quantiles computed by the client, which cannot be aggregated. */
export function summary<const U extends Unit, const Job extends string, const Spec extends LabelSpec, const Counted extends Unit>(
  name: string,
  options: MetricOptions<Spec, Job> & UnitOption<U> & CountsOption<Counted> & { readonly quantiles: readonly number[] },
): Summary<U, Spec, Job, Counted> {
  return new Summary(declare(name, 'summary', options.unit, options), options.unit, options.labels, options.counts);
}

interface AnyOptions extends MetricOptions<LabelSpec, string> {
  readonly buckets?: readonly number[];
  readonly quantiles?: readonly number[];
  readonly counts?: Unit;
}

function declare(name: string, type: MetricType, unit: Unit, options: AnyOptions): MetricDeclaration {
  const range = options.range ?? (unit === 'ratio' && type === 'gauge' ? { min: 0, max: 1 } : undefined);
  const declaration: MetricDeclaration = Object.freeze({
    name,
    type,
    help: options.help,
    unit,
    counts: options.counts ?? unit,
    labels: Object.freeze({ ...options.labels }),
    jobs: Object.freeze([...options.jobs]),
    ...(options.buckets === undefined ? {} : { buckets: Object.freeze([...options.buckets]) }),
    ...(options.quantiles === undefined ? {} : { quantiles: Object.freeze([...options.quantiles]) }),
    ...(range === undefined ? {} : { range: Object.freeze({ ...range }) }),
    shared: options.shared ?? false,
    createdOnFirstEvent: options.createdOnFirstEvent ?? false,
    ...(options.direction === undefined ? {} : { direction: options.direction }),
    thirdParty: options.thirdParty ?? false,
  });
  refuse(namingProblems(declaration));
  return declaration;
}

function plain<S extends Sample, U extends Unit, Spec extends LabelSpec, Job extends string>(declaration: MetricDeclaration, sample: S, unit: U, labelSpec: Spec): Series<S, U, Spec, Job> {
  return new Series({ declaration, seriesName: declaration.name, sample, unit, labelSpec });
}

