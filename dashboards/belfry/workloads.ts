import { hours, minutes } from '../../lib/core/duration';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { column } from '../../lib/dashboard/panel/column';
import { stat } from '../../lib/dashboard/panel/single-value';
import { table } from '../../lib/dashboard/panel/table';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { labelVariable } from '../../lib/dashboard/variable';
import { containerCpu, containerMemory, containerPeriods, containerThrottledPeriods } from '../../lib/metric/exporters/cadvisor';
import {
  containerLastTerminated, containerRestarts, containerWaiting, daemonSetDesired, daemonSetReady, deploymentAvailable, deploymentDesired, jobFailed, nodeCondition, nodeUnschedulable, podPhase,
  statefulSetDesired, statefulSetReady,
} from '../../lib/metric/exporters/kube-state-metrics';
import { max, sum, topk } from '../../lib/promql/aggregate';
import { increase, rate, ratio } from '../../lib/promql/functions';
import { folder, nodesAddress, volumesAddress, workloadsAddress } from './addresses';
import { firingAlertsOf, isItBroken, replicasThatAnswer, sinceWhen } from './first-row';

const window = minutes(5);

const namespace = labelVariable(podPhase, 'namespace');

const desired = max(deploymentDesired).by('namespace', 'deployment');

const available = max(deploymentAvailable).by('namespace', 'deployment');

const statefulDesired = max(statefulSetDesired).by('namespace', 'statefulset');

const statefulReady = max(statefulSetReady).by('namespace', 'statefulset');

const daemonsDesired = max(daemonSetDesired).by('namespace', 'daemonset');

const daemonsReady = max(daemonSetReady).by('namespace', 'daemonset');

/** The pod as a whole has no container, and would count everything twice. */
const container = { container: { not: '' } } as const;

const waiting = sum(containerWaiting.where({ reason: /CrashLoopBackOff|ImagePullBackOff|ErrImagePull|CreateContainerConfigError/ }));

export const workloads = dashboard(workloadsAddress.uid, {
  title: workloadsAddress.title,
  folder,
  description: 'For whoever runs applications in the cluster: what does not run although it should, what restarts, and what it uses.',
  tags: ['belfry'],
  variables: [namespace],
  annotations: [firingAlertMarks()],
  links: [toDashboard(nodesAddress), toDashboard(volumesAddress)],
  rows: [
    row(isItBroken, [
      stat('Replicas missing', {
        description: 'Replicas of Deployments that should be available and are not. Short while something is rolled out.',
        queries: [query(sum(desired.minus(available))).narrowedBy(namespace)],
        whenEmpty: 'no deployment',
      }),
      stat('Containers that cannot start', {
        description: 'Containers that crash again and again, or whose image or configuration is not found.',
        queries: [query(waiting.orZero()).narrowedBy(namespace)],
      }),
      stat('Restarts', { description: 'Containers that were started again within an hour.', queries: [query(sum(increase(containerRestarts, hours(1)))).narrowedBy(namespace)], display: 'short' }),
      stat('Nodes not ready', {
        description: 'Nodes that Kubernetes gives no work to because they do not answer or are unwell.',
        queries: [query(sum(nodeCondition.where({ condition: 'Ready', status: ['false', 'unknown'] })))],
        whenEmpty: 'no node',
      }),
      replicasThatAnswer('kube-state-metrics'),
      firingAlertsOf('workloads', 'cadvisor', 'kube-state-metrics', 'storage', 'scraping'),
      sinceWhen('kube-state-metrics'),
    ]),
    row('What should run and does not', [
      timeSeries('Missing replicas of Deployments', {
        description: 'The ten Deployments that miss most.',
        queries: [query(topk(10, desired.minus(available)), ({ labels }) => `${labels.namespace} ${labels.deployment}`).narrowedBy(namespace)],
      }),
      timeSeries('Missing replicas of StatefulSets', {
        description: 'The ten StatefulSets that miss most.',
        queries: [query(topk(10, statefulDesired.minus(statefulReady)), ({ labels }) => `${labels.namespace} ${labels.statefulset}`).narrowedBy(namespace)],
      }),
      timeSeries('Missing pods of DaemonSets', {
        description: 'The ten DaemonSets with the most nodes on which no pod is ready.',
        queries: [query(topk(10, daemonsDesired.minus(daemonsReady)), ({ labels }) => `${labels.namespace} ${labels.daemonset}`).narrowedBy(namespace)],
      }),
      timeSeries('Pods by phase', { description: 'Pods in each phase. Pending ones find no node, or their image is being loaded.', queries: [query(sum(podPhase).by('phase'), ({ labels }) => labels.phase).narrowedBy(namespace)], stacked: true }),
      timeSeries('Why containers wait', { description: 'Containers that wait, by reason.', queries: [query(sum(containerWaiting).by('reason'), ({ labels }) => labels.reason).narrowedBy(namespace)], stacked: true }),
      timeSeries('Failed jobs', { description: 'Jobs that have failed and are still there, by namespace.', queries: [query(sum(jobFailed.where({ condition: 'true' })).by('namespace'), ({ labels }) => labels.namespace).narrowedBy(namespace)] }),
    ]),
    row('What restarts, and why', [
      timeSeries('Restarts by pod', {
        description: 'The ten pods whose containers were started again most often within an hour.',
        queries: [query(topk(10, sum(increase(containerRestarts, hours(1))).by('namespace', 'pod')), ({ labels }) => `${labels.namespace} ${labels.pod}`).narrowedBy(namespace)],
      }),
      timeSeries('Why they ended', { description: 'Containers by the reason for which they last ended. OOMKilled ones need more memory or leak.', queries: [query(sum(containerLastTerminated).by('reason'), ({ labels }) => labels.reason).narrowedBy(namespace)] }),
      timeSeries('Nodes by condition', { description: 'Nodes of which a condition holds, and nodes that take no new pods.', queries: [query(sum(nodeCondition.where({ status: 'true' })).by('condition'), ({ labels }) => labels.condition), query(sum(nodeUnschedulable), 'unschedulable')] }),
    ]),
    row('What it uses', [
      timeSeries('Processors', { description: 'Processors that the containers of each namespace use.', queries: [query(topk(10, sum(rate(containerCpu.where(container), window)).by('namespace')), ({ labels }) => labels.namespace).narrowedBy(namespace)], display: 'short' }),
      timeSeries('Memory', { description: 'Memory that cannot be freed, by namespace.', queries: [query(topk(10, sum(containerMemory.where(container)).by('namespace')), ({ labels }) => labels.namespace).narrowedBy(namespace)] }),
      timeSeries('Throttled', {
        description: 'The ten pods that were held back most by their limit of processor time, as a share of the periods.',
        queries: [
          query(topk(10, ratio(sum(rate(containerThrottledPeriods.where(container), window)).by('namespace', 'pod'), sum(rate(containerPeriods.where(container), window)).by('namespace', 'pod'))), ({ labels }) => `${labels.namespace} ${labels.pod}`).narrowedBy(namespace),
        ],
      }),
      table('Deployments', {
        description: 'Each Deployment: replicas that are wanted, and those that are available.',
        columns: [column('Wanted', desired), column('Available', available)],
        size: { width: 24, height: 12 },
      }),
    ]),
  ],
});
