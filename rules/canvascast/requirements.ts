import { answersFor } from '../shared/answers';
import { alertProof, boundaryProof, logAlertProof, logPath, metricPath, redactionProof, sampledTraces, spanPath } from '../shared/proof-links';
import type { Link, Requirement, RequirementId, RequirementList } from '../shared/requirement';
import { contract, declined, met, read } from '../shared/requirement';

const metrics = 'rules/canvascast/metrics.ts';
const published = 'docs/contracts/canvascast.json';
const manifests = 'dist/canvascast';
const rules = `${manifests}/prometheus-rules.yaml`;
const alertmanager = `${manifests}/alertmanager.yaml`;
const dashboardTest = 'test/dashboard/canvascast.test.ts';
const routingTest = 'test/requirements/canvascast.test.ts';

const answers = answersFor('canvascast');
const { metric, alerted } = answers;

/** A metric that an exporter reads. */
const exported = (id: RequirementId, asks: string, symbol: string): Requirement => met(id, asks, `${metrics}#${symbol}`, `${manifests}/prometheus.yaml#job_name: sql-exporter`);

const panel = (id: RequirementId, asks: string, dashboard: 'overview' | 'pipeline' | 'business', title: string, ...more: readonly Link[]): Requirement =>
  answers.panel(id, asks, `dashboards/canvascast/${dashboard}.ts#${dashboard}`, title, ...more);

const asItIsMeant: Link = `${dashboardTest}#asks for the %s as it is meant`;

const requirements: readonly Requirement[] = [
  metric('CC-M01', 'how long requests take, by method, route and code, with bounds around 5 s', 'httpRequestDuration', 'http_request_duration_seconds'),
  metric('CC-M02', 'requests by method, route and code', 'httpRequests', 'http_requests_total'),
  metric('CC-M03', 'connections that are open', 'httpActiveConnections', 'http_active_connections'),
  read(metric('CC-M04', 'how long video jobs take, by end and niche', 'jobDuration', 'job_duration_seconds'), 'the bounds go on to an hour, and the niches are a closed list'),
  metric('CC-M05', 'how long the steps of a job take', 'pipelineStepDuration', 'pipeline_step_duration_seconds'),
  read(metric('CC-M06', 'jobs that wait in the queue', 'jobQueueDepth', 'job_queue_depth'), 'every worker reports the same queue: the metric is declared as shared, and a sum over it is refused'),
  metric('CC-M07', 'jobs by status, for display', 'jobsByStatus', 'jobs_by_status'),
  metric('CC-M08', 'jobs that came to an end, by how', 'jobsFinished', 'jobs_finished_total'),
  metric('CC-M09', 'credits that were spent', 'creditsUsed', 'credits_used_total'),
  read(metric('CC-M10', 'money received', 'revenue', 'revenue_usd_total'), 'money given back is a counter of its own, refunds_usd_total'),
  metric('CC-M11', 'signups by method', 'signups', 'signups_total'),
  exported('CC-M12', 'active users, by window', 'activeUsers'),
  metric('CC-M13', 'what the providers charge for jobs', 'jobCost', 'job_cost_usd_total'),
  exported('CC-M14', 'active subscriptions by plan', 'activeSubscriptions'),
  metric('CC-M15', 'visitors by the step that they reached', 'conversions', 'conversions_total'),
  metric('CC-M16', 'how long the oldest job waits', 'oldestWaitingJob', 'job_queue_oldest_waiting_seconds'),
  metric('CC-M17', "the worker's queue by state", 'workerQueueJobs', 'worker_queue_jobs'),
  metric('CC-M18', 'errors by category and service', 'errors', 'errors_total'),
  contract('CC-M19', 'the outcome and the time of each readiness check', `${metrics}#healthCheckSuccess`, `${metrics}#healthCheckDuration`, `${published}#"health_check_success"`),
  met('CC-M20', 'an endpoint for metrics at the API and the worker', 'rules/canvascast/targets.ts#canvascastScrape', `${manifests}/prometheus.yaml#job_name: canvascast-worker`, `${published}#"endpoint"`),
  contract('CC-M21', 'the duration of a job that failed is observed as well', `${published}#"ends"`, `${published}#"steps"`),

  alerted('CC-A01', 'more than 10 % of the requests fail, and a warning at 2 %', 'rules/canvascast/api-alerts.ts#highErrorRate', 'HighErrorRate', 'rules/canvascast/api-alerts.ts#elevatedErrorRate', boundaryProof),
  alerted('CC-A02', 'more than 100 jobs wait, or one waits for 15 minutes', 'rules/canvascast/worker-alerts.ts#queueBacklog', 'QueueBacklog', 'rules/canvascast/worker-alerts.ts#jobsWaitTooLong', `${dashboardTest}#have no problem that a check knows, warnings included`),
  alerted('CC-A03', 'more than 10 % of the jobs of an hour failed', 'rules/canvascast/worker-alerts.ts#highJobFailureRate', 'HighJobFailureRate', boundaryProof),
  alerted('CC-A04', 'the 95th percentile of requests is above 5 s', 'rules/canvascast/api-alerts.ts#slowResponses', 'SlowResponses'),
  alerted('CC-A05', 'a probe from outside fails', 'rules/canvascast/dependency-alerts.ts#serviceNotReady', 'ServiceNotReady', 'rules/canvascast/dependency-alerts.ts#probesMissing'),
  alerted('CC-A06', 'no worker runs', 'rules/canvascast/worker-alerts.ts#workerDown', 'WorkerDown'),
  alerted('CC-A07', 'jobs wait and none is finished', 'rules/canvascast/worker-alerts.ts#workerStalled', 'WorkerStalled'),
  alerted('CC-A08', 'payment or login errors, and any other error three times as often as last week', 'rules/canvascast/dependency-alerts.ts#errorCategorySpike', 'ErrorCategorySpike', 'rules/canvascast/dependency-alerts.ts#errorCategoryAnomaly'),
  alerted('CC-A09', 'a provider refuses for too many requests', 'rules/canvascast/dependency-alerts.ts#providerRateLimited', 'ProviderRateLimited'),
  read(alerted('CC-A10', 'a dependency fails its readiness check', 'rules/canvascast/dependency-alerts.ts#dependencyUnhealthy', 'DependencyUnhealthy'), 'a cause: it warns, and the symptom pages'),

  met('CC-R01', 'critical alerts go to PagerDuty and Slack', 'rules/canvascast/routing.ts#canvascastRouting', `${routingTest}#a critical alert pages and is told in Slack`),
  met('CC-R02', 'warnings go to Slack', 'rules/canvascast/routing.ts#canvascastRouting', `${routingTest}#a warning and an info are told in Slack alone`),
  met('CC-R03', 'info goes to Slack, to the one channel, with the severity before the summary', 'rules/canvascast/routing.ts#canvascastSlack', `${alertmanager}#channel: "#alerts"`, `${routingTest}#a warning and an info are told in Slack alone`),
  met('CC-R04', 'one path for alerts, whose receivers do not depend on each other', 'rules/canvascast/routing.ts#canvascastRouting', `${routingTest}#a critical alert pages and is told in Slack`, 'test/requirements/canvascast-mistakes.test.ts#a second sender beside Alertmanager has no place: a severity that nobody knows is refused'),
  read(met('CC-R05', 'a route for info', 'rules/canvascast/routing.ts#canvascastRouting', `${routingTest}#a warning and an info are told in Slack alone`), 'no rule has that severity yet'),
  met('CC-R06', 'PagerDuty and Slack by their own receivers, with keys from files', 'rules/canvascast/routing.ts#canvascastPager', `${alertmanager}#routing_key_file:`),
  met('CC-R07', 'Prometheus decides and Alertmanager sends', `${rules}#alert: HighErrorRate`, 'test/component/grafana/provisioning.test.ts#are those of the stack, by fixed uids, and no others'),
  read(met('CC-R08', 'grouping and timing', 'rules/canvascast/routing.ts#canvascastRouting', `${routingTest}#alerts of one name and service share a message`), 'not given: by alertname and service, after 30 s, every 5 min, again after 4 h, critical ones after 1 h'),
  met('CC-R09', 'what is down silences what follows from it', 'rules/canvascast/routing.ts#canvascastRouting', `${routingTest}#an API that is not ready silences its slow answers, a dead worker its queue`),

  panel('CC-D01', 'request rate and latency by route', 'overview', 'Request rate', asItIsMeant),
  panel('CC-D02', 'the share of failed requests, zero when none fails', 'overview', 'Error rate', 'test/dashboard/shows-values.program.test.ts#is 0.1 % when one request of a thousand fails, and zero when none does'),
  panel('CC-D03', 'active users', 'overview', 'Active users', asItIsMeant),
  panel('CC-D04', 'the depth of the queue, from 0 to 200', 'overview', 'Job queue depth', 'test/dashboard/shows-values.program.test.ts#the queue is as deep as one worker says, not as all of them together'),
  panel('CC-D05', 'the share of jobs that are completed', 'pipeline', 'Job completion rate', asItIsMeant),
  panel('CC-D06', 'how long the steps take', 'pipeline', 'Step durations', asItIsMeant),
  panel('CC-D07', 'failures by step and by category', 'pipeline', 'Failures by step', asItIsMeant),
  panel('CC-D08', 'the cost of a job', 'pipeline', 'Cost per job', asItIsMeant),
  panel('CC-D09', 'signups a day and the share that buys', 'business', 'Signups', asItIsMeant),
  panel('CC-D10', 'money a day, by type', 'business', 'Revenue'),
  panel('CC-D11', 'credits an hour', 'business', 'Credit usage', asItIsMeant),
  panel('CC-D12', 'active subscriptions by plan', 'business', 'Active subscriptions', asItIsMeant),

  contract('CC-L01', 'lines as JSON with time, level, message and service', `${published}#"timestamp"`, `${manifests}/otel-collector-gateway.yaml#transform/read_lines`, logPath),
  contract('CC-L02', 'level and service from the environment', `${published}#set by LOG_LEVEL`),
  contract('CC-L03', 'what each level is for', `${published}#"levels"`),
  contract('CC-L04', 'a line when a request begins and when it ends, with its duration', `${published}#request_finished`, `${published}#"clocks"`),
  contract('CC-L05', 'a line for the begin and for either end of a step', `${published}#step_failed`, `${published}#step_finished`),
  met('CC-L06', 'secrets are masked, at any depth', 'lib/component/collector/redaction.ts#redactionRules', `${manifests}/otel-collector-gateway.yaml#transform/redact_lines`, redactionProof),
  read(met('CC-L07', 'a store for logs that can be asked', `${manifests}/loki.yaml#retention_period`, logPath), 'Loki for 30 days, fed by the agents or by OTLP'),
  declined('CC-L08', 'logs of browsers', 'the gateway takes no traffic from the internet; browsers send to an address of the application, which passes on what it has checked and limited'),
  met('CC-L09', 'an alert on a burst of error lines', 'rules/canvascast/log-alerts.ts#errorLinesBurst', `${manifests}/loki-rules.yaml#alert: ErrorLinesBurst`, logAlertProof),
  met('CC-L10', 'the lines of a job over API and worker', 'dashboards/canvascast/pipeline.ts#pipeline', `${manifests}/grafana-dashboards.yaml#job_id`),

  met('CC-T01', 'spans by OpenTelemetry to a store that Grafana shows', `${manifests}/otel-collector-gateway.yaml#otlp_http/jaeger`, `${manifests}/jaeger.yaml#jaeger_storage`, spanPath),
  contract('CC-T02', 'ids of traces and spans as W3C has them', `${published}#"propagation"`, `${published}#"trace_id"`),
  contract('CC-T03', 'the context of the caller is checked before it is used', `${published}#"propagation"`),
  contract('CC-T04', 'one trace for a job, linked to the request that ordered it', `${published}#"video job"`, `${published}#"context"`),
  contract('CC-T05', 'a span for every step', `${published}#"pipeline step"`),
  read(met('CC-T06', 'a tenth of the traces, and all that failed or were slow', 'charts/environments/canvascast.ts#canvascastEnvironment', 'lib/component/collector/tail-sampling.ts#tailSampling', `${manifests}/otel-collector-gateway.yaml#tail_sampling`, sampledTraces), 'slow is more than five seconds; spans are counted before any are left out'),
  met('CC-T07', 'from a trace to its lines', 'lib/component/grafana/data-sources.ts#dataSources', `${manifests}/grafana.yaml#tracesToLogsV2`, 'test/component/grafana/provisioning.test.ts#lead to each other: metric to trace, log to trace, trace to log, trace to metric'),

  contract('CC-H01', 'the API says that it lives', `${published}#"/health"`, 'rules/canvascast/targets.ts#canvascastProbes'),
  contract('CC-H02', 'the API says whether it is ready, with each check', `${published}#"/ready"`, 'rules/canvascast/targets.ts#canvascastProbes'),
  contract('CC-H03', 'the check of the database sees an error that is returned', `${published}#"database"`),
  contract('CC-H04', 'every check has a time-out', `${published}#"checkTimeout"`),
  contract('CC-H05', 'the worker says whether it works', `${published}#heartbeat`, 'rules/canvascast/worker-alerts.ts#workerStalled'),
  met('CC-H06', 'probes of API, worker, frontend and providers every 30 s', 'rules/canvascast/targets.ts#canvascastProbes', `${manifests}/prometheus.yaml#supabase-storage`),
];

export const canvascastRequirements: RequirementList = {
  document: 'CC',
  system: 'canvascast',
  title: 'CanvasCast',
  requirements: [
    ...requirements,
    met('CC-S01', 'the API is available in 99.5 % of 30 days', 'rules/canvascast/slos.ts#apiAvailability', `${rules}#alert: ApiAvailabilityBudgetBurn1h`, alertProof),
    met('CC-S02', 'the API answers 95 % within 5 s', 'rules/canvascast/slos.ts#apiLatency', `${rules}#alert: ApiLatencyBudgetBurn1h`, alertProof),
    met('CC-S03', '90 % of the jobs succeed', 'rules/canvascast/slos.ts#jobSuccess', `${rules}#alert: JobSuccessBudgetBurn1h`, alertProof),
    met('CC-S04', '95 % of the jobs end within 15 minutes', 'rules/canvascast/slos.ts#jobLatency', `${rules}#alert: JobLatencyBudgetBurn1h`, alertProof),

    met('CC-I01', 'the API is scraped', 'rules/canvascast/targets.ts#canvascastScrape', `${manifests}/prometheus.yaml#job_name: canvascast-api`),
    met('CC-I02', 'the worker is scraped', 'rules/canvascast/targets.ts#canvascastScrape', `${manifests}/prometheus.yaml#job_name: canvascast-worker`),
    met('CC-I03', 'the frontend is watched, without metrics', 'rules/canvascast/targets.ts#canvascastProbes', `${manifests}/prometheus.yaml#canvascast-web`),
    met('CC-I04', 'an exporter for the Redis of the queue', 'rules/canvascast/targets.ts#canvascastScrape', `${manifests}/prometheus.yaml#job_name: redis`),
    met('CC-I05', 'the hosted PostgreSQL', 'rules/canvascast/targets.ts#canvascastScrape', `${manifests}/prometheus.yaml#/customer/v1/privileged/metrics`, `${manifests}/prometheus.yaml#job_name: sql-exporter`),
    met('CC-I06', 'a probe of the storage', 'rules/canvascast/targets.ts#canvascastProbes', `${manifests}/prometheus.yaml#supabase-storage`),
    met('CC-I07', 'hosts that cannot be reached push', `${manifests}/otel-collector-gateway.yaml#otlp_http/prometheus`, metricPath),
    met('CC-I08', 'collector, Prometheus, Jaeger, Loki, Grafana and Alertmanager', 'charts/environments/canvascast.ts#canvascastEnvironment', `${manifests}/alertmanager.yaml#kind: StatefulSet`, 'test/charts/dist.test.ts#writes what is committed in dist/, byte for byte, and says what it made'),
    read(met('CC-I09', 'an interval for the scrapes', `${manifests}/prometheus.yaml#scrape_interval: 15s`), 'not given: 15 s, and 30 s or a minute for exporters and probes'),

    panel('CC-B01', 'credits used', 'business', 'Credit usage'),
    panel('CC-B02', 'money by purchase and subscription', 'business', 'Revenue'),
    panel('CC-B03', 'signups by mail and by Google', 'business', 'Signups'),
    panel('CC-B04', 'conversions', 'business', 'Conversion funnel'),
    panel('CC-B05', 'active subscriptions', 'business', 'Active subscriptions'),
    panel('CC-B06', 'the cost of a job', 'pipeline', 'Cost per job'),

    met('CC-V01', 'tests of the rules at their boundaries', alertProof, boundaryProof, 'test/dashboard/shows-values.program.test.ts#is 0.1 % when one request of a thousand fails, and zero when none does'),
    met('CC-V02', 'a linter that refuses the rate of a gauge and the quantile of a family', 'lib/check/checks/counter/rate-of-gauge.ts#rateOfGauge', 'lib/check/checks/histogram/family-name.ts#familyName', 'test/check/checks.test.ts#finds its bad twin, in the file and at a line'),
    met('CC-V03', 'dashboards are strict JSON without a removed panel', 'lib/check/dashboard/file-problems.ts#dashboardFileProblems', `${dashboardTest}#the removed graph panel, and a comment inside the JSON`),

    met('CC-X01', 'problems are noticed and explained before users complain', 'rules/canvascast/groups.ts#canvascastGroups', `${manifests}/delivery.md#HighErrorRate`, 'docs/runbooks/canvascast/high-error-rate.md#HighErrorRate'),
    contract('CC-X02', 'Sentry with its address from a Secret', `${published}#"sentry"`, 'rules/canvascast/metrics.ts#errors'),
    contract('CC-X03', 'categories of errors by code', `${published}#"errors"`, 'rules/canvascast/metrics.ts#errors'),
    met('CC-X04', 'dashboards and rules as files', `${manifests}/grafana-dashboards.yaml#canvascast-overview`, `${rules}#alert: HighErrorRate`),
    met('CC-X05', 'one picture of the whole', 'lib/stack/topology.ts#calls', 'test/component/grafana/provisioning.test.ts#are those of the stack, by fixed uids, and no others'),
    read(met('CC-X06', 'somebody who owns the alerts', 'rules/canvascast/team.ts#team', `${rules}#team: canvascast`), 'a team instead of a person'),
  ],
  names: [
    { theirs: 'FAILED (job status)', ours: 'failed', why: 'one spelling of a value in all metrics' },
    { theirs: 'x-trace-id', ours: 'traceparent', why: 'the header of W3C Trace Context' },
    { theirs: 'time, msg', ours: 'timestamp, message', why: 'the schema of the document, not that of its library' },
    { theirs: 'traceId, spanId, userId, jobId', ours: 'trace_id, span_id, user_id, job_id', why: 'one spelling of fields in all systems' },
  ],
};
