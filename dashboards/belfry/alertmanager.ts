import { hours, minutes } from '../../lib/core/duration';
import { limitOf } from '../../lib/dashboard/alert-limit';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { stat } from '../../lib/dashboard/panel/single-value';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad } from '../../lib/dashboard/threshold';
import {
  aggregationGroupLimitReached, aggregationGroups, alertmanagerConfigHash, alertmanagerConfigReloadSuccessful, alertsHeld, alertsInvalid, alertsReceived, clusterFailedPeers, clusterMembers,
  notificationLogMaintenanceErrors, silenceMaintenanceErrors, silences,
} from '../../lib/metric/exporters/alertmanager';
import { max, min, sum } from '../../lib/promql/aggregate';
import { increase, rate } from '../../lib/promql/functions';
import { alertmanagerInvalidAlerts, alertmanagerPeerFailed, alertmanagerStateNotSaved } from '../../rules/belfry/alertmanager-alerts';
import { team } from '../../rules/belfry/team';
import { alertmanagerAddress, deliveryAddress, folder, stackAddress } from './addresses';
import { firingAlertsOf, isItBroken, replicasThatAnswer, sinceWhen } from './first-row';

const notSaved = sum(increase(silenceMaintenanceErrors, hours(1))).by('pod').plus(sum(increase(notificationLogMaintenanceErrors, hours(1))).by('pod'));

export const alertmanager = dashboard(alertmanagerAddress.uid, {
  title: alertmanagerAddress.title,
  folder,
  description: 'For whoever runs the stack: whether the Alertmanagers agree with each other, and what they hold.',
  tags: ['belfry'],
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(stackAddress), toDashboard(deliveryAddress)],
  rows: [
    row(isItBroken, [
      replicasThatAnswer('alertmanager'),
      stat('Configuration', {
        description: 'Whether the last reload succeeded, on all of them.',
        queries: [query(min(alertmanagerConfigReloadSuccessful))],
        states: [
          { value: 1, text: 'loaded', tone: 'good' },
          { value: 0, text: 'refused', tone: 'bad' },
        ],
      }),
      stat('One configuration', {
        description: 'Whether all of them have the same. When they differ, who is told depends on which one sends.',
        queries: [query(max(alertmanagerConfigHash).by('job').isEqualTo(min(alertmanagerConfigHash).by('job')), ({ labels }) => labels.job)],
        states: [
          { value: 1, text: 'the same', tone: 'good' },
          { value: 0, text: 'different', tone: 'bad' },
        ],
      }),
      stat('Peers that cannot be reached', {
        description: 'By the Alertmanager that misses the most. Orange where the alert AlertmanagerPeerFailed begins.',
        queries: [query(max(clusterFailedPeers))],
        thresholds: highIsBad({ warning: limitOf(alertmanagerPeerFailed, 'peers') }),
      }),
      firingAlertsOf('alertmanager', 'alerting'),
      sinceWhen('alertmanager'),
    ]),
    row('What it holds', [
      timeSeries('Alerts', { description: 'Alerts by state, as the fullest of them has it. Suppressed ones are silenced or inhibited.', queries: [query(max(alertsHeld).by('state'), ({ labels }) => labels.state)] }),
      timeSeries('Silences', { description: 'Silences by state. Expired ones are kept for a while.', queries: [query(max(silences).by('state'), ({ labels }) => labels.state)] }),
      timeSeries('Groups', {
        description: 'Groups of alerts that are notified together, and groups that could not be made because there are too many.',
        queries: [query(max(aggregationGroups), 'groups'), query(sum(increase(aggregationGroupLimitReached, hours(1))), 'refused within an hour')],
      }),
    ]),
    row('What goes wrong', [
      timeSeries('Members of the cluster', { description: 'What each of them sees. All should see the same number.', queries: [query(max(clusterMembers).by('pod'), ({ labels }) => labels.pod)] }),
      timeSeries('Alerts that cannot be read', {
        description: 'Within a quarter of an hour; they are lost. Orange where the alert AlertmanagerInvalidAlerts begins.',
        queries: [query(sum(increase(alertsInvalid, minutes(15))).by('pod'), ({ labels }) => labels.pod)],
        thresholds: highIsBad({ warning: limitOf(alertmanagerInvalidAlerts, 'alerts') }),
      }),
      timeSeries('State that was not saved', {
        description: 'Failed attempts within an hour to write silences and what has been sent. A restart forgets them.',
        queries: [query(notSaved, ({ labels }) => labels.pod)],
        thresholds: highIsBad({ warning: limitOf(alertmanagerStateNotSaved, 'maintenances') }),
      }),
      timeSeries('Alerts received', { description: 'Alerts per second, by replica. One that receives none is not found by Prometheus.', queries: [query(sum(rate(alertsReceived, minutes(5))).by('pod'), ({ labels }) => labels.pod)] }),
    ]),
  ],
});
