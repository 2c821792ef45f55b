import { open } from '../declaration';
import { counter, gauge, histogram } from '../metric';
import { nodeLabels } from './pod-target';
import { scraped } from './provenance';

export const provenance = scraped('kubelet', nodeLabels, {
  metrics: ['kubelet_certificate_manager_client_ttl_seconds', 'kubelet_certificate_manager_server_ttl_seconds', 'kubelet_image_pull_duration_seconds'],
  why: 'a kubelet that renews no certificate has none of them, and without a registry no image is pulled',
  source: 'https://github.com/kubernetes/kubernetes/blob/v1.34.4/test/instrumentation/documentation/documentation-list.yaml',
});

/** What the kubelet tells of the volumes that it mounts, and of itself. */
const own = { jobs: ['kubelet'], thirdParty: true, labels: nodeLabels } as const;
const perVolume = { ...own, labels: { ...nodeLabels, namespace: open({ expected: 10 }), persistentvolumeclaim: open({ expected: 20 }) } } as const;

export const volumeAvailable = gauge('kubelet_volume_stats_available_bytes', { ...perVolume, help: 'Number of available bytes in the volume', unit: 'bytes', range: { min: 0 }, direction: 'lowIsBad' });

export const volumeCapacity = gauge('kubelet_volume_stats_capacity_bytes', { ...perVolume, help: 'Capacity in bytes of the volume', unit: 'bytes', range: { min: 0 } });

export const volumeUsed = gauge('kubelet_volume_stats_used_bytes', { ...perVolume, help: 'Number of used bytes in the volume', unit: 'bytes', range: { min: 0 } });

export const volumeInodesFree = gauge('kubelet_volume_stats_inodes_free', { ...perVolume, help: 'Number of free inodes in the volume', unit: 'inodes', range: { min: 0 }, direction: 'lowIsBad' });

export const volumeInodes = gauge('kubelet_volume_stats_inodes', { ...perVolume, help: 'Maximum number of inodes in the volume', unit: 'inodes', range: { min: 0 } });

/** Infinite where there is no certificate to renew. */
export const kubeletClientCertificateTtl = gauge('kubelet_certificate_manager_client_ttl_seconds', {
  ...own,
  help: "Gauge of the TTL (time-to-live) of the Kubelet's client certificate. The value is in seconds until certificate expiry (negative if already expired).",
  unit: 'seconds',
  direction: 'lowIsBad',
});

/** Infinite where there is no certificate to renew. */
export const kubeletServerCertificateTtl = gauge('kubelet_certificate_manager_server_ttl_seconds', {
  ...own,
  help: "Gauge of the shortest TTL (time-to-live) of the Kubelet's serving certificate. The value is in seconds until certificate expiry (negative if already expired).",
  unit: 'seconds',
  direction: 'lowIsBad',
});

export const kubeletRunningPods = gauge('kubelet_running_pods', { ...own, help: 'Number of pods that have a running pod sandbox', unit: 'pods', range: { min: 0 } });

export const kubeletRuntimeOperations = counter('kubelet_runtime_operations_total', { ...own, help: 'Cumulative number of runtime operations by operation type.', unit: 'operations', labels: { ...nodeLabels, operation_type: open({ expected: 20 }) } });

export const kubeletRuntimeErrors = counter('kubelet_runtime_operations_errors_total', {
  ...own,
  help: 'Cumulative number of runtime operation errors by operation type.',
  unit: 'operations',
  createdOnFirstEvent: true,
  labels: { ...nodeLabels, operation_type: open({ expected: 20 }) },
});

export const kubeletRelistDuration = histogram('kubelet_pleg_relist_duration_seconds', {
  ...own,
  help: 'Duration in seconds for relisting pods in PLEG.',
  unit: 'seconds',
  counts: 'relists',
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

/** Bounds as in pkg/kubelet/metrics/metrics.go of the same version. */
export const imagePullDuration = histogram('kubelet_image_pull_duration_seconds', {
  ...own,
  help: 'Duration in seconds to pull an image.',
  unit: 'seconds',
  counts: 'pulls',
  labels: { ...nodeLabels, image_size_in_bytes: ['', '0-10MB', '10MB-100MB', '100MB-500MB', '500MB-1GB', '1GB-5GB', '5GB-10GB', '10GB-20GB', '20GB-30GB', '30GB-40GB', '40GB-60GB', '60GB-100GB', 'GT100GB'] },
  buckets: [1, 5, 10, 20, 30, 60, 120, 180, 240, 300, 360, 480, 600, 900, 1200, 1800, 2700, 3600],
});
