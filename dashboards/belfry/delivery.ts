import { minutes } from '../../lib/core/duration';
import { limitOf } from '../../lib/dashboard/alert-limit';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { gauge, stat } from '../../lib/dashboard/panel/single-value';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad, lowIsBad } from '../../lib/dashboard/threshold';
import { alertsReceived, notificationLatency, notifications, notificationsFailed } from '../../lib/metric/exporters/alertmanager';
import { alertmanagersDiscovered, notificationErrors, notificationQueueCapacity, notificationQueueLength, notificationsDropped, notificationsSent } from '../../lib/metric/exporters/prometheus';
import { max, min, sum } from '../../lib/promql/aggregate';
import { increase, quantile, rate, ratio } from '../../lib/promql/functions';
import {
  alertmanagerInstanceCannotNotify, alertmanagerNotificationsFailing, prometheusAlertmanagerErrors, prometheusAlertsDropped, prometheusAlertsUndeliverable, prometheusNotificationQueueFilling,
  prometheusWithoutAlertmanager,
} from '../../rules/belfry/delivery-alerts';
import { team } from '../../rules/belfry/team';
import { alertmanagerAddress, deliveryAddress, folder, prometheusAddress, rulesAddress } from './addresses';
import { firingAlertsOf, isItBroken, sinceWhen } from './first-row';

const window = minutes(5);

const quarter = minutes(15);

const errorShare = ratio(sum(rate(notificationErrors, window)).by('pod', 'alertmanager'), sum(rate(notificationsSent, window)).by('pod', 'alertmanager'));

const failedShare = ratio(sum(rate(notificationsFailed, quarter)).by('job', 'integration', 'pod'), sum(rate(notifications, quarter)).by('job', 'integration', 'pod'));

const queueShare = ratio(max(notificationQueueLength).by('pod'), max(notificationQueueCapacity).by('pod'));

const dropped = sum(increase(notificationsDropped, window));

const dropLimit = highIsBad({ critical: limitOf(prometheusAlertsDropped, 'alerts') });

export const delivery = dashboard(deliveryAddress.uid, {
  title: deliveryAddress.title,
  folder,
  description: 'For whoever is on call: whether an alert that fires reaches a person, hop by hop from Prometheus to the receiver.',
  tags: ['belfry'],
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(rulesAddress), toDashboard(prometheusAddress), toDashboard(alertmanagerAddress)],
  rows: [
    row(isItBroken, [
      stat('Alertmanagers found', {
        description: 'By the replica of Prometheus that finds the fewest. Red where the alert PrometheusWithoutAlertmanager begins.',
        queries: [query(min(alertmanagersDiscovered))],
        thresholds: lowIsBad({ critical: limitOf(prometheusWithoutAlertmanager, 'alertmanagers') }),
        whenEmpty: 'no Prometheus',
      }),
      stat('Alerts that cannot be sent', {
        description: 'Share that fails whichever Alertmanager is tried. Red where the alert PrometheusAlertsUndeliverable begins.',
        queries: [query(max(min(errorShare).by('pod')))],
        thresholds: highIsBad({ critical: limitOf(prometheusAlertsUndeliverable, 'ratio') }),
        whenEmpty: 'nothing sent',
      }),
      stat('Alerts that arrive', {
        description: 'Firing alerts that Alertmanager receives per second. It is never zero: one alert fires at all times.',
        queries: [query(sum(rate(alertsReceived.where({ status: 'firing' }), minutes(10))))],
        whenEmpty: 'none',
      }),
      stat('Notifications that fail', {
        description: 'Share of the notifications that fail by the worst of the receivers, from whichever Alertmanager. Red where the alert AlertmanagerNotificationsFailing begins.',
        queries: [query(max(min(failedShare).by('integration')))],
        thresholds: highIsBad({ critical: limitOf(alertmanagerNotificationsFailing, 'ratio') }),
        whenEmpty: 'none sent',
      }),
      firingAlertsOf('alerting', 'alertmanager'),
      sinceWhen('alertmanager'),
    ]),
    row('From Prometheus to Alertmanager', [
      timeSeries('Sent', { description: 'Alerts per second, by Alertmanager.', queries: [query(sum(rate(notificationsSent, window)).by('alertmanager'), ({ labels }) => labels.alertmanager)] }),
      timeSeries('Failed', {
        description: 'Share of the alerts that fail on each way. The alert PrometheusAlertmanagerErrors begins at the line.',
        queries: [query(errorShare, ({ labels }) => `${labels.pod} to ${labels.alertmanager}`)],
        thresholds: highIsBad({ warning: limitOf(prometheusAlertmanagerErrors, 'ratio') }),
      }),
      gauge('Queue', {
        description: 'How full the fullest queue of alerts is. When it is full they are lost.',
        queries: [query(max(queueShare))],
        thresholds: highIsBad({ critical: limitOf(prometheusNotificationQueueFilling, 'ratio') }),
      }),
      timeSeries('Thrown away', { description: 'Alerts within five minutes that could not be delivered and were dropped.', queries: [query(dropped.by('pod'), ({ labels }) => labels.pod)], thresholds: dropLimit }),
    ]),
    row('From Alertmanager to a receiver', [
      timeSeries('Received', { description: 'Alerts per second that arrive at Alertmanager.', queries: [query(sum(rate(alertsReceived, window)).by('status'), ({ labels }) => labels.status)] }),
      timeSeries('Notifications', { description: 'Attempts per second, by kind of receiver.', queries: [query(sum(rate(notifications, quarter)).by('integration'), ({ labels }) => labels.integration)], stacked: true }),
      timeSeries('Notifications that fail, by receiver', {
        description: 'Share of the attempts, of the best of the Alertmanagers. Red where the alert AlertmanagerNotificationsFailing begins.',
        queries: [query(min(failedShare).by('integration'), ({ labels }) => labels.integration)],
        thresholds: highIsBad({ critical: limitOf(alertmanagerNotificationsFailing, 'ratio') }),
      }),
      timeSeries('Notifications that fail, by Alertmanager', {
        description: 'Share of the attempts of each Alertmanager, all receivers of it together. One that cannot reach the outside stands apart.',
        queries: [query(ratio(sum(rate(notificationsFailed, quarter)).by('pod'), sum(rate(notifications, quarter)).by('pod')), ({ labels }) => labels.pod)],
        thresholds: highIsBad({ warning: limitOf(alertmanagerInstanceCannotNotify, 'ratio') }),
      }),
      timeSeries('Why they fail', { description: 'Failed attempts per second, by reason.', queries: [query(sum(rate(notificationsFailed, quarter)).by('reason'), ({ labels }) => labels.reason)], stacked: true }),
      timeSeries('Time that a notification takes', {
        description: 'One in twenty takes longer, by kind of receiver.',
        queries: [query(quantile(0.95, sum(rate(notificationLatency.buckets, quarter)).by('le', 'integration')), ({ labels }) => labels.integration)],
      }),
    ]),
  ],
});
