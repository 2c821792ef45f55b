import { open } from '../../lib/metric/declaration';
import { counter, gauge, histogram } from '../../lib/metric/metric';

/** Metrics that the tests of dashboards are written about. */

export const requests = counter('http_requests_total', {
  help: 'Requests.',
  unit: 'requests',
  labels: { method: ['GET', 'POST'], route: open({ expected: 40 }), status: ['200', '404', '500'] },
  jobs: ['api'],
});

export const latency = histogram('http_request_duration_seconds', {
  help: 'Duration of requests.',
  unit: 'seconds',
  counts: 'requests',
  labels: { route: open({ expected: 40 }) },
  buckets: [0.1, 0.5, 1],
  jobs: ['api'],
});

export const depth = gauge('queue_depth', { help: 'Jobs that wait.', unit: 'jobs', labels: { queue: ['video', 'mail'] }, jobs: ['worker'] });

export const memory = gauge('memory_used_bytes', { help: 'Memory.', unit: 'bytes', labels: {}, jobs: ['api', 'worker'] });

export const lastSuccess = gauge('last_success_timestamp_seconds', { help: 'Last success.', unit: 'timestamp', labels: {}, jobs: ['worker'] });

export const traffic = counter('sent_bytes_total', { help: 'Bytes.', unit: 'bytes', labels: {}, jobs: ['api'] });

export const money = counter('revenue_usd_total', { help: 'Money.', unit: 'USD', labels: {}, jobs: ['api'] });
