import { open } from '../declaration';
import { counter, gauge, histogram, info } from '../metric';
import { podLabels } from './pod-target';
import { scraped } from './provenance';

export const provenance = scraped('alertmanager', podLabels);

/** What Alertmanager 0.34 tells of itself. */
const own = { jobs: ['alertmanager'], thirdParty: true, labels: podLabels } as const;

/** Kinds of receivers. They are all reported, configured or not. */
const integration = [
  'discord', 'email', 'incidentio', 'jira', 'mattermost', 'msteams', 'msteamsv2', 'opsgenie', 'pagerduty', 'pushover', 'rocketchat', 'slack', 'sns',
  'telegram', 'victorops', 'webex', 'webhook', 'wechat',
] as const;
const perIntegration = { ...own, labels: { ...podLabels, integration } } as const;

export const alertmanagerBuildInfo = info('alertmanager_build_info', {
  ...own,
  help: "A metric with a constant '1' value labeled by version, revision, branch, goversion from which alertmanager was built, and the goos and goarch for the build.",
  labels: { ...podLabels, version: open({ expected: 1 }), revision: open({ expected: 1 }), branch: open({ expected: 1 }), goversion: open({ expected: 1 }), goos: open({ expected: 1 }), goarch: open({ expected: 2 }), tags: open({ expected: 1 }) },
});

export const alertmanagerConfigReloadSuccessful = gauge('alertmanager_config_last_reload_successful', { ...own, help: 'Whether the last configuration reload attempt was successful.', unit: 'ratio', direction: 'lowIsBad' });

export const alertmanagerConfigHash = gauge('alertmanager_config_hash', { ...own, help: 'Hash of the currently loaded alertmanager configuration. Note that this is not a cryptographically strong hash.', unit: 'hash' });

export const alertsHeld = gauge('alertmanager_alerts', { ...own, help: 'How many alerts by state.', unit: 'alerts', range: { min: 0 }, labels: { ...podLabels, state: ['active', 'suppressed', 'unprocessed'] } });

export const alertsReceived = counter('alertmanager_alerts_received_total', { ...own, help: 'The total number of received alerts.', unit: 'alerts', labels: { ...podLabels, status: ['firing', 'resolved'], version: ['v2'] } });

export const alertsInvalid = counter('alertmanager_alerts_invalid_total', { ...own, help: 'The total number of received alerts that were invalid.', unit: 'alerts', labels: { ...podLabels, version: ['v2'] } });

export const notifications = counter('alertmanager_notifications_total', { ...perIntegration, help: 'The total number of attempted notifications.', unit: 'notifications' });

export const notificationsFailed = counter('alertmanager_notifications_failed_total', {
  ...own,
  help: 'The total number of failed notifications.',
  unit: 'notifications',
  labels: { ...podLabels, integration, reason: ['authError', 'clientError', 'contextCanceled', 'contextDeadlineExceeded', 'other', 'rateLimited', 'serverError'] },
});

export const notificationLatency = histogram('alertmanager_notification_latency_seconds', { ...perIntegration, help: 'The latency of notifications in seconds.', unit: 'seconds', counts: 'notifications', buckets: [1, 5, 10, 15, 20] });

export const clusterEnabled = gauge('alertmanager_cluster_enabled', { ...own, help: 'Indicates whether the clustering is enabled or not.', unit: 'ratio' });

export const clusterMembers = gauge('alertmanager_cluster_members', { ...own, help: 'Number indicating current number of members in cluster.', unit: 'members', range: { min: 0 }, direction: 'lowIsBad' });

export const clusterFailedPeers = gauge('alertmanager_cluster_failed_peers', { ...own, help: 'Number indicating the current number of failed peers in the cluster.', unit: 'peers', range: { min: 0 }, direction: 'highIsBad' });

export const silences = gauge('alertmanager_silences', { ...own, help: 'How many silences by state.', unit: 'silences', range: { min: 0 }, labels: { ...podLabels, state: ['active', 'expired', 'pending'] } });

export const silenceMaintenanceErrors = counter('alertmanager_silences_maintenance_errors_total', { ...own, help: 'How many maintenances were executed for silences that failed.', unit: 'maintenances' });

export const notificationLogMaintenanceErrors = counter('alertmanager_nflog_maintenance_errors_total', { ...own, help: 'How many maintenances were executed for the notification log that failed.', unit: 'maintenances' });

export const aggregationGroups = gauge('alertmanager_dispatcher_aggregation_groups', { ...own, help: 'Number of active aggregation groups', unit: 'groups', range: { min: 0 } });

export const aggregationGroupLimitReached = counter('alertmanager_dispatcher_aggregation_group_limit_reached_total', { ...own, help: 'Number of times when dispatcher failed to create new aggregation group due to limit.', unit: 'groups' });

export const alertmanagerConfigReloadedAt = gauge('alertmanager_config_last_reload_success_timestamp_seconds', { ...own, help: 'Timestamp of the last successful configuration reload.', unit: 'timestamp' });

export const clusterReconnectionsFailed = counter('alertmanager_cluster_reconnections_failed_total', { ...own, help: 'A counter of the number of failed cluster peer reconnection attempts.', unit: 'attempts' });
