import { minutes } from '../../lib/core/duration';
import { fraction, perSecond, quantity } from '../../lib/core/quantity';
import {
  alertmanagerConfigHash, alertmanagerConfigReloadSuccessful, alertsInvalid, clusterFailedPeers, clusterMembers, notificationLogMaintenanceErrors, silenceMaintenanceErrors,
} from '../../lib/metric/exporters/alertmanager';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { count, max, min, sum } from '../../lib/promql/aggregate';
import { absent, increase } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds } from '../../lib/rule/scenario/input';
import { componentDown } from './component-down';
import { alertmanagerDashboard } from './dashboards';
import { alertmanagerPod } from './scenes';
import { team } from './team';

const common = { team, dashboard: alertmanagerDashboard, labels: { service: 'alertmanager' } } as const;

const own = { pod: alertmanagerPod.pod } as const;

const { up } = targetMetrics('alertmanager');

export const alertmanagerDown = componentDown('AlertmanagerDown', {
  job: 'alertmanager',
  dashboard: alertmanagerDashboard,
  when: max(up).by('job').equals(fraction(0)).or(absent(up)),
  severity: 'critical',
  summary: 'No Alertmanager answers: nobody is told of any alert.',
  runbook: 'belfry/alertmanager-down',
});

const reloaded = (value: 0 | 1): InputSeries => holds(alertmanagerConfigReloadSuccessful, alertmanagerPod, fraction(value));

export const alertmanagerConfigReloadFailed = alert('AlertmanagerConfigReloadFailed', {
  ...common,
  when: max(alertmanagerConfigReloadSuccessful).by('pod').equals(fraction(0)),
  for: minutes(10),
  severity: 'high',
  kind: 'meta',
  summary: 'Alertmanager refuses its new configuration and goes on with the old one.',
  description: ({ labels }) => `${labels.pod} could not load its configuration. It will not start again with it either.`,
  runbook: 'belfry/alertmanager-config-reload-failed',
  fires: { name: 'when the last reload failed', given: [reloaded(0)], notYetAt: minutes(9), at: minutes(11), alerts: [{ labels: own, description: 'alertmanager-0 could not load its configuration. It will not start again with it either.' }] },
  silent: { name: 'when it succeeded', given: [reloaded(1)], at: [minutes(11), minutes(60)] },
});

/** One value for each instance, in the order of their numbers. */
const hashes = (...values: readonly number[]): readonly InputSeries[] =>
  values.map((value, index) => holds(alertmanagerConfigHash, { ...alertmanagerPod, pod: `alertmanager-${String(index)}`, instance: `10.0.0.${String(index)}:9093` }, quantity(value, 'hash')));

export const alertmanagerConfigInconsistent = alert('AlertmanagerConfigInconsistent', {
  ...common,
  when: max(alertmanagerConfigHash).by('job').differsFrom(min(alertmanagerConfigHash).by('job')),
  for: minutes(20),
  severity: 'high',
  kind: 'meta',
  summary: 'The Alertmanagers have different configurations: who is told depends on which one sends.',
  description: ({ labels }) => `The instances of ${labels.job} do not all have the same configuration.`,
  runbook: 'belfry/alertmanager-config-inconsistent',
  fires: { name: 'when one of three differs', given: hashes(1.25e14, 1.25e14, 2.5e14), notYetAt: minutes(19), at: minutes(21), alerts: [{ labels: { job: 'alertmanager' }, description: 'The instances of alertmanager do not all have the same configuration.' }] },
  silent: { name: 'when all are the same', given: hashes(1.25e14, 1.25e14, 1.25e14), at: [minutes(21), minutes(60)] },
});

const cluster = (...members: readonly number[]): readonly InputSeries[] =>
  members.flatMap((seen, index) => {
    const labels = { instance: `10.0.0.${String(index)}:9093` } as const;
    return [holds(up, labels, fraction(1)), holds(clusterMembers, { ...alertmanagerPod, pod: `alertmanager-${String(index)}`, ...labels }, quantity(seen, 'members'))];
  });

/** Members and targets are both things that are counted; what one is of the other has no unit. */
const membersPerTarget = min(clusterMembers).by('job').dividedBy(count(up).by('job'));

export const alertmanagerClusterSplit = alert('AlertmanagerClusterSplit', {
  ...common,
  when: membersPerTarget.below(quantity(1, 'members per series')),
  for: minutes(15),
  severity: 'high',
  kind: 'symptom',
  summary: 'The Alertmanagers do not see each other: notifications come twice, and silences hold on one side only.',
  description: ({ labels }) => `An instance of ${labels.job} sees fewer members of its cluster than there are.`,
  runbook: 'belfry/alertmanager-cluster-split',
  fires: { name: 'when one of three sees two', given: cluster(3, 3, 2), notYetAt: minutes(14), at: minutes(16), alerts: [{ labels: { job: 'alertmanager' }, description: 'An instance of alertmanager sees fewer members of its cluster than there are.' }] },
  silent: [
    { name: 'when all three see three', given: cluster(3, 3, 3), at: [minutes(16), minutes(60)] },
    { name: 'when there is one, without a cluster', given: [holds(up, {}, fraction(1))], at: minutes(60) },
  ],
});

const failedPeers = (peers: number): InputSeries => holds(clusterFailedPeers, alertmanagerPod, quantity(peers, 'peers'));

export const alertmanagerPeerFailed = alert('AlertmanagerPeerFailed', {
  ...common,
  when: max(clusterFailedPeers).by('pod').above(quantity(0, 'peers')),
  for: minutes(15),
  severity: 'warning',
  kind: 'cause',
  summary: 'An Alertmanager has lost one of its peers.',
  description: ({ labels, value }) => `${labels.pod} cannot reach ${value} of its peers.`,
  runbook: 'belfry/alertmanager-peer-failed',
  fires: { name: 'when one peer fails', given: [failedPeers(1)], notYetAt: minutes(14), at: minutes(16), alerts: [{ labels: own, description: 'alertmanager-0 cannot reach 1 of its peers.' }] },
  silent: { name: 'when none fails', given: [failedPeers(0)], at: [minutes(16), minutes(60)] },
});

const snapshotErrors = sum(increase(silenceMaintenanceErrors, minutes(60))).by('pod').plus(sum(increase(notificationLogMaintenanceErrors, minutes(60))).by('pod'));

const failedSnapshots = (silences: number, log: number): readonly InputSeries[] => [
  grows(silenceMaintenanceErrors, alertmanagerPod, perSecond(silences / 3600, 'maintenances')),
  grows(notificationLogMaintenanceErrors, alertmanagerPod, perSecond(log / 3600, 'maintenances')),
];

/** Alertmanager writes both every quarter of an hour. Source: the flags `--data.maintenance-interval` and `--alerts.gc-interval` of Alertmanager. */
export const alertmanagerStateNotSaved = alert('AlertmanagerStateNotSaved', {
  ...common,
  when: snapshotErrors.above(quantity(1.5, 'maintenances')),
  for: minutes(5),
  severity: 'warning',
  kind: 'cause',
  summary: 'Alertmanager cannot save silences and what it has sent: a restart forgets both.',
  description: ({ labels, value }) => `${labels.pod} failed to write its state ${value} times within an hour.`,
  runbook: 'belfry/alertmanager-state-not-saved',
  fires: [
    { name: 'when silences cannot be written twice in an hour', given: failedSnapshots(2, 0), notYetAt: minutes(2), at: minutes(66), alerts: [{ labels: own, description: 'alertmanager-0 failed to write its state 2 times within an hour.' }] },
    { name: 'when the notification log cannot be written', given: failedSnapshots(0, 4), notYetAt: minutes(2), at: minutes(66), alerts: [{ labels: own, description: 'alertmanager-0 failed to write its state 4 times within an hour.' }] },
  ],
  silent: { name: 'at a single failure', given: failedSnapshots(1, 0), at: [minutes(66), minutes(120)] },
});

const invalid = (perQuarter: number): InputSeries => grows(alertsInvalid, { ...alertmanagerPod, version: 'v2' }, perSecond(perQuarter / 900, 'alerts'));

export const alertmanagerInvalidAlerts = alert('AlertmanagerInvalidAlerts', {
  ...common,
  when: sum(increase(alertsInvalid, minutes(15))).by('pod').above(quantity(0, 'alerts')),
  for: minutes(10),
  severity: 'warning',
  kind: 'symptom',
  summary: 'Something sends alerts that Alertmanager cannot read, and they are lost.',
  description: ({ labels, value }) => `${labels.pod} refused ${value} alerts within 15 minutes.`,
  runbook: 'belfry/alertmanager-invalid-alerts',
  fires: { name: 'at three in a quarter of an hour', given: [invalid(3)], notYetAt: minutes(9), at: minutes(26), alerts: [{ labels: own, description: 'alertmanager-0 refused 3 alerts within 15 minutes.' }] },
  silent: { name: 'when none is refused', given: [invalid(0)], at: [minutes(26), minutes(60)] },
});

export const alertmanagerAlerts: readonly Alert[] = [
  alertmanagerDown,
  alertmanagerConfigReloadFailed,
  alertmanagerConfigInconsistent,
  alertmanagerClusterSplit,
  alertmanagerPeerFailed,
  alertmanagerStateNotSaved,
  alertmanagerInvalidAlerts,
];
