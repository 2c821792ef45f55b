import { open } from '../declaration';
import { counter, gauge, info } from '../metric';
import { podLabels } from './pod-target';
import { scraped } from './provenance';

export const provenance = scraped('node-exporter', podLabels);

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

export const nodeFilesystemReadonly = gauge('node_filesystem_readonly', {
  ...perFilesystem,
  help: 'Filesystem read-only status.',
  unit: 'ratio',
  direction: 'highIsBad',
  labels: { ...perFilesystem.labels, device_error: open({ expected: 1 }) },
});

export const nodeDiskIoTime = counter('node_disk_io_time_seconds_total', { ...perDevice, help: 'Total seconds spent doing I/Os.', unit: 'seconds' });

export const nodeDiskRead = counter('node_disk_read_bytes_total', { ...perDevice, help: 'The total number of bytes read successfully.', unit: 'bytes' });

export const nodeDiskWritten = counter('node_disk_written_bytes_total', { ...perDevice, help: 'The total number of bytes written successfully.', unit: 'bytes' });

export const nodeDiskReads = counter('node_disk_reads_completed_total', { ...perDevice, help: 'The total number of reads completed successfully.', unit: 'reads' });

export const nodeDiskWrites = counter('node_disk_writes_completed_total', { ...perDevice, help: 'The total number of writes completed successfully.', unit: 'writes' });

export const nodeNetworkReceived = counter('node_network_receive_bytes_total', { ...perDevice, help: 'Network device statistic receive_bytes.', unit: 'bytes' });

export const nodeNetworkSent = counter('node_network_transmit_bytes_total', { ...perDevice, help: 'Network device statistic transmit_bytes.', unit: 'bytes' });

export const nodeNetworkReceiveErrors = counter('node_network_receive_errs_total', { ...perDevice, help: 'Network device statistic receive_errs.', unit: 'packets' });

export const nodeNetworkSendErrors = counter('node_network_transmit_errs_total', { ...perDevice, help: 'Network device statistic transmit_errs.', unit: 'packets' });

export const nodeCpuWaiting = counter('node_pressure_cpu_waiting_seconds_total', { ...own, help: 'Total time in seconds that processes have waited for CPU time', unit: 'seconds' });

export const nodeMemoryStalled = counter('node_pressure_memory_stalled_seconds_total', { ...own, help: 'Total time in seconds no process could make progress due to memory congestion', unit: 'seconds' });

export const nodeIoStalled = counter('node_pressure_io_stalled_seconds_total', { ...own, help: 'Total time in seconds no process could make progress due to IO congestion', unit: 'seconds' });

export const nodeBootTime = gauge('node_boot_time_seconds', { ...own, help: 'Node boot time, in unixtime.', unit: 'timestamp' });

export const nodeInfo = info('node_uname_info', {
  ...own,
  help: 'Labeled system information as provided by the uname system call.',
  labels: { ...podLabels, domainname: open({ expected: 1 }), machine: open({ expected: 2 }), nodename: open({ expected: 10 }), release: open({ expected: 3 }), sysname: ['Linux'], version: open({ expected: 3 }) },
});

export const nodeLoad5 = gauge('node_load5', { ...own, help: '5m load average.', unit: 'processes', range: { min: 0 } });

export const nodeNetworkPacketsReceived = counter('node_network_receive_packets_total', { ...perDevice, help: 'Network device statistic receive_packets.', unit: 'packets' });

export const nodeNetworkPacketsSent = counter('node_network_transmit_packets_total', { ...perDevice, help: 'Network device statistic transmit_packets.', unit: 'packets' });

export const nodeFileDescriptors = gauge('node_filefd_allocated', { ...own, help: 'File descriptor statistics: allocated.', unit: 'descriptors', range: { min: 0 }, direction: 'highIsBad' });

export const nodeFileDescriptorLimit = gauge('node_filefd_maximum', { ...own, help: 'File descriptor statistics: maximum.', unit: 'descriptors', range: { min: 0 } });

export const nodeConnections = gauge('node_nf_conntrack_entries', { ...own, help: 'Number of currently allocated flow entries for connection tracking.', unit: 'connections', range: { min: 0 }, direction: 'highIsBad' });

export const nodeConnectionLimit = gauge('node_nf_conntrack_entries_limit', { ...own, help: 'Maximum size of connection tracking table.', unit: 'connections', range: { min: 0 } });

export const nodeClockOffset = gauge('node_timex_offset_seconds', { ...own, help: 'Time offset in between local system and reference clock.', unit: 'seconds' });

export const nodeClockSynchronised = gauge('node_timex_sync_status', { ...own, help: 'Is clock synchronized to a reliable server (1 = yes, 0 = no).', unit: 'ratio', direction: 'lowIsBad' });

export const nodeClockMaxError = gauge('node_timex_maxerror_seconds', { ...own, help: 'Maximum error in seconds.', unit: 'seconds', range: { min: 0 }, direction: 'highIsBad' });

export const nodeMemoryErrors = counter('node_edac_uncorrectable_errors_total', { ...own, help: 'Total uncorrectable memory errors.', unit: 'errors', labels: { ...podLabels, controller: open({ expected: 2 }) } });

export const nodeRaidDisks = gauge('node_md_disks', { ...perDevice, help: 'Number of active/failed/spare disks of device.', unit: 'disks', range: { min: 0 }, labels: { ...perDevice.labels, state: ['active', 'failed', 'spare'] } });

export const nodeCollectorSuccess = gauge('node_scrape_collector_success', { ...own, help: 'node_exporter: Whether a collector succeeded.', unit: 'ratio', direction: 'lowIsBad', labels: { ...podLabels, collector: open({ expected: 40 }) } });
