import { answersFor } from '../shared/answers';
import { alertProof, boundaryProof, logAlertProof, logPath, panelProof, redactionProof, sampledTraces, spanPath, wrongQueries } from '../shared/proof-links';
import type { Link, Requirement, RequirementId, RequirementList } from '../shared/requirement';
import { contract, declined, met, read } from '../shared/requirement';

const metrics = 'rules/buatfilm/metrics.ts';
const published = 'docs/contracts/buatfilm.json';
const manifests = 'dist/buatfilm';
const rules = `${manifests}/prometheus-rules.yaml`;
const prometheus = `${manifests}/prometheus.yaml`;
const alertmanager = `${manifests}/alertmanager.yaml`;
const gateway = `${manifests}/otel-collector-gateway.yaml`;
const routing: Link = 'rules/buatfilm/routing.ts#buatfilmRouting';
const receivers: Link = 'rules/buatfilm/routing.ts#receivers';
const shown = 'test/requirements/buatfilm.test.ts';
const engine = 'test/requirements/buatfilm.program.test.ts';
const paging = 'test/requirements/buatfilm-paging.program.test.ts';
const mistakes = 'test/requirements/buatfilm-mistakes.test.ts';
const wrongConfig = 'test/requirements/buatfilm-mistakes.program.test.ts';
const probes: Link = 'rules/buatfilm/targets.ts#buatfilmProbes';

const answers = answersFor('buatfilm');
const { metric, alerted, scraped } = answers;

const panel = (id: RequirementId, asks: string, dashboard: 'payments' | 'platform', title: string, ...more: readonly Link[]): Requirement =>
  answers.panel(id, asks, `dashboards/buatfilm/${dashboard}.ts#${dashboard === 'payments' ? 'paymentBoard' : 'platformBoard'}`, title, ...more);

const api = 'rules/buatfilm/api-alerts.ts';
const hooks = 'rules/buatfilm/webhook-alerts.ts';
const payments = 'rules/buatfilm/payment-alerts.ts';
const notices = 'rules/buatfilm/notification-alerts.ts';
const platform = 'rules/buatfilm/platform-alerts.ts';

const measured: readonly Requirement[] = [
  contract('BF-M01', 'what Node.js and the process tell of themselves', 'rules/shared/nodejs.ts#nodejsMetrics', `${metrics}#nodejs`, `${published}#"nodejs_heap_size_used_bytes"`),
  metric('BF-M02', 'requests by method, template of the route and code', 'httpRequests', 'http_requests_total', wrongQueries),
  metric('BF-M03', 'how long requests take', 'httpRequestDuration', 'http_request_duration_seconds'),
  read(metric('BF-M04', 'orders by the status that they enter', 'orders', 'orders_total'), 'an order counts once for each status that it enters; a ratio names both'),
  metric('BF-M05', 'how long it takes to create an order', 'orderCreationDuration', 'order_creation_duration_seconds'),
  read(met('BF-M06', 'orders that wait for their payment, with one writer', `${metrics}#ordersPending`, `${published}#"orders_pending"`, `${prometheus}#job_name: sql-exporter`), 'read from the database: no function of the application has to set it'),
  read(metric('BF-M07', 'transactions by the status that they enter, provider and type', 'paymentTransactions', 'payment_transactions_total'), 'every status but pending is final, and only final ones are a denominator'),
  metric('BF-M08', 'amounts that were paid', 'paymentAmount', 'payment_amount_rupiah', `${mistakes}#with the word histogram in its name is refused`),
  metric('BF-M09', 'webhooks by whether they are valid, both values there from the start', 'webhooks', 'webhook_received_total', `${published}#"initialised"`),
  read(metric('BF-M10', 'how long webhooks take', 'webhookDuration', 'webhook_processing_duration_seconds', wrongQueries, `${engine}#webhooks that take two seconds and a half are slow`), 'with bounds beyond the limit of two seconds, which a quantile cannot exceed otherwise'),
  metric('BF-M11', 'notifications by channel, template and outcome', 'notifications', 'notifications_sent_total', wrongQueries),
  read(met('BF-M12', 'notifications that wait, by channel and state', `${metrics}#outboxBacklog`, `${published}#"notification_outbox_backlog"`, `${published}#"database"`, `${mistakes}#a count from the database`, wrongQueries), 'read by one SQL exporter; declared as shared, so that a plain sum over it is refused'),
  metric('BF-M13', 'how long queries take', 'dbQueryDuration', 'db_query_duration_seconds'),
  metric('BF-M14', 'how long calls to others take, and how they end', 'externalCallDuration', 'external_service_duration_seconds'),
  metric('BF-M15', 'whether the worker still works', 'workerHeartbeat', 'worker_last_heartbeat_timestamp_seconds', `${mistakes}#of a moment that does not say so is refused`),
  metric('BF-M16', 'how long payments take, over all replicas', 'paymentProcessingDuration', 'payment_processing_duration_seconds', wrongQueries),
  met('BF-M17', 'what exporters tell: targets, database, disks, probes', 'lib/metric/exporters/postgres.ts#postgresMetrics', 'lib/metric/exporters/node-exporter.ts#nodeFilesystemAvailable', 'lib/metric/exporters/blackbox.ts#probeSuccess', 'lib/metric/exporters/scrape.ts#targetMetrics'),
  contract('BF-M18', 'an endpoint for metrics, and a typed definition of all of them', `${published}#"endpoint"`, 'rules/buatfilm/contract.ts#buatfilmContract', `${shown}#every job of the contract is scraped, and no summary is in it`),
  contract('BF-M19', 'a recorder for every metric', `${published}#"recorders"`),
  met('BF-M20', 'types, suffixes and units of names; no summary of what is added up', 'lib/metric/naming.ts#namingProblems', `${shown}#every job of the contract is scraped, and no summary is in it`, wrongQueries),
  met('BF-M21', 'no label holds an id, a customer or a raw path', `${published}#"labels"`, `${shown}#no label holds an id, a customer or a raw path`),
];

const alerts: readonly Requirement[] = [
  alerted('BF-A01', 'more than 5 % of the requests to a route fail', `${api}#highErrorRate`, 'HighErrorRate', boundaryProof, 'docs/runbooks/buatfilm/high-error-rate.md#Mitigation', wrongQueries),
  read(
    alerted('BF-A02', 'customers order, and no valid webhook comes for ten minutes', `${hooks}#paymentWebhookStopped`, 'PaymentWebhookStopped', `${engine}#no invalid webhook for hours is what everybody wants`, `${engine}#a night without orders is quiet for hours`, wrongQueries),
    'orders and webhooks of the same ten minutes: with orders of half an hour, a single one of the night that was paid at once would page',
  ),
  alerted('BF-A03', 'the database does not answer, or nothing is known of it', `${platform}#databaseDown`, 'DatabaseDown', `${engine}#an exporter that answers does not hide a database that does not`, wrongQueries),
  read(alerted('BF-A04', 'the worker does not run, is not known, or does nothing', `${notices}#workerDown`, 'WorkerDown', `${notices}#workerHung`, `${rules}#alert: WorkerHung`, wrongQueries), 'two alerts: what to do about a worker that hangs is something else'),
  alerted('BF-A05', 'fewer than 70 % of the finished transactions of an hour were paid', `${payments}#lowPaymentConversion`, 'LowPaymentConversion', boundaryProof, `${engine}#one payment in ten that succeeds is an alert`, wrongQueries),
  alerted('BF-A06', 'more than 50 notifications wait, over all channels', `${notices}#highOutboxBacklog`, 'HighOutboxBacklog', `${engine}#26 notifications in each of two channels are more than fifty, and so they are when three replicas tell of them`, wrongQueries),
  alerted('BF-A07', 'more than 10 % of the webhooks are invalid', `${hooks}#manyFailedWebhooks`, 'ManyFailedWebhooks', boundaryProof, wrongQueries),
  alerted('BF-A08', 'the 95th percentile of webhooks is above 2 s', `${hooks}#slowWebhookProcessing`, 'SlowWebhookProcessing', `${engine}#webhooks that take two seconds and a half are slow`, wrongQueries),
  alerted('BF-A09', 'the 95th percentile of calls to Midtrans is above 5 s', `${payments}#midtransSlowResponse`, 'MidtransSlowResponse', wrongQueries),
  alerted('BF-A10', 'more than 20 orders wait for half an hour, or one of them does', `${payments}#highPendingOrders`, 'HighPendingOrders', `${payments}#ordersPendingTooLong`, `${rules}#alert: OrdersPendingTooLong`, wrongQueries),
  alerted('BF-A11', 'more than 10 % of the notifications of a channel fail', `${notices}#notificationFailureRate`, 'NotificationFailureRate', `${engine}#one failed notification in a thousand is no alert`, wrongQueries),
  alerted('BF-A12', 'a process of the application holds more than 512 MiB', `${api}#highMemoryUsage`, 'HighMemoryUsage', `${engine}#the memory of the monitoring itself is no concern here`, wrongQueries),
  read(alerted('BF-A13', 'less than 10 % of a disk is free, and more urgently less than 5 %', `${platform}#diskSpaceLow`, 'DiskSpaceLow', `${platform}#diskSpaceVeryLow`, `${rules}#alert: NodeFilesystemFillingUp`), 'every file system on a disk, not the root alone; that one fills up within a day is told by the platform, for the disks of all hosts'),
  read(alerted('BF-A14', 'Midtrans does not answer from outside, or more than 10 % of the calls fail', `${payments}#midtransUnavailable`, 'MidtransUnavailable', `${payments}#midtransErrorsHigh`, `${rules}#alert: MidtransErrorsHigh`), 'two alerts: one is about them, the other may be about us'),
  met('BF-A15', 'a signal that always fires, to somebody outside', 'rules/belfry/watchdog.ts#watchdog', `${rules}#alert: Watchdog`, 'test/route/end-to-end.program.test.ts#comes often enough, and its end is noticed'),
  met('BF-A16', 'a summary, a description with value and unit, and labels that exist', 'lib/rule/template.ts#valueTemplate', `${shown}#every alert has a summary of one line, a description and a page`, alertProof, wrongQueries),
];

const routed: readonly Requirement[] = [
  read(met('BF-R01', 'grouping and timing by urgency', routing, `${shown}#alerts of one name and service share a message; the more urgent, the sooner again`), 'by alertname and service; the cluster is the same for all alerts of a stack'),
  met('BF-R02', 'P0: PagerDuty, Slack and the telephone at once', routing, `${shown}#P0 pages, is told in Slack and rings the telephone, all at once`, `${paging}#an error rate of half of all requests pages, is told in #alerts-critical, and rings the telephone`),
  met('BF-R03', 'P1: Slack and mail to the team', routing, `${shown}#P1 is told in Slack and by mail to the team`, `${paging}#P1: 26 notifications that wait in each of two channels are told in #alerts-high and mailed to whoever is on call`),
  met('BF-R04', 'P2: Slack alone', routing, `${shown}#P2 is told in Slack alone`, `${paging}#P2: an order that waits for more than half an hour is told in #alerts-medium alone`),
  met('BF-R05', 'P3: mail of low priority alone', routing, `${shown}#P3 is mailed, and wakes nobody`, `${paging}#P3: a process that holds more than 512 MiB is mailed to the team alone`),
  met('BF-R06', 'one key for routes, of which the priority is another word', 'lib/rule/severity.ts#severityAliases', `${shown}#are another word for severities: a label called priority changes nothing`, `${wrongConfig}#two keys, so that who is told depends on which of them an alert has`),
  read(met('BF-R07', 'every receiver is defined, a telephone among them', receivers, `${alertmanager}#name: buatfilm-call-on-call`, `${wrongConfig}#Alertmanager refuses it for four reasons, one after the other`, 'test/component/rendered-config.program.test.ts#amtool accepts routes, receivers and templates'), 'a webhook to a bridge: Alertmanager calls nobody itself'),
  met('BF-R08', 'mail has a relay, a sender and a login from a file', receivers, `${alertmanager}#smarthost: smtp.agentbar.example.com:587`, `${mistakes}#mail without a relay or a sender is refused`, `${wrongConfig}#Alertmanager refuses it for four reasons, one after the other`),
  met('BF-R09', "PagerDuty's second interface, with a severity", 'lib/route/receiver/pagerduty.ts#pagerDuty', `${alertmanager}#routing_key_file:`, `${wrongConfig}#a key of the first interface beside the address of the second`, 'test/route/channels.program.test.ts#PagerDuty'),
  met('BF-R10', 'matchers of the present syntax', 'lib/route/matcher/matcher.ts#alertMatcher', `${alertmanager}#matchers:`, `${wrongConfig}#matchers of the old syntax`),
  met('BF-R11', 'the receivers by name', receivers, `${alertmanager}#name: buatfilm-slack-medium`, `${alertmanager}#name: buatfilm-email-low`),
  met('BF-R12', 'messages with level, name, count, text and links', 'lib/route/template/message.ts#usualMessage', `${alertmanager}#belfry.title`, 'test/route/template.program.test.ts#says what is wrong with which alerts, and where to go', `${paging}#the message says what is wrong, how much, and where to go`),
  met('BF-R13', 'the end of an alert is told from P0 to P2', receivers, `${shown}#the end is told from P0 to P2, and nobody is called for it`, `${paging}#is over in PagerDuty and Slack when requests succeed again, and nobody is called for that`),
  read(met('BF-R14', 'what is down silences what follows from it', routing, `${paging}#pages, and what follows from it is not told`, `${shown}#a database that is down silences what follows from it`, `${shown}#a provider that is down silences its own slowness, and never the page that webhooks stopped`, `${shown}#the more urgent of two disks speaks, and not the other way round`), 'PaymentWebhookStopped has no mail that could be silenced'),
  met('BF-R15', 'secrets from files', receivers, `${alertmanager}#api_url_file`, `${wrongConfig}#credentials that everybody can read`, 'test/route/receivers.program.test.ts#puts no credential into the configuration'),
  read(met('BF-R16', 'a tool for whoever is on call', receivers, `${alertmanager}#name: buatfilm-pagerduty-critical`, 'lib/route/receiver/webhook.ts#webhook'), 'PagerDuty; the other one closes down in April 2027, and a webhook takes its place'),
  met('BF-R17', 'escalation and planned work', routing, 'rules/buatfilm/routing.ts#maintenance', `${shown}#P0 that nobody resolved or silenced goes to the second line after 15 minutes, each alert by itself`, `${shown}#planned work is not told, whatever its priority, and ends by itself`, `${paging}#goes to the second line when nobody resolves or silences it`),
];

const drawn: readonly Requirement[] = [
  met('BF-D01', 'a dashboard of the payment system, as a file that loads', 'dashboards/buatfilm/payments.ts#paymentBoard', `${manifests}/grafana-dashboards.yaml#BuatFilm Payment System - Production`, 'test/component/grafana/provisioning.test.ts#are those of the stack, by fixed uids, and no others', wrongQueries),
  panel('BF-D02', 'request rate by route', 'payments', 'Request Rate', wrongQueries),
  panel('BF-D03', 'the share of failed requests, with its limit', 'payments', 'Error Rate', wrongQueries),
  read(panel('BF-D04', 'orders by step', 'payments', 'Order Funnel', wrongQueries), 'of the last hour: the same whatever the reader zooms to'),
  panel('BF-D05', 'paid of finished transactions, with the limit', 'payments', 'Payment Conversion Rate', wrongQueries),
  panel('BF-D06', 'p50, p95 and p99 of webhooks, with the limit', 'payments', 'Webhook Processing Time', wrongQueries),
  panel('BF-D07', 'notifications that wait, by channel', 'payments', 'Outbox Backlog'),
  panel('BF-D08', 'slow queries by operation and table', 'platform', 'Database Query Performance', wrongQueries),
  panel('BF-D09', 'the share of failed calls to others', 'payments', 'External Service Health', wrongQueries),
  met('BF-D10', 'alerts that fire, deployments, the way to lines and traces', 'dashboards/buatfilm/deployments.ts#deployments', `${manifests}/grafana-dashboards.yaml#"title": "Lines of an order"`, `${manifests}/grafana-dashboards.yaml#Deployments and restarts`, panelProof),
];

const told: readonly Requirement[] = [
  contract('BF-L01', 'lines as JSON, with the names of the fields', `${published}#"correlation_id"`, `${gateway}#transform/read_lines`, logPath),
  read(contract('BF-L02', 'five levels', `${published}#"levels"`, 'lib/component/collector/log-parsing.ts#lineParsing', logPath), 'in lower case on the wire; the collector takes either'),
  contract('BF-L03', 'what each level is for', `${published}#payloads only after redaction`),
  contract('BF-L04', 'a time that leaves the line valid JSON', `${published}#isoTime`, `${mistakes}#whose time is a bare text writes no JSON, and one with the time of the library does`),
  read(contract('BF-L05', 'one name for the time and for the message', `${published}#"timestamp"`), 'those of the document; the store shows a line as it was written'),
  contract('BF-L06', 'one name of the service, in lines and in traces', `${published}#the same as in traces`),
  contract('BF-L07', 'a child logger for a request or an order, level and environment from outside', `${published}#"child"`, `${published}#set by LOG_LEVEL`),
  contract('BF-L08', 'masked addresses and numbers', `${published}#"masking"`, redactionProof),
  met('BF-L09', 'secrets are masked, at any depth', 'lib/component/collector/redaction.ts#redactionRules', `${gateway}#transform/redact_lines`, `${published}#"redaction"`, `${mistakes}#that redacts the top alone shows what lies below, and one with wildcards does not`, redactionProof),
  contract('BF-L10', 'a serialiser of its own for errors, requests and responses', `${published}#"serializers"`),
  read(met('BF-L11', 'payment logs for a year, the others for a month', 'charts/environments/buatfilm.ts#buatfilmEnvironment', `${manifests}/loki.yaml#period: 8760h`, 'test/stack/ha-profile.test.ts#differs from class to class, the first that matches first'), 'not given: 30 days, and 365 for what the payment API writes'),
  met('BF-L12', 'few labels of streams, and ids beside them', 'lib/component/shared/estimate.ts#streamLabels', 'test/component/signal-path.program.test.ts#of plain text tells its level and its ids, JSON or not, as metadata and not as labels'),
  met('BF-L13', 'an alert on any fatal line', 'rules/buatfilm/log-alerts.ts#fatalLogLine', `${manifests}/loki-rules.yaml#alert: FatalLogLine`, logAlertProof),
  met('BF-L14', 'all lines of an order', 'dashboards/buatfilm/payments.ts#paymentBoard', `${manifests}/grafana-dashboards.yaml#correlation_id`),
  read(met('BF-L15', 'a store for logs', `${manifests}/loki.yaml#retention_period`, logPath), 'Loki'),
];

const traced: readonly Requirement[] = [
  met('BF-T01', 'a store for traces', `${manifests}/jaeger.yaml#jaeger_storage`, spanPath),
  contract('BF-T02', 'the name of the service, and how many traces are kept', `${published}#"sampling"`, `${published}#"services"`),
  contract('BF-T03', 'spans by OTLP to the collector', `${published}#"sdk"`, `${gateway}#otlp_http/jaeger`, 'test/requirements/baseline-mistakes.test.ts#spans to an agent by UDP have no receiver'),
  contract('BF-T04', 'a span for every request, named by method and route, without a query string', `${published}#METHOD route`, `${published}#"queries"`, 'lib/component/collector/redaction.ts#queryStringRemoval', `${gateway}#transform/strip_queries`, spanPath),
  contract('BF-T05', 'a span for the creation of an order', `${published}#create order`),
  contract('BF-T06', 'the context goes on to what is called, and to the webhook of an order', `${published}#"propagation"`),
  contract('BF-T07', 'a span ends when its request breaks off', `${published}#"ends"`),
  read(met('BF-T08', 'a tenth of the traces, and all that failed or were slow', 'charts/environments/buatfilm.ts#buatfilmEnvironment', 'lib/component/collector/tail-sampling.ts#tailSampling', `${gateway}#tail_sampling`, sampledTraces), 'slow is more than two seconds; spans are counted before any are left out'),
  contract('BF-T09', 'ids of trace and span in each line, and links between both', `${published}#"trace_id"`, `${manifests}/grafana.yaml#tracesToLogsV2`),
];

export const buatfilmRequirements: RequirementList = {
  document: 'BF',
  system: 'buatfilm',
  title: 'BuatFilm',
  requirements: [
    ...measured,
    ...alerts,
    ...routed,
    ...drawn,
    ...told,
    ...traced,
    contract('BF-H01', 'the API says that it lives, and whether it is ready', `${published}#"/health/ready"`, `${published}#"probes"`, probes),
    met('BF-H02', 'the heartbeat of the worker', `${metrics}#workerHeartbeat`, `${notices}#workerHung`),
    met('BF-H03', 'a probe of the public API every 30 s', probes, `${prometheus}#buatfilm-api`, `${api}#paymentApiUnreachable`, `${shown}#the public API is asked every 30 seconds, the address for webhooks and Midtrans every minute`),
    met('BF-H04', 'a probe of the address for webhooks, which must refuse', probes, `${prometheus}#buatfilm-webhook`, `${hooks}#webhookAddressUnreachable`, `${shown}#a webhook address that takes an unsigned call is down`),
    met('BF-H05', 'a probe of Midtrans, and the end of certificates', probes, `${payments}#midtransUnavailable`, 'rules/belfry/certificate-alerts.ts#certificateExpiresSoon', `${rules}#alert: CertificateExpiresSoon`),

    met('BF-S01', '99.9 % of the requests of 30 days do not fail', 'rules/buatfilm/slos.ts#apiAvailability', `${rules}#alert: ApiAvailabilityBudgetBurn1h`, alertProof),
    met('BF-S02', '95 % of the webhooks of 30 days are handled within 2 s', 'rules/buatfilm/slos.ts#webhookLatency', `${rules}#alert: WebhookLatencyBudgetBurn1h`, alertProof),
    read(alerted('BF-S03', 'at least 70 % are paid', `${payments}#lowPaymentConversion`, 'LowPaymentConversion'), 'a threshold and no objective: customers decide too'),

    read(scraped('BF-I01', 'the payment API', 'buatfilm-payment-api'), 'every 15 s; the rules every 30 s, as is given'),
    scraped('BF-I02', 'the notification worker', 'notification-worker'),
    scraped('BF-I03', 'the database', 'postgresql'),
    met('BF-I04', 'the hosts', `${manifests}/node-exporter.yaml#kind: DaemonSet`, `${prometheus}#job_name: node-exporter`),
    met('BF-I05', 'probes from outside', `${manifests}/blackbox-exporter.yaml#kind: Deployment`, `${prometheus}#buatfilm-webhook`),
    read(scraped('BF-I06', 'what the database knows: outbox, orders that wait and for how long', 'sql-exporter'), 'its metrics, labels and zeros are in the contract'),
    met('BF-I07', 'the stack watches itself', 'rules/belfry/system.ts#belfry', `${rules}#alert: TargetDown`),
    met('BF-I08', 'Kubernetes: discovery and network policies', 'charts/environments/buatfilm.ts#buatfilmEnvironment', `${prometheus}#kubernetes_sd_configs`, `${manifests}/prometheus.yaml#kind: NetworkPolicy`, 'test/charts/dist.test.ts#writes what is committed in dist/, byte for byte, and says what it made'),

    panel('BF-B01', 'conversion of 70 % within an hour', 'payments', 'Payment Conversion Rate', `${payments}#conversionLimit`),
    panel('BF-B02', '20 orders that wait for half an hour', 'payments', 'Orders that wait', `${payments}#pendingLimit`),
    panel('BF-B03', '50 notifications that wait for five minutes', 'payments', 'Notifications that wait', `${notices}#backlogLimit`),
    panel('BF-B04', '10 % of failed notifications within ten minutes', 'payments', 'Failed notifications', `${notices}#failureLimit`),
    panel('BF-B05', '10 % of invalid webhooks within five minutes', 'payments', 'Refused webhooks', `${hooks}#invalidLimit`),
    panel('BF-B06', 'the typical ticket and the range of amounts', 'payments', 'Typical ticket', `${metrics}#paymentAmount`),
    panel('BF-B07', 'turnover within an hour', 'payments', 'Turnover per hour'),

    met('BF-V01', 'tests of the rules with the counter-examples', alertProof, boundaryProof, `${engine}#counter-examples`),
    met('BF-V02', 'tests of the routes', `${shown}#priorities`, `${paging}#P0`, `${shown}#are another word for severities: a label called priority changes nothing`),
    met('BF-V03', 'the real programs read every configuration', 'test/component/rendered-config.program.test.ts#amtool accepts routes, receivers and templates', 'test/component/rendered-config.program.test.ts#promtool finds nothing to complain about', `${wrongConfig}#ours has no such problem, and one key`),
    met('BF-V04', 'every metric of a rule or a panel is declared with its type and labels', 'lib/check/dashboard/unknown-metric.ts#unknownMetric', 'lib/check/checks/selector/unknown-metric.ts#unknownMetric', wrongQueries),
    met('BF-V05', 'what must not be stored does not reach the store', redactionProof, logPath),

    met('BF-X01', 'the stack and the way of its signals', `${manifests}/connections.md#alertmanager`, `${manifests}/delivery.md#DatabaseDown`, 'lib/stack/topology.ts#calls'),
    declined('BF-X02', 'services of others for the same', 'out of scope: the stack is self-hosted; whoever wants both sends OTLP to two addresses'),
    read(met('BF-X03', 'a page for every alert', `${rules}#runbook_url: https://runbooks.example.com/buatfilm/high-error-rate`, 'test/docs/runbooks.test.ts#every alert has its page, and every page its alert'), 'the address is an option of the environment'),
    met('BF-X04', 'texts are UTF-8, and wrongly decoded ones are seen', 'lib/core/yaml.ts#toYaml', `${shown}#are UTF-8, in manifests as on pages`, `${shown}#that were decoded wrongly would be seen`),
    declined('BF-X05', 'telemetry of browsers', 'the gateway takes no traffic from the internet; browsers send to an address of the application, which passes on what it has checked and limited'),
  ],
  names: [
    { theirs: 'payment_amount_histogram', ours: 'payment_amount_rupiah', why: 'a name says its unit, and not its type' },
    { theirs: 'payment_method (of payment_amount_histogram)', ours: 'payment_type', why: 'what is written into it is the payment type, as everywhere else' },
    { theirs: 'notification_sent_total', ours: 'notifications_sent_total', why: 'the form that the document uses most, with its three labels' },
    { theirs: 'worker_alive', ours: 'worker_last_heartbeat_timestamp_seconds', why: 'a dead worker exports no 0' },
    { theirs: 'nodejs_eventloop_lag_seconds', ours: 'nodejs_eventloop_lag_p99_seconds', why: 'the first is the moment of the scrape alone' },
    { theirs: 'service (of external_service_duration_seconds)', ours: 'provider', why: 'service says whose alert it is, and the other metrics say provider' },
    { theirs: 'job node', ours: 'node-exporter', why: 'the job of the stack' },
    { theirs: 'MonitoringHeartbeat, receiver deadman', ours: 'Watchdog, outside-heartbeat', why: 'one heartbeat for the whole stack' },
    { theirs: 'pagerduty-critical, slack-high, ...', ours: 'buatfilm-pagerduty-critical, buatfilm-slack-high, ...', why: 'names of receivers are those of a whole Alertmanager' },
    { theirs: 'default', ours: 'buatfilm-email-team', why: 'what no route takes is told to the team' },
    { theirs: 'runbook', ours: 'runbook_url', why: 'the key that messages and dashboards read' },
    { theirs: 'P0, P1, P2, P3', ours: 'critical, high, warning, info', why: 'one scale for all systems; a priority is an alias of it' },
    { theirs: 'time, msg', ours: 'timestamp, message', why: 'the format of the document, not that of its library' },
  ],
};
