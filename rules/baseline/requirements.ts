import { answersFor } from '../shared/answers';
import { alertProof, boundaryProof, logAlertProof, logPath, redactionProof, sampledTraces, spanPath } from '../shared/proof-links';
import type { Link, Requirement, RequirementId, RequirementList } from '../shared/requirement';
import { contract, met, read } from '../shared/requirement';

const published = 'docs/contracts/baseline.json';
const manifests = 'dist/baseline';
const rules = `${manifests}/prometheus-rules.yaml`;
const routing: Link = 'rules/baseline/routing.ts#baselineRouting';
const shown = 'test/requirements/baseline.test.ts';
const engine = 'test/requirements/baseline.program.test.ts';
const mistakes = 'test/requirements/baseline-mistakes.test.ts';

const answers = answersFor('baseline');
const { metric, alerted, scraped } = answers;

const panel = (id: RequirementId, asks: string, dashboard: 'service' | 'dependencies', title: string): Requirement =>
  answers.panel(id, asks, `dashboards/baseline/${dashboard}.ts#${dashboard}`, title);

const service = 'rules/baseline/service-alerts.ts';
const dependencies = 'rules/baseline/dependency-alerts.ts';

export const baselineRequirements: RequirementList = {
  document: 'BL',
  system: 'baseline',
  title: 'Baseline',
  requirements: [
    contract('BL-M01', 'what Node.js and the process tell of themselves', 'rules/shared/nodejs.ts#nodejsMetrics', 'rules/baseline/metrics.ts#nodejs', `${published}#"defaults"`),
    metric('BL-M02', 'requests by method, route and code, without a series for every scanner', 'httpRequests', 'http_requests_total'),
    metric('BL-M03', 'how long requests take, failed ones apart', 'httpRequestDuration', 'http_request_duration_seconds'),
    metric('BL-M04', 'active users, with a definition and a writer', 'activeUsers', 'active_users'),
    metric('BL-M05', 'errors by type', 'appErrors', 'app_errors_total'),
    metric('BL-M06', 'queries and their time', 'dbQueryDuration', 'db_query_duration_seconds'),
    metric('BL-M07', 'the pool of connections and its limit', 'dbPoolConnections', 'db_pool_connections'),
    metric('BL-M08', 'hits and misses of caches', 'cacheRequests', 'cache_requests_total'),
    metric('BL-M09', 'the depth of queues', 'queueDepth', 'queue_depth'),
    metric('BL-M10', 'jobs by how they ended', 'queueJobs', 'queue_jobs_total'),
    met('BL-M11', 'whether targets, database, cache and probes answer', 'lib/metric/exporters/postgres.ts#postgresMetrics', 'lib/metric/exporters/redis.ts#redisMetrics', 'lib/metric/exporters/blackbox.ts#probeSuccess'),
    contract('BL-M12', 'an endpoint for metrics', `${published}#"endpoint"`, `${manifests}/prometheus.yaml#job_name: backend-api`),
    contract('BL-M13', 'types, units and suffixes of names', `${published}#"types"`, 'lib/metric/naming.ts#namingProblems', `${mistakes}#a histogram without a unit in its name is refused`),
    met('BL-M14', 'p50, p95 and p99 by route as recorded series', 'rules/baseline/recordings.ts#latencyQuantiles', `${rules}#record: route:http_request_duration_seconds:p99_5m`),

    alerted('BL-A01', 'more than 5 % of the requests fail', `${service}#highErrorRate`, 'HighErrorRate', boundaryProof, `${engine}#one failure in a hundred of a busy service is no alert`),
    alerted('BL-A02', 'the 95th percentile is above one second', `${service}#highResponseTime`, 'HighResponseTime', `${engine}#answers that take two seconds are an alert`),
    alerted('BL-A03', 'the database does not answer, or nothing is known of it', `${dependencies}#databaseDown`, 'DatabaseDown'),
    alerted('BL-A04', 'Redis does not answer', `${dependencies}#redisDown`, 'RedisDown'),
    alerted('BL-A05', 'the queue does not answer', `${dependencies}#queueDown`, 'QueueDown'),
    alerted('BL-A06', 'the readiness address fails from outside', `${service}#serviceNotReady`, 'ServiceNotReady'),
    alerted('BL-A07', 'more than 10 % of the jobs of a queue fail', `${dependencies}#queueFailureRateHigh`, 'QueueFailureRateHigh'),
    alerted('BL-A08', 'a pool is nearly exhausted', `${dependencies}#connectionPoolExhausted`, 'ConnectionPoolExhausted'),
    alerted('BL-A09', 'the cache finds less than 70 %', `${dependencies}#cacheHitRatioLow`, 'CacheHitRatioLow'),
    read(alerted('BL-A10', 'any target is missing', 'rules/belfry/target-alerts.ts#targetAlerts', 'TargetDown'), "one alert of the platform for the targets of every job; the backend's own alerts page beside it"),

    met('BL-R01', 'PagerDuty for whoever is on call', 'rules/baseline/routing.ts#backendPager', `${shown}#a critical alert pages, is told in Slack and opens an incident`),
    met('BL-R02', 'Slack for the team', 'rules/baseline/routing.ts#backendSlack', `${shown}#a warning is told in Slack alone`),
    met('BL-R03', 'mail for the rest', 'rules/baseline/routing.ts#backendMail', `${shown}#what is neither is mailed`),
    read(met('BL-R04', 'a tool for incidents', 'rules/baseline/routing.ts#incidents', `${manifests}/alertmanager.yaml#name: backend-incidents`), 'a webhook, because the service that is named closes down in April 2027'),
    met('BL-R05', 'which severity goes where, grouped and timed', routing, `${shown}#a critical alert pages, is told in Slack and opens an incident`, `${shown}#alerts of one name and service share a message`),
    met('BL-R06', 'a database that is down silences what follows from it', routing, `${shown}#a database that is down silences what follows from it`),
    met('BL-R07', 'a default, a heartbeat, templates, and secrets from files', 'rules/routing.ts#routingWith', `${manifests}/alertmanager.yaml#name: outside-heartbeat`, `${manifests}/alertmanager.yaml#api_url_file`, 'test/route/receivers.program.test.ts#puts no credential into the configuration'),
    met('BL-R08', 'what an incident webhook gets', 'rules/baseline/routing.ts#incidents', 'test/route/channels.program.test.ts#a webhook that wants to know who asks'),

    panel('BL-D01', 'request rate by route', 'service', 'Request rate'),
    panel('BL-D02', 'the share of failed requests', 'service', 'Error share over time'),
    panel('BL-D03', 'p50, p95 and p99', 'service', 'Latency'),
    panel('BL-D04', 'active users', 'service', 'Active users'),
    panel('BL-D05', 'queries and the pool', 'dependencies', 'Query time'),
    panel('BL-D06', 'the hit share of caches', 'dependencies', 'Hit share by cache'),
    panel('BL-D07', 'queues: depth, jobs, failures', 'dependencies', 'Jobs that end'),
    panel('BL-D08', 'memory, CPU, event loop, garbage collection', 'service', 'Event loop lag'),

    contract('BL-L01', 'lines as JSON, with the names of the fields', `${published}#"duration_ms"`, logPath),
    contract('BL-L02', 'what each level is for', `${published}#"levels"`),
    met('BL-L03', 'secrets are masked, at any depth and in any case', 'lib/component/collector/redaction.ts#redactionRules', `${manifests}/otel-collector-gateway.yaml#transform/redact_lines`, redactionProof),
    met('BL-L04', 'no clear mail addresses in the logs', 'lib/component/collector/redaction.ts#redactionRules', `${published}#never an address`, redactionProof),
    contract('BL-L05', 'a request id on every line', `${published}#"request_id"`),
    read(
      met('BL-L06', 'a line for every step of a login, and an alert on refused ones', `${published}#login_refused`, 'rules/baseline/log-alerts.ts#loginsRefused', `${manifests}/loki-rules.yaml#alert: LoginsRefused`, logAlertProof, 'dashboards/baseline/service.ts#service'),
      'the application owes the lines, as its contract says',
    ),
    read(met('BL-L07', 'a store for logs', `${manifests}/loki.yaml#retention_period`, logPath), 'Loki, for 30 days'),
    met('BL-L08', 'levels as the usual libraries write them', 'lib/component/collector/log-parsing.ts#lineParsing', `${manifests}/otel-collector-gateway.yaml#transform/read_lines`, logPath),

    met('BL-T01', 'OpenTelemetry, and a store for traces', `${manifests}/jaeger.yaml#jaeger_storage`, spanPath),
    met('BL-T02', 'spans by OTLP to the collector', `${manifests}/otel-collector-gateway.yaml#otlp_http/jaeger`, `${mistakes}#spans to an agent by UDP have no receiver`),
    contract('BL-T03', 'a provider that batches', `${published}#"sdk"`),
    contract('BL-T04', 'automatic instrumentation, loaded first', `${published}#"sdk"`),
    contract('BL-T05', 'a payment is a child of its order', `${published}#process_payment`, `${published}#"propagation"`),
    contract('BL-T06', 'the context goes on to what is called', `${published}#"propagation"`),
    read(met('BL-T07', 'a tenth of the traces, and all that failed or were slow', 'charts/environments/baseline.ts#baselineEnvironment', 'lib/component/collector/tail-sampling.ts#tailSampling', `${manifests}/otel-collector-gateway.yaml#tail_sampling`, sampledTraces), 'slow is more than a second; spans are counted before any are left out'),
    contract('BL-T08', 'no personal data on spans without need', `${published}#"personal"`),

    contract('BL-H01', 'an address that says that the process lives', `${published}#"/health/live"`, 'rules/baseline/targets.ts#baselineProbes'),
    contract('BL-H02', 'an address that says whether it is ready', `${published}#"/health/ready"`, 'rules/baseline/targets.ts#baselineProbes'),
    contract('BL-H03', 'time-outs of the checks, shorter than those of the probe', `${published}#"checkTimeout"`, `${published}#"probes"`),
    contract('BL-H04', 'a shared dependency does not take all replicas out', `${published}#"traffic"`, `${service}#serviceNotReady`),
    met('BL-H05', 'probes of both addresses every 30 s', 'rules/baseline/targets.ts#baselineProbes', `${manifests}/prometheus.yaml#backend-api-ready`, `${published}#"probes"`, `${shown}#both addresses are asked every 30 seconds`),

    met('BL-S01', '99.9 % of the requests of 30 days do not fail', 'rules/baseline/slos.ts#apiAvailability', `${rules}#alert: ApiAvailabilityBudgetBurn1h`, alertProof),
    met('BL-S02', '95 % are answered within a second', 'rules/baseline/slos.ts#apiLatency', `${rules}#alert: ApiLatencyBudgetBurn1h`, alertProof),

    scraped('BL-I01', 'the API', 'backend-api'),
    scraped('BL-I02', 'the database', 'postgres'),
    scraped('BL-I03', 'Redis', 'redis'),
    scraped('BL-I04', 'the queue', 'queue'),
    met('BL-I05', 'nodes and Kubernetes', `${manifests}/node-exporter.yaml#kind: DaemonSet`, `${manifests}/kube-state-metrics.yaml#kind: Deployment`),
    met('BL-I06', 'Jaeger and the collector', `${manifests}/jaeger.yaml#kind: StatefulSet`, `${manifests}/otel-collector-gateway.yaml#kind: StatefulSet`),
    read(met('BL-I07', 'an interval for the scrapes', `${manifests}/prometheus.yaml#scrape_interval: 15s`), 'not given: 15 s'),
    met('BL-I08', 'Kubernetes manifests', 'charts/environments/baseline.ts#baselineEnvironment', 'test/charts/dist.test.ts#writes what is committed in dist/, byte for byte, and says what it made'),

    panel('BL-B01', 'active users', 'service', 'Active users'),

    met('BL-V01', 'every criterion of the gate is checked by a machine', 'rules/baseline/gate.ts#gate', `${shown}#the gate`),
    met('BL-V02', 'the checklist as a report of the stack', 'rules/baseline/gate.ts#gateReport', `${shown}#the report names all eight items`),
    met('BL-V03', 'tests of the rules', alertProof, boundaryProof, `${engine}#answers that take two seconds are an alert`, `${engine}#one failure in a hundred of a busy service is no alert`),
    met('BL-V04', 'a linter that refuses the quantile of a family', 'lib/check/checks/histogram/family-name.ts#familyName', 'test/check/checks.test.ts#finds its bad twin, in the file and at a line'),

    contract('BL-X01', 'error tracking', `${published}#"errors"`, 'rules/baseline/metrics.ts#appErrors', `${manifests}/otel-collector-gateway.yaml#spanmetrics`),
    met('BL-X02', 'seven outputs: five as manifests, two as contracts', `${published}#"logs"`, `${published}#"metrics"`, `${rules}#alert: HighErrorRate`, `${manifests}/grafana-dashboards.yaml#baseline-service`),
    met('BL-X03', 'manifests that pass policy scanners', 'test/component/manifest-policy.test.ts#the manifest policy of $name'),
  ],
  names: [
    { theirs: 'request_duration', ours: 'http_request_duration_seconds', why: 'a name says its unit' },
    { theirs: 'response_size', ours: 'http_response_size_bytes', why: 'a name says its unit' },
    { theirs: 'userId', ours: 'user_id', why: 'one spelling of fields in all systems' },
    { theirs: 'http_errors_total', ours: 'app_errors_total', why: 'HTTP errors are requests by code; this counts errors by type' },
  ],
};
