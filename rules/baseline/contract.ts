import { seconds } from '../../lib/core/duration';
import type { ApplicationContract } from '../shared/application-contract';
import { apiJob } from './metrics';
import { baseline } from './system';

const stated = { service: apiJob, checkTimeout: seconds(1) } as const;

/** What a backend owes its stack. */
export const baselineContract: ApplicationContract = {
  system: 'baseline',
  metrics: baseline.metrics.filter(({ declaration }) => declaration.jobs.some((job) => job === apiJob) && declaration.name !== 'up' && !declaration.name.startsWith('scrape_')),
  logs: {
    fields: {
      time: 'ISO 8601 with a zone',
      level: 'the name of a level, or the number that Pino and Bunyan give it',
      msg: 'one static sentence, without values in it',
      request_id: 'of the request, on every line that belongs to one; set by middleware',
      user_id: 'an id or a keyed hash; never an address',
      endpoint: 'the pattern of the route',
      duration_ms: 'where something ended',
      trace_id: '32 hexadecimal digits, where there is a trace',
      span_id: '16 hexadecimal digits, where there is a span',
    },
    levels: {
      fatal: 'the process ends',
      error: 'an exception that was handled, an answer of 500',
      warn: 'handled, and worth a look: a rate limit, a failed login',
      info: 'a request is done; the lowest level of production',
      debug: 'values, in development and staging alone',
      trace: 'hardly ever',
    },
    events: [
      { event: 'request_finished', level: 'info', when: 'a request was answered', fields: ['endpoint', 'status', 'duration_ms'] },
      { event: 'login_attempt', level: 'info', when: 'somebody tries to log in', fields: ['request_id'] },
      { event: 'login_refused', level: 'warn', when: 'the credentials were wrong', fields: ['request_id', 'reason'] },
      { event: 'login_succeeded', level: 'info', when: 'somebody has logged in', fields: ['user_id'] },
      { event: 'login_failed', level: 'error', when: 'the login itself broke', fields: ['request_id', 'error'] },
    ],
  },
  traces: {
    services: [apiJob],
    spans: [
      { span: 'METHOD route', under: 'the traceparent of the request', attributes: ['http.request.method', 'http.route', 'http.response.status_code'] },
      { span: 'create_order', under: 'METHOD route', attributes: ['user.id', 'order.items'] },
      { span: 'process_payment', under: 'create_order, through the active context', attributes: ['payment.method', 'payment.status'] },
    ],
  },
  health: [
    { ...stated, path: '/health/live', means: 'the process answers: 200 and alive', checks: [] },
    { ...stated, path: '/health/ready', means: '200 and ready, or 503 and not_ready with the state of each check; all checks at once', checks: ['database', 'redis', 'queue'] },
  ],
  practices: {
    endpoint: '/metrics on port 3000 in the Prometheus text format, from the default registry',
    defaults: 'the metrics that the client collects by itself are left on, without options',
    routes: 'the label route is the full pattern, the base path of a mounted router included; what no route matches is one value; the paths of metrics and health are left out',
    types: 'a counter only grows, a gauge is a present value, a histogram a distribution; durations in seconds, sizes in bytes; no summary where there are several replicas',
    users: 'active_users counts distinct users of the last five minutes and has one writer',
    redaction: 'password, password_hash, token and authorization are masked at any depth; the collector masks them again',
    sdk: 'the OpenTelemetry SDK with a batch processor in the provider, OTLP to the gateway, the service name as a resource attribute; loaded before the application',
    propagation: 'a child is started within the active context of its parent; outgoing calls get their header from the instrumentation alone',
    personal: 'no amount and no name on a span; a user id is personal data and stays as long as traces do',
    probes: 'liveness: initial delay 10 s, every 10 s. Readiness: initial delay 5 s, every 5 s, time-out 2 s, three failures. A startup probe on the liveness path',
    traffic: 'the probe that gates traffic looks at the replica alone; shared dependencies are for the probe from outside, so that one of them does not take all replicas out at once',
    errors: 'Sentry with its address from a Secret, ten percent of the transactions, the error handler of SDK 8',
  },
};
