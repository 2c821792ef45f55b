import { minutes } from '../../lib/core/duration';
import type { Duration } from '../../lib/core/duration';
import { fraction, gibibytes, perSecond } from '../../lib/core/quantity';
import type { Quantity } from '../../lib/core/quantity';
import { nodeCpuSeconds, nodeFilesystemAvailable, nodeFilesystemSize, nodeMemoryAvailable, nodeMemoryTotal, nodeNetworkReceived, nodeNetworkSent } from '../../lib/metric/exporters/node-exporter';
import { max, min, sum } from '../../lib/promql/aggregate';
import { rate, ratio } from '../../lib/promql/functions';
import type { Vector } from '../../lib/promql/vector';
import type { Alert } from '../../lib/rule/alert';
import { grows, holds } from '../../lib/rule/scenario/input';
import type { AlertFace } from './limit-alert';
import { limitAlert } from './limit-alert';

const window = minutes(5);

/** File systems in memory, and images that are full by nature. */
const onDisk = { fstype: { not: ['iso9660', 'overlay', 'ramfs', 'squashfs', 'tmpfs'] } } as const;

/** Devices of containers and of the host itself, whose traffic is counted elsewhere or nowhere. */
const wires = { device: { not: /lo|veth.*|docker.*|br-.*|cali.*|flannel.*/ } } as const;

const idle = sum(rate(nodeCpuSeconds.where({ mode: 'idle' }), window)).by('instance');

const allCpu = sum(rate(nodeCpuSeconds, window)).by('instance');

/** Shares of what a host has that are in use, by host. */
export const hostUse = {
  cpu: ratio(allCpu.minus(idle), allCpu),
  memory: ratio(max(nodeMemoryTotal).by('instance').minus(max(nodeMemoryAvailable).by('instance')), max(nodeMemoryTotal).by('instance')),
  disk: ratio(
    min(nodeFilesystemSize.where(onDisk)).by('instance', 'mountpoint').minus(min(nodeFilesystemAvailable.where(onDisk)).by('instance', 'mountpoint')),
    min(nodeFilesystemSize.where(onDisk)).by('instance', 'mountpoint'),
  ),
} as const;

/** Bytes per second in both directions, by host. */
export const hostTraffic: Vector<'gauge', 'bytes/s', 'instance'> = sum(rate(nodeNetworkReceived.where(wires), window)).by('instance').plus(sum(rate(nodeNetworkSent.where(wires), window)).by('instance'));

/** A megabit per second, of a million bits, in bytes per second. */
export function megabits(value: number): Quantity<'bytes/s'> {
  return perSecond((value * 1_000_000) / 8, 'bytes');
}

export interface HostAlertOptions<Limit> extends Omit<AlertFace, 'kind' | 'summary'> {
  readonly limit: Limit;
  readonly for: Duration;
}

const pod = { namespace: 'monitoring-nodes', pod: 'node-exporter-8qz5d', node: 'node-a', instance: 'node-a' } as const;

const host = { instance: 'node-a' } as const;

/** CPU in use beyond a share. */
export function hostCpuHigh<const Name extends string>(name: Name, { limit, ...face }: HostAlertOptions<Quantity<'ratio'>>): Alert<Name> {
  return limitAlert(name, {
    ...face,
    kind: 'cause',
    when: hostUse.cpu.above(limit),
    limit,
    side: 'above',
    tried: { bad: (1 + limit.value) / 2, good: limit.value * 0.9 },
    summary: 'A host computes close to what it can.',
    tells: (share, labels) => `${share} of the CPU of ${labels.instance} is in use.`,
    labels: host,
    settles: window,
    scene: (share) => (['idle', 'user'] as const).map((mode) => grows(nodeCpuSeconds, { ...pod, cpu: '0', mode }, fraction(mode === 'idle' ? 1 - share : share))),
  });
}

/** Memory in use beyond a share. */
export function hostMemoryHigh<const Name extends string>(name: Name, { limit, ...face }: HostAlertOptions<Quantity<'ratio'>>): Alert<Name> {
  return limitAlert(name, {
    ...face,
    kind: 'capacity',
    when: hostUse.memory.above(limit),
    limit,
    side: 'above',
    tried: { bad: (1 + limit.value) / 2, good: limit.value * 0.9 },
    summary: 'A host has hardly any memory left.',
    tells: (share, labels) => `${share} of the memory of ${labels.instance} is in use.`,
    labels: host,
    scene: (share) => [holds(nodeMemoryTotal, pod, gibibytes(16)), holds(nodeMemoryAvailable, pod, gibibytes(16 * (1 - share)))],
  });
}

/** A disk filled beyond a share. */
export function hostDiskHigh<const Name extends string>(name: Name, { limit, ...face }: HostAlertOptions<Quantity<'ratio'>>): Alert<Name> {
  const disk = { ...pod, device: '/dev/sda1', fstype: 'ext4', mountpoint: '/' } as const;
  return limitAlert(name, {
    ...face,
    kind: 'capacity',
    when: hostUse.disk.above(limit),
    limit,
    side: 'above',
    tried: { bad: (1 + limit.value) / 2, good: limit.value * 0.9 },
    summary: 'A disk of a host is nearly full.',
    tells: (share, labels) => `${share} of ${labels.mountpoint} on ${labels.instance} is in use.`,
    labels: { ...host, mountpoint: '/' },
    scene: (share) => [holds(nodeFilesystemSize, disk, gibibytes(100)), holds(nodeFilesystemAvailable, disk, gibibytes(100 * (1 - share)))],
  });
}

/** Traffic in both directions beyond a rate. */
export function hostNetworkHigh<const Name extends string>(name: Name, { limit, ...face }: HostAlertOptions<Quantity<'bytes/s'>>): Alert<Name> {
  const wire = { ...pod, device: 'eth0' } as const;
  return limitAlert(name, {
    ...face,
    kind: 'cause',
    when: hostTraffic.above(limit),
    limit,
    side: 'above',
    summary: 'A host sends and receives more than it should.',
    tells: (amount, labels) => `${labels.instance} moves ${amount}.`,
    labels: host,
    settles: window,
    scene: (amount) => [grows(nodeNetworkReceived, wire, perSecond(amount / 2, 'bytes')), grows(nodeNetworkSent, wire, perSecond(amount / 2, 'bytes'))],
  });
}
