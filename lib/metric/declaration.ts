import type { Unit } from '../core/unit';

/** The metric types of Prometheus and OpenMetrics. A native histogram has no bucket series; an info is a gauge that is always 1. */
export type MetricType = 'counter' | 'gauge' | 'histogram' | 'nativeHistogram' | 'summary' | 'info' | 'stateset';

/** An open value set: any text, with the number of different values to expect (for cardinality estimates). */
export interface OpenValues {
  readonly expected: number;
}

/** The values a label can have: a closed list, or an open set. */
export type LabelValues = readonly string[] | OpenValues;

/** Label name to its values. `job` and `instance` come from the scrape and are never declared. */
export type LabelSpec = Readonly<Record<string, LabelValues>>;

/** Labels that every scraped series carries. */
export type TargetLabel = 'job' | 'instance';

/** Bounds of the possible values, where there are any. */
export interface ValueRange {
  readonly min?: number;
  readonly max?: number;
}

/** What is known of a metric, once, for expressions, alerts, dashboards, checks and the application's instrumentation. */
export interface MetricDeclaration {
  /** The family name: `http_request_duration_seconds`, without `_bucket`. */
  readonly name: string;
  readonly type: MetricType;
  readonly help: string;
  /** Unit of a sample; of a histogram or summary, the unit of what is observed. */
  readonly unit: Unit;
  /** What `_count` of a histogram or summary counts; the unit itself for the others. */
  readonly counts: Unit;
  readonly labels: LabelSpec;
  /** The jobs that export it; empty for a recorded series. */
  readonly jobs: readonly string[];
  /** Finite upper bounds of a classic histogram, ascending. */
  readonly buckets?: readonly number[];
  /** Quantiles of a summary, ascending. */
  readonly quantiles?: readonly number[];
  readonly range?: ValueRange;
  /** Every replica reports the same value: take the maximum, never the sum. */
  readonly shared: boolean;
  /** The series is born at its first increment instead of at 0, so `rate` misses the first event. */
  readonly createdOnFirstEvent: boolean;
  /** Which way trouble lies; undefined where neither direction is bad in itself. */
  readonly direction?: Direction;
  /** Somebody else's exporter chose the name: only its validity is checked, not its style. */
  readonly thirdParty: boolean;
}

export type Direction = 'lowIsBad' | 'highIsBad';

/** How a series behaves in time, which decides what may be done with it. */
export type Sample =
  /** Only grows, and starts again at zero. */
  | 'counter'
  /** Goes up and down. */
  | 'gauge'
  /** The cumulative bucket counters of a classic histogram. */
  | 'buckets'
  /** Per-second increase of buckets: what a quantile is taken of. */
  | 'bucketRates'
  /** A native histogram as it is scraped, cumulative. */
  | 'native'
  /** Per-second increase of a native histogram. */
  | 'nativeRates';

/** An open value set: `route: open({ expected: 40 })`. */
export function open(options: { readonly expected: number }): OpenValues {
  return Object.freeze({ expected: options.expected });
}

export function isOpen(values: LabelValues): values is OpenValues {
  return 'expected' in values;
}
