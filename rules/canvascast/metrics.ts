import { open } from '../../lib/metric/declaration';
import { counter, gauge, histogram } from '../../lib/metric/metric';
import { targetMetrics } from '../../lib/metric/exporters/scrape';

/** What CanvasCast, a service that generates videos, tells of itself. */

export const apiJob = 'canvascast-api';
export const workerJob = 'canvascast-worker';

const httpMethod = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** The codes that the API answers with; one that is not listed here shows up as a broken contract, not as a new series. */
const httpStatus = ['200', '201', '202', '204', '301', '302', '304', '400', '401', '402', '403', '404', '409', '413', '422', '429', '500', '502', '503', '504'] as const;

/** Express routes by their pattern; what no route matches is one value. */
const route = open({ expected: 40 });

/** The product's list; anything else is `other`, so that a customer's word never becomes a series. */
const niche = ['education', 'entertainment', 'news', 'other'] as const;

const jobStatus = ['completed', 'failed', 'cancelled'] as const;

const errorCategory = ['auth', 'pipeline', 'payment', 'timeout', 'rate_limit', 'unknown'] as const;

const pipelineStep = open({ expected: 8 });

const provider = open({ expected: 6 });

/** The worker's Redis queues. */
const queue = ['video'] as const;

export const httpRequestDuration = histogram('http_request_duration_seconds', {
  help: 'Time from the first byte of a request to the last byte of its answer.',
  unit: 'seconds',
  counts: 'requests',
  labels: { method: httpMethod, route, status: httpStatus },
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
  jobs: [apiJob],
});

export const httpRequests = counter('http_requests_total', {
  help: 'HTTP requests answered by the API.',
  unit: 'requests',
  labels: { method: httpMethod, route, status: httpStatus },
  jobs: [apiJob],
});

export const httpActiveConnections = gauge('http_active_connections', {
  help: 'Connections that the API holds open.',
  unit: 'connections',
  labels: {},
  range: { min: 0 },
  jobs: [apiJob],
});

/** Jobs take up to an hour: the bounds go on beyond the 15 minutes that are promised. */
export const jobDuration = histogram('job_duration_seconds', {
  help: 'Time from taking a video job from the queue to its end, whichever end it is.',
  unit: 'seconds',
  counts: 'jobs',
  labels: { status: jobStatus, niche },
  buckets: [60, 120, 300, 600, 900, 1200, 1800, 3600],
  jobs: [workerJob],
});

export const pipelineStepDuration = histogram('pipeline_step_duration_seconds', {
  help: 'Time that one step of a video job took.',
  unit: 'seconds',
  counts: 'steps',
  labels: { step: pipelineStep, status: ['success', 'error'] },
  buckets: [5, 15, 30, 60, 120, 300, 600],
  jobs: [workerJob],
});

export const jobQueueDepth = gauge('job_queue_depth', {
  help: 'Jobs that wait in the queue. Every worker reads the same queue.',
  unit: 'jobs',
  labels: { queue },
  range: { min: 0 },
  shared: true,
  direction: 'highIsBad',
  jobs: [workerJob],
});

export const jobsByStatus = gauge('jobs_by_status', {
  help: 'Jobs in the database by their present status, for display. Rates come from jobs_finished_total.',
  unit: 'jobs',
  labels: { status: ['pending', 'running', ...jobStatus] },
  range: { min: 0 },
  shared: true,
  jobs: [workerJob],
});

export const jobsFinished = counter('jobs_finished_total', {
  help: 'Video jobs that came to an end.',
  unit: 'jobs',
  labels: { status: jobStatus, niche, error_category: ['none', ...errorCategory] },
  createdOnFirstEvent: true,
  jobs: [workerJob],
});

export const creditsUsed = counter('credits_used_total', { help: 'Credits that customers spent.', unit: 'credits', labels: {}, jobs: [apiJob] });

export const revenue = counter('revenue_usd_total', { help: 'Money received.', unit: 'USD', labels: { type: ['purchase', 'subscription'] }, jobs: [apiJob] });

export const refunds = counter('refunds_usd_total', { help: 'Money given back.', unit: 'USD', labels: { type: ['purchase', 'subscription'] }, jobs: [apiJob] });

export const signups = counter('signups_total', { help: 'New accounts.', unit: 'accounts', labels: { method: ['email', 'google'] }, jobs: [apiJob] });

export const activeUsers = gauge('active_users', {
  help: 'Users who did something within the window, read from the database.',
  unit: 'users',
  labels: { window: ['1h', '24h', '7d'] },
  range: { min: 0 },
  shared: true,
  jobs: ['sql-exporter'],
});

export const jobCost = counter('job_cost_usd_total', { help: 'What providers charge for the steps of video jobs.', unit: 'USD', labels: { provider, step: pipelineStep }, jobs: [workerJob] });

export const activeSubscriptions = gauge('subscriptions_active', {
  help: 'Subscriptions that are paid for, read from the database.',
  unit: 'subscriptions',
  labels: { plan: open({ expected: 4 }) },
  range: { min: 0 },
  shared: true,
  jobs: ['sql-exporter'],
});

export const conversions = counter('conversions_total', { help: 'Visitors by the step that they reached.', unit: 'visitors', labels: { step: ['visited', 'signed_up', 'purchased'] }, jobs: [apiJob] });

export const oldestWaitingJob = gauge('job_queue_oldest_waiting_seconds', {
  help: 'How long the oldest job has been waiting.',
  unit: 'seconds',
  labels: { queue },
  range: { min: 0 },
  shared: true,
  direction: 'highIsBad',
  jobs: [workerJob],
});

export const workerQueueJobs = gauge('worker_queue_jobs', {
  help: 'Jobs in the queue by state, as the worker sees them.',
  unit: 'jobs',
  labels: { state: ['waiting', 'active', 'failed'] },
  range: { min: 0 },
  shared: true,
  jobs: [workerJob],
});

export const errors = counter('errors_total', {
  help: 'Errors by category, whoever noticed them.',
  unit: 'errors',
  labels: { category: errorCategory, service: ['web', 'api', 'worker'] },
  createdOnFirstEvent: true,
  jobs: [apiJob, workerJob],
});

export const healthCheckSuccess = gauge('health_check_success', {
  help: 'Whether the dependency answered the last readiness check.',
  unit: 'ratio',
  labels: { check: ['database', 'redis', 'storage'] },
  direction: 'lowIsBad',
  jobs: [apiJob],
});

export const healthCheckDuration = gauge('health_check_duration_seconds', {
  help: 'How long the last readiness check of the dependency took.',
  unit: 'seconds',
  labels: { check: ['database', 'redis', 'storage'] },
  range: { min: 0 },
  jobs: [apiJob],
});

export const workerTarget = targetMetrics(workerJob);

export const apiTarget = targetMetrics(apiJob);
