import { open } from '../../lib/metric/declaration';
import { counter, gauge, histogram, info, nativeHistogram, summary } from '../../lib/metric/metric';

/** Metrics of a shop that exists in tests only: one of each type and of each base unit. */

const jobs = ['shop'] as const;
const route = open({ expected: 20 });

export const requests = counter('http_requests_total', { help: 'Requests.', unit: 'requests', labels: { method: ['GET', 'POST'], route, status: ['200', '404', '500'] }, jobs });

export const sentBytes = counter('sent_bytes_total', { help: 'Bytes sent.', unit: 'bytes', labels: { route }, jobs });

export const cpu = counter('cpu_seconds_total', { help: 'CPU time.', unit: 'seconds', labels: { mode: ['user', 'system'] }, jobs });

export const costs = counter('costs_usd_total', { help: 'Costs.', unit: 'USD', labels: {}, jobs });

/** Two jobs export it. */
export const errors = counter('errors_total', { help: 'Errors.', unit: 'errors', labels: { kind: ['auth', 'payment'] }, jobs: ['shop', 'depot'] });

export const queueDepth = gauge('queue_depth', { help: 'Waiting orders.', unit: 'orders', labels: { queue: ['mail', 'parcel'] }, jobs });

export const oldest = gauge('oldest_order_seconds', { help: 'Age of the oldest order.', unit: 'seconds', labels: { queue: ['mail', 'parcel'] }, jobs });

export const lastBackup = gauge('last_backup_timestamp_seconds', { help: 'When the last backup ended.', unit: 'timestamp', labels: { disk: open({ expected: 3 }) }, jobs });

export const freeBytes = gauge('disk_free_bytes', { help: 'Free space.', unit: 'bytes', labels: { disk: open({ expected: 3 }) }, jobs });

export const diskBytes = gauge('disk_size_bytes', { help: 'Size.', unit: 'bytes', labels: { disk: open({ expected: 3 }) }, jobs });

export const full = gauge('disk_full_ratio', { help: 'Share of the disk in use.', unit: 'ratio', labels: { disk: open({ expected: 3 }) }, jobs });

export const heading = gauge('conveyor_heading', { help: 'Direction of the conveyor.', unit: 'degrees', labels: {}, jobs });

export const shopUp = gauge('up', { help: 'Whether the scrape succeeded.', unit: 'ratio', labels: {}, jobs, thirdParty: true });

export const build = info('shop_build_info', { help: 'Version.', labels: { version: open({ expected: 2 }), revision: open({ expected: 2 }) }, jobs });

export const latency = histogram('http_request_duration_seconds', { help: 'Time to answer.', unit: 'seconds', counts: 'requests', labels: { route }, buckets: [0.1, 0.5, 1, 5], jobs });

export const bodySize = nativeHistogram('http_body_bytes', { help: 'Size of bodies.', unit: 'bytes', counts: 'requests', labels: { route }, jobs });

export const payment = nativeHistogram('payment_duration_seconds', { help: 'Time to pay.', unit: 'seconds', counts: 'payments', labels: { route }, jobs });

export const pack = summary('pack_duration_seconds', { help: 'Time to pack.', unit: 'seconds', counts: 'parcels', labels: { queue: ['mail', 'parcel'] }, quantiles: [0.5, 0.9], jobs });
