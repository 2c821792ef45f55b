import { seconds } from '../../lib/core/duration';
import type { ApplicationContract } from '../shared/application-contract';
import { apiJob, botJob } from './metrics';
import { quickcart } from './system';

const ownJobs: readonly string[] = [apiJob, botJob];

/** What the bot and the API of QuickCart owe their stack. */
export const quickcartContract: ApplicationContract = {
  system: 'quickcart',
  metrics: quickcart.metrics.filter(({ declaration }) => !declaration.thirdParty && declaration.jobs.some((job) => ownJobs.includes(job))),
  logs: {
    fields: {
      timestamp: 'ISO 8601 with a zone, from the time-stamping processor alone',
      level: 'critical, error, warning, info or debug',
      message: 'one static sentence',
      event: 'the name of the event',
      service: 'quickcart',
      environment: 'production, staging or development',
      category: 'application, security, audit, performance or error: decides how long the line is kept',
      correlation_id: 'made once for an update or a request, and bound through context variables',
      trace_id: '32 hexadecimal digits, where there is a trace',
      span_id: '16 hexadecimal digits, where there is a span',
    },
    levels: {
      critical: 'the process cannot go on',
      error: 'something failed for good',
      warning: 'something failed and is tried again, a login was refused',
      info: 'the lowest level of production: payments, orders, security events',
      debug: 'measurements, by a logger of their own with the category performance',
    },
    events: [
      { event: 'user_action', level: 'info', when: 'a user does something', fields: ['user_id', 'action'] },
      { event: 'payment_event', level: 'info', when: 'a payment begins, succeeds, fails or expires', fields: ['event_type', 'user_id', 'order_id', 'amount', 'payment_method'] },
      { event: 'security_event', level: 'warning', when: 'something that needs a permission happens', fields: ['event_type', 'source_ip', 'user_id', 'outcome'] },
      { event: 'error_event', level: 'error', when: 'something failed for good', fields: ['error', 'handler'] },
      { event: 'audit_event', level: 'info', when: 'something happens that the law wants to know of', fields: ['event_type', 'compliance_category'] },
      { event: 'privacy_event', level: 'info', when: 'personal data is given, changed or erased', fields: ['user_id', 'data_type', 'action', 'consent_status'] },
    ],
  },
  traces: {
    services: [botJob, apiJob],
    spans: [
      { span: 'telegram update', under: 'none: it begins a trace', attributes: ['telegram.update_type', 'correlation_id'] },
      { span: 'METHOD route', under: 'the traceparent of the request', attributes: ['http.request.method', 'http.route', 'http.response.status_code', 'correlation_id'] },
      { span: 'pakasir call', under: 'whatever ordered the payment', attributes: ['operation', 'status'] },
      { span: 'telegram send', under: 'whatever answers', attributes: ['method', 'status'] },
      { span: 'database query', under: 'whatever asks', attributes: ['db.operation.name', 'db.collection.name'] },
      { span: 'redis command', under: 'whatever asks', attributes: ['db.operation.name'] },
    ],
  },
  health: [{ service: botJob, path: '/health', means: '200 when every check passes within three seconds and 503 otherwise, with the state and the time of each; all checks at once', checks: ['telegram', 'database', 'redis'], checkTimeout: seconds(2) }],
  practices: {
    endpoint: 'bot and API each serve /metrics in the Prometheus text format',
    labels: 'user id, order id, correlation id and the name of a product are never a label; a product is read through SQL',
    logging: 'one set-up: structlog with the JSON renderer, filter level 20, the logger factory of the standard library, context variables; to the standard output alone',
    calls: 'the synchronous methods of the logger are not awaited',
    audit: 'the whole entry goes to the audit database, table compliance_logs; the common log gets event type, category and correlation id; an entry that cannot be written counts audit_write_failures_total',
    compliance: 'financial entries 10 years, privacy 7 years, security 5 years, in stores of their own with AES-256; the owners confirm the first number, because storing for ever contradicts erasure',
    evaluation: 'the application only exports; thresholds, history and suppression are rules',
    handlers: 'every module of handlers exports its metric and writes its event; documents, tests and migrations are not asked',
    provider: 'the bot does not wait for Pakasir: payment requests run in the background',
    refunds: 'money given back is a counter of its own, because a counter never falls',
    encryption: 'volumes of a storage class with encryption; teams compliance, privacy and security in Grafana',
  },
};
