import { open } from '../../lib/metric/declaration';
import { logStream } from '../../lib/logql/stream';

/** Streams for the tests of LogQL: lines of JSON, of logfmt, and of plain text. */
export const apiLogs = logStream('api-logs', {
  help: 'Requests to the API, one line each.',
  labels: { service_name: ['api'], env: ['production', 'staging'] },
  identifiedBy: 'service_name',
  metadata: { trace_id: open({ expected: 1_000_000 }) },
  format: 'json',
  fields: { status: ['200', '404', '500'], route: open({ expected: 40 }), took: open({ expected: 10_000 }), size: open({ expected: 10_000 }) },
});

export const workerLogs = logStream('worker-logs', {
  help: 'Jobs of the workers.',
  labels: { service_name: ['encoder', 'mailer'], env: ['production', 'staging'] },
  identifiedBy: 'service_name',
  metadata: {},
  format: 'logfmt',
  fields: { level: ['info', 'error'], attempts: open({ expected: 10 }) },
});

export const proxyLogs = logStream('proxy-logs', {
  help: 'Requests through the proxy, as the proxy writes them.',
  labels: { service_name: ['proxy'] },
  identifiedBy: 'service_name',
  metadata: {},
  format: 'text',
  fields: {},
});
