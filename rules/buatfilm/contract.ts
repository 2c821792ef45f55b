import { seconds } from '../../lib/core/duration';
import type { ApplicationContract } from '../shared/application-contract';
import { apiJob, sqlJob, workerJob } from './metrics';
import { buatfilm } from './system';

const ownJobs: readonly string[] = [apiJob, workerJob, sqlJob];

const written = ['correlation_id', 'order_id'] as const;

/** What the payment API and the notification worker of BuatFilm, and the queries of its SQL exporter, owe their stack. */
export const buatfilmContract: ApplicationContract = {
  system: 'buatfilm',
  metrics: buatfilm.metrics.filter(({ declaration }) => declaration.jobs.some((job) => ownJobs.includes(job)) && declaration.name !== 'up' && !declaration.name.startsWith('scrape_')),
  logs: {
    fields: {
      timestamp: 'ISO 8601 with milliseconds, from the isoTime function of the library',
      level: 'fatal, error, warn, info or debug, in lower case; set by LOG_LEVEL, info where it is not set',
      message: 'one static sentence',
      service: 'buatfilm-payment-api or notification-worker: the same as in traces',
      component: 'the part of the service that writes',
      environment: 'set by NODE_ENV, development where it is not set',
      correlation_id: 'ord- and the id of the order, or the id of the request where there is no order',
      request_id: 'of the request',
      trace_id: '32 hexadecimal digits, where there is a trace',
      span_id: '16 hexadecimal digits, where there is a span',
      order_id: 'where there is an order',
      payment_method: 'where there is a payment',
      amount: 'in rupiah, where there is a payment',
      duration_ms: 'where something ended',
      error: 'type, message, stack and code of an error, under this one key',
      metadata: 'anything else: the transaction id of the provider, the number of the attempt',
    },
    levels: {
      fatal: 'the process ends: the database is lost',
      error: 'a payment failed or a webhook was refused, and the service goes on',
      warn: 'something is tried again, or goes another way',
      info: 'an order, a payment or a notification made a step',
      debug: 'statements; payloads only after redaction, and never in production',
    },
    events: [
      { event: 'order_created', level: 'info', when: 'an order was created', fields: [...written, 'payment_method', 'amount'] },
      { event: 'payment_succeeded', level: 'info', when: 'an order was paid', fields: [...written, 'payment_method', 'amount'] },
      { event: 'payment_failed', level: 'error', when: 'a payment failed or expired', fields: [...written, 'payment_method', 'error'] },
      { event: 'webhook_received', level: 'info', when: 'a webhook was handled', fields: [...written, 'duration_ms'] },
      { event: 'webhook_refused', level: 'warn', when: 'the signature of a webhook was wrong', fields: ['request_id'] },
      { event: 'notification_sent', level: 'info', when: 'a notification was sent', fields: [...written, 'metadata'] },
      { event: 'notification_failed', level: 'error', when: 'a notification was tried for the last time', fields: [...written, 'error', 'metadata'] },
    ],
  },
  traces: {
    services: [apiJob, workerJob],
    spans: [
      { span: 'METHOD route', under: 'the traceparent of the request', attributes: ['http.request.method', 'http.route', 'http.response.status_code', 'server.address'] },
      { span: 'create order', under: 'METHOD route; with an event for success and one for failure', attributes: ['order.id'] },
      { span: 'midtrans call', under: 'whatever calls', attributes: ['http.request.method', 'server.address', 'http.response.status_code'] },
      { span: 'webhook', under: 'METHOD route, with a link to the trace of the order', attributes: ['order.id', 'payment.status'] },
      { span: 'send notification', under: 'none: a trace of its own, with a link to the trace of the order', attributes: ['channel', 'template'] },
    ],
  },
  health: [
    { service: apiJob, path: '/health/live', means: 'the process answers', checks: [], checkTimeout: seconds(1) },
    { service: apiJob, path: '/health/ready', means: '200 when every check passes and 503 otherwise, with the state of each', checks: ['database'], checkTimeout: seconds(1) },
  ],
  practices: {
    endpoint: 'API and worker each serve /metrics from a registry of their own, with the content type that the registry names',
    recorders: 'one function for every metric that the application writes, made from this contract: none is registered without being recorded',
    initialised: 'every combination of closed labels is there from the start with the value 0, so that the first event is an increase',
    labels: 'the id of an order or a transaction, anything about a customer, and a raw path are never a label',
    orders: 'orders_total and payment_transactions_total grow by one when a status is entered',
    database: 'no query within the handler of /metrics: what the database knows is read by the SQL exporter, in its own time and with a time-out; groups without a row are 0',
    probes: 'liveness and readiness are asked every 10 s with a time-out of 2 s',
    serializers: 'error, request and response each have the serialiser of their own kind',
    child: 'a child logger binds the correlation id for a request or an order',
    redaction: 'paths with wildcards for email, customer_email, customer_phone, password, token, secret, api_key, authorization and server_key, headers of requests included; one policy, either removal or replacement; the collector masks them again',
    masking: 'an address keeps two characters and its domain, a phone number the digits after the eighth, anything else four characters; what is shorter than twice the visible part is masked whole',
    sdk: 'the OpenTelemetry SDK, OTLP to the gateway on 4317 or 4318; the spans are not logged as well',
    sampling: 'every trace is sent: the collector decides what is kept',
    propagation: 'traceparent of W3C, taken from incoming and put into outgoing calls; an order keeps it for its webhook and its notifications',
    ends: 'an error within an asynchronous handler is passed to the error handler, and a span ends when the connection closes as well',
    queries: 'no query string in an attribute of a span',
  },
};
