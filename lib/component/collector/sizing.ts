import type { Quantity } from '../../core/quantity';
import { bytes, mebibytes } from '../../core/quantity';
import type { WorkloadEstimate } from '../shared/estimate';
import { memoryFor } from '../shared/estimate';
import type { Formula } from '../shared/formula';
import { inWords } from '../shared/formula';
import { cores } from '../shared/quantity-text';
import type { Resources } from '../shared/resources';
import type { GatewayQueues } from './gateway-config';
import type { TailSampling } from './tail-sampling';
import { decisionWait } from './tail-sampling';

/** Bytes of a span on the wire. Measured with ten attributes and hundreds of spans to a resource: 356; doubled for those with more. */
const bytesPerSpan = 700;

/** Bytes on the wire for each byte of log text. Measured with lines of 70 bytes: 1.5; longer lines have less around them. */
const recordOverhead = 1.5;

/** Metrics that may wait: 100,000 points of 100 bytes are 10 MiB, and Prometheus takes none that are older than half an hour. */
const metricQueue = mebibytes(64);

/** What may wait on disk for as long as a store is away: rate x outage. */
export function gatewayQueues({ logRate, spanRate, outage }: WorkloadEstimate): GatewayQueues {
  return {
    logs: bytes(logRate.value * recordOverhead * outage.value),
    traces: bytes(spanRate.value * bytesPerSpan * outage.value),
    metrics: metricQueue,
  };
}

/** The file of a queue keeps the size that it once had until it is compacted, and the copy is made beside it. */
const spaceForCompaction = 2;

/** Bytes on disk for the queues of one gateway, which must do for all: it may be the one that is left. */
export function gatewayBytes(estimate: WorkloadEstimate, prometheusReplicas: number): Quantity<'bytes'> {
  const { logs, traces, metrics } = gatewayQueues(estimate);
  return bytes((logs.value + traces.value + metrics.value * prometheusReplicas) * spaceForCompaction);
}

/** An agent keeps the logs of its own node; pods are not spread evenly, hence twice its share. */
export function agentQueue({ logRate, nodes, outage }: WorkloadEstimate): Quantity<'bytes'> {
  return bytes(Math.max(mebibytes(64).value, ((logRate.value * recordOverhead * outage.value) / nodes.value) * 2));
}

/** What an idle collector 0.145 has resident, 80 MiB, and its caches of pods; doubled. */
const baseMemory = mebibytes(192);

/** Data of this many seconds is in memory at once: batches that are being made, sent and acknowledged. */
const secondsInMemory = 30;

/** Bytes in memory for each byte of a span on the wire: taken as four, because a span in memory is an object with a list of attributes. */
const memoryPerSpanByte = 4;

export const collectorFormulas: readonly Formula[] = [
  { what: 'queue of logs at each gateway', formula: `log bytes a second x ${String(recordOverhead)} x outage`, source: 'measured with lines of 70 bytes; longer lines have less around them' },
  { what: 'queue of spans at each gateway', formula: `spans a second x ${String(bytesPerSpan)} bytes x outage`, source: 'measured with ten attributes: 356; doubled for those with more' },
  { what: 'queue of metrics for each Prometheus', formula: inWords(metricQueue), source: '100,000 points of 100 bytes are 10 MiB, and Prometheus takes none that are older than half an hour' },
  { what: 'volume of each gateway', formula: `all its queues x ${String(spaceForCompaction)}: one gateway may be the one that is left`, source: 'the file of a queue is compacted into a copy beside it' },
  { what: 'queue of each agent', formula: `log bytes a second x ${String(recordOverhead)} x outage / nodes x 2, at least 64 MiB`, source: 'pods are not spread evenly' },
  { what: 'memory', formula: `${inWords(baseMemory)} + ${String(secondsInMemory)} seconds of logs and spans; limit: twice that`, source: 'measured on the collector 0.145, idle: 80 MiB, and its caches of pods; doubled' },
  { what: 'memory of a gateway that decides about traces', formula: `spans a second x ${String(bytesPerSpan)} bytes x ${String(memoryPerSpanByte)} x the wait for a decision more`, source: 'a span in memory is an object with a list of attributes; taken as four times its bytes on the wire' },
];

export function gatewayResources({ logRate, spanRate }: WorkloadEstimate, sampling: TailSampling | undefined): Resources {
  const undecided = sampling === undefined ? 0 : spanRate.value * bytesPerSpan * memoryPerSpanByte * decisionWait(sampling).value;
  const inFlight = (logRate.value * recordOverhead + spanRate.value * bytesPerSpan) * secondsInMemory + undecided;
  const request = memoryFor(bytes(baseMemory.value + inFlight));
  return {
    cpu: { request: cores(0.1), limit: cores(1) },
    memory: { request, limit: memoryFor(bytes(request.value * 2)) },
    ephemeralStorage: { request: mebibytes(32), limit: mebibytes(512) },
    reason: `192 MiB, and half a minute of ${String(Math.round(logRate.value / 1024))} KiB of logs and ${String(spanRate.value)} spans a second${sampling === undefined ? '' : `, and ${String(decisionWait(sampling).value)} seconds of spans that are not decided on`}; twice that for a burst`,
  };
}

/** A balancer holds a request until a gateway has it: a few seconds of everything. */
export function balancerResources({ logRate, spanRate }: WorkloadEstimate): Resources {
  const inFlight = (logRate.value * recordOverhead + spanRate.value * bytesPerSpan) * secondsInMemory;
  const request = memoryFor(bytes(baseMemory.value + inFlight));
  return {
    cpu: { request: cores(0.1), limit: cores(1) },
    memory: { request, limit: memoryFor(bytes(request.value * 2)) },
    ephemeralStorage: { request: mebibytes(32), limit: mebibytes(256) },
    reason: `192 MiB, and half a minute of ${String(Math.round(logRate.value / 1024))} KiB of logs and ${String(spanRate.value)} spans a second, all through one when the others are away`,
  };
}

export function agentResources({ logRate, nodes }: WorkloadEstimate): Resources {
  const inFlight = (logRate.value * recordOverhead * 2 * secondsInMemory) / nodes.value;
  const request = memoryFor(bytes(baseMemory.value + inFlight));
  return {
    cpu: { request: cores(0.05), limit: cores(0.5) },
    memory: { request, limit: memoryFor(bytes(request.value * 2)) },
    ephemeralStorage: { request: mebibytes(32), limit: mebibytes(512) },
    reason: `192 MiB, and half a minute of the logs of a node: twice its share of ${String(Math.round(logRate.value / 1024))} KiB a second`,
  };
}
