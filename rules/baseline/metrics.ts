import { open } from '../../lib/metric/declaration';
import { counter, gauge, histogram } from '../../lib/metric/metric';
import { postgresMetrics } from '../../lib/metric/exporters/postgres';
import { redisMetrics } from '../../lib/metric/exporters/redis';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { nodejsMetrics } from '../shared/nodejs';

/** What a generated backend of Node.js tells of itself: the smallest set that every stack should have. */

export const apiJob = 'backend-api';

const httpMethod = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

const httpStatus = ['200', '201', '202', '204', '301', '302', '304', '400', '401', '403', '404', '409', '422', '429', '500', '502', '503', '504'] as const;

/** Patterns of routes; what no route matches is one value, so that a scanner makes no series. */
const route = open({ expected: 30 });

const queue = open({ expected: 4 });

const own = { jobs: [apiJob] } as const;

export const httpRequests = counter('http_requests_total', { ...own, help: 'Requests answered, the paths of metrics and health left out.', unit: 'requests', labels: { method: httpMethod, route, status: httpStatus } });

/** The class of the status, so that requests that fail at once do not improve the latency of the others. */
export const httpRequestDuration = histogram('http_request_duration_seconds', {
  ...own,
  help: 'Time to answer a request.',
  unit: 'seconds',
  counts: 'requests',
  labels: { method: httpMethod, route, status_class: ['2xx', '3xx', '4xx', '5xx'] },
  buckets: [0.01, 0.05, 0.1, 0.5, 1, 2, 5],
});

export const activeUsers = gauge('active_users', { ...own, help: 'Distinct users seen within the last five minutes, written by one replica.', unit: 'users', labels: {}, range: { min: 0 }, shared: true });

export const appErrors = counter('app_errors_total', { ...own, help: 'Errors by type.', unit: 'errors', labels: { type: open({ expected: 10 }) } });

export const dbQueryDuration = histogram('db_query_duration_seconds', {
  ...own,
  help: 'Time of a query.',
  unit: 'seconds',
  counts: 'queries',
  labels: { operation: ['select', 'insert', 'update', 'delete'], table: open({ expected: 20 }) },
  buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
});

export const dbPoolConnections = gauge('db_pool_connections', { ...own, help: 'Connections of the pool by state.', unit: 'connections', labels: { state: ['used', 'idle', 'waiting'] }, range: { min: 0 } });

export const dbPoolLimit = gauge('db_pool_max_connections', { ...own, help: 'Most connections that the pool opens.', unit: 'connections', labels: {}, range: { min: 1 } });

export const cacheRequests = counter('cache_requests_total', { ...own, help: 'Look-ups in a cache by result.', unit: 'requests', labels: { cache: open({ expected: 3 }), result: ['hit', 'miss'] } });

export const queueDepth = gauge('queue_depth', { ...own, help: 'Jobs that wait in the queue.', unit: 'jobs', labels: { queue }, range: { min: 0 }, shared: true, direction: 'highIsBad' });

export const queueJobs = counter('queue_jobs_total', { ...own, help: 'Jobs that came to an end, by how.', unit: 'jobs', labels: { queue, status: ['completed', 'failed'] } });

export const nodejs = nodejsMetrics(apiJob);

export const postgres = postgresMetrics('postgres');

export const redis = redisMetrics('redis');

export const apiTarget = targetMetrics(apiJob);

export const queueTarget = targetMetrics('queue');
