import { seconds } from '../../lib/core/duration';
import type { ApplicationContract } from '../shared/application-contract';
import { apiJob, workerJob } from './metrics';
import { canvascast } from './system';

const ownJobs: readonly string[] = [apiJob, workerJob];

const stated = { checkTimeout: seconds(2) } as const;

/** What the frontend, the API and the worker of CanvasCast owe their stack. */
export const canvascastContract: ApplicationContract = {
  system: 'canvascast',
  metrics: canvascast.metrics.filter(({ declaration }) => declaration.name !== 'up' && !declaration.thirdParty && declaration.jobs.some((job) => ownJobs.includes(job))),
  logs: {
    fields: {
      timestamp: 'ISO 8601 with a zone',
      level: 'fatal, error, warn, info or debug; set by LOG_LEVEL, info where it is not set',
      message: 'one static sentence, without values in it',
      service: 'web, api or worker; set by SERVICE_NAME',
      env: 'the environment; set by NODE_ENV',
      event: 'the name of the event, where it is one of those below',
      trace_id: '32 hexadecimal digits, where there is a trace',
      span_id: '16 hexadecimal digits, where there is a span',
      user_id: 'an id, never a name or an address, where there is a user',
      job_id: 'where there is a video job',
      error: 'type, code, message and stack of an error, under this one key',
      metadata: 'anything else; fields that name a secret are masked at any depth',
    },
    levels: {
      fatal: 'the process ends',
      error: 'a request, a job or a step failed',
      warn: 'something is tried again',
      info: 'a request, a job or a step began or ended',
      debug: 'values, outside production',
    },
    events: [
      { event: 'request_started', level: 'info', when: 'a request arrives', fields: ['method', 'route'] },
      { event: 'request_finished', level: 'info', when: 'a request was answered, or its connection was lost', fields: ['method', 'route', 'status', 'duration_ms'] },
      { event: 'job_started', level: 'info', when: 'a worker takes a video job', fields: ['job_id', 'niche'] },
      { event: 'job_finished', level: 'info', when: 'a video job came to an end, whichever end it is', fields: ['job_id', 'status', 'duration_ms', 'error_category'] },
      { event: 'step_started', level: 'info', when: 'a step of a video job begins', fields: ['job_id', 'step'] },
      { event: 'step_finished', level: 'info', when: 'a step succeeded', fields: ['job_id', 'step', 'duration_ms'] },
      { event: 'step_failed', level: 'error', when: 'a step failed for good', fields: ['job_id', 'step', 'duration_ms', 'error', 'error_category'] },
      { event: 'retry', level: 'warn', when: 'something is tried again', fields: ['attempt', 'error'] },
    ],
  },
  traces: {
    services: ['canvascast-web', 'canvascast-api', 'canvascast-worker'],
    spans: [
      { span: 'METHOD route', under: 'the traceparent of the request, when it is valid', attributes: ['http.request.method', 'http.route', 'http.response.status_code'] },
      { span: 'video job', under: 'none: a trace of its own, with a link to the request that ordered the video', attributes: ['job.id', 'job.status'] },
      { span: 'pipeline step', under: 'video job', attributes: ['job.id', 'step', 'status'] },
    ],
  },
  health: [
    { service: 'api', path: '/health', means: 'the process answers', checks: [], ...stated },
    { service: 'api', path: '/ready', means: '200 when every check passes and 503 otherwise, with the state and the latency of each', checks: ['database', 'redis', 'storage'], ...stated },
    { service: 'worker', path: '/health', means: '503 when the last heartbeat is older than a minute or Redis does not answer; never ok by itself', checks: ['heartbeat', 'redis'], ...stated },
  ],
  practices: {
    endpoint: 'API and worker each serve /metrics in the Prometheus text format; the frontend has none and sends browser telemetry by OTLP',
    routes: 'the label route is the pattern of the route; what no route matches is one value',
    ends: 'jobs_finished_total and job_duration_seconds are observed at every end of a job, failures included',
    steps: 'pipeline_step_duration_seconds is observed at both ends of a step',
    status: 'values of status are lower case',
    errors: 'every error has a code; AUTH_, PIPELINE_ and PAYMENT_ begin the code of their category, and a code of the type says timeout and rate_limit, never the text of the message',
    database: "the readiness check looks at the error that the database client returns; it does not throw by itself",
    propagation: 'traceparent of W3C, checked before it is used; a new trace begins where it is not valid. Ids are those of the OpenTelemetry SDK',
    context: 'a video job carries the trace context of its request in its data',
    clocks: 'durations come from a monotonic clock',
    sentry: 'SENTRY_DSN and SENTRY_ENVIRONMENT come from a Secret; ten percent of the transactions are sampled; scope: user id, job id',
  },
};
