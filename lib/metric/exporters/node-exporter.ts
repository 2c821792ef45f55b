import { open } from '../declaration';
import { counter, gauge } from '../metric';
import { podLabels } from './pod-target';
import { scraped } from './provenance';

export const provenance = scraped('node-exporter');

/** What node exporter 1.12 tells of its node. The instance of these targets is the name of the node. */
const own = { jobs: ['node-exporter'], thirdParty: true, labels: podLabels } as const;
const perDevice = { ...own, labels: { ...podLabels, device: open({ expected: 3 }) } } as const;
const perFilesystem = { ...own, labels: { ...podLabels, device: open({ expected: 3 }), fstype: open({ expected: 2 }), mountpoint: open({ expected: 3 }) } } as const;

export const nodeCpuSeconds = counter('node_cpu_seconds_total', {
  ...own,
  help: 'Seconds the CPUs spent in each mode.',
  unit: 'seconds',
  labels: { ...podLabels, cpu: open({ expected: 16 }), mode: ['idle', 'iowait', 'irq', 'nice', 'softirq', 'steal', 'system', 'user'] },
});

export const nodeLoad1 = gauge('node_load1', { ...own, help: '1m load average.', unit: 'processes', range: { min: 0 } });

export const nodeMemoryAvailable = gauge('node_memory_MemAvailable_bytes', { ...own, help: 'Memory information field MemAvailable_bytes.', unit: 'bytes', range: { min: 0 }, direction: 'lowIsBad' });

export const nodeMemoryTotal = gauge('node_memory_MemTotal_bytes', { ...own, help: 'Memory information field MemTotal_bytes.', unit: 'bytes', range: { min: 0 } });

export const nodeFilesystemAvailable = gauge('node_filesystem_avail_bytes', { ...perFilesystem, help: 'Filesystem space available to non-root users in bytes.', unit: 'bytes', range: { min: 0 }, direction: 'lowIsBad' });

export const nodeFilesystemSize = gauge('node_filesystem_size_bytes', { ...perFilesystem, help: 'Filesystem size in bytes.', unit: 'bytes', range: { min: 0 } });

export const nodeFilesystemFilesFree = gauge('node_filesystem_files_free', { ...perFilesystem, help: 'Filesystem total free file nodes.', unit: 'inodes', range: { min: 0 }, direction: 'lowIsBad' });

export const nodeFilesystemFiles = gauge('node_filesystem_files', { ...perFilesystem, help: 'Filesystem total file nodes.', unit: 'inodes', range: { min: 0 } });

export const nodeFilesystemReadonly = gauge('node_filesystem_readonly', { ...perFilesystem, help: 'Filesystem read-only status.', unit: 'ratio', direction: 'highIsBad' });

export const nodeDiskIoTime = counter('node_disk_io_time_seconds_total', { ...perDevice, help: 'Total seconds spent doing I/Os.', unit: 'seconds' });

export const nodeDiskRead = counter('node_disk_read_bytes_total', { ...perDevice, help: 'The total number of bytes read successfully.', unit: 'bytes' });

export const nodeDiskWritten = counter('node_disk_written_bytes_total', { ...perDevice, help: 'The total number of bytes written successfully.', unit: 'bytes' });

export const nodeNetworkReceived = counter('node_network_receive_bytes_total', { ...perDevice, help: 'Network device statistic receive_bytes.', unit: 'bytes' });

export const nodeNetworkSent = counter('node_network_transmit_bytes_total', { ...perDevice, help: 'Network device statistic transmit_bytes.', unit: 'bytes' });

export const nodeNetworkReceiveErrors = counter('node_network_receive_errs_total', { ...perDevice, help: 'Network device statistic receive_errs.', unit: 'packets' });

export const nodeNetworkSendErrors = counter('node_network_transmit_errs_total', { ...perDevice, help: 'Network device statistic transmit_errs.', unit: 'packets' });

export const nodeCpuWaiting = counter('node_pressure_cpu_waiting_seconds_total', { ...own, help: 'Total time in seconds that processes have waited for CPU time', unit: 'seconds' });

export const nodeMemoryStalled = counter('node_pressure_memory_stalled_seconds_total', { ...own, help: 'Total time in seconds no process could make progress due to memory congestion', unit: 'seconds' });

export const nodeIoStalled = counter('node_pressure_io_stalled_seconds_total', { ...own, help: 'Total time in seconds no process could make progress due to IO congestion', unit: 'seconds' });

export const nodeBootTime = gauge('node_boot_time_seconds', { ...own, help: 'Node boot time, in unixtime.', unit: 'timestamp' });
