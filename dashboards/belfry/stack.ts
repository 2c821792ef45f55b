import { minutes } from '../../lib/core/duration';
import { fraction, percent } from '../../lib/core/quantity';
import { limitOf } from '../../lib/dashboard/alert-limit';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks, firingAlertTable } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { stat } from '../../lib/dashboard/panel/single-value';
import { upOrDown } from '../../lib/dashboard/panel/state';
import { stateTimeline } from '../../lib/dashboard/panel/state-timeline';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad, lowIsBad } from '../../lib/dashboard/threshold';
import { notifications, notificationsFailed } from '../../lib/metric/exporters/alertmanager';
import { acceptedLogs, acceptedSpans, failedLogs, failedSpans } from '../../lib/metric/exporters/collector';
import { volumeAvailable, volumeCapacity } from '../../lib/metric/exporters/kubelet';
import { lokiLinesReceived } from '../../lib/metric/exporters/loki';
import { headSamplesAppended } from '../../lib/metric/exporters/prometheus';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { avg, max, min, sum } from '../../lib/promql/aggregate';
import { rate, ratio } from '../../lib/promql/functions';
import { alertmanagerNotificationsFailing } from '../../rules/belfry/delivery-alerts';
import { team } from '../../rules/belfry/team';
import { volumeAlmostFull, volumeFillingUp } from '../../rules/belfry/volume-alerts';
import { agentAddress, alertmanagerAddress, deliveryAddress, folder, gatewayAddress, grafanaAddress, jaegerAddress, lokiAddress, prometheusAddress, stackAddress, targetsAddress, volumesAddress } from './addresses';
import { isItBroken } from './first-row';

const window = minutes(5);

const quarter = minutes(15);

const { up } = targetMetrics(
  'prometheus', 'alertmanager', 'loki', 'grafana', 'jaeger', 'otel-collector-agent', 'otel-collector-gateway', 'node-exporter', 'kube-state-metrics-self', 'blackbox-exporter',
);

const failedShare = ratio(sum(rate(notificationsFailed, quarter)).by('job', 'integration', 'pod'), sum(rate(notifications, quarter)).by('job', 'integration', 'pod'));

const freeSpace = ratio(max(volumeAvailable).by('namespace', 'persistentvolumeclaim'), max(volumeCapacity).by('namespace', 'persistentvolumeclaim'));

export const stack = dashboard(stackAddress.uid, {
  title: stackAddress.title,
  folder,
  description: 'For whoever is on call: whether the watchers themselves are awake, and which of them is not.',
  tags: ['belfry'],
  annotations: [firingAlertMarks({ team })],
  links: [prometheusAddress, alertmanagerAddress, deliveryAddress, lokiAddress, jaegerAddress, agentAddress, gatewayAddress, grafanaAddress, targetsAddress, volumesAddress].map((address) => toDashboard(address)),
  rows: [
    row(isItBroken, [
      stat('Components without an answer', {
        description: 'Share of the components of which at least one replica does not answer Prometheus.',
        queries: [query(avg(min(up).by('job').isEqualTo(fraction(0))))],
        thresholds: highIsBad({ critical: percent(1) }),
        whenEmpty: 'no component',
      }),
      stat('Notifications that fail', {
        description: 'Share by the worst of the receivers, from whichever Alertmanager. Red where the alert AlertmanagerNotificationsFailing begins.',
        queries: [query(max(min(failedShare).by('integration')))],
        thresholds: highIsBad({ critical: limitOf(alertmanagerNotificationsFailing, 'ratio') }),
        whenEmpty: 'none sent',
        links: [toDashboard(deliveryAddress)],
      }),
      stat('Free space', {
        description: 'Of the fullest volume of the cluster. Red where the alert VolumeAlmostFull begins.',
        queries: [query(min(freeSpace))],
        thresholds: lowIsBad({ warning: limitOf(volumeFillingUp, 'ratio'), critical: limitOf(volumeAlmostFull, 'ratio') }),
        whenEmpty: 'no volume',
        links: [toDashboard(volumesAddress)],
      }),
      firingAlertTable('Firing alerts', { description: 'The alerts about the stack that fire now, the longest first. Empty is good.', team }),
      stateTimeline('Since when', {
        description: 'Each component, and the time in which at least one of its replicas did not answer.',
        queries: [query(min(up).by('job'), ({ labels }) => labels.job)],
        states: upOrDown,
        size: { width: 24, height: 10 },
      }),
    ]),
    row('Do metrics, logs and traces arrive', [
      timeSeries('Samples', { description: 'Samples per second that Prometheus stores, by replica.', queries: [query(sum(rate(headSamplesAppended, window)).by('pod'), ({ labels }) => labels.pod)] }),
      timeSeries('Log lines', { description: 'Lines per second that reach Loki.', queries: [query(sum(rate(lokiLinesReceived, window)), 'lines')] }),
      timeSeries('Log records in the collectors', {
        description: 'Records per second that collectors take, and that they could not pass on.',
        queries: [query(sum(rate(acceptedLogs, window)).by('job'), ({ labels }) => `taken by ${labels.job}`), query(sum(rate(failedLogs, window)).by('job'), ({ labels }) => `failed in ${labels.job}`)],
      }),
      timeSeries('Spans in the collectors', {
        description: 'Spans per second that collectors take, and that they could not pass on.',
        queries: [query(sum(rate(acceptedSpans, window)).by('job'), ({ labels }) => `taken by ${labels.job}`), query(sum(rate(failedSpans, window)).by('job'), ({ labels }) => `failed in ${labels.job}`)],
      }),
    ]),
  ],
});
