import { open } from '../declaration';
import { counter, gauge, histogram, info } from '../metric';
import { podLabels } from './pod-target';
import { scraped } from './provenance';

export const provenance = scraped('loki', podLabels);

/** What Loki 3.7, as one process, tells of itself. */
const own = { jobs: ['loki'], thirdParty: true, labels: podLabels } as const;
const perBucketOperation = { ...own, labels: { ...podLabels, bucket: open({ expected: 1 }), operation: ['attributes', 'delete', 'exists', 'get', 'get_range', 'iter', 'upload'] } } as const;
const arriving = { ...podLabels, format: open({ expected: 3 }), is_internal_stream: ['false', 'true'], policy: open({ expected: 1 }), tenant: open({ expected: 1 }) } as const;

export const lokiBuildInfo = info('loki_build_info', {
  ...own,
  help: "A metric with a constant '1' value labeled by version, revision, branch, goversion from which loki was built, and the goos and goarch for the build.",
  labels: { ...podLabels, version: open({ expected: 1 }), revision: open({ expected: 1 }), branch: open({ expected: 1 }), goversion: open({ expected: 1 }), goos: open({ expected: 1 }), goarch: open({ expected: 2 }), tags: open({ expected: 1 }) },
});

export const lokiRequestDuration = histogram('loki_request_duration_seconds', {
  ...own,
  help: 'Time (in seconds) spent serving HTTP requests.',
  unit: 'seconds',
  counts: 'requests',
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100],
  createdOnFirstEvent: true,
  labels: { ...podLabels, method: open({ expected: 3 }), route: open({ expected: 30 }), status_code: open({ expected: 8 }), ws: ['false', 'true'] },
});

export const lokiPanics = counter('loki_panic_total', { ...own, help: 'The total number of panic triggered', unit: 'panics' });

export const lokiLinesReceived = counter('loki_distributor_lines_received_total', { ...own, help: 'The total number of lines received per tenant', unit: 'lines', createdOnFirstEvent: true, labels: arriving });

export const lokiBytesReceived = counter('loki_distributor_bytes_received_total', {
  ...own,
  help: 'The total number of uncompressed bytes received per tenant. Includes structured metadata bytes.',
  unit: 'bytes',
  createdOnFirstEvent: true,
  labels: { ...arriving, retention_hours: open({ expected: 3 }) },
});

export const lokiWalDiskUsage = gauge('loki_ingester_wal_disk_usage_percent', { ...own, help: 'Current disk usage percentage (0.0 to 1.0) for the WAL directory.', unit: 'ratio', range: { min: 0, max: 1 }, direction: 'highIsBad' });

export const lokiFlushFailures = counter('loki_ingester_chunks_flush_failures_total', { ...own, help: 'Total number of flush failures.', unit: 'flushes' });

export const lokiFlushRequests = counter('loki_ingester_chunks_flush_requests_total', { ...own, help: 'Total number of flush requests (successful or not).', unit: 'flushes' });

export const lokiStreams = gauge('loki_ingester_memory_streams', { ...own, help: 'The total number of streams in memory per tenant.', unit: 'streams', range: { min: 0 }, labels: { ...podLabels, tenant: open({ expected: 1 }) } });

export const lokiCompactionLastSuccess = gauge('loki_boltdb_shipper_compact_tables_operation_last_successful_run_timestamp_seconds', { ...own, help: 'Unix timestamp of the last successful compaction run', unit: 'timestamp', direction: 'lowIsBad' });

export const lokiRetentionLastSuccess = gauge('loki_compactor_apply_retention_last_successful_run_timestamp_seconds', { ...own, help: 'Unix timestamp of the last successful retention run', unit: 'timestamp', direction: 'lowIsBad' });

export const lokiRingMembers = gauge('loki_ring_members', {
  ...own,
  help: 'Number of members in the ring',
  unit: 'members',
  range: { min: 0 },
  shared: true,
  labels: { ...podLabels, name: open({ expected: 5 }), state: ['ACTIVE', 'JOINING', 'LEAVING', 'PENDING', 'Unhealthy'] },
});

export const lokiBucketOperations = counter('loki_objstore_bucket_operations_total', { ...perBucketOperation, help: 'Total number of all attempted operations against a bucket.', unit: 'operations' });

export const lokiBucketFailures = counter('loki_objstore_bucket_operation_failures_total', {
  ...perBucketOperation,
  help: 'Total number of operations against a bucket that failed, but were not expected to fail in certain way from caller perspective. Those errors have to be investigated.',
  unit: 'operations',
});

export const lokiTablesCompacted = counter('loki_boltdb_shipper_compact_tables_operation_total', { ...own, help: 'Total number of tables compaction done by status', unit: 'compactions', labels: { ...podLabels, status: ['failure', 'success'] } });

export const lokiRetentionRuns = counter('loki_compactor_apply_retention_operation_total', { ...own, help: 'Total number of attempts done to apply retention with status', unit: 'runs', labels: { ...podLabels, status: ['failure', 'success'] } });

export const lokiInflightRequests = gauge('loki_inflight_requests', { ...own, help: 'Current number of inflight requests.', unit: 'requests', range: { min: 0 }, labels: { ...podLabels, method: open({ expected: 3 }), route: open({ expected: 30 }) } });

export const lokiChunks = gauge('loki_ingester_memory_chunks', { ...own, help: 'The total number of chunks in memory.', unit: 'chunks', range: { min: 0 } });

/** The only tenant has its own rules; a stack without rules on logs has none of these. */
const perRuleGroup = { ...own, labels: { ...podLabels, user: open({ expected: 1 }), rule_group: open({ expected: 10 }) } } as const;
const perAlertmanager = { ...own, labels: { ...podLabels, user: open({ expected: 1 }), alertmanager: open({ expected: 3 }) } } as const;

export const lokiRuleFailures = counter('loki_prometheus_rule_evaluation_failures_total', { ...perRuleGroup, help: 'The total number of rule evaluation failures.', unit: 'evaluations' });

export const lokiAlertsSent = counter('loki_prometheus_notifications_sent_total', { ...perAlertmanager, help: 'Total number of alerts sent.', unit: 'alerts' });

export const lokiAlertErrors = counter('loki_prometheus_notifications_errors_total', { ...perAlertmanager, help: 'Total number of sent alerts affected by errors.', unit: 'alerts' });

export const lokiRulesLoaded = gauge('loki_ruler_config_last_reload_successful', { ...own, help: 'Boolean set to 1 whenever the last configuration reload attempt was successful.', unit: 'ratio', direction: 'lowIsBad', labels: { ...podLabels, user: open({ expected: 1 }) } });
