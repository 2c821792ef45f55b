import { minutes } from '../../lib/core/duration';
import { bytes, mebibytes, percent, perSecond, quantity } from '../../lib/core/quantity';
import { containerMemory, containerMemoryLimit, containerPeriods, containerThrottledPeriods } from '../../lib/metric/exporters/cadvisor';
import {
  autoscalerDesired, autoscalerMaximum, claimPhase, containerLastTerminated, containerRestarts, containerWaiting, daemonSetDesired, daemonSetReady, deploymentAvailable, deploymentDesired, jobFailed,
  podPhase, statefulSetDesired, statefulSetReady,
} from '../../lib/metric/exporters/kube-state-metrics';
import { max, sum } from '../../lib/promql/aggregate';
import { increase, instant, maxOverTime, rate, ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds } from '../../lib/rule/scenario/input';
import { workloadsDashboard } from './dashboards';
import { team } from './team';

/** Workloads of the whole cluster. They are causes: what customers notice pages by the alerts of their own systems. */
const common = { team, dashboard: workloadsDashboard, labels: { service: 'workloads' } } as const;

const pod = { namespace: 'shop', pod: 'shop-api-0', uid: 'a' } as const;

const container = { ...pod, container: 'api' } as const;

const ofPod = { namespace: pod.namespace, pod: pod.pod } as const;

const ofContainer = { ...ofPod, container: container.container } as const;

const waiting = (reason: string, value: 0 | 1): InputSeries => holds(containerWaiting, { ...container, reason }, quantity(value, 'containers'));

export const containerCrashLooping = alert('ContainerCrashLooping', {
  ...common,
  when: max(maxOverTime(containerWaiting.where({ reason: 'CrashLoopBackOff' }), minutes(5))).by('namespace', 'pod', 'container').atLeast(quantity(1, 'containers')),
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'A container ends again and again as soon as it is started.',
  description: ({ labels }) => `The container ${labels.container} of ${labels.namespace}/${labels.pod} is in a crash loop.`,
  runbook: 'belfry/container-crash-looping',
  fires: { name: 'in a crash loop', given: [waiting('CrashLoopBackOff', 1)], notYetAt: minutes(14), at: minutes(16), alerts: [{ labels: ofContainer, description: 'The container api of shop/shop-api-0 is in a crash loop.' }] },
  silent: [
    { name: 'while its image is fetched', given: [waiting('ContainerCreating', 1)], at: [minutes(16), minutes(60)] },
    { name: 'when the loop has ended', given: [waiting('CrashLoopBackOff', 0)], at: minutes(60) },
  ],
});

const phase = (name: 'Failed' | 'Pending' | 'Running' | 'Succeeded' | 'Unknown', value: 0 | 1): InputSeries => holds(podPhase, { ...pod, phase: name }, quantity(value, 'pods'));

export const podNotRunning = alert('PodNotRunning', {
  ...common,
  when: max(podPhase.where({ phase: ['Failed', 'Pending', 'Unknown'] })).by('namespace', 'pod', 'phase').equals(quantity(1, 'pods')),
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'A pod does not run, though it should.',
  description: ({ labels }) => `The pod ${labels.namespace}/${labels.pod} is in the phase ${labels.phase}.`,
  runbook: 'belfry/pod-not-running',
  fires: { name: 'while it is pending', given: [phase('Pending', 1), phase('Running', 0)], notYetAt: minutes(14), at: minutes(16), alerts: [{ labels: { ...ofPod, phase: 'Pending' }, description: 'The pod shop/shop-api-0 is in the phase Pending.' }] },
  silent: [
    { name: 'while it runs', given: [phase('Pending', 0), phase('Running', 1)], at: [minutes(16), minutes(60)] },
    { name: 'when it has done its work', given: [phase('Succeeded', 1)], at: minutes(60) },
  ],
});

const restarts = sum(increase(containerRestarts, minutes(30))).by('namespace', 'pod', 'container');

const killed = max(instant(containerLastTerminated.where({ reason: 'OOMKilled' }))).by('namespace', 'pod', 'container').equals(quantity(1, 'containers'));

const restarted = (reason: 'OOMKilled' | 'Error', perHalfHour: number): readonly InputSeries[] => [
  grows(containerRestarts, container, perSecond(perHalfHour / 1800, 'restarts')),
  holds(containerLastTerminated, { ...container, reason }, quantity(1, 'containers')),
];

export const containerOutOfMemory = alert('ContainerOutOfMemory', {
  ...common,
  when: restarts.above(quantity(0.5, 'restarts')).given(killed),
  for: minutes(1),
  keepFiringFor: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'A container was killed because it wanted more memory than its limit.',
  description: ({ labels, value }) => `The container ${labels.container} of ${labels.namespace}/${labels.pod} was restarted ${value} times within half an hour, the last time for want of memory.`,
  runbook: 'belfry/container-out-of-memory',
  fires: { name: 'at two restarts in half an hour', given: restarted('OOMKilled', 2), at: minutes(36), alerts: [{ labels: ofContainer, description: 'The container api of shop/shop-api-0 was restarted 2 times within half an hour, the last time for want of memory.' }] },
  silent: [
    { name: 'when it ended for another reason', given: restarted('Error', 2), at: [minutes(36), minutes(60)] },
    { name: 'when that was long ago', given: restarted('OOMKilled', 0), at: [minutes(36), minutes(60)] },
  ],
});

const ofContainers = { container: { not: ['', 'POD'] } } as const;

/** As cAdvisor names it. */
const measured = { ...ofContainer, node: 'node-a', id: '/kubepods/api', image: 'shop:1', name: 'api' } as const;

const limit = max(containerMemoryLimit.where(ofContainers)).by('namespace', 'pod', 'container').above(bytes(0));

const memory = (share: number, limited = true): readonly InputSeries[] => [
  holds(containerMemory, measured, mebibytes(share * 100)),
  holds(containerMemoryLimit, measured, mebibytes(limited ? 100 : 0)),
];

export const containerMemoryAlmostUsed = alert('ContainerMemoryAlmostUsed', {
  ...common,
  when: ratio(max(containerMemory.where(ofContainers)).by('namespace', 'pod', 'container'), limit).above(percent(92)),
  for: minutes(15),
  severity: 'warning',
  kind: 'capacity',
  summary: 'A container needs almost all the memory that it may have; beyond it is killed.',
  description: ({ labels, value }) => `The container ${labels.container} of ${labels.namespace}/${labels.pod} uses ${value} of its memory limit.`,
  runbook: 'belfry/container-memory-almost-used',
  fires: { name: 'at 93 %', given: memory(0.93), notYetAt: minutes(14), at: minutes(16), alerts: [{ labels: ofContainer, description: 'The container api of shop/shop-api-0 uses 93% of its memory limit.' }] },
  silent: [
    { name: 'at 91 %', given: memory(0.91), at: [minutes(16), minutes(60)] },
    { name: 'without a limit', given: memory(0.93, false), at: minutes(60) },
  ],
});

const throttled = (share: number): readonly InputSeries[] => [
  grows(containerPeriods, measured, perSecond(10, 'periods')),
  grows(containerThrottledPeriods, measured, perSecond(10 * share, 'periods')),
];

export const containerThrottled = alert('ContainerThrottled', {
  ...common,
  when: ratio(sum(rate(containerThrottledPeriods.where(ofContainers), minutes(5))).by('namespace', 'pod', 'container'), sum(rate(containerPeriods.where(ofContainers), minutes(5))).by('namespace', 'pod', 'container')).above(percent(50)),
  for: minutes(30),
  severity: 'info',
  kind: 'cause',
  summary: 'A container is held back by its processor limit for half of the time.',
  description: ({ labels, value }) => `The container ${labels.container} of ${labels.namespace}/${labels.pod} is throttled in ${value} of its periods.`,
  runbook: 'belfry/container-throttled',
  fires: { name: 'at 51 %', given: throttled(0.51), notYetAt: minutes(29), at: minutes(36), alerts: [{ labels: ofContainer, description: 'The container api of shop/shop-api-0 is throttled in 51% of its periods.' }] },
  silent: { name: 'at 49 %', given: throttled(0.49), at: [minutes(36), minutes(60)] },
});

const deployment = { namespace: 'shop', deployment: 'shop-api' } as const;

const deployed = (desired: number, available: number): readonly InputSeries[] => [holds(deploymentDesired, deployment, quantity(desired, 'replicas')), holds(deploymentAvailable, deployment, quantity(available, 'replicas'))];

export const deploymentReplicasMissing = alert('DeploymentReplicasMissing', {
  ...common,
  when: max(deploymentAvailable).by('namespace', 'deployment').below(max(deploymentDesired).by('namespace', 'deployment')),
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'A deployment has fewer pods than it should.',
  description: ({ labels, value }) => `The deployment ${labels.namespace}/${labels.deployment} has only ${value} available replicas.`,
  runbook: 'belfry/deployment-replicas-missing',
  fires: { name: 'with two of three', given: deployed(3, 2), notYetAt: minutes(14), at: minutes(16), alerts: [{ labels: deployment, description: 'The deployment shop/shop-api has only 2 available replicas.' }] },
  silent: { name: 'with three of three', given: deployed(3, 3), at: [minutes(16), minutes(60)] },
});

const statefulSet = { namespace: 'monitoring', statefulset: 'loki' } as const;

const stateful = (desired: number, ready: number): readonly InputSeries[] => [holds(statefulSetDesired, statefulSet, quantity(desired, 'replicas')), holds(statefulSetReady, statefulSet, quantity(ready, 'replicas'))];

export const statefulSetReplicasMissing = alert('StatefulSetReplicasMissing', {
  ...common,
  when: max(statefulSetReady).by('namespace', 'statefulset').below(max(statefulSetDesired).by('namespace', 'statefulset')),
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'A stateful set has fewer pods than it should.',
  description: ({ labels, value }) => `The stateful set ${labels.namespace}/${labels.statefulset} has only ${value} ready replicas.`,
  runbook: 'belfry/stateful-set-replicas-missing',
  fires: { name: 'with two of three', given: stateful(3, 2), notYetAt: minutes(14), at: minutes(16), alerts: [{ labels: statefulSet, description: 'The stateful set monitoring/loki has only 2 ready replicas.' }] },
  silent: { name: 'with three of three', given: stateful(3, 3), at: [minutes(16), minutes(60)] },
});

const daemonSet = { namespace: 'monitoring-nodes', daemonset: 'otel-collector-agent' } as const;

const onNodes = (desired: number, ready: number): readonly InputSeries[] => [holds(daemonSetDesired, daemonSet, quantity(desired, 'pods')), holds(daemonSetReady, daemonSet, quantity(ready, 'pods'))];

export const daemonSetPodsMissing = alert('DaemonSetPodsMissing', {
  ...common,
  when: max(daemonSetReady).by('namespace', 'daemonset').below(max(daemonSetDesired).by('namespace', 'daemonset')),
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'Something that should run on every node does not.',
  description: ({ labels, value }) => `The daemon set ${labels.namespace}/${labels.daemonset} is ready on ${value} nodes only.`,
  runbook: 'belfry/daemon-set-pods-missing',
  fires: { name: 'on nine of ten nodes', given: onNodes(10, 9), notYetAt: minutes(14), at: minutes(16), alerts: [{ labels: daemonSet, description: 'The daemon set monitoring-nodes/otel-collector-agent is ready on 9 nodes only.' }] },
  silent: { name: 'on ten of ten nodes', given: onNodes(10, 10), at: [minutes(16), minutes(60)] },
});

const job = { namespace: 'shop', job_name: 'nightly-report-29384' } as const;

const ended = (failed: 0 | 1): InputSeries => holds(jobFailed, { ...job, condition: 'true' }, quantity(failed, 'jobs'));

export const kubernetesJobFailed = alert('KubernetesJobFailed', {
  ...common,
  when: max(jobFailed.where({ condition: 'true' })).by('namespace', 'job_name').equals(quantity(1, 'jobs')),
  for: minutes(5),
  severity: 'warning',
  kind: 'cause',
  summary: 'A job of Kubernetes has failed and will not be tried again.',
  description: ({ labels }) => `The job ${labels.namespace}/${labels.job_name} has failed.`,
  runbook: 'belfry/kubernetes-job-failed',
  fires: { name: 'when it has failed', given: [ended(1)], notYetAt: minutes(4), at: minutes(6), alerts: [{ labels: job, description: 'The job shop/nightly-report-29384 has failed.' }] },
  silent: { name: 'when it has not', given: [ended(0)], at: [minutes(6), minutes(60)] },
});

const claim = { namespace: 'monitoring', persistentvolumeclaim: 'data-loki-0' } as const;

const claimed = (name: 'Bound' | 'Lost' | 'Pending', value: 0 | 1): InputSeries => holds(claimPhase, { ...claim, phase: name }, quantity(value, 'claims'));

export const volumeClaimNotBound = alert('VolumeClaimNotBound', {
  ...common,
  when: max(claimPhase.where({ phase: ['Lost', 'Pending'] })).by('namespace', 'persistentvolumeclaim', 'phase').equals(quantity(1, 'claims')),
  for: minutes(10),
  severity: 'warning',
  kind: 'cause',
  summary: 'A pod waits for a volume that there is not.',
  description: ({ labels }) => `The claim ${labels.namespace}/${labels.persistentvolumeclaim} is in the phase ${labels.phase}.`,
  runbook: 'belfry/volume-claim-not-bound',
  fires: { name: 'while it is pending', given: [claimed('Pending', 1), claimed('Bound', 0)], notYetAt: minutes(9), at: minutes(11), alerts: [{ labels: { ...claim, phase: 'Pending' }, description: 'The claim monitoring/data-loki-0 is in the phase Pending.' }] },
  silent: { name: 'when it is bound', given: [claimed('Pending', 0), claimed('Bound', 1)], at: [minutes(11), minutes(60)] },
});

const autoscaler = { namespace: 'shop', horizontalpodautoscaler: 'shop-api' } as const;

const scaled = (desired: number, maximum: number): readonly InputSeries[] => [holds(autoscalerDesired, autoscaler, quantity(desired, 'replicas')), holds(autoscalerMaximum, autoscaler, quantity(maximum, 'replicas'))];

export const autoscalerAtMaximum = alert('AutoscalerAtMaximum', {
  ...common,
  when: max(autoscalerDesired).by('namespace', 'horizontalpodautoscaler').atLeast(max(autoscalerMaximum).by('namespace', 'horizontalpodautoscaler')),
  for: minutes(15),
  severity: 'info',
  kind: 'capacity',
  summary: 'An autoscaler has reached its maximum: more load finds no more pods.',
  description: ({ labels, value }) => `The autoscaler ${labels.namespace}/${labels.horizontalpodautoscaler} runs its maximum of ${value} replicas.`,
  runbook: 'belfry/autoscaler-at-maximum',
  fires: { name: 'at ten of ten', given: scaled(10, 10), notYetAt: minutes(14), at: minutes(16), alerts: [{ labels: autoscaler, description: 'The autoscaler shop/shop-api runs its maximum of 10 replicas.' }] },
  silent: { name: 'at nine of ten', given: scaled(9, 10), at: [minutes(16), minutes(60)] },
});

export const workloadAlerts: readonly Alert[] = [
  containerCrashLooping,
  podNotRunning,
  containerOutOfMemory,
  containerMemoryAlmostUsed,
  containerThrottled,
  deploymentReplicasMissing,
  statefulSetReplicasMissing,
  daemonSetPodsMissing,
  kubernetesJobFailed,
  volumeClaimNotBound,
  autoscalerAtMaximum,
];
