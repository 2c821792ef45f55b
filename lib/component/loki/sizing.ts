import type { Quantity } from '../../core/quantity';
import { bytes, gibibytes, mebibytes, quantity } from '../../core/quantity';
import type { WorkloadEstimate } from '../shared/estimate';
import { meanLogRetention, memoryFor } from '../shared/estimate';
import type { Formula } from '../shared/formula';
import { inWords } from '../shared/formula';
import { cores } from '../shared/quantity-text';
import type { Resources } from '../shared/resources';
import { longestChunk } from './config';

/**
 * Stored bytes for each byte of log text, with zstd. Measured on Loki 3.7.8: 72 MB of JSON lines, each with a random
 * trace id, span id and user id, took 0.21 (with snappy 0.34) including the index. Plainer lines take less.
 */
const storedShare = 0.25;

/** Bytes in the write-ahead log for each byte of log text. Measured as above: 1.09. */
const loggedShare = 1.2;

/** What an idle Loki 3.7.8 has resident, 120 MiB, doubled. */
const baseMemory = mebibytes(240);

/** Room for the queries of a few people at a time. */
const queryMemory = mebibytes(512);

export const lokiFormulas: readonly Formula[] = [
  { what: 'volume of the store, where it is local', formula: `log bytes a second x mean retention of all classes x ${String(storedShare)}`, source: 'measured on Loki 3.7.8 with zstd: JSON lines with random ids took 0.21, with the index' },
  { what: 'volume before a bucket', formula: 'a twentieth of that, at least 2 GiB', source: 'the index of the days that are asked for; chosen' },
  { what: 'volume of the write-ahead log', formula: `log bytes a second x ${String(longestChunk.value / 3600)} hours until a chunk is written x ${String(loggedShare)} x 2, at least 512 MiB`, source: 'measured on Loki 3.7.8: 1.09; the checkpoint stands beside what it replaces' },
  { what: 'memory', formula: `${inWords(baseMemory)} + the text of ${String(longestChunk.value / 3600)} hours; limit: the text twice, and ${inWords(queryMemory)} for queries`, source: 'measured on Loki 3.7.8, idle: 120 MiB; text uncompressed at the worst' },
  { what: 'rate of logs that is taken in', formula: 'four times the estimate, at least 4 MiB a second', source: "Loki's own default" },
];

/** Bytes that the chunks and the index of the whole retention take. */
export function logBytes({ logRate, retention }: WorkloadEstimate): Quantity<'bytes'> {
  return bytes(logRate.value * meanLogRetention(retention).value * storedShare);
}

/**
 * Bytes of index that a replica in front of a bucket keeps beside itself: what it has not sent there yet and what its
 * queries asked for. A twentieth of the stored bytes, which leaves room for streams of few lines.
 */
export function indexCacheBytes(estimate: WorkloadEstimate): Quantity<'bytes'> {
  return bytes(Math.max(gibibytes(2).value, logBytes(estimate).value / 20));
}

/** Bytes of the write-ahead log: it holds what is not yet written as a chunk, and the checkpoint that replaces it. */
export function logAheadBytes({ logRate }: WorkloadEstimate): Quantity<'bytes'> {
  return bytes(Math.max(mebibytes(512).value, logRate.value * longestChunk.value * loggedShare * 2));
}

/** Text that is not yet written as a chunk, uncompressed at the worst. */
function textInMemory({ logRate }: WorkloadEstimate): Quantity<'bytes'> {
  return bytes(logRate.value * longestChunk.value);
}

export function lokiResources(estimate: WorkloadEstimate): Resources {
  const held = textInMemory(estimate);
  return {
    cpu: { request: cores(0.1), limit: cores(1) },
    memory: {
      request: memoryFor(bytes(baseMemory.value + held.value)),
      limit: memoryFor(bytes(baseMemory.value + held.value * 2 + queryMemory.value)),
    },
    ephemeralStorage: { request: mebibytes(64), limit: gibibytes(1) },
    reason: `240 MiB, and ${String(Math.round(estimate.logRate.value / 1024))} KiB of text a second that stay in memory for up to two hours; twice that and 512 MiB for queries at most`,
  };
}

/** Half of the memory limit: the other half is for what arrives during the replay. */
export function replayCeiling({ memory }: Resources): Quantity<'bytes'> {
  return bytes(memory.limit.value / 2);
}

/** Four times the estimate, at least 4 MiB a second, Loki's own default: enough for a burst, too little for a loop that logs. */
export function ingestionRate({ logRate }: WorkloadEstimate): Quantity<'bytes/s'> {
  return quantity(Math.max(mebibytes(4).value, logRate.value * 4), 'bytes/s');
}
