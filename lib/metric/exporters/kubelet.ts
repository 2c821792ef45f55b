import { open } from '../declaration';
import { gauge } from '../metric';
import { nodeLabels } from './pod-target';
import { documented } from './provenance';

export const provenance = documented('https://github.com/kubernetes/kubernetes/blob/v1.34.4/test/instrumentation/documentation/documentation-list.yaml');

/** What the kubelet tells of the volumes that it mounts, and of itself. */
const own = { jobs: ['kubelet'], thirdParty: true } as const;
const perVolume = { ...own, labels: { ...nodeLabels, namespace: open({ expected: 10 }), persistentvolumeclaim: open({ expected: 20 }) } } as const;

export const volumeAvailable = gauge('kubelet_volume_stats_available_bytes', { ...perVolume, help: 'Number of available bytes in the volume', unit: 'bytes', range: { min: 0 }, direction: 'lowIsBad' });

export const volumeCapacity = gauge('kubelet_volume_stats_capacity_bytes', { ...perVolume, help: 'Capacity in bytes of the volume', unit: 'bytes', range: { min: 0 } });

export const volumeUsed = gauge('kubelet_volume_stats_used_bytes', { ...perVolume, help: 'Number of used bytes in the volume', unit: 'bytes', range: { min: 0 } });

export const volumeInodesFree = gauge('kubelet_volume_stats_inodes_free', { ...perVolume, help: 'Number of free inodes in the volume', unit: 'inodes', range: { min: 0 }, direction: 'lowIsBad' });

export const volumeInodes = gauge('kubelet_volume_stats_inodes', { ...perVolume, help: 'Maximum number of inodes in the volume', unit: 'inodes', range: { min: 0 } });
