import { postgresMetrics } from '../../lib/metric/exporters/postgres';
import { processMetrics } from '../../lib/metric/exporters/process-exporter';
import { rabbitmqMetrics } from '../../lib/metric/exporters/rabbitmq';
import { redisMetrics } from '../../lib/metric/exporters/redis';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { open } from '../../lib/metric/declaration';
import { counter, gauge, histogram } from '../../lib/metric/metric';

/** What Bakhmach, a hub for small businesses, tells of itself. */

export const backendJob = 'backend';
export const sqlJob = 'bakhmach-sql';

const httpMethod = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const httpStatus = ['200', '201', '202', '204', '301', '302', '304', '400', '401', '403', '404', '409', '413', '422', '429', '500', '502', '503', '504'] as const;
const route = open({ expected: 30 });
const dependency = ['database', 'cache', 'queue'] as const;
const inBackend = { jobs: [backendJob] } as const;
const inSql = { jobs: [sqlJob], shared: true } as const;

/** The parts of the hub that people choose by name: a budget each, and a closed list for whoever counts their use. */
export const features = {
  payments: { route: ['/api/payments', '/api/payments/:id'] },
  orders: { route: ['/api/orders', '/api/orders/:id'] },
  reports: { route: ['/api/reports', '/api/reports/:id'] },
} as const;

export const httpRequests = counter('http_requests_total', { ...inBackend, help: 'Requests answered.', unit: 'requests', labels: { method: httpMethod, route, status: httpStatus } });

/** The bounds hold the objective (0.5), the alert (1) and the bound of patience (2). */
export const httpRequestDuration = histogram('http_request_duration_seconds', {
  ...inBackend, help: 'Time from the arrival of a request to the end of its answer.', unit: 'seconds', counts: 'requests', labels: { method: httpMethod, route, status: httpStatus }, buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
});

export const httpActiveConnections = gauge('http_active_connections', { ...inBackend, help: 'Connections that are open.', unit: 'connections', labels: {}, range: { min: 0 } });

export const dbQueryDuration = histogram('db_query_duration_seconds', {
  ...inBackend, help: 'Time of a query, as the backend sees it.', unit: 'seconds', counts: 'queries', labels: { operation: ['select', 'insert', 'update', 'delete'], table: open({ expected: 15 }) }, buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
});

export const dbPoolConnections = gauge('db_pool_connections', { ...inBackend, help: "Connections of a replica's pool by state.", unit: 'connections', labels: { state: ['used', 'idle'] }, range: { min: 0 } });

export const dbPoolLimit = gauge('db_pool_max_connections', { ...inBackend, help: "Connections that a replica's pool may hold.", unit: 'connections', labels: {}, range: { min: 1 } });

export const queueOldestMessage = gauge('queue_oldest_message_age_seconds', {
  ...inBackend, help: 'How long the oldest message of the queue has been waiting, as each replica sees it.', unit: 'seconds', labels: { queue: open({ expected: 6 }) }, range: { min: 0 }, shared: true, direction: 'highIsBad',
});

export const healthCheckSuccess = gauge('health_check_success', { ...inBackend, help: 'Whether the dependency answered the last readiness check.', unit: 'ratio', labels: { check: dependency }, direction: 'lowIsBad' });

export const processStart = gauge('process_start_time_seconds', { ...inBackend, thirdParty: true, help: 'Start time of the process since unix epoch in seconds.', unit: 'timestamp', labels: {} });

export const processMemory = gauge('process_resident_memory_bytes', { ...inBackend, thirdParty: true, help: 'Resident memory size in bytes.', unit: 'bytes', labels: {}, range: { min: 0 } });

export const logLines = counter('log_lines_total', { ...inBackend, help: 'Lines written, by level; every level from the start on.', unit: 'lines', labels: { level: ['debug', 'info', 'warn', 'error', 'critical'] } });

/** Amounts in the currency of the label, which no sum may mix. */
export const revenue = counter('revenue_total', { ...inBackend, help: 'Money received, in units of the currency.', unit: 'money', labels: { currency: open({ expected: 3 }) } });

export const transactions = counter('payment_transactions_total', {
  ...inBackend, help: 'Payments that came to an end, by how: one that was declined is business, one that failed is an error.', unit: 'transactions', labels: { provider: open({ expected: 3 }), outcome: ['succeeded', 'declined', 'failed'] },
});

export const paymentErrors = counter('payment_errors_total', { ...inBackend, help: 'Payments that did not succeed, by the code of the error.', unit: 'transactions', labels: { error_code: open({ expected: 15 }) }, createdOnFirstEvent: true });

export const featureUses = counter('feature_used_total', { ...inBackend, help: 'Uses of a feature, by its name in the closed list.', unit: 'uses', labels: { feature: Object.keys(features) } });

export const funnelSteps = counter('funnel_step_total', { ...inBackend, help: 'Visitors by the step that they reached.', unit: 'visitors', labels: { step: ['visited', 'signed_up', 'ordered', 'paid'] } });

/** Read from the database: what no counter can tell. */
export const activeUsers = gauge('active_users', { ...inSql, help: 'Users who did something within the window.', unit: 'users', labels: { window: ['5m', '1d', '30d'] }, range: { min: 0 } });

export const churn = gauge('user_churn_ratio', { ...inSql, help: 'Share of the users of the month before last who did not come back within the last.', unit: 'ratio', labels: {}, direction: 'highIsBad' });

export const postgres = postgresMetrics('database');

export const redis = redisMetrics('redis');

export const rabbitmq = rabbitmqMetrics('rabbitmq');

export const processes = processMetrics('process-exporter');

export const backendTarget = targetMetrics(backendJob);
