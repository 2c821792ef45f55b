import type { Duration } from '../../core/duration';
import type { Quantity } from '../../core/quantity';
import { gibibytes, mebibytes, quantity } from '../../core/quantity';
import { roundedUp } from './quantity-text';

/** What the stack has to carry. Requests, limits, volumes and queues follow from it. */
export interface WorkloadEstimate {
  /** Time series that are alive at once: targets times series per target, as `activeSeries()` adds them up. */
  readonly activeSeries: Quantity<'series'>;
  readonly scrapeInterval: Duration;
  /** Log text of all pods, before compression. */
  readonly logRate: Quantity<'bytes/s'>;
  /** Spans that applications send, before sampling. */
  readonly spanRate: Quantity<'spans/s'>;
  readonly nodes: Quantity<'nodes'>;
  readonly retention: Retention;
  /** For how long the collector keeps logs and traces when their store is away. */
  readonly outage: Duration;
}

/** Targets that are alike: how many there are, and how many series each has (`scrape_samples_scraped` tells). */
export interface TargetGroup {
  readonly targets: number;
  readonly seriesEach: number;
}

/**
 * The series of all targets.
 *
 *     activeSeries({ targets: 40, seriesEach: 1_500 }, { targets: 10, seriesEach: 900 }) // 69,000 series
 */
export function activeSeries(...groups: readonly TargetGroup[]): Quantity<'series'> {
  return quantity(groups.reduce((sum, { targets, seriesEach }) => sum + targets * seriesEach, 0), 'series');
}

export interface Retention {
  readonly metrics: Duration;
  readonly logs: Duration;
  readonly traces: Duration;
  /** Logs that are kept for longer or shorter; the first class that a stream belongs to counts. @default none */
  readonly logClasses?: readonly LogClass[];
}

/** Streams that are kept for a time of their own. */
export interface LogClass {
  /** Labels that a stream of the class has, all of them. */
  readonly streams: Readonly<Partial<Record<StreamLabel, string>>>;
  /** At least a day, which is how finely Loki deletes. */
  readonly keep: Duration;
  /** The part of all logs that belongs to the class, for the size of the volume. */
  readonly share: Quantity<'ratio'>;
}

/** Labels of streams. Every other attribute of a log is structured metadata. */
export const streamLabels = ['service_name', 'service_namespace', 'k8s_namespace_name', 'k8s_container_name', 'k8s_cluster_name'] as const;

export type StreamLabel = (typeof streamLabels)[number];

/** How long a byte of logs is kept on average. */
export function meanLogRetention({ logs, logClasses = [] }: Retention): Quantity<'seconds'> {
  const shared = logClasses.reduce((sum, { share }) => sum + share.value, 0);
  const value = logClasses.reduce((sum, { keep, share }) => sum + keep.value * share.value, logs.value * (1 - shared));
  return { value, unit: 'seconds' };
}

/**
 * Largest part of a volume that data may take; the rest is for compaction, which holds old and new at once.
 * Source: Prometheus, docs/storage.md, "Right-Sizing Retention Size": at most 80 to 85 %. The other stores compact too.
 */
export const usableShareOfVolume = 0.8;

/** The smallest volume that holds so much data, in whole GiB. */
export function volumeFor(data: Quantity<'bytes'>): Quantity<'bytes'> {
  return roundedUp({ value: data.value / usableShareOfVolume, unit: 'bytes' }, gibibytes(1));
}

/** Memory in steps of 64 MiB, so that an estimate does not pretend to precision. */
export function memoryFor(amount: Quantity<'bytes'>): Quantity<'bytes'> {
  return roundedUp(amount, mebibytes(64));
}
