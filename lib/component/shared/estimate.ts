import type { Duration } from '../../core/duration';
import type { Quantity } from '../../core/quantity';
import { gibibytes, mebibytes } from '../../core/quantity';
import { roundedUp } from './quantity-text';

/** What the stack has to carry. Requests, limits, volumes and queues follow from it. */
export interface WorkloadEstimate {
  /** Time series that are alive at once: targets times series per target. */
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

export interface Retention {
  readonly metrics: Duration;
  readonly logs: Duration;
  readonly traces: Duration;
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
