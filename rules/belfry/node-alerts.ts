import { hours, minutes, seconds } from '../../lib/core/duration';
import { bytes, fraction, gibibytes, percent, perSecond, quantity } from '../../lib/core/quantity';
import {
  nodeClockMaxError, nodeClockOffset, nodeClockSynchronised, nodeConnectionLimit, nodeConnections, nodeCpuWaiting, nodeFileDescriptorLimit, nodeFileDescriptors, nodeFilesystemAvailable,
  nodeFilesystemFiles, nodeFilesystemFilesFree, nodeFilesystemSize, nodeIoStalled, nodeMemoryAvailable, nodeMemoryErrors, nodeMemoryStalled, nodeMemoryTotal, nodeRaidDisks,
} from '../../lib/metric/exporters/node-exporter';
import { max, min, sum } from '../../lib/promql/aggregate';
import { abs, avgOverTime, increase, maxOverTime, predictLinear, rate, ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { drifts, grows, holds } from '../../lib/rule/scenario/input';
import { nodesDashboard } from './dashboards';
import { nodeA } from './scenes';
import { team } from './team';

/** The instance of a node exporter is the name of its node. */
const common = { team, dashboard: nodesDashboard, labels: { service: 'nodes' } } as const;

const onNode = { instance: nodeA.instance } as const;

/** File systems in memory, and images that are full by nature. */
export const onDisk = { fstype: { not: ['iso9660', 'overlay', 'ramfs', 'squashfs', 'tmpfs'] } } as const;

const available = nodeFilesystemAvailable.where(onDisk);

const size = nodeFilesystemSize.where(onDisk);

const free = ratio(min(available).by('instance', 'mountpoint'), min(size).by('instance', 'mountpoint'));

const root = { ...nodeA, device: '/dev/sda1', fstype: 'ext4', mountpoint: '/' } as const;

const onRoot = { ...onNode, mountpoint: '/' } as const;

const withFree = (share: number, fstype = 'ext4'): readonly InputSeries[] => [
  holds(nodeFilesystemAvailable, { ...root, fstype }, gibibytes(share * 100)),
  holds(nodeFilesystemSize, { ...root, fstype }, gibibytes(100)),
];

export const nodeFilesystemAlmostFull = alert('NodeFilesystemAlmostFull', {
  ...common,
  when: free.below(percent(5)),
  for: minutes(15),
  severity: 'critical',
  kind: 'capacity',
  summary: 'A disk of a node is full but for five percent: soon pods are evicted, or the node stops working.',
  description: ({ labels, value }) => `${value} of ${labels.mountpoint} on ${labels.instance} is free.`,
  runbook: 'belfry/node-filesystem-almost-full',
  fires: { name: 'at 4.9 % free', given: withFree(0.049), notYetAt: minutes(14), at: minutes(16), alerts: [{ labels: onRoot, description: '4.9% of / on node-a is free.' }] },
  silent: [
    { name: 'at 5.1 % free', given: withFree(0.051), at: [minutes(16), minutes(60)] },
    { name: 'for an image that is full by nature', given: withFree(0, 'squashfs'), at: minutes(60) },
  ],
});

const tomorrow = min(predictLinear(available, hours(6), hours(24))).by('instance', 'mountpoint');

/** Free space that stands at a share of 100 GiB for a while and then shrinks by so much a day. */
const shrinking = (share: number, gibPerDay: number, steady = minutes(0)): readonly InputSeries[] => [
  drifts(nodeFilesystemAvailable, root, gibibytes(share * 100), { change: perSecond(0, 'bytes'), lasts: steady }, { change: perSecond((-gibPerDay * 1024 ** 3) / 86_400, 'bytes') }),
  holds(nodeFilesystemSize, root, gibibytes(100)),
];

export const nodeFilesystemFillingUp = alert('NodeFilesystemFillingUp', {
  ...common,
  when: free.below(percent(20)).given(tomorrow.below(bytes(0))),
  for: hours(1),
  severity: 'high',
  kind: 'capacity',
  summary: 'A disk of a node will be full within a day if it goes on as in the last six hours.',
  description: ({ labels, value }) => `${value} of ${labels.mountpoint} on ${labels.instance} is free, and it is going down.`,
  runbook: 'belfry/node-filesystem-filling-up',
  fires: [
    { name: 'at 18 % free and 17 GiB a day', given: shrinking(0.18, 17), every: minutes(5), notYetAt: minutes(50), at: hours(7), alerts: [{ labels: onRoot, description: '13.04% of / on node-a is free, and it is going down.' }] },
    { name: 'at 19.9 % free and 21 GiB a day', given: shrinking(0.199, 21), every: minutes(5), at: hours(2), alerts: [{ labels: onRoot, description: '18.15% of / on node-a is free, and it is going down.' }] },
    {
      // A line through six hours sees the disk full 180 minutes after the turn; through three it would after 95, through twelve after 330.
      name: 'when half of the last six hours went down',
      given: shrinking(0.18, 30, hours(13)),
      every: minutes(5),
      notYetAt: minutes(13 * 60 + 180 + 30),
      at: minutes(13 * 60 + 180 + 120),
      alerts: [{ labels: onRoot, description: '11.65% of / on node-a is free, and it is going down.' }],
    },
  ],
  silent: [
    { name: 'at 18 % free and 13 GiB a day', given: shrinking(0.18, 13), every: minutes(5), at: hours(7) },
    { name: 'at 28 % free and 25 GiB a day', given: shrinking(0.28, 25), every: minutes(5), at: hours(7) },
  ],
});

const freeInodes = ratio(min(nodeFilesystemFilesFree.where(onDisk)).by('instance', 'mountpoint'), min(nodeFilesystemFiles.where(onDisk)).by('instance', 'mountpoint'));

const withInodes = (share: number): readonly InputSeries[] => [holds(nodeFilesystemFilesFree, root, quantity(share * 1e6, 'inodes')), holds(nodeFilesystemFiles, root, quantity(1e6, 'inodes'))];

export const nodeInodesAlmostUsed = alert('NodeInodesAlmostUsed', {
  ...common,
  when: freeInodes.below(percent(5)),
  for: minutes(15),
  severity: 'high',
  kind: 'capacity',
  summary: 'A disk of a node can hold hardly any more files, however much space is left.',
  description: ({ labels, value }) => `${value} of the inodes of ${labels.mountpoint} on ${labels.instance} are free.`,
  runbook: 'belfry/node-inodes-almost-used',
  fires: { name: 'at 4.9 % free', given: withInodes(0.049), notYetAt: minutes(14), at: minutes(16), alerts: [{ labels: onRoot, description: '4.9% of the inodes of / on node-a are free.' }] },
  silent: { name: 'at 5.1 % free', given: withInodes(0.051), at: [minutes(16), minutes(60)] },
});

const memory = (share: number): readonly InputSeries[] => [holds(nodeMemoryAvailable, nodeA, gibibytes(share * 16)), holds(nodeMemoryTotal, nodeA, gibibytes(16))];

export const nodeMemoryScarce = alert('NodeMemoryScarce', {
  ...common,
  when: ratio(min(nodeMemoryAvailable).by('instance'), min(nodeMemoryTotal).by('instance')).below(percent(8)),
  for: minutes(15),
  severity: 'warning',
  kind: 'capacity',
  summary: 'A node has hardly any memory left: soon the kernel kills a process.',
  description: ({ labels, value }) => `${value} of the memory of ${labels.instance} is available.`,
  runbook: 'belfry/node-memory-scarce',
  fires: { name: 'at 7.9 %', given: memory(0.079), notYetAt: minutes(14), at: minutes(16), alerts: [{ labels: onNode, description: '7.9% of the memory of node-a is available.' }] },
  silent: { name: 'at 8.1 %', given: memory(0.081), at: [minutes(16), minutes(60)] },
});

export const nodeMemoryThrashing = alert('NodeMemoryThrashing', {
  ...common,
  when: max(rate(nodeMemoryStalled, minutes(5))).by('instance').above(percent(10)),
  for: minutes(10),
  severity: 'high',
  kind: 'symptom',
  summary: 'A node spends its time on moving memory about: everything on it is slow.',
  description: ({ labels, value }) => `For ${value} of the time nothing on ${labels.instance} could go on for want of memory.`,
  runbook: 'belfry/node-memory-thrashing',
  fires: { name: 'at 11 % of the time', given: [grows(nodeMemoryStalled, nodeA, fraction(0.11))], notYetAt: minutes(9), at: minutes(16), alerts: [{ labels: onNode, description: 'For 11% of the time nothing on node-a could go on for want of memory.' }] },
  silent: { name: 'at 9 % of the time', given: [grows(nodeMemoryStalled, nodeA, fraction(0.09))], at: [minutes(16), minutes(60)] },
});

export const nodeDiskOverloaded = alert('NodeDiskOverloaded', {
  ...common,
  when: max(rate(nodeIoStalled, minutes(5))).by('instance').above(percent(30)),
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'A node waits for its disks a third of the time.',
  description: ({ labels, value }) => `For ${value} of the time nothing on ${labels.instance} could go on for want of its disks.`,
  runbook: 'belfry/node-disk-overloaded',
  fires: { name: 'at 31 % of the time', given: [grows(nodeIoStalled, nodeA, fraction(0.31))], notYetAt: minutes(14), at: minutes(21), alerts: [{ labels: onNode, description: 'For 31% of the time nothing on node-a could go on for want of its disks.' }] },
  silent: { name: 'at 29 % of the time', given: [grows(nodeIoStalled, nodeA, fraction(0.29))], at: [minutes(21), minutes(60)] },
});

export const nodeCpuOverloaded = alert('NodeCpuOverloaded', {
  ...common,
  when: max(rate(nodeCpuWaiting, minutes(5))).by('instance').above(percent(60)),
  for: minutes(30),
  severity: 'warning',
  kind: 'cause',
  summary: 'On a node something always waits for a processor.',
  description: ({ labels, value }) => `For ${value} of the time something on ${labels.instance} waited for a processor.`,
  runbook: 'belfry/node-cpu-overloaded',
  fires: { name: 'at 61 % of the time', given: [grows(nodeCpuWaiting, nodeA, fraction(0.61))], notYetAt: minutes(29), at: minutes(36), alerts: [{ labels: onNode, description: 'For 61% of the time something on node-a waited for a processor.' }] },
  silent: { name: 'at 59 % of the time', given: [grows(nodeCpuWaiting, nodeA, fraction(0.59))], at: [minutes(36), minutes(60)] },
});

const offset = (time: number): InputSeries => holds(nodeClockOffset, nodeA, seconds(time));

export const nodeClockWrong = alert('NodeClockWrong', {
  ...common,
  when: max(abs(avgOverTime(nodeClockOffset, minutes(5)))).by('instance').above(seconds(0.05)),
  for: minutes(10),
  severity: 'warning',
  kind: 'cause',
  summary: 'The clock of a node is wrong: samples, logs and spans of it stand at the wrong time.',
  description: ({ labels, value }) => `The clock of ${labels.instance} is wrong by ${value}.`,
  runbook: 'belfry/node-clock-wrong',
  fires: [
    { name: 'when it is 60 ms ahead', given: [offset(0.06)], notYetAt: minutes(9), at: minutes(16), alerts: [{ labels: onNode, description: 'The clock of node-a is wrong by 60ms.' }] },
    { name: 'when it is 60 ms behind', given: [offset(-0.06)], notYetAt: minutes(9), at: minutes(16), alerts: [{ labels: onNode, description: 'The clock of node-a is wrong by 60ms.' }] },
  ],
  silent: { name: 'when it is 40 ms ahead', given: [offset(0.04)], at: [minutes(16), minutes(60)] },
});

const clock = (synchronised: 0 | 1, error: number): readonly InputSeries[] => [holds(nodeClockSynchronised, nodeA, fraction(synchronised)), holds(nodeClockMaxError, nodeA, seconds(error))];

/** The kernel's error grows to 16 seconds when nobody corrects it. Source: https://man7.org/linux/man-pages/man2/adjtimex.2.html */
export const nodeClockNotSynchronised = alert('NodeClockNotSynchronised', {
  ...common,
  when: max(maxOverTime(nodeClockSynchronised, minutes(5))).by('instance').equals(fraction(0)).given(max(nodeClockMaxError).by('instance').atLeast(seconds(16))),
  for: minutes(10),
  severity: 'warning',
  kind: 'cause',
  summary: 'Nobody corrects the clock of a node: it will go wrong.',
  description: ({ labels }) => `The clock of ${labels.instance} is not synchronised with any server.`,
  runbook: 'belfry/node-clock-not-synchronised',
  fires: { name: 'when the error has grown to 16 seconds', given: clock(0, 16), notYetAt: minutes(9), at: minutes(16), alerts: [{ labels: onNode, description: 'The clock of node-a is not synchronised with any server.' }] },
  silent: [
    { name: 'when it is synchronised', given: clock(1, 16), at: [minutes(16), minutes(60)] },
    { name: 'while the error is small', given: clock(0, 15), at: [minutes(16), minutes(60)] },
  ],
});

const descriptors = (share: number): readonly InputSeries[] => [holds(nodeFileDescriptors, nodeA, quantity(share * 1e6, 'descriptors')), holds(nodeFileDescriptorLimit, nodeA, quantity(1e6, 'descriptors'))];

export const nodeFileDescriptorsAlmostUsed = alert('NodeFileDescriptorsAlmostUsed', {
  ...common,
  when: ratio(max(nodeFileDescriptors).by('instance'), max(nodeFileDescriptorLimit).by('instance')).above(percent(80)),
  for: minutes(15),
  severity: 'high',
  kind: 'capacity',
  summary: 'A node is about to run out of file descriptors: then nothing on it can open a file or a connection.',
  description: ({ labels, value }) => `${value} of the file descriptors of ${labels.instance} are in use.`,
  runbook: 'belfry/node-file-descriptors-almost-used',
  fires: { name: 'at 81 %', given: descriptors(0.81), notYetAt: minutes(14), at: minutes(16), alerts: [{ labels: onNode, description: '81% of the file descriptors of node-a are in use.' }] },
  silent: { name: 'at 79 %', given: descriptors(0.79), at: [minutes(16), minutes(60)] },
});

const connections = (share: number, limit = 1e5): readonly InputSeries[] => [holds(nodeConnections, nodeA, quantity(share * 1e5, 'connections')), holds(nodeConnectionLimit, nodeA, quantity(limit, 'connections'))];

/** 0 sets no limit: __nf_conntrack_alloc in net/netfilter/nf_conntrack_core.c of Linux compares only with another value. */
const connectionLimit = max(nodeConnectionLimit).by('instance').above(quantity(0, 'connections'));

export const nodeConnectionsAlmostExhausted = alert('NodeConnectionsAlmostExhausted', {
  ...common,
  when: ratio(max(nodeConnections).by('instance'), connectionLimit).above(percent(75)),
  for: minutes(5),
  severity: 'high',
  kind: 'capacity',
  summary: 'A node is about to run out of connections that it can track: then it drops new ones.',
  description: ({ labels, value }) => `${value} of the connections that ${labels.instance} can track are in use.`,
  runbook: 'belfry/node-connections-almost-exhausted',
  fires: { name: 'at 76 %', given: connections(0.76), notYetAt: minutes(4), at: minutes(6), alerts: [{ labels: onNode, description: '76% of the connections that node-a can track are in use.' }] },
  silent: [
    { name: 'at 74 %', given: connections(0.74), at: [minutes(6), minutes(60)] },
    { name: 'without a limit', given: connections(0.76, 0), at: minutes(60) },
  ],
});

const failedDisks = (disks: number): InputSeries => holds(nodeRaidDisks, { ...nodeA, device: 'md0', state: 'failed' }, quantity(disks, 'disks'));

export const nodeRaidDegraded = alert('NodeRaidDegraded', {
  ...common,
  when: max(nodeRaidDisks.where({ state: 'failed' })).by('instance', 'device').above(quantity(0, 'disks')),
  for: minutes(5),
  severity: 'high',
  kind: 'cause',
  summary: 'A disk of a RAID has failed: the next one takes the data with it.',
  description: ({ labels, value }) => `${value} disks of ${labels.device} on ${labels.instance} have failed.`,
  runbook: 'belfry/node-raid-degraded',
  fires: { name: 'when one disk has failed', given: [failedDisks(1)], notYetAt: minutes(4), at: minutes(6), alerts: [{ labels: { ...onNode, device: 'md0' }, description: '1 disks of md0 on node-a have failed.' }] },
  silent: { name: 'when none has', given: [failedDisks(0)], at: [minutes(6), minutes(60)] },
});

const memoryErrors = (perHour: number): InputSeries => grows(nodeMemoryErrors, { ...nodeA, controller: '0' }, perSecond(perHour / 3600, 'errors'));

export const nodeMemoryFaulty = alert('NodeMemoryFaulty', {
  ...common,
  when: sum(increase(nodeMemoryErrors, hours(1))).by('instance').above(quantity(0, 'errors')),
  for: minutes(5),
  severity: 'high',
  kind: 'cause',
  summary: 'A node has faulty memory that it could not correct: its data may be wrong.',
  description: ({ labels, value }) => `${labels.instance} met ${value} uncorrectable memory errors within an hour.`,
  runbook: 'belfry/node-memory-faulty',
  fires: { name: 'at two in an hour', given: [memoryErrors(2)], notYetAt: minutes(4), at: minutes(66), alerts: [{ labels: onNode, description: 'node-a met 2 uncorrectable memory errors within an hour.' }] },
  silent: { name: 'without an error', given: [memoryErrors(0)], at: [minutes(66), minutes(120)] },
});

export const nodeAlerts: readonly Alert[] = [
  nodeFilesystemAlmostFull,
  nodeFilesystemFillingUp,
  nodeInodesAlmostUsed,
  nodeMemoryScarce,
  nodeMemoryThrashing,
  nodeDiskOverloaded,
  nodeCpuOverloaded,
  nodeClockWrong,
  nodeClockNotSynchronised,
  nodeFileDescriptorsAlmostUsed,
  nodeConnectionsAlmostExhausted,
  nodeRaidDegraded,
  nodeMemoryFaulty,
];
