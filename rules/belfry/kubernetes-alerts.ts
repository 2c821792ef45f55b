import { days, minutes, seconds } from '../../lib/core/duration';
import { fraction, percent, perSecond, quantity } from '../../lib/core/quantity';
import { apiserverRequestDuration, apiserverRequests } from '../../lib/metric/exporters/kube-apiserver';
import { nodeCondition, persistentVolumePhase } from '../../lib/metric/exporters/kube-state-metrics';
import { kubeletClientCertificateTtl, kubeletServerCertificateTtl } from '../../lib/metric/exporters/kubelet';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { max, min, sum } from '../../lib/promql/aggregate';
import { absent, quantile, rate, ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds, observes } from '../../lib/rule/scenario/input';
import { componentDown } from './component-down';
import { nodesDashboard, stackDashboard, workloadsDashboard } from './dashboards';
import { team } from './team';

const apiserver = targetMetrics('kube-apiserver');

export const kubernetesApiDown = componentDown('KubernetesApiDown', {
  job: 'kube-apiserver',
  when: max(apiserver.up).by('job').equals(fraction(0)).or(absent(apiserver.up)),
  severity: 'critical',
  summary: 'The Kubernetes API does not answer: nothing can be deployed, restarted or moved.',
  runbook: 'belfry/kubernetes-api-down',
});

const kubelets = targetMetrics('kubelet');

export const kubeletsDown = componentDown('KubeletsDown', {
  job: 'kubelet',
  dashboard: nodesDashboard,
  when: max(kubelets.up).by('job').equals(fraction(0)).or(absent(kubelets.up)),
  severity: 'high',
  summary: 'No kubelet answers the scrape: nobody sees volumes fill up or certificates end.',
  runbook: 'belfry/kubelets-down',
});

const containers = targetMetrics('cadvisor');

export const containerMetricsDown = componentDown('ContainerMetricsDown', {
  job: 'cadvisor',
  dashboard: workloadsDashboard,
  when: max(containers.up).by('job').equals(fraction(0)).or(absent(containers.up)),
  severity: 'warning',
  summary: 'Nobody measures what containers use.',
  runbook: 'belfry/container-metrics-down',
});

const api = { team, dashboard: stackDashboard, labels: { service: 'kubernetes' } } as const;

const request = { verb: 'POST', group: '', version: 'v1', resource: 'pods', subresource: '', scope: 'resource', component: 'apiserver', dry_run: '' } as const;

const asked = sum(rate(apiserverRequests, minutes(5))).by('job');

const answers = (share: number): readonly InputSeries[] => [
  grows(apiserverRequests, { ...request, code: '201' }, perSecond(100 * (1 - share), 'requests')),
  grows(apiserverRequests, { ...request, code: '500' }, perSecond(100 * share, 'requests')),
];

export const kubernetesApiErrors = alert('KubernetesApiErrors', {
  ...api,
  when: ratio(sum(rate(apiserverRequests.where({ code: /5../ }), minutes(5))).by('job'), asked).above(percent(3)).given(asked.above(perSecond(0.1, 'requests'))),
  for: minutes(10),
  severity: 'high',
  kind: 'symptom',
  summary: 'The Kubernetes API answers with errors: deployments and restarts fail.',
  description: ({ value }) => `${value} of the requests to the Kubernetes API fail.`,
  runbook: 'belfry/kubernetes-api-errors',
  fires: { name: 'at 3.1 %', given: answers(0.031), notYetAt: minutes(9), at: minutes(16), alerts: [{ labels: { job: 'kube-apiserver' }, description: '3.1% of the requests to the Kubernetes API fail.' }] },
  silent: [
    { name: 'at 2.9 %', given: answers(0.029), at: [minutes(16), minutes(60)] },
    { name: 'when one request in a minute fails', given: [grows(apiserverRequests, { ...request, code: '500' }, perSecond(1 / 60, 'requests'))], at: minutes(60) },
  ],
});

/** Requests that change something, but for those that stay open: they run a command in a container or follow it. */
const changing = apiserverRequestDuration.buckets.where({ verb: ['DELETE', 'PATCH', 'POST', 'PUT'], subresource: { not: ['attach', 'exec', 'portforward', 'proxy'] } });

const takes = (time: number): readonly InputSeries[] => observes(apiserverRequestDuration, request, { observed: [{ rate: perSecond(10, 'requests'), each: seconds(time) }] });

export const kubernetesApiSlow = alert('KubernetesApiSlow', {
  ...api,
  when: quantile(0.99, sum(rate(changing, minutes(5))).by('le', 'verb')).above(seconds(1)),
  for: minutes(10),
  severity: 'warning',
  kind: 'symptom',
  summary: 'The Kubernetes API needs more than a second for a change.',
  description: ({ labels, value }) => `The 99th percentile of ${labels.verb} requests to the Kubernetes API is ${value}.`,
  runbook: 'belfry/kubernetes-api-slow',
  fires: { name: 'when changes take 1.1 seconds', given: takes(1.1), notYetAt: minutes(9), at: minutes(16), alerts: [{ labels: { verb: 'POST' }, description: 'The 99th percentile of POST requests to the Kubernetes API is 1.248s.' }] },
  silent: { name: 'when changes take 0.9 seconds', given: takes(0.9), at: [minutes(16), minutes(60)] },
});

const nodes = { team, dashboard: nodesDashboard, labels: { service: 'kubernetes' } } as const;

const condition = (name: string, value: 0 | 1): InputSeries => holds(nodeCondition, { node: 'node-a', condition: name, status: 'true' }, quantity(value, 'nodes'));

const onNode = { node: 'node-a' } as const;

export const kubernetesNodeNotReady = alert('KubernetesNodeNotReady', {
  ...nodes,
  when: max(nodeCondition.where({ condition: 'Ready', status: 'true' })).by('node').equals(quantity(0, 'nodes')),
  for: minutes(10),
  severity: 'high',
  kind: 'symptom',
  summary: 'A node is not ready: its pods are moved, and those with local volumes wait.',
  description: ({ labels }) => `The node ${labels.node} is not ready.`,
  runbook: 'belfry/kubernetes-node-not-ready',
  fires: { name: 'when the condition Ready does not hold', given: [condition('Ready', 0)], notYetAt: minutes(9), at: minutes(11), alerts: [{ labels: onNode, description: 'The node node-a is not ready.' }] },
  silent: { name: 'when it holds', given: [condition('Ready', 1)], at: [minutes(11), minutes(60)] },
});

export const kubernetesNodeUnderPressure = alert('KubernetesNodeUnderPressure', {
  ...nodes,
  when: max(nodeCondition.where({ condition: ['DiskPressure', 'MemoryPressure', 'PIDPressure'], status: 'true' })).by('node', 'condition').equals(quantity(1, 'nodes')),
  for: minutes(10),
  severity: 'warning',
  kind: 'cause',
  summary: 'A node runs short of memory, disk or processes, and evicts pods.',
  description: ({ labels }) => `The node ${labels.node} is under ${labels.condition}.`,
  runbook: 'belfry/kubernetes-node-under-pressure',
  fires: { name: 'under pressure for disk', given: [condition('DiskPressure', 1), condition('MemoryPressure', 0)], notYetAt: minutes(9), at: minutes(11), alerts: [{ labels: { ...onNode, condition: 'DiskPressure' }, description: 'The node node-a is under DiskPressure.' }] },
  silent: { name: 'without pressure, and ready', given: [condition('DiskPressure', 0), condition('Ready', 1)], at: [minutes(11), minutes(60)] },
});

const clientTtl = (span: { readonly value: number; readonly unit: 'seconds' }): InputSeries => holds(kubeletClientCertificateTtl, { node: 'node-a' }, span);

/**
 * A kubelet renews its certificate when between three tenths and a tenth of its life is left: of a year, five weeks
 * before the end at the latest. Source: https://kubernetes.io/docs/tasks/tls/certificate-rotation/
 */
export const kubeletClientCertificateExpires = alert('KubeletClientCertificateExpires', {
  ...nodes,
  when: min(kubeletClientCertificateTtl).by('node').below(days(7)),
  for: minutes(30),
  severity: 'high',
  kind: 'capacity',
  summary: 'A kubelet has not renewed the certificate by which it reaches the API: soon its node is lost.',
  description: ({ labels, value }) => `The client certificate of the kubelet on ${labels.node} is valid for another ${value}.`,
  runbook: 'belfry/kubelet-client-certificate-expires',
  fires: { name: 'below seven days', given: [clientTtl(days(6.5))], notYetAt: minutes(29), at: minutes(31), alerts: [{ labels: onNode, description: 'The client certificate of the kubelet on node-a is valid for another 6d 12h 0m 0s.' }] },
  silent: { name: 'above seven days', given: [clientTtl(days(7.5))], at: [minutes(31), minutes(60)] },
});

const serverTtl = (span: { readonly value: number; readonly unit: 'seconds' }): InputSeries => holds(kubeletServerCertificateTtl, { node: 'node-a' }, span);

export const kubeletServerCertificateExpires = alert('KubeletServerCertificateExpires', {
  ...nodes,
  when: min(kubeletServerCertificateTtl).by('node').below(days(7)),
  for: minutes(30),
  severity: 'warning',
  kind: 'capacity',
  summary: 'A kubelet has not renewed the certificate that it shows: soon logs, exec and scrapes fail on its node.',
  description: ({ labels, value }) => `The serving certificate of the kubelet on ${labels.node} is valid for another ${value}.`,
  runbook: 'belfry/kubelet-server-certificate-expires',
  fires: { name: 'below seven days', given: [serverTtl(days(6.5))], notYetAt: minutes(29), at: minutes(31), alerts: [{ labels: onNode, description: 'The serving certificate of the kubelet on node-a is valid for another 6d 12h 0m 0s.' }] },
  silent: { name: 'above seven days', given: [serverTtl(days(7.5))], at: [minutes(31), minutes(60)] },
});

const volumePhase = (phase: 'Failed' | 'Bound', value: 0 | 1): InputSeries => holds(persistentVolumePhase, { persistentvolume: 'pv-7', phase }, quantity(value, 'volumes'));

export const persistentVolumeFailed = alert('PersistentVolumeFailed', {
  ...nodes,
  when: max(persistentVolumePhase.where({ phase: 'Failed' })).by('persistentvolume').equals(quantity(1, 'volumes')),
  for: minutes(10),
  severity: 'high',
  kind: 'symptom',
  summary: 'A volume could not be made or given back.',
  description: ({ labels }) => `The volume ${labels.persistentvolume} has failed.`,
  runbook: 'belfry/persistent-volume-failed',
  fires: { name: 'in the phase Failed', given: [volumePhase('Failed', 1), volumePhase('Bound', 0)], notYetAt: minutes(9), at: minutes(11), alerts: [{ labels: { persistentvolume: 'pv-7' }, description: 'The volume pv-7 has failed.' }] },
  silent: { name: 'in the phase Bound', given: [volumePhase('Failed', 0), volumePhase('Bound', 1)], at: [minutes(11), minutes(60)] },
});

export const kubernetesAlerts: readonly Alert[] = [
  kubernetesApiDown,
  kubeletsDown,
  containerMetricsDown,
  kubernetesApiErrors,
  kubernetesApiSlow,
  kubernetesNodeNotReady,
  kubernetesNodeUnderPressure,
  kubeletClientCertificateExpires,
  kubeletServerCertificateExpires,
  persistentVolumeFailed,
];
