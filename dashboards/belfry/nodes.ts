import { minutes } from '../../lib/core/duration';
import { fraction } from '../../lib/core/quantity';
import { limitOf } from '../../lib/dashboard/alert-limit';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { column } from '../../lib/dashboard/panel/column';
import { stat } from '../../lib/dashboard/panel/single-value';
import { table } from '../../lib/dashboard/panel/table';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad, lowIsBad } from '../../lib/dashboard/threshold';
import { labelVariable } from '../../lib/dashboard/variable';
import {
  nodeBootTime, nodeCpuSeconds, nodeCpuWaiting, nodeDiskIoTime, nodeDiskRead, nodeDiskWritten, nodeFilesystemAvailable, nodeFilesystemFiles, nodeFilesystemFilesFree, nodeFilesystemReadonly,
  nodeFilesystemSize, nodeIoStalled, nodeLoad1, nodeMemoryAvailable, nodeMemoryStalled, nodeMemoryTotal, nodeNetworkReceiveErrors, nodeNetworkReceived, nodeNetworkSendErrors, nodeNetworkSent,
} from '../../lib/metric/exporters/node-exporter';
import { avg, max, min, sum } from '../../lib/promql/aggregate';
import { rate, ratio, time } from '../../lib/promql/functions';
import { nodeCpuOverloaded, nodeDiskOverloaded, nodeFilesystemAlmostFull, nodeInodesAlmostUsed, nodeMemoryScarce, nodeMemoryThrashing, onDisk } from '../../rules/belfry/node-alerts';
import { team } from '../../rules/belfry/team';
import { folder, nodesAddress, stackAddress, volumesAddress } from './addresses';
import { firingAlertsOf, isItBroken, replicasThatAnswer, sinceWhen } from './first-row';

const window = minutes(5);

const node = labelVariable(nodeLoad1, 'node');

/** Of all processors, how much is left: what is not idle is used, whatever for. */
const idle = avg(rate(nodeCpuSeconds.where({ mode: 'idle' }), window)).by('node');

const waiting = max(rate(nodeCpuWaiting, window)).by('node');

const freeMemory = ratio(sum(nodeMemoryAvailable).by('node'), sum(nodeMemoryTotal).by('node'));

/** One file system can be mounted at several places; all of them tell the same. */
const freeSpace = ratio(min(nodeFilesystemAvailable.where(onDisk)).by('node', 'device'), max(nodeFilesystemSize.where(onDisk)).by('node', 'device'));

const freeInodes = ratio(min(nodeFilesystemFilesFree.where(onDisk)).by('node', 'device'), max(nodeFilesystemFiles.where(onDisk)).by('node', 'device'));

export const nodes = dashboard(nodesAddress.uid, {
  title: nodesAddress.title,
  folder,
  description: 'For whoever runs the cluster: use, saturation and errors of processors, memory, disks and network of every node.',
  tags: ['belfry'],
  variables: [node],
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(stackAddress), toDashboard(volumesAddress)],
  rows: [
    row(isItBroken, [
      replicasThatAnswer('node-exporter'),
      stat('Waiting for a processor', { description: 'Of the busiest node: the share of the time in which at least one process had no processor.', queries: [query(max(waiting)).narrowedBy(node)], thresholds: highIsBad({ warning: limitOf(nodeCpuOverloaded, 'ratio') }), whenEmpty: 'no node' }),
      stat('Free memory', { description: 'Of the fullest node, caches counted as free.', queries: [query(min(freeMemory)).narrowedBy(node)], thresholds: lowIsBad({ warning: limitOf(nodeMemoryScarce, 'ratio') }), whenEmpty: 'no node' }),
      stat('Free space', { description: 'Of the fullest file system of all nodes, those in memory and images left out.', queries: [query(min(freeSpace)).narrowedBy(node)], thresholds: lowIsBad({ critical: limitOf(nodeFilesystemAlmostFull, 'ratio') }), whenEmpty: 'no node' }),
      firingAlertsOf('nodes', 'kubernetes', 'kubelet', 'node-exporter', 'storage', 'scraping'),
      sinceWhen('node-exporter'),
    ]),
    row('Use', [
      timeSeries('Use of the processors', {
        description: 'Share of the time in which the processors of a node worked, by what they did.',
        queries: [query(avg(rate(nodeCpuSeconds.where({ mode: { not: 'idle' } }), window)).by('mode'), ({ labels }) => labels.mode).narrowedBy(node)],
        stacked: true,
        axis: { to: fraction(1) },
      }),
      timeSeries('Idle processors by node', { description: 'Share of the time in which the processors had nothing to do.', queries: [query(idle, ({ labels }) => labels.node).narrowedBy(node)] }),
      timeSeries('Free memory by node', { description: 'Share of the memory that programs could still have, caches counted as free.', queries: [query(freeMemory, ({ labels }) => labels.node).narrowedBy(node)] }),
      timeSeries('Use of the disks', { description: 'Share of the time in which a disk was busy. At one, whoever reads or writes waits.', queries: [query(max(rate(nodeDiskIoTime, window)).by('node', 'device'), ({ labels }) => `${labels.node} ${labels.device}`).narrowedBy(node)] }),
      timeSeries('Disks', {
        description: 'Bytes per second.',
        queries: [
          query(sum(rate(nodeDiskRead, window)).by('node'), ({ labels }) => `${labels.node} read`).narrowedBy(node),
          query(sum(rate(nodeDiskWritten, window)).by('node'), ({ labels }) => `${labels.node} written`).narrowedBy(node),
        ],
      }),
      timeSeries('Network', {
        description: 'Bytes per second.',
        queries: [
          query(sum(rate(nodeNetworkReceived, window)).by('node'), ({ labels }) => `${labels.node} received`).narrowedBy(node),
          query(sum(rate(nodeNetworkSent, window)).by('node'), ({ labels }) => `${labels.node} sent`).narrowedBy(node),
        ],
      }),
    ]),
    row('Saturation', [
      timeSeries('Waiting for a processor', { description: 'Share of the time in which at least one process was ready and had no processor.', queries: [query(waiting, ({ labels }) => labels.node).narrowedBy(node)], thresholds: highIsBad({ warning: limitOf(nodeCpuOverloaded, 'ratio') }) }),
      timeSeries('Stalled by memory', { description: 'Share of the time in which no process could go on for want of memory. Anything but zero is felt.', queries: [query(max(rate(nodeMemoryStalled, window)).by('node'), ({ labels }) => labels.node).narrowedBy(node)], thresholds: highIsBad({ warning: limitOf(nodeMemoryThrashing, 'ratio') }) }),
      timeSeries('Stalled by disks', { description: 'Share of the time in which no process could go on because all waited for a disk.', queries: [query(max(rate(nodeIoStalled, window)).by('node'), ({ labels }) => labels.node).narrowedBy(node)], thresholds: highIsBad({ warning: limitOf(nodeDiskOverloaded, 'ratio') }) }),
      timeSeries('Load', { description: 'Processes that run or wait, over a minute.', queries: [query(max(nodeLoad1).by('node'), ({ labels }) => labels.node).narrowedBy(node)] }),
    ]),
    row('Errors and limits', [
      timeSeries('Errors of the network', {
        description: 'Packets per second that were damaged or could not be sent.',
        queries: [
          query(sum(rate(nodeNetworkReceiveErrors, window)).by('node'), ({ labels }) => `${labels.node} received`).narrowedBy(node),
          query(sum(rate(nodeNetworkSendErrors, window)).by('node'), ({ labels }) => `${labels.node} sent`).narrowedBy(node),
        ],
      }),
      timeSeries('Read-only file systems', { description: '1 while a file system cannot be written; a damaged disk often ends this way.', queries: [query(max(nodeFilesystemReadonly).by('node', 'device'), ({ labels }) => `${labels.node} ${labels.device}`).narrowedBy(node)], display: 'none' }),
      table('File systems', { description: 'Free space and free inodes of every file system.', columns: [column('Free space', freeSpace, { thresholds: lowIsBad({ critical: limitOf(nodeFilesystemAlmostFull, 'ratio') }) }), column('Free inodes', freeInodes, { thresholds: lowIsBad({ warning: limitOf(nodeInodesAlmostUsed, 'ratio') }) })] }),
      table('Running since', { description: 'How long ago each node was started.', columns: [column('Running for', time().minus(max(nodeBootTime).by('node')), { display: 'dtdurations' })] }),
    ]),
  ],
});
