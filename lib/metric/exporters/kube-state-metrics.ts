import { open } from '../declaration';
import { counter, gauge, info } from '../metric';
import { scraped } from './provenance';

export const provenance = scraped('kube-state-metrics', {});

/**
 * What kube-state-metrics 2.19 tells of the objects of Kubernetes. Discovery adds no labels to it: namespace and pod are
 * those of the object, not of the exporter.
 */
const own = { jobs: ['kube-state-metrics'], thirdParty: true } as const;

const namespace = open({ expected: 10 });
const deployments = { ...own, unit: 'replicas', range: { min: 0 }, labels: { namespace, deployment: open({ expected: 30 }) } } as const;
const statefulSets = { ...own, unit: 'replicas', range: { min: 0 }, labels: { namespace, statefulset: open({ expected: 10 }) } } as const;
const daemonSets = { ...own, unit: 'pods', range: { min: 0 }, labels: { namespace, daemonset: open({ expected: 10 }) } } as const;
const pod = { namespace, pod: open({ expected: 200 }), uid: open({ expected: 200 }) } as const;

/** States that an object is in or not: a series for each of the three, 1 for the one that holds. */
const threeStates = ['false', 'true', 'unknown'] as const;

export const deploymentDesired = gauge('kube_deployment_spec_replicas', { ...deployments, help: 'Number of desired pods for a deployment.' });

export const deploymentAvailable = gauge('kube_deployment_status_replicas_available', { ...deployments, help: 'The number of available replicas per deployment.', direction: 'lowIsBad' });

export const statefulSetDesired = gauge('kube_statefulset_replicas', { ...statefulSets, help: 'Number of desired pods for a StatefulSet.' });

export const statefulSetReady = gauge('kube_statefulset_status_replicas_ready', { ...statefulSets, help: 'The number of ready replicas per StatefulSet.', direction: 'lowIsBad' });

export const daemonSetDesired = gauge('kube_daemonset_status_desired_number_scheduled', { ...daemonSets, help: 'The number of nodes that should be running the daemon pod.' });

export const daemonSetReady = gauge('kube_daemonset_status_number_ready', {
  ...daemonSets,
  help: 'The number of nodes that should be running the daemon pod and have one or more of the daemon pod running and ready.',
  direction: 'lowIsBad',
});

export const podPhase = gauge('kube_pod_status_phase', { ...own, help: 'The pods current phase.', unit: 'pods', range: { min: 0, max: 1 }, labels: { ...pod, phase: ['Failed', 'Pending', 'Running', 'Succeeded', 'Unknown'] } });

export const containerRestarts = counter('kube_pod_container_status_restarts_total', { ...own, help: 'The number of container restarts per container.', unit: 'restarts', labels: { ...pod, container: open({ expected: 3 }) } });

export const containerWaiting = gauge('kube_pod_container_status_waiting_reason', {
  ...own,
  help: 'Describes the reason the container is currently in waiting state.',
  unit: 'containers',
  range: { min: 0, max: 1 },
  direction: 'highIsBad',
  labels: { ...pod, container: open({ expected: 3 }), reason: open({ expected: 5 }) },
});

export const containerLastTerminated = gauge('kube_pod_container_status_last_terminated_reason', {
  ...own,
  help: 'Describes the last reason the container was in terminated state.',
  unit: 'containers',
  range: { min: 0, max: 1 },
  labels: { ...pod, container: open({ expected: 3 }), reason: open({ expected: 5 }) },
});

export const jobFailed = gauge('kube_job_failed', { ...own, help: 'The job has failed its execution.', unit: 'jobs', range: { min: 0, max: 1 }, direction: 'highIsBad', labels: { namespace, job_name: open({ expected: 20 }), condition: threeStates } });

export const nodeCondition = gauge('kube_node_status_condition', {
  ...own,
  help: 'The condition of a cluster node.',
  unit: 'nodes',
  range: { min: 0, max: 1 },
  labels: { node: open({ expected: 10 }), condition: open({ expected: 5 }), status: threeStates },
});

export const nodeUnschedulable = gauge('kube_node_spec_unschedulable', { ...own, help: 'Whether a node can schedule new pods.', unit: 'nodes', range: { min: 0, max: 1 }, labels: { node: open({ expected: 10 }) } });

export const podReady = gauge('kube_pod_status_ready', { ...own, help: 'Describes whether the pod is ready to serve requests.', unit: 'pods', range: { min: 0, max: 1 }, labels: { ...pod, condition: threeStates } });

export const podInfo = info('kube_pod_info', {
  ...own,
  help: 'Information about pod.',
  labels: {
    ...pod, node: open({ expected: 10 }), host_ip: open({ expected: 10 }), pod_ip: open({ expected: 200 }), created_by_kind: open({ expected: 5 }), created_by_name: open({ expected: 100 }), host_network: ['false', 'true'], priority_class: open({ expected: 5 }),
  },
});

export const persistentVolumePhase = gauge('kube_persistentvolume_status_phase', {
  ...own,
  help: 'The phase indicates if a volume is available, bound to a claim, or released by a claim.',
  unit: 'volumes',
  range: { min: 0, max: 1 },
  labels: { persistentvolume: open({ expected: 20 }), phase: ['Available', 'Bound', 'Failed', 'Pending', 'Released'] },
});

export const claimPhase = gauge('kube_persistentvolumeclaim_status_phase', {
  ...own,
  help: 'The phase the persistent volume claim is currently in.',
  unit: 'claims',
  range: { min: 0, max: 1 },
  labels: { namespace, persistentvolumeclaim: open({ expected: 20 }), phase: ['Bound', 'Lost', 'Pending'] },
});

export const claimMounts = info('kube_pod_spec_volumes_persistentvolumeclaims_info', {
  ...own,
  help: 'Information about persistentvolumeclaim volumes in a pod.',
  labels: { ...pod, persistentvolumeclaim: open({ expected: 20 }), volume: open({ expected: 3 }) },
});

const autoscalers = { ...own, unit: 'replicas', range: { min: 0 }, labels: { namespace, horizontalpodautoscaler: open({ expected: 10 }) } } as const;

export const autoscalerDesired = gauge('kube_horizontalpodautoscaler_status_desired_replicas', { ...autoscalers, help: 'Desired number of replicas of pods managed by this autoscaler.' });

export const autoscalerMaximum = gauge('kube_horizontalpodautoscaler_spec_max_replicas', { ...autoscalers, help: 'Upper limit for the number of pods that can be set by the autoscaler; cannot be smaller than MinReplicas.' });
