import { seconds } from '../../lib/core/duration';
import type { ApplicationContract } from '../shared/application-contract';
import { backendJob, backendTarget, sqlJob } from './metrics';
import { bakhmach } from './system';

const ownJobs: readonly string[] = [backendJob, sqlJob];

const targets: ReadonlySet<unknown> = new Set(Object.values(backendTarget));

const stated = { service: backendJob, checkTimeout: seconds(2) } as const;

/** What the services of Bakhmach owe their stack. */
export const bakhmachContract: ApplicationContract = {
  system: 'bakhmach',
  metrics: bakhmach.metrics.filter((metric) => !targets.has(metric) && metric.declaration.jobs.some((job) => ownJobs.includes(job))),
  logs: {
    fields: {
      timestamp: 'ISO 8601 with a zone',
      service: 'the name of the service, as in service.name',
      level: 'DEBUG, INFO, WARN, ERROR or CRITICAL',
      message: 'one static sentence, without values in it',
      correlation_id: 'made once for a request, and passed on to every service that it calls',
      trace_id: '32 hexadecimal digits, where there is a trace',
      span_id: '16 hexadecimal digits, where there is a span',
      user_id: 'an id, never a name or an address; where there is a user',
      action: 'what was done, from a closed list: payment_processing',
      error: 'the text of an error, where there is one',
      error_code: 'the code of an error: PAYMENT_001',
      duration_ms: 'where something ended; display only, the metric is in seconds',
    },
    levels: {
      CRITICAL: 'the service cannot go on, or somebody must see it now; counted in log_lines_total, and an alert',
      ERROR: 'something failed that should not have',
      WARN: 'something failed and is tried again; a payment that was declined',
      INFO: 'something was done; the lowest level of production',
      DEBUG: 'values, outside production',
    },
    events: [
      { event: 'payment_processing', level: 'INFO', when: 'a payment succeeded', fields: ['action', 'duration_ms', 'user_id'] },
      { event: 'payment_processing', level: 'WARN', when: 'a payment was declined, such as for lack of funds: business, no error', fields: ['action', 'error_code', 'duration_ms', 'user_id'] },
      { event: 'payment_processing', level: 'ERROR', when: 'a payment failed because something is broken', fields: ['action', 'error', 'error_code', 'duration_ms', 'user_id'] },
    ],
  },
  traces: {
    services: [backendJob],
    spans: [
      { span: 'METHOD route', under: 'the traceparent of the request', attributes: ['http.request.method', 'http.route', 'http.response.status_code'] },
      { span: 'service call', under: 'METHOD route', attributes: ['server.address', 'http.response.status_code'] },
      { span: 'database query', under: 'whatever asks', attributes: ['db.operation.name', 'db.collection.name'] },
      { span: 'cache command', under: 'whatever asks', attributes: ['db.operation.name'] },
      { span: 'payment call', under: 'METHOD route', attributes: ['payment.provider', 'payment.outcome', 'error_code'] },
      { span: 'queue publish', under: 'METHOD route', attributes: ['messaging.destination.name'] },
      { span: 'queue process', under: 'queue publish, through the headers of the message', attributes: ['messaging.destination.name'] },
    ],
  },
  health: [
    { ...stated, path: '/health/live', means: 'the process runs: 200 and alive. Uptime and memory are metrics', checks: [] },
    { ...stated, path: '/health/ready', means: '200 and ready when every check passes, 503 and not_ready otherwise, with the state of each check; all checks at once', checks: ['database', 'cache', 'queue'] },
  ],
  practices: {
    endpoint: '/metrics on port 8080 in the Prometheus text format',
    naming: 'base units in the name, counters end in _total, labels from closed lists; a share is a rule, never a metric; megabytes and percent are for display',
    routes: 'the label route is the pattern of the route; what no route matches is one value; the paths of metrics and health are left out',
    zeros: 'every level of log_lines_total is there from the start, so that the first critical line is an increase',
    currency: 'revenue_total carries the currency as its ISO 4217 code, and nobody adds two of them up',
    features: 'feature_used_total counts by the closed list of features, which is also the list of budgets; a new feature gets its routes and its budget at once',
    outcomes: 'a payment that is declined is an outcome, not an error: it is logged at WARN and does not answer 5xx',
    queue: 'queue_oldest_message_age_seconds is read from the broker or from the headers of the oldest message; every replica may report it',
    sql: 'active users and churn are read from the database by the SQL exporter, every five minutes',
    exporters: 'the PostgreSQL exporter runs with --collector.stat_statements, RabbitMQ with its plugin for Prometheus, the process exporter on every host with one group for each executable',
    probes: 'liveness: initial delay 10 s, every 10 s. Readiness: initial delay 5 s, every 5 s, time-out 2 s, three failures',
    sdk: 'the OpenTelemetry SDK with a batch processor, OTLP on 4317 or 4318 to the gateway; one service.name for each service, service.namespace bakhmach-hub; every span is sent, the gateway samples',
    propagation: 'traceparent of W3C, in the headers of requests and of messages; the correlation id travels beside it',
    instrument: 'at entry and exit: requests, calls to others, queries, messages',
    degradation: 'the application never waits for its telemetry: the SDK drops when its queue is full',
    personal: 'no name, address, card number or token in lines and spans; the collector masks them again',
  },
};
