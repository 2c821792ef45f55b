import { minutes } from '../../lib/core/duration';
import { percent, perSecond, quantity } from '../../lib/core/quantity';
import { alertsReceived, notifications, notificationsFailed } from '../../lib/metric/exporters/alertmanager';
import { alertmanagersDiscovered, notificationErrors, notificationQueueCapacity, notificationQueueLength, notificationsDropped, notificationsSent } from '../../lib/metric/exporters/prometheus';
import { max, min, sum } from '../../lib/promql/aggregate';
import { increase, rate, ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds } from '../../lib/rule/scenario/input';
import { deliveryDashboard } from './dashboards';
import { alertmanagerPod, prometheusPod } from './scenes';
import { team } from './team';

/**
 * The way of an alert from Prometheus to a receiver, hop by hop. What happens behind the receivers, and the death of
 * all of this at once, only the heartbeat outside the cluster can tell.
 */
const common = { team, dashboard: deliveryDashboard, labels: { service: 'alerting' } } as const;

const sender = { pod: prometheusPod.pod } as const;

export const prometheusWithoutAlertmanager = alert('PrometheusWithoutAlertmanager', {
  ...common,
  when: max(alertmanagersDiscovered).by('pod').below(quantity(1, 'alertmanagers')),
  for: minutes(5),
  severity: 'critical',
  kind: 'symptom',
  summary: 'Prometheus finds no Alertmanager: its alerts reach nobody.',
  description: ({ labels }) => `${labels.pod} has no Alertmanager to send to.`,
  runbook: 'belfry/prometheus-without-alertmanager',
  fires: { name: 'when none is found', given: [holds(alertmanagersDiscovered, prometheusPod, quantity(0, 'alertmanagers'))], notYetAt: minutes(4), at: minutes(6), alerts: [{ labels: sender, description: 'prometheus-0 has no Alertmanager to send to.' }] },
  silent: { name: 'when one is found', given: [holds(alertmanagersDiscovered, prometheusPod, quantity(1, 'alertmanagers'))], at: [minutes(6), minutes(60)] },
});

const errorShare = ratio(sum(rate(notificationErrors, minutes(5))).by('pod', 'alertmanager'), sum(rate(notificationsSent, minutes(5))).by('pod', 'alertmanager'));

const address = (index: number): string => `http://10.0.0.${String(index)}:9093/api/v2/alerts`;

/** A hundred alerts per second to one Alertmanager, of which so many fail. */
const sending = (index: number, failing: number): readonly InputSeries[] => [
  grows(notificationsSent, { ...prometheusPod, alertmanager: address(index) }, perSecond(100, 'alerts')),
  grows(notificationErrors, { ...prometheusPod, alertmanager: address(index) }, perSecond(failing, 'alerts')),
];

export const prometheusAlertsUndeliverable = alert('PrometheusAlertsUndeliverable', {
  ...common,
  when: min(errorShare).by('pod').above(percent(3)),
  for: minutes(10),
  severity: 'critical',
  kind: 'symptom',
  summary: 'Prometheus cannot send its alerts to any Alertmanager.',
  description: ({ labels, value }) => `Of the alerts that ${labels.pod} sends, ${value} fail, whichever Alertmanager it tries.`,
  runbook: 'belfry/prometheus-alerts-undeliverable',
  fires: { name: 'at 4 % and 50 % errors', given: [...sending(1, 4), ...sending(2, 50)], notYetAt: minutes(9), at: minutes(16), alerts: [{ labels: sender, description: 'Of the alerts that prometheus-0 sends, 4% fail, whichever Alertmanager it tries.' }] },
  silent: { name: 'while one Alertmanager takes all but 2 %', given: [...sending(1, 2), ...sending(2, 100)], at: [minutes(16), minutes(60)] },
});

export const prometheusAlertmanagerErrors = alert('PrometheusAlertmanagerErrors', {
  ...common,
  when: errorShare.above(percent(1)),
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'One Alertmanager does not take all alerts.',
  description: ({ labels, value }) => `Of the alerts that ${labels.pod} sends to ${labels.alertmanager}, ${value} fail.`,
  runbook: 'belfry/prometheus-alertmanager-errors',
  fires: {
    name: 'for the Alertmanager with 2 % errors, and for no other',
    given: [...sending(1, 2), ...sending(2, 0.9)],
    notYetAt: minutes(14),
    at: minutes(21),
    alerts: [{ labels: { ...sender, alertmanager: address(1) }, description: `Of the alerts that prometheus-0 sends to ${address(1)}, 2% fail.` }],
  },
  silent: { name: 'at 0.9 %', given: sending(1, 0.9), at: [minutes(21), minutes(60)] },
});

const dropping = (perFiveMinutes: number): InputSeries => grows(notificationsDropped, { ...prometheusPod, alertmanager: address(1) }, perSecond(perFiveMinutes / 300, 'alerts'));

export const prometheusAlertsDropped = alert('PrometheusAlertsDropped', {
  ...common,
  when: sum(increase(notificationsDropped, minutes(5))).by('pod').above(quantity(0, 'alerts')),
  for: minutes(10),
  severity: 'high',
  kind: 'symptom',
  summary: 'Prometheus throws alerts away that it could not deliver.',
  description: ({ labels, value }) => `${labels.pod} dropped ${value} alerts within five minutes.`,
  runbook: 'belfry/prometheus-alerts-dropped',
  fires: { name: 'at five alerts in five minutes', given: [dropping(5)], notYetAt: minutes(9), at: minutes(16), alerts: [{ labels: sender, description: 'prometheus-0 dropped 5 alerts within five minutes.' }] },
  silent: { name: 'when none is dropped', given: [dropping(0)], at: [minutes(16), minutes(60)] },
});

const queue = (waiting: number): readonly InputSeries[] => [
  holds(notificationQueueLength, { ...prometheusPod, alertmanager: address(1) }, quantity(waiting, 'alerts')),
  holds(notificationQueueLength, { ...prometheusPod, alertmanager: address(2) }, quantity(0, 'alerts')),
  holds(notificationQueueCapacity, prometheusPod, quantity(10_000, 'alerts')),
];

export const prometheusNotificationQueueFilling = alert('PrometheusNotificationQueueFilling', {
  ...common,
  when: ratio(max(notificationQueueLength).by('pod'), max(notificationQueueCapacity).by('pod')).above(percent(50)),
  for: minutes(10),
  severity: 'high',
  kind: 'capacity',
  summary: 'Alerts pile up in Prometheus; when the queue is full they are lost.',
  description: ({ labels, value }) => `The queue of alerts in ${labels.pod} is ${value} full.`,
  runbook: 'belfry/prometheus-notification-queue-filling',
  fires: { name: 'at 5,100 of 10,000', given: queue(5100), notYetAt: minutes(9), at: minutes(11), alerts: [{ labels: sender, description: 'The queue of alerts in prometheus-0 is 51% full.' }] },
  silent: { name: 'at 4,900 of 10,000', given: queue(4900), at: [minutes(11), minutes(60)] },
});

const firingReceived = alertsReceived.where({ status: 'firing' });

const received = (perSec: number): InputSeries => grows(alertsReceived, { ...alertmanagerPod, status: 'firing', version: 'v2' }, perSecond(perSec, 'alerts'));

const nothingArrives = 'Alertmanager has not received a firing alert within ten minutes, and at least the Watchdog fires at all times.';

/** Where there is no Alertmanager to look at, `AlertmanagerDown` fires instead. */
export const alertmanagerReceivesNothing = alert('AlertmanagerReceivesNothing', {
  ...common,
  when: sum(rate(firingReceived, minutes(10))).by('job').equals(perSecond(0, 'alerts')),
  for: minutes(10),
  severity: 'critical',
  kind: 'symptom',
  summary: 'No alert arrives at Alertmanager, not even the one that always fires.',
  description: () => nothingArrives,
  runbook: 'belfry/alertmanager-receives-nothing',
  fires: { name: 'when the counter stands still', given: [received(0)], notYetAt: minutes(9), at: minutes(21), alerts: [{ labels: { job: 'alertmanager' }, description: nothingArrives }] },
  silent: { name: 'while the Watchdog arrives once in four minutes', given: [received(1 / 240)], at: [minutes(21), minutes(60)] },
});

/** Prometheus sends a firing alert again after a minute at the latest; whether a receiver is told depends on the route. */
const failedShare = ratio(sum(rate(notificationsFailed, minutes(15))).by('job', 'integration', 'pod'), sum(rate(notifications, minutes(15))).by('job', 'integration', 'pod'));

const notifying = (pod: string, failing: number): readonly InputSeries[] => [
  grows(notifications, { ...alertmanagerPod, pod, instance: pod, integration: 'pagerduty' }, perSecond(1, 'notifications')),
  grows(notificationsFailed, { ...alertmanagerPod, pod, instance: pod, integration: 'pagerduty', reason: 'serverError' }, perSecond(failing * 0.6, 'notifications')),
  grows(notificationsFailed, { ...alertmanagerPod, pod, instance: pod, integration: 'pagerduty', reason: 'rateLimited' }, perSecond(failing * 0.4, 'notifications')),
];

export const alertmanagerNotificationsFailing = alert('AlertmanagerNotificationsFailing', {
  ...common,
  when: min(failedShare).by('integration').above(percent(1)),
  for: minutes(5),
  severity: 'critical',
  kind: 'symptom',
  summary: 'Notifications do not reach a receiver, from whichever Alertmanager.',
  description: ({ labels, value }) => `${value} of the notifications by ${labels.integration} fail.`,
  runbook: 'belfry/alertmanager-notifications-failing',
  fires: { name: 'at 2 % and 100 %', given: [...notifying('alertmanager-0', 0.02), ...notifying('alertmanager-1', 1)], notYetAt: minutes(4), at: minutes(21), alerts: [{ labels: { integration: 'pagerduty' }, description: '2% of the notifications by pagerduty fail.' }] },
  silent: { name: 'while one Alertmanager fails with 0.9 % only', given: [...notifying('alertmanager-0', 0.009), ...notifying('alertmanager-1', 1)], at: [minutes(21), minutes(60)] },
});

export const alertmanagerInstanceCannotNotify = alert('AlertmanagerInstanceCannotNotify', {
  ...common,
  when: failedShare.above(percent(1)),
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'One Alertmanager cannot reach a receiver.',
  description: ({ labels, value }) => `${value} of the notifications by ${labels.integration} from ${labels.pod} fail.`,
  runbook: 'belfry/alertmanager-instance-cannot-notify',
  fires: {
    name: 'for the one with 2 %',
    given: [...notifying('alertmanager-0', 0.02), ...notifying('alertmanager-1', 0)],
    notYetAt: minutes(14),
    at: minutes(31),
    alerts: [{ labels: { job: 'alertmanager', integration: 'pagerduty', pod: 'alertmanager-0' }, description: '2% of the notifications by pagerduty from alertmanager-0 fail.' }],
  },
  silent: { name: 'at 0.9 %', given: notifying('alertmanager-0', 0.009), at: [minutes(31), minutes(60)] },
});

export const deliveryAlerts: readonly Alert[] = [
  prometheusWithoutAlertmanager,
  prometheusAlertsUndeliverable,
  prometheusAlertmanagerErrors,
  prometheusAlertsDropped,
  prometheusNotificationQueueFilling,
  alertmanagerReceivesNothing,
  alertmanagerNotificationsFailing,
  alertmanagerInstanceCannotNotify,
];
