import { minutes } from '../../lib/core/duration';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { stat } from '../../lib/dashboard/panel/single-value';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { apiserverRequestDuration, apiserverRequests } from '../../lib/metric/exporters/kube-apiserver';
import { kubeletRelistDuration, kubeletRunningPods, kubeletRuntimeErrors, kubeletRuntimeOperations } from '../../lib/metric/exporters/kubelet';
import { max, sum, topk } from '../../lib/promql/aggregate';
import { quantile, rate, ratio } from '../../lib/promql/functions';
import { folder, kubernetesAddress, nodesAddress, volumesAddress, workloadsAddress } from './addresses';
import { firingAlertsOf, isItBroken, replicasThatAnswer, sinceWhen } from './first-row';

const window = minutes(5);

const failed = sum(rate(apiserverRequests.where({ code: /5../ }), window));

const asked = sum(rate(apiserverRequests, window));

/** A watch lasts as long as somebody looks, and a connection to a container as long as somebody works in it. */
const durations = sum(rate(apiserverRequestDuration.buckets.where({ verb: { not: /WATCH|CONNECT/ } }), window));

export const kubernetes = dashboard(kubernetesAddress.uid, {
  title: kubernetesAddress.title,
  folder,
  description: 'For whoever runs the cluster: whether the API server answers, and whether the kubelets keep up with their pods.',
  tags: ['belfry'],
  annotations: [firingAlertMarks()],
  links: [toDashboard(workloadsAddress), toDashboard(nodesAddress), toDashboard(volumesAddress)],
  rows: [
    row(isItBroken, [
      replicasThatAnswer('kube-apiserver'),
      stat('Requests that fail', { description: 'Share of the requests to the API server that it answered with 5xx.', queries: [query(ratio(failed.orZero(), asked))], whenEmpty: 'no requests' }),
      stat('p99 of answers', { description: 'One request in a hundred takes longer; watches and connections to containers are left out.', queries: [query(quantile(0.99, durations.by('le')))], whenEmpty: 'no requests' }),
      stat('Pods that run', { description: 'Pods of all nodes, as the kubelets count them.', queries: [query(sum(kubeletRunningPods))], sparkline: true }),
      firingAlertsOf('kubernetes', 'kubelet', 'scraping', 'storage'),
      sinceWhen('kube-apiserver'),
    ]),
    row('The API server', [
      timeSeries('Requests by verb', { description: 'Requests per second.', queries: [query(asked.by('verb'), ({ labels }) => labels.verb)] }),
      timeSeries('Requests that fail, by resource', { description: 'Requests per second that were answered with 5xx, for the ten worst resources.', queries: [query(topk(10, failed.by('resource', 'code')), ({ labels }) => `${labels.code} ${labels.resource}`)] }),
      timeSeries('p99 by verb', { description: 'One request in a hundred takes longer.', queries: [query(quantile(0.99, durations.by('le', 'verb')), ({ labels }) => labels.verb)] }),
      timeSeries('Slowest resources', { description: 'p99 of the ten slowest resources.', queries: [query(topk(10, quantile(0.99, durations.by('le', 'resource'))), ({ labels }) => labels.resource)] }),
    ]),
    row('The kubelets', [
      timeSeries('Pods by node', { description: 'Pods that run on each node.', queries: [query(max(kubeletRunningPods).by('node'), ({ labels }) => labels.node)] }),
      timeSeries('Time to look at all pods', {
        description: 'p99 of the time that a kubelet needs to see how its containers are, by node. Beyond some seconds it reports changes late.',
        queries: [query(quantile(0.99, sum(rate(kubeletRelistDuration.buckets, window)).by('le', 'node')), ({ labels }) => labels.node)],
      }),
      timeSeries('Work of the container runtime', { description: 'Operations per second, the ten most frequent kinds.', queries: [query(topk(10, sum(rate(kubeletRuntimeOperations, window)).by('operation_type')), ({ labels }) => labels.operation_type)] }),
      timeSeries('Errors of the container runtime', { description: 'Operations per second that failed, by node.', queries: [query(sum(rate(kubeletRuntimeErrors, window)).by('node'), ({ labels }) => labels.node)] }),
    ]),
  ],
});
