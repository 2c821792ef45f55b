import { open } from '../declaration';
import { counter, gauge } from '../metric';
import { nodeLabels } from './pod-target';
import { documented } from './provenance';

export const provenance = documented('https://github.com/google/cadvisor/blob/a52ec5d60cf70b22f8b6d204780aec7a222cf6bb/docs/storage/prometheus.md');

/** What cAdvisor, within the kubelet, measures of containers. `container` is empty for the pod as a whole, so always ask for one. */
const perContainer = {
  jobs: ['cadvisor'],
  thirdParty: true,
  labels: { ...nodeLabels, namespace: open({ expected: 10 }), pod: open({ expected: 200 }), container: open({ expected: 3 }) },
} as const;

export const containerCpu = counter('container_cpu_usage_seconds_total', { ...perContainer, help: 'Cumulative cpu time consumed', unit: 'seconds' });

export const containerMemory = gauge('container_memory_working_set_bytes', { ...perContainer, help: 'Current working set', unit: 'bytes', range: { min: 0 } });

export const containerThrottledPeriods = counter('container_cpu_cfs_throttled_periods_total', { ...perContainer, help: 'Number of throttled period intervals', unit: 'periods' });

export const containerPeriods = counter('container_cpu_cfs_periods_total', { ...perContainer, help: 'Number of elapsed enforcement period intervals', unit: 'periods' });
