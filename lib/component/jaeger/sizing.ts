import type { Quantity } from '../../core/quantity';
import { bytes, gibibytes, mebibytes } from '../../core/quantity';
import type { WorkloadEstimate } from '../shared/estimate';
import type { Formula } from '../shared/formula';
import { inWords } from '../shared/formula';
import { cores } from '../shared/quantity-text';
import type { Resources } from '../shared/resources';

/**
 * Bytes on disk for each span, with its index. Measured on Jaeger 2.13 with badger: half a million spans of ten
 * attributes each took 870.
 */
const bytesPerSpan = 1000;

/** Bytes that the spans of the whole retention take. */
export function spanBytes({ spanRate, retention }: WorkloadEstimate): Quantity<'bytes'> {
  return bytes(spanRate.value * retention.traces.value * bytesPerSpan);
}

/**
 * Badger holds up to five tables of 64 MiB that are being written and a cache of 256 MiB, whatever the rate
 * (options.go of badger 4); 5,000 spans a second, far beyond what one badger is for, were seen to take 2 GiB.
 */
export const jaegerResources: Resources = {
  cpu: { request: cores(0.1), limit: cores(1) },
  memory: { request: mebibytes(640), limit: gibibytes(2) },
  ephemeralStorage: { request: mebibytes(64), limit: gibibytes(1) },
  reason: 'five tables of 64 MiB and a cache of 256 MiB in badger, and as much again for a burst and for queries',
};

export const jaegerFormulas: readonly Formula[] = [
  { what: 'volume, where the store is local', formula: `spans a second x retention x ${String(bytesPerSpan)} bytes`, source: 'measured on Jaeger 2.13 with badger: 870 bytes for a span of ten attributes' },
  { what: 'memory', formula: `${inWords(jaegerResources.memory.request)} whatever the rate; limit: ${inWords(jaegerResources.memory.limit)}`, source: 'five tables of 64 MiB and a cache of 256 MiB: options.go of badger 4; 5,000 spans a second were seen to take 2 GiB' },
];
