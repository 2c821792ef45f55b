import { answersFor } from '../shared/answers';
import { boundaryProof, logPath, metricPath, panelProof, redactionProof, spanPath, wrongQueries } from '../shared/proof-links';
import type { Link, Requirement, RequirementId, RequirementList } from '../shared/requirement';
import { contract, met, read } from '../shared/requirement';

const published = 'docs/contracts/bakhmach.json';
const manifests = 'dist/bakhmach';
const rules = `${manifests}/prometheus-rules.yaml`;
const alertmanager = `${manifests}/alertmanager.yaml`;
const gateway = `${manifests}/otel-collector-gateway.yaml`;
const routing: Link = 'rules/bakhmach/routing.ts#bakhmachRouting';
const shown = 'test/requirements/bakhmach.test.ts';
const engine = 'test/requirements/bakhmach.program.test.ts';
const mistakes = 'test/requirements/bakhmach-mistakes.test.ts';
const lines = 'test/requirements/bakhmach-logs.program.test.ts';
const recordProof: Link = 'test/rules/proof.program.test.ts#every recording rule records what it promises';
const asItIsMeant: Link = 'test/requirements/bakhmach-dashboards.test.ts#asks for the %s as it is meant';
const platform = 'lib/metric/exporters';

const answers = answersFor('bakhmach');
const { metric, alerted, scraped } = answers;

/** A metric of an exporter that is scraped. */
const exported = (id: RequirementId, asks: string, code: Link, job: string): Requirement => met(id, asks, code, `${manifests}/prometheus.yaml#job_name: ${job}`);

type Page = 'overview' | 'application' | 'business' | 'infrastructure' | 'slo';

const panel = (id: RequirementId, asks: string, dashboard: Page, title: string, ...more: readonly Link[]): Requirement =>
  answers.panel(id, asks, `dashboards/bakhmach/${dashboard}.ts#${dashboard}`, title, ...more);

const service = 'rules/bakhmach/service-alerts.ts';
const dependencies = 'rules/bakhmach/dependency-alerts.ts';

const measured: readonly Requirement[] = [
  metric('BH-M01', 'requests by method, route and code', 'httpRequests', 'http_requests_total'),
  metric('BH-M02', 'how long requests take, with bounds at 0.5, 1 and 2 s', 'httpRequestDuration', 'http_request_duration_seconds'),
  met('BH-M03', 'the shares of 4xx and of 5xx of each route as recorded series', 'rules/bakhmach/recordings.ts#errorShares', `${rules}#record: route:http_requests_client_error:ratio_rate5m`, recordProof),
  read(exported('BH-M04', 'hits and misses of the cache', 'lib/metric/exporters/redis.ts#redisMetrics', 'redis'), 'the cache is not named: Redis is assumed, and is one scrape job and one construct'),
  contract('BH-M05', 'how long queries take, as the backend and as the server see it', 'rules/bakhmach/metrics.ts#dbQueryDuration', `${published}#"db_query_duration_seconds"`, 'lib/metric/exporters/postgres.ts#postgresMetrics'),
  read(exported('BH-M06', 'how many messages wait in each queue', 'lib/metric/exporters/rabbitmq.ts#rabbitmqMetrics', 'rabbitmq'), 'the queue is not named: RabbitMQ is assumed, and is one scrape job and one construct'),
  metric('BH-M07', 'connections that are open', 'httpActiveConnections', 'http_active_connections'),
  exported('BH-M08', 'how busy the processors of hosts are', `${platform}/node-exporter.ts#nodeCpuSeconds`, 'node-exporter'),
  read(exported('BH-M09', 'the memory of hosts', `${platform}/node-exporter.ts#nodeMemoryAvailable`, 'node-exporter'), 'in bytes, as all metrics; the dashboard shows what a person can read'),
  exported('BH-M10', 'reads and writes of disks', `${platform}/node-exporter.ts#nodeDiskReads`, 'node-exporter'),
  exported('BH-M11', 'bytes over the network', `${platform}/node-exporter.ts#nodeNetworkReceived`, 'node-exporter'),
  exported('BH-M12', 'what containers use', `${platform}/cadvisor.ts#containerMemory`, 'cadvisor'),
  metric('BH-M13', 'the pool of connections and its limit', 'dbPoolConnections', 'db_pool_connections'),
  exported('BH-M14', 'how full disks are', `${platform}/node-exporter.ts#nodeFilesystemAvailable`, 'node-exporter'),
  metric('BH-M15', 'how long the oldest message waits', 'queueOldestMessage', 'queue_oldest_message_age_seconds'),
  read(exported('BH-M16', 'which processes use most', 'lib/metric/exporters/process-exporter.ts#processMetrics', 'process-exporter'), 'node exporter knows no processes: a process exporter is scraped beside it'),
  exported('BH-M17', 'how far a replica of the database is behind', 'lib/metric/exporters/postgres.ts#postgresMetrics', 'database'),
  exported('BH-M18', 'the phase of each pod', `${platform}/kube-state-metrics.ts#podPhase`, 'kube-state-metrics'),
  metric('BH-M19', 'active users, by window', 'activeUsers', 'active_users'),
  read(contract('BH-M20', 'money received, and payments by how they ended', 'rules/bakhmach/metrics.ts#revenue', 'rules/bakhmach/metrics.ts#transactions', `${published}#"payment_transactions_total"`), 'the currency is not given: it is a label with its ISO code, and no panel adds two of them up'),
  metric('BH-M21', 'uses of each feature', 'featureUses', 'feature_used_total'),
  read(panel('BH-M22', 'how engaged users are', 'business', 'User engagement'), 'the formula is not given: of those who came within a month, the share that comes on a day'),
  metric('BH-M23', 'users who do not come back', 'churn', 'user_churn_ratio'),
  metric('BH-M24', 'visitors by the step that they reached', 'funnelSteps', 'funnel_step_total'),
  contract('BH-M25', 'names by one convention', `${published}#"naming"`, 'lib/metric/naming.ts#namingProblems', `${mistakes}#a metric in megabytes is refused`),
];

const alerts: readonly Requirement[] = [
  read(alerted('BH-A01', 'more than 5 % of the requests fail', `${service}#highErrorRate`, 'HighErrorRate', `${service}#veryHighErrorRate`, boundaryProof, `${engine}#failures a second of a busy service are no share`, wrongQueries), 'the escalation at the very share of the alert makes no sense: the next line is called at 10 %, or after 15 minutes'),
  alerted('BH-A02', 'the database does not answer, or nothing is known of it', `${dependencies}#databaseDown`, 'DatabaseDown', `${engine}#a database whose exporter is gone is told as well`, wrongQueries),
  alerted('BH-A03', 'a host uses more than 90 % of its memory', `${dependencies}#highMemoryUsage`, 'HighMemoryUsage', `${shown}#every metric of an alert has somebody who is scraped for it`),
  alerted('BH-A04', 'the 95th percentile is above one second', `${service}#highLatencyP95`, 'HighLatencyP95', `${shown}#an alert that speaks later than its objective breaks has a burn alert beside it`),
  alerted('BH-A05', 'the cache finds less than 70 %', `${dependencies}#lowCacheHitRatio`, 'LowCacheHitRatio'),
  read(alerted('BH-A06', 'connections to the database run out', `${dependencies}#connectionPoolHigh`, 'ConnectionPoolHigh', `${dependencies}#databaseConnectionsHigh`), "two rules: the backend's own pool, and the limit of the server"),
  alerted('BH-A07', 'a disk is more than 80 % full', `${dependencies}#diskUsageHigh`, 'DiskUsageHigh'),
  read(alerted('BH-A08', 'a message waits for more than five minutes', `${dependencies}#queueLagHigh`, 'QueueLagHigh', `${dependencies}#queueDrainsSlowly`), 'two rules: the age as the backend reports it, and the time that the broker needs until the queue is empty'),
  read(alerted('BH-A09', 'the monitoring itself is down', 'rules/belfry/component-down.ts#componentDown', 'PrometheusDown', `${rules}#alert: Watchdog`, `${alertmanager}#name: outside-heartbeat`), 'the alerts of the platform on each component, and a heartbeat to the outside'),
  read(alerted('BH-A10', 'a payment provider does not answer', `${dependencies}#thirdPartyDown`, 'ThirdPartyDown'), 'the providers are not named: two stand for them'),
  alerted('BH-A11', 'the budget of availability burns', 'rules/bakhmach/slos.ts#availabilitySlo', 'AvailabilityBudgetBurn1h', `${shown}#the fastest burn pages, the next is told in the chat, the slowest is a ticket`),
  alerted('BH-A12', 'the budget of speed burns', 'rules/bakhmach/slos.ts#latencySlo', 'LatencyBudgetBurn1h'),
  alerted('BH-A13', 'the budget of success burns', 'rules/bakhmach/slos.ts#successSlo', 'SuccessBudgetBurn1h'),
  read(alerted('BH-A14', 'a pod does not run', 'rules/belfry/workload-alerts.ts#podNotRunning', 'PodNotRunning'), 'one alert of the platform for the pods of every namespace, after 15 minutes'),
  alerted('BH-A15', 'a replica of the database is more than 30 s behind', `${dependencies}#replicationLag`, 'ReplicationLagHigh'),
];

const told: readonly Requirement[] = [
  read(met('BH-R01', 'alerts are delivered: critical ones by mail and chat, warnings in the chat', routing, `${manifests}/prometheus.yaml#rule_files:`, `${shown}#a critical alert is mailed and told in the chat`, `${mistakes}#a Prometheus without rules and without Alertmanager tells nobody anything`), 'nobody is named yet: placeholders until the owner says who'),
  met('BH-R02', 'grouped by name and service, after 30 s, every 5 min, again after 4 h', routing, `${shown}#alerts of one name and service share a message`),
  met('BH-R03', 'a database that is down silences failing requests, and what is critical silences warnings', routing, `${shown}#a database that is down silences failing requests`, `${shown}#what is critical silences the warnings of the same part, and of no other`),
  met('BH-R04', 'escalation of failing requests', 'rules/bakhmach/routing.ts#receivers', `${shown}#failing requests call the next line after a quarter of an hour, and at once above ten percent`),
  met('BH-R05', 'a deployment asks what is left of the budget', 'lib/cli/slo.ts#sloStatus', `${rules}#record: slo:deploys_allowed:bool`, `${engine}#a deploy waits while a budget is spent, and goes on when there is enough`),
];

const drawn: readonly Requirement[] = [
  panel('BH-D01', 'CPU, memory and disks of hosts', 'overview', 'Disk usage'),
  panel('BH-D02', 'bytes over the network, both ways', 'overview', 'Network throughput', asItIsMeant),
  panel('BH-D03', 'the ten processes that use most', 'overview', 'Top processes by CPU', asItIsMeant, wrongQueries),
  panel('BH-D04', 'how the time to answer is spread, with p50, p95 and p99', 'application', 'Request latency distribution', 'test/requirements/bakhmach-dashboards.test.ts#the heatmap is made of the buckets, all of them'),
  panel('BH-D05', 'the shares of 4xx and 5xx', 'application', 'Error rate trends'),
  panel('BH-D06', 'requests a second by route', 'application', 'Throughput', asItIsMeant),
  read(panel('BH-D07', 'Apdex', 'application', 'Apdex', 'test/requirements/bakhmach-dashboards.test.ts#Apdex takes bounds as Prometheus stores them, from zero to one', 'rules/bakhmach/recordings.ts#apdex', `${rules}#record: backend:http_request_apdex:ratio_rate5m`, recordProof, wrongQueries), 'the target is not given: half a second, as in the objective, and two seconds for patience'),
  panel('BH-D08', 'money and payments', 'business', 'Revenue', asItIsMeant),
  read(panel('BH-D09', 'engagement of users', 'business', 'User engagement'), 'through the SQL exporter, so that it can be alerted on and outlives a change of the schema'),
  panel('BH-D10', 'the steps that visitors reach', 'business', 'Conversion funnel', asItIsMeant),
  panel('BH-D11', 'the ten features that are used most', 'business', 'Feature usage', asItIsMeant),
  panel('BH-D12', 'pods by phase', 'infrastructure', 'Pod status', asItIsMeant),
  panel('BH-D13', 'how far replicas are behind', 'infrastructure', 'Replication lag', asItIsMeant),
  panel('BH-D14', 'the hit share of the cache', 'infrastructure', 'Cache efficiency'),
  panel('BH-D15', 'messages that wait', 'infrastructure', 'Queue depth trends', asItIsMeant),
  met('BH-D16', 'objectives, budgets and burn, by service and feature', 'dashboards/shared/slo-dashboard.ts#sloDashboardOf', 'dashboards/bakhmach/slo.ts#slo', `${manifests}/grafana-dashboards.yaml#bakhmach-slo`, panelProof),
];

const written: readonly Requirement[] = [
  read(met('BH-L01', 'lines as JSON into a store', `${gateway}#transform/read_lines`, `${manifests}/loki.yaml#retention_period`, logPath), 'from the standard output by the agents, or by OTLP; the TCP entry on port 5000 is left out, because nothing says who sends there and it knows no login'),
  met('BH-L02', 'lines are parsed as what they are', 'lib/component/collector/log-parsing.ts#lineParsing', `${gateway}#transform/read_lines`, `${mistakes}#a parser for web server lines finds nothing in JSON`),
  read(met('BH-L03', 'the time of the event is kept', 'lib/component/collector/agent-config.ts#agentConfig', `${manifests}/otel-collector-agent.yaml#type: container`, `${lines}#a line is found by its correlation id, with its level, at the moment at which it was written`), "the time at which the container's runtime got the line, in ISO 8601; no date inside the line has to be guessed"),
  contract('BH-L04', 'five levels', `${published}#"CRITICAL"`, `${lines}#a line is found by its correlation id, with its level, at the moment at which it was written`),
  read(contract('BH-L05', 'the fields of a line', `${published}#"correlation_id"`, `${published}#"outcomes"`, `${lines}#payments that did not succeed are counted by their code, declined ones below the level of errors`), 'a declined payment is business: WARN, not ERROR'),
  read(met('BH-L06', 'how long lines are kept', `${manifests}/loki.yaml#retention_period: 720h`), 'not given: 30 days'),
  met('BH-L07', 'what must not be stored is masked', 'lib/component/collector/redaction.ts#redactionRules', `${gateway}#transform/redact_lines`, redactionProof),
  read(alerted('BH-L08', 'an alert on critical lines', `${service}#criticalLogLines`, 'CriticalLogLines'), 'counted where they are written, so that the alert does not wait for the path of the logs'),
  met('BH-L09', 'payment errors by code', 'dashboards/bakhmach/application.ts#application', `${manifests}/grafana-dashboards.yaml#"title": "Payment errors by code"`, `${manifests}/grafana-dashboards.yaml#payment_processing`, `${lines}#payments that did not succeed are counted by their code, declined ones below the level of errors`, panelProof),
  met('BH-L10', 'a place to search lines', `${manifests}/grafana.yaml#type: loki`, 'test/component/grafana/provisioning.test.ts#are those of the stack, by fixed uids, and no others'),
];

const followed: readonly Requirement[] = [
  read(met('BH-T01', 'traces in Jaeger, a tenth of them', `${manifests}/jaeger.yaml#jaeger_storage`, `${gateway}#sampling_percentage: 10`, spanPath), 'the gateway decides when a trace is whole, so that the tenth is one of whole traces'),
  met('BH-T02', 'spans by OTLP', `${gateway}#otlp_http/jaeger`, `${mistakes}#spans to the old HTTP entry have no receiver`),
  met('BH-T03', 'traces outlive a restart, and versions are pinned', `${manifests}/jaeger.yaml#volumeClaimTemplates`, `${mistakes}#traces are kept on a volume, by a version that is named`),
  contract('BH-T04', 'a span for every call, query, command and message', `${published}#"queue process"`, `${published}#"instrument"`),
  read(met('BH-T05', 'all that failed, and all that was slow', 'lib/component/collector/tail-sampling.ts#tailSampling', 'charts/environments/bakhmach.ts#bakhmachEnvironment', `${gateway}#tail_sampling`, 'test/component/replicated-stack.program.test.ts#that failed are kept whole, although their spans came by two balancers and in requests of their own; few of the others'), 'slow is what takes longer than a second, as for the alert'),
  contract('BH-T06', 'one name for each service, the hub as their namespace', `${published}#bakhmach-hub`),
];

const probed: readonly Requirement[] = [
  contract('BH-H01', 'an address that says whether the hub is ready', `${published}#"/health/ready"`, 'rules/bakhmach/targets.ts#bakhmachProbes'),
  read(contract('BH-H02', 'an address that says that the process lives', `${published}#"/health/live"`, 'rules/bakhmach/metrics.ts#processStart', 'rules/bakhmach/metrics.ts#processMemory'), 'uptime and memory are metrics, in seconds and bytes'),
  read(contract('BH-H03', 'timing of the probes of Kubernetes', `${published}#"probes"`), 'not given: those of the baseline'),
  met('BH-H04', 'the hub is asked every 15 s', 'rules/bakhmach/targets.ts#bakhmachProbes', `${manifests}/prometheus.yaml#backend-ready`, `${shown}#the hub is asked every 15 seconds, a provider every minute`),
  met('BH-H05', 'payment providers are asked every minute', 'rules/bakhmach/targets.ts#bakhmachProbes', `${manifests}/prometheus.yaml#payment-cards`, `${shown}#the hub is asked every 15 seconds, a provider every minute`),
];

const promised: readonly Requirement[] = [
  read(met('BH-S01', '99.9 % of the health checks of 30 days succeed', 'rules/bakhmach/slos.ts#availabilitySlo', `${shown}#99.9 % of 30 days leaves 43 min 12 s`, wrongQueries), 'the document speaks of 9 h 26 min in one place: it is 43 min 12 s a month, and 8 h 45 min 36 s a year'),
  met('BH-S02', '99 % of the requests are answered within half a second', 'rules/bakhmach/slos.ts#latencySlo', `${shown}#three objectives have three budgets`),
  read(met('BH-S03', '99 % of the requests succeed', 'rules/bakhmach/slos.ts#successSlo', `${engine}#redirections and refusals are no failures`, wrongQueries), 'what does not end with 5xx is a success; 429 is one until the owner decides otherwise'),
  read(met('BH-S04', 'a budget for each service and feature', 'rules/bakhmach/slos.ts#featureSlos', `${shown}#three objectives have three budgets`, `${engine}#a feature that fails does not hide behind the others`), 'a budget for each objective, and one for each feature; the features are not named, so three stand for them'),
  met('BH-S05', 'what is left of the budget can be read, and a deploy asks it', 'lib/cli/slo.ts#sloStatus', `${rules}#record: slo:budget_remaining:ratio`, `${engine}#a deploy waits while a budget is spent, and goes on when there is enough`),
  read(met('BH-S06', 'the period of the objectives', 'rules/bakhmach/slos.ts#bakhmachSlos', `${rules}#slo:error_ratio:rate30d`), 'not given but for the month: 30 days that roll on'),
];

export const bakhmachRequirements: RequirementList = {
  document: 'BH',
  system: 'bakhmach',
  title: 'Bakhmach',
  requirements: [
    ...measured,
    ...alerts,
    ...told,
    ...drawn,
    ...written,
    ...followed,
    ...probed,
    ...promised,

    met('BH-I01', 'scraped and evaluated every 15 s', `${manifests}/prometheus.yaml#scrape_interval: 15s`, `${manifests}/prometheus.yaml#evaluation_interval: 15s`),
    read(met('BH-I02', 'Prometheus itself', `${manifests}/prometheus.yaml#job_name: prometheus`, `${shown}#every job has one name, and Prometheus watches itself under its own`), 'the document scrapes it under the name of the services'),
    scraped('BH-I03', 'the backend', 'backend'),
    scraped('BH-I04', 'the database', 'database'),
    met('BH-I05', 'targets by discovery', 'rules/bakhmach/targets.ts#bakhmachScrape', `${manifests}/prometheus.yaml#kubernetes_sd_configs`, `${mistakes}#a target on localhost is refused`),
    met('BH-I06', 'exporters and Alertmanager', `${manifests}/node-exporter.yaml#kind: DaemonSet`, `${manifests}/kube-state-metrics.yaml#kind: Deployment`, `${manifests}/blackbox-exporter.yaml#kind: Deployment`, `${manifests}/prometheus.yaml#job_name: process-exporter`),
    read(met('BH-I07', 'the stack as manifests: pinned, limited, provisioned, without a password in clear', 'charts/environments/bakhmach.ts#bakhmachEnvironment', 'test/component/manifest-policy.test.ts#the manifest policy of $name', 'test/charts/dist.test.ts#writes what is committed in dist/, byte for byte, and says what it made'), 'Kubernetes instead of Docker Compose, Loki instead of Elasticsearch'),
    contract('BH-I08', 'statements of the database by their cost', `${published}#stat_statements`, 'lib/metric/exporters/postgres.ts#postgresMetrics', `${manifests}/grafana-dashboards.yaml#pg_stat_statements_seconds_total`),
    met('BH-I09', 'metrics of Kubernetes', `${manifests}/kube-state-metrics.yaml#kind: Deployment`, `${manifests}/prometheus.yaml#job_name: cadvisor`),
    met('BH-I10', 'OpenTelemetry through a collector', `${gateway}#otlp_http/prometheus`, metricPath, spanPath),

    panel('BH-B01', 'active users', 'business', 'Active users'),
    panel('BH-B02', 'money and payments', 'business', 'Transactions'),
    panel('BH-B03', 'use of features', 'business', 'Feature usage'),
    panel('BH-B04', 'engagement', 'business', 'User engagement'),
    panel('BH-B05', 'churn', 'business', 'Churn'),
    panel('BH-B06', 'the funnel', 'business', 'Conversion funnel'),

    met('BH-V01', 'objectives add up, alerts agree with them, metrics have targets, alerts have a severity and a runbook', `${shown}#99.9 % of 30 days leaves 43 min 12 s`, `${shown}#an alert that speaks later than its objective breaks has a burn alert beside it`, `${shown}#every metric of an alert has somebody who is scraped for it`, `${shown}#every alert has a severity, a team and a page`),
    met('BH-V02', 'no target on localhost, every job once', 'lib/component/prometheus/check-jobs.ts#jobProblems', `${mistakes}#a target on localhost is refused`, `${mistakes}#two jobs of one name are refused`),

    met('BH-X01', 'a page for failing requests', 'docs/runbooks/bakhmach/high-error-rate.md#HighErrorRate', 'test/docs/runbooks.test.ts#every alert has its page, and every page its alert'),
    met('BH-X02', 'what is looked at every day, week and month', 'dashboards/bakhmach/overview.ts#overview', `${manifests}/grafana-dashboards.yaml#"title": "Rounds"`),
    read(met('BH-X03', 'what the stack costs', 'dashboards/belfry/loki.ts#loki', 'dashboards/belfry/prometheus.ts#prometheus', `${manifests}/prometheus.yaml#sample_limit`), 'the parts of the document add up to 60 to 250 USD a month, not 100 to 300; here everything is self-hosted, and what grows, lines and series, is drawn and limited'),
    contract('BH-X04', 'good practice: instrument, sample, correlate, degrade', `${published}#"instrument"`, `${published}#"degradation"`, `${gateway}#memory_limiter`, `${gateway}#sending_queue`),
    met('BH-X05', 'OpenTelemetry, the database, Kubernetes, business, third parties', 'rules/bakhmach/targets.ts#bakhmachScrape', 'rules/bakhmach/targets.ts#bakhmachProbes', `${gateway}#otlp`),
  ],
  names: [
    { theirs: 'memory_usage_mb', ours: 'process_resident_memory_bytes', why: 'metrics are in base units' },
    { theirs: 'uptime_seconds', ours: 'process_start_time_seconds', why: 'a moment never grows stale; the uptime is now minus it' },
    { theirs: 'bakhmach-services (job)', ours: 'prometheus', why: 'at port 9090 it is Prometheus itself' },
    { theirs: 'node (job)', ours: 'node-exporter', why: 'the name that the stack gives to its own exporter' },
    { theirs: 'bakhmach-hub (service)', ours: 'backend, with service.namespace bakhmach-hub', why: 'one name for each service' },
    { theirs: 'MonitoringDown', ours: 'PrometheusDown, AlertmanagerDown, LokiDown, ...', why: 'one alert for each component, with a page of its own' },
    { theirs: 'PodNotReady', ours: 'PodNotRunning', why: 'the phase says whether it runs; readiness is another thing' },
    { theirs: 'DatabaseConnectionsHigh', ours: 'ConnectionPoolHigh, DatabaseConnectionsHigh', why: 'a pool and a server are two limits' },
    { theirs: 'AvailabilityBudgetBurn, LatencyObjectiveBurn, SuccessObjectiveBurn', ours: 'AvailabilityBudgetBurn1h, LatencyBudgetBurn1h, SuccessBudgetBurn1h and so on', why: 'an alert for each window' },
  ],
};
