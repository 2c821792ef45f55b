import { minutes } from '../../lib/core/duration';
import { fraction, percent, perSecond, quantity } from '../../lib/core/quantity';
import { blackboxConfigReloadSuccessful, unknownModules } from '../../lib/metric/exporters/blackbox-exporter';
import { objectLists, objectWatches } from '../../lib/metric/exporters/kube-state-metrics-self';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { max, sum } from '../../lib/promql/aggregate';
import { absent, increase, rate, ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds } from '../../lib/rule/scenario/input';
import { componentDown } from './component-down';
import { nodesDashboard, probesDashboard, workloadsDashboard } from './dashboards';
import { blackboxPod, kubeStateMetricsPod } from './scenes';
import { team } from './team';

const nodeExporter = targetMetrics('node-exporter');

export const nodeExportersDown = componentDown('NodeExportersDown', {
  job: 'node-exporter',
  dashboard: nodesDashboard,
  when: max(nodeExporter.up).by('job').equals(fraction(0)).or(absent(nodeExporter.up)),
  severity: 'warning',
  summary: 'No node exporter answers on any node: nobody sees what the nodes lack.',
  runbook: 'belfry/node-exporters-down',
  for: minutes(10),
});

const kubeStateMetrics = targetMetrics('kube-state-metrics');

export const kubeStateMetricsDown = componentDown('KubeStateMetricsDown', {
  job: 'kube-state-metrics',
  dashboard: workloadsDashboard,
  when: max(kubeStateMetrics.up).by('job').equals(fraction(0)).or(absent(kubeStateMetrics.up)),
  severity: 'high',
  summary: 'kube-state-metrics does not answer: no alert about pods, workloads or nodes can fire.',
  runbook: 'belfry/kube-state-metrics-down',
});

const blackbox = targetMetrics('blackbox-exporter');

export const blackboxExporterDown = componentDown('BlackboxExporterDown', {
  job: 'blackbox-exporter',
  dashboard: probesDashboard,
  when: max(blackbox.up).by('job').equals(fraction(0)).or(absent(blackbox.up)),
  severity: 'high',
  summary: 'The blackbox exporter does not answer: nobody looks at the systems from outside.',
  runbook: 'belfry/blackbox-exporter-down',
});

const objects = { team, dashboard: workloadsDashboard, labels: { service: 'kube-state-metrics' } } as const;

const resource = { ...kubeStateMetricsPod, resource: '*v1.Pod' } as const;

/**
 * One in a hundred seconds. All is well at one request in five minutes and more; what fails is tried again within a
 * minute at the latest: NewReflector in k8s.io/client-go/tools/cache/reflector.go waits up to 30 seconds, and as long again by chance.
 */
const enough = perSecond(0.01, 'requests');

const listed = sum(rate(objectLists, minutes(15))).by('resource');

/** One request per second to the API server, of which a share fails. */
const lists = (share: number): readonly InputSeries[] => [
  grows(objectLists, { ...resource, result: 'success' }, perSecond(1 - share, 'requests')),
  grows(objectLists, { ...resource, result: 'error' }, perSecond(share, 'requests')),
];

export const kubeStateMetricsListErrors = alert('KubeStateMetricsListErrors', {
  ...objects,
  when: ratio(sum(rate(objectLists.where({ result: 'error' }), minutes(15))).by('resource'), listed).above(percent(1)).given(listed.above(enough)),
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'kube-state-metrics cannot list a kind of object: what it tells of it is old or missing.',
  description: ({ labels, value }) => `${value} of the requests for a list of ${labels.resource} fail.`,
  runbook: 'belfry/kube-state-metrics-list-errors',
  fires: { name: 'at 2 %', given: lists(0.02), notYetAt: minutes(14), at: minutes(31), alerts: [{ labels: { resource: '*v1.Pod' }, description: '2% of the requests for a list of *v1.Pod fail.' }] },
  silent: [
    { name: 'at 0.9 %', given: lists(0.009), at: [minutes(31), minutes(60)] },
    { name: 'when one request in five minutes fails', given: [grows(objectLists, { ...resource, result: 'error' }, perSecond(1 / 300, 'requests'))], at: minutes(60) },
  ],
});

const watched = sum(rate(objectWatches, minutes(15))).by('resource');

const watches = (share: number): readonly InputSeries[] => [
  grows(objectWatches, { ...resource, result: 'success' }, perSecond(1 - share, 'requests')),
  grows(objectWatches, { ...resource, result: 'error' }, perSecond(share, 'requests')),
];

export const kubeStateMetricsWatchErrors = alert('KubeStateMetricsWatchErrors', {
  ...objects,
  when: ratio(sum(rate(objectWatches.where({ result: 'error' }), minutes(15))).by('resource'), watched).above(percent(1)).given(watched.above(enough)),
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'kube-state-metrics cannot follow a kind of object: what it tells of it is old.',
  description: ({ labels, value }) => `${value} of the requests to follow ${labels.resource} fail.`,
  runbook: 'belfry/kube-state-metrics-watch-errors',
  fires: { name: 'at 2 %', given: watches(0.02), notYetAt: minutes(14), at: minutes(31), alerts: [{ labels: { resource: '*v1.Pod' }, description: '2% of the requests to follow *v1.Pod fail.' }] },
  silent: [
    { name: 'at 0.9 %', given: watches(0.009), at: [minutes(31), minutes(60)] },
    { name: 'when one request in five minutes fails', given: [grows(objectWatches, { ...resource, result: 'error' }, perSecond(1 / 300, 'requests'))], at: minutes(60) },
  ],
});

const probes = { team, dashboard: probesDashboard, labels: { service: 'blackbox-exporter' } } as const;

const own = { pod: blackboxPod.pod } as const;

const reloaded = (value: 0 | 1): InputSeries => holds(blackboxConfigReloadSuccessful, blackboxPod, fraction(value));

export const blackboxConfigReloadFailed = alert('BlackboxConfigReloadFailed', {
  ...probes,
  when: max(blackboxConfigReloadSuccessful).by('pod').equals(fraction(0)),
  for: minutes(10),
  severity: 'warning',
  kind: 'meta',
  summary: 'The blackbox exporter refuses its new configuration and goes on with the old one.',
  description: ({ labels }) => `${labels.pod} could not load its configuration. It will not start again with it either.`,
  runbook: 'belfry/blackbox-config-reload-failed',
  fires: { name: 'when the last reload failed', given: [reloaded(0)], notYetAt: minutes(9), at: minutes(11), alerts: [{ labels: own, description: 'blackbox-exporter-6d4f9 could not load its configuration. It will not start again with it either.' }] },
  silent: { name: 'when it succeeded', given: [reloaded(1)], at: [minutes(11), minutes(60)] },
});

const unknown = (perTenMinutes: number): InputSeries => grows(unknownModules, blackboxPod, perSecond(perTenMinutes / 600, 'probes'));

export const blackboxUnknownModule = alert('BlackboxUnknownModule', {
  ...probes,
  when: sum(increase(unknownModules, minutes(10))).by('pod').above(quantity(0, 'probes')),
  for: minutes(5),
  severity: 'warning',
  kind: 'cause',
  summary: 'A probe asks for a module that the blackbox exporter does not have, so it always fails.',
  description: ({ labels, value }) => `${value} probes within ten minutes asked ${labels.pod} for a module that it does not have.`,
  runbook: 'belfry/blackbox-unknown-module',
  fires: { name: 'at 20 in ten minutes', given: [unknown(20)], notYetAt: minutes(4), at: minutes(16), alerts: [{ labels: own, description: '20 probes within ten minutes asked blackbox-exporter-6d4f9 for a module that it does not have.' }] },
  silent: { name: 'when every module is known', given: [unknown(0)], at: [minutes(16), minutes(60)] },
});

export const exporterAlerts: readonly Alert[] = [
  nodeExportersDown,
  kubeStateMetricsDown,
  blackboxExporterDown,
  kubeStateMetricsListErrors,
  kubeStateMetricsWatchErrors,
  blackboxConfigReloadFailed,
  blackboxUnknownModule,
];
