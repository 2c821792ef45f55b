import { open } from '../../lib/metric/declaration';
import { postgresMetrics } from '../../lib/metric/exporters/postgres';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { counter, gauge, histogram } from '../../lib/metric/metric';
import { nodejsMetrics } from '../shared/nodejs';

/** What BuatFilm, which sells films through a payment provider, tells of itself. */

export const apiJob = 'buatfilm-payment-api';
export const workerJob = 'notification-worker';
export const sqlJob = 'sql-exporter';

const httpMethod = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** A code that is not listed shows up as a broken contract, not as a new series. */
const httpStatus = ['200', '201', '202', '204', '301', '302', '304', '400', '401', '403', '404', '409', '422', '429', '500', '502', '503', '504'] as const;

/** Templates of routes; what no route matches is one value. */
const route = open({ expected: 25 });

const provider = ['midtrans'] as const;

/** What Midtrans calls `payment_type`. */
const paymentType = ['gopay', 'qris', 'shopeepay', 'bank_transfer', 'echannel', 'credit_card', 'cstore', 'other'] as const;

const channel = ['email', 'whatsapp', 'telegram'] as const;

const inApi = { jobs: [apiJob] } as const;
const inWorker = { jobs: [workerJob] } as const;

/** One target asks the database, so that replicas do not report the same rows several times. */
const inSql = { jobs: [sqlJob], shared: true, range: { min: 0 }, direction: 'highIsBad' } as const;

export const httpRequests = counter('http_requests_total', { ...inApi, help: 'Requests answered, by the template of their route.', unit: 'requests', labels: { method: httpMethod, route, status: httpStatus } });

export const httpRequestDuration = histogram('http_request_duration_seconds', {
  ...inApi,
  help: 'Time to answer a request.',
  unit: 'seconds',
  counts: 'requests',
  labels: { method: httpMethod, route, status: httpStatus },
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

export const orders = counter('orders_total', {
  ...inApi,
  help: 'Orders that entered a status, once for each status that they enter: a sum over status counts one order several times.',
  unit: 'orders',
  labels: { status: ['created', 'pending_payment', 'paid', 'failed'], payment_method: paymentType },
});

export const orderCreationDuration = histogram('order_creation_duration_seconds', {
  ...inApi,
  help: 'Time to create an order, up to the payment link.',
  unit: 'seconds',
  counts: 'orders',
  labels: { payment_method: paymentType },
  buckets: [0.1, 0.5, 1, 2, 5, 10],
});

export const ordersPending = gauge('orders_pending', { ...inSql, help: 'Orders that wait for their payment, read from the database.', unit: 'orders', labels: {} });

export const oldestPendingOrder = gauge('order_pending_oldest_age_seconds', { ...inSql, help: 'How long the oldest order has waited for its payment, read from the database.', unit: 'seconds', labels: {} });

export const paymentTransactions = counter('payment_transactions_total', {
  ...inApi,
  help: 'Transactions that entered a status; every status but pending is final.',
  unit: 'transactions',
  labels: { status: ['pending', 'paid', 'failed', 'expired', 'cancelled'], provider, payment_type: paymentType },
});

export const paymentAmount = histogram('payment_amount_rupiah', {
  ...inApi,
  help: 'Amounts of the transactions that were paid.',
  unit: 'IDR',
  counts: 'transactions',
  labels: { payment_type: paymentType },
  buckets: [50_000, 75_000, 99_000, 150_000, 200_000, 500_000],
});

export const paymentProcessingDuration = histogram('payment_processing_duration_seconds', {
  ...inApi,
  help: 'Time from a request to pay to the answer of the provider.',
  unit: 'seconds',
  counts: 'transactions',
  labels: { provider },
  buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10],
});

/** Both values of `valid` are there from the start, so that the first event is an increase. */
export const webhooks = counter('webhook_received_total', { ...inApi, help: "Webhooks received, by whether their signature is the provider's.", unit: 'webhooks', labels: { valid: ['true', 'false'], provider } });

/** The bounds go on beyond the limit of two seconds: a quantile never exceeds the last one. */
export const webhookDuration = histogram('webhook_processing_duration_seconds', {
  ...inApi,
  help: 'Time to handle a webhook.',
  unit: 'seconds',
  counts: 'webhooks',
  labels: { provider },
  buckets: [0.01, 0.05, 0.1, 0.5, 1, 2, 3, 5, 10],
});

export const dbQueryDuration = histogram('db_query_duration_seconds', {
  ...inApi,
  help: 'Time of a query.',
  unit: 'seconds',
  counts: 'queries',
  labels: { operation: ['select', 'insert', 'update', 'delete'], table: open({ expected: 15 }) },
  buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
});

export const externalCallDuration = histogram('external_service_duration_seconds', {
  ...inApi,
  help: 'Time of a call to somebody else, by whom.',
  unit: 'seconds',
  counts: 'calls',
  labels: { provider: ['midtrans', 'email', 'whatsapp', 'telegram'], operation: open({ expected: 5 }), status: ['success', 'error'] },
  buckets: [0.1, 0.5, 1, 2, 5, 10],
});

export const notifications = counter('notifications_sent_total', {
  ...inWorker,
  help: 'Notifications that were tried for the last time, by whether they were sent.',
  unit: 'notifications',
  labels: { channel, template: open({ expected: 8 }), status: ['sent', 'failed'] },
});

export const outboxBacklog = gauge('notification_outbox_backlog', {
  ...inSql,
  help: 'Notifications that wait in the outbox, read from the database; 0 where none waits.',
  unit: 'notifications',
  labels: { channel, status: ['PENDING', 'RETRYING'] },
});

export const workerHeartbeat = gauge('worker_last_heartbeat_timestamp_seconds', { ...inWorker, help: 'When the worker last went through its loop.', unit: 'timestamp', labels: { worker: ['notifications'] }, direction: 'lowIsBad' });

export const nodejs = nodejsMetrics(apiJob, workerJob);

export const postgres = postgresMetrics('postgresql');

export const apiTarget = targetMetrics(apiJob);

export const workerTarget = targetMetrics(workerJob);
