import { open } from '../declaration';
import { counter, gauge, histogram, info, summary } from '../metric';
import { podLabels } from './pod-target';
import { scraped } from './provenance';

export const provenance = scraped('prometheus', podLabels);

/** What Prometheus 3.15 tells of itself. */
const own = { jobs: ['prometheus'], thirdParty: true, labels: podLabels } as const;
const perGroup = { ...own, labels: { ...podLabels, rule_group: open({ expected: 50 }) } } as const;
const perAlertmanager = { ...own, labels: { ...podLabels, alertmanager: open({ expected: 3 }) } } as const;
const perSampleType = { ...own, labels: { ...podLabels, type: ['float', 'histogram'] } } as const;
const perScrapePool = { ...own, labels: { ...podLabels, scrape_job: open({ expected: 30 }) } } as const;

export const prometheusBuildInfo = info('prometheus_build_info', {
  ...own,
  help: "A metric with a constant '1' value labeled by version, revision, branch, goversion from which prometheus was built, and the goos and goarch for the build.",
  labels: { ...podLabels, version: open({ expected: 1 }), revision: open({ expected: 1 }), branch: open({ expected: 1 }), goversion: open({ expected: 1 }), goos: open({ expected: 1 }), goarch: open({ expected: 2 }), tags: open({ expected: 1 }) },
});

export const prometheusConfigReloadSuccessful = gauge('prometheus_config_last_reload_successful', { ...own, help: 'Whether the last configuration reload attempt was successful.', unit: 'ratio', direction: 'lowIsBad' });

export const alertmanagersDiscovered = gauge('prometheus_notifications_alertmanagers_discovered', { ...own, help: 'The number of alertmanagers discovered and active.', unit: 'alertmanagers', range: { min: 0 }, direction: 'lowIsBad' });

export const notificationsSent = counter('prometheus_notifications_sent_total', { ...perAlertmanager, help: 'Total number of alerts sent.', unit: 'alerts' });

export const notificationErrors = counter('prometheus_notifications_errors_total', { ...perAlertmanager, help: 'Total number of sent alerts affected by errors.', unit: 'alerts' });

export const notificationsDropped = counter('prometheus_notifications_dropped_total', { ...perAlertmanager, help: 'Total number of alerts dropped due to errors when sending to Alertmanager.', unit: 'alerts' });

export const notificationQueueLength = gauge('prometheus_notifications_queue_length', { ...perAlertmanager, help: 'The number of alert notifications in the queue.', unit: 'alerts', range: { min: 0 }, direction: 'highIsBad' });

export const notificationQueueCapacity = gauge('prometheus_notifications_queue_capacity', { ...own, help: 'The capacity of the alert notifications queue.', unit: 'alerts', range: { min: 0 } });

export const ruleEvaluationFailures = counter('prometheus_rule_evaluation_failures_total', { ...perGroup, help: 'The total number of rule evaluation failures.', unit: 'evaluations' });

export const ruleEvaluations = counter('prometheus_rule_evaluations_total', { ...perGroup, help: 'The total number of rule evaluations.', unit: 'evaluations' });

export const ruleGroupIterationsMissed = counter('prometheus_rule_group_iterations_missed_total', { ...perGroup, help: 'The total number of rule group evaluations missed due to slow rule group evaluation.', unit: 'iterations' });

export const ruleGroupLastDuration = gauge('prometheus_rule_group_last_duration_seconds', { ...perGroup, help: 'The duration of the last rule group evaluation.', unit: 'seconds', range: { min: 0 }, direction: 'highIsBad' });

export const ruleGroupInterval = gauge('prometheus_rule_group_interval_seconds', { ...perGroup, help: 'The interval of a rule group.', unit: 'seconds', range: { min: 0 } });

export const headSamplesAppended = counter('prometheus_tsdb_head_samples_appended_total', { ...perSampleType, help: 'Total number of appended samples.', unit: 'samples' });

export const samplesTooOld = counter('prometheus_tsdb_too_old_samples_total', { ...perSampleType, help: 'Total number of out of order samples ingestion failed attempts with out of support enabled, but sample outside of time window.', unit: 'samples', labels: { ...podLabels, type: ['float'] } });

export const headSeries = gauge('prometheus_tsdb_head_series', { ...own, help: 'Total number of series in the head block.', unit: 'series', range: { min: 0 } });

export const headSeriesCreated = counter('prometheus_tsdb_head_series_created_total', { ...own, help: 'Total number of series created in the head', unit: 'series' });

export const storageBlocksBytes = gauge('prometheus_tsdb_storage_blocks_bytes', { ...own, help: 'The number of bytes that are currently used for local storage by all blocks.', unit: 'bytes', range: { min: 0 } });

export const compactionsFailed = counter('prometheus_tsdb_compactions_failed_total', { ...own, help: 'Total number of compactions that failed for the partition.', unit: 'compactions' });

export const blockReloadFailures = counter('prometheus_tsdb_reloads_failures_total', { ...own, help: 'Number of times the database failed to reloadBlocks block data from disk.', unit: 'reloads' });

export const walCorruptions = counter('prometheus_tsdb_wal_corruptions_total', { ...own, help: 'Total number of WAL corruptions.', unit: 'corruptions' });

export const walWritesFailed = counter('prometheus_tsdb_wal_writes_failed_total', { ...own, help: 'Total number of write log writes that failed.', unit: 'writes' });

export const checkpointCreationsFailed = counter('prometheus_tsdb_checkpoint_creations_failed_total', { ...own, help: 'Total number of checkpoint creations that failed.', unit: 'checkpoints' });

export const duplicateTimestamps = counter('prometheus_target_scrapes_sample_duplicate_timestamp_total', { ...own, help: 'Total number of samples rejected due to duplicate timestamps but different values.', unit: 'samples' });

export const sampleLimitExceeded = counter('prometheus_target_scrapes_exceeded_sample_limit_total', { ...own, help: 'Total number of scrapes that hit the sample limit and were rejected.', unit: 'scrapes' });

export const bodySizeLimitExceeded = counter('prometheus_target_scrapes_exceeded_body_size_limit_total', { ...own, help: 'Total number of scrapes that hit the body size limit', unit: 'scrapes' });

export const targetSyncFailed = counter('prometheus_target_sync_failed_total', { ...perScrapePool, help: 'Total number of target sync failures.', unit: 'syncs' });

export const scrapePoolTargets = gauge('prometheus_target_scrape_pool_targets', { ...perScrapePool, help: 'Current number of targets in this scrape pool.', unit: 'targets', range: { min: 0 } });

export const kubernetesDiscoveryFailures = counter('prometheus_sd_kubernetes_failures_total', { ...own, help: 'The number of failed WATCH/LIST requests.', unit: 'requests' });

export const runningQueries = gauge('prometheus_engine_queries', { ...own, help: 'The current number of queries being executed or waiting.', unit: 'queries', range: { min: 0 }, direction: 'highIsBad' });

export const queryLimit = gauge('prometheus_engine_queries_concurrent_max', { ...own, help: 'The max number of concurrent queries.', unit: 'queries', range: { min: 0 } });

export const queryDuration = summary('prometheus_engine_query_duration_seconds', { ...own, help: 'Query timings', unit: 'seconds', counts: 'queries', quantiles: [0.5, 0.9, 0.99], labels: { ...podLabels, slice: ['inner_eval', 'prepare_time', 'queue_time', 'result_sort'] } });

export const prometheusHttpRequests = counter('prometheus_http_requests_total', { ...own, help: 'Counter of HTTP requests.', unit: 'requests', labels: { ...podLabels, handler: open({ expected: 50 }), code: open({ expected: 6 }) } });

export const prometheusHttpDuration = histogram('prometheus_http_request_duration_seconds', { ...own, help: 'Histogram of latencies for HTTP requests.', unit: 'seconds', counts: 'requests', buckets: [0.1, 0.2, 0.4, 1, 3, 8, 20, 60, 120], labels: { ...podLabels, handler: open({ expected: 50 }) } });

export const prometheusConfigReloadedAt = gauge('prometheus_config_last_reload_success_timestamp_seconds', { ...own, help: 'Timestamp of the last successful configuration reload.', unit: 'timestamp' });

export const notificationLatency = summary('prometheus_notifications_latency_seconds', { ...perAlertmanager, help: 'Latency quantiles for sending alert notifications.', unit: 'seconds', counts: 'notifications', quantiles: [0.5, 0.9, 0.99] });
