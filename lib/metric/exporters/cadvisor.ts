import { open } from '../declaration';
import { counter, gauge } from '../metric';
import { nodeLabels } from './pod-target';
import { scraped } from './provenance';

export const provenance = scraped('cadvisor', nodeLabels);

/**
 * What cAdvisor, within the kubelet of Kubernetes 1.34, measures of containers. The catalog was taken with containerd and
 * control groups of version 1: beyond what is declared, the names depend on both. `container` is empty for the pod as a
 * whole, so always ask for one. The labels are the kubelet's: `containerPrometheusLabelsFunc` in
 * pkg/kubelet/server/server.go of Kubernetes.
 */
const labels = {
  ...nodeLabels, namespace: open({ expected: 10 }), pod: open({ expected: 200 }), container: open({ expected: 3 }), id: open({ expected: 600 }), image: open({ expected: 50 }), name: open({ expected: 400 }),
} as const;
const perContainer = { jobs: ['cadvisor'], thirdParty: true, labels } as const;

export const containerCpu = counter('container_cpu_usage_seconds_total', { ...perContainer, help: 'Cumulative cpu time consumed', unit: 'seconds', labels: { ...labels, cpu: ['total'] } });

export const containerMemory = gauge('container_memory_working_set_bytes', { ...perContainer, help: 'Current working set', unit: 'bytes', range: { min: 0 } });

export const containerThrottledPeriods = counter('container_cpu_cfs_throttled_periods_total', { ...perContainer, help: 'Number of throttled period intervals', unit: 'periods' });

export const containerPeriods = counter('container_cpu_cfs_periods_total', { ...perContainer, help: 'Number of elapsed enforcement period intervals', unit: 'periods' });

/** Zero where there is no limit. */
export const containerMemoryLimit = gauge('container_spec_memory_limit_bytes', { ...perContainer, help: 'Memory limit for the container', unit: 'bytes', range: { min: 0 } });
