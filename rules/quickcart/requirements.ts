import { answersFor } from '../shared/answers';
import { alertProof, boundaryProof, logPath, panelProof, redactionProof, spanPath, wrongQueries } from '../shared/proof-links';
import type { Link, Requirement, RequirementId, RequirementList } from '../shared/requirement';
import { contract, declined, met, read } from '../shared/requirement';

const metrics = 'rules/quickcart/metrics.ts';
const published = 'docs/contracts/quickcart.json';
const manifests = 'dist/quickcart';
const rules = `${manifests}/prometheus-rules.yaml`;
const prometheus = `${manifests}/prometheus.yaml`;
const alertmanager = `${manifests}/alertmanager.yaml`;
const gateway = `${manifests}/otel-collector-gateway.yaml`;
const boards = `${manifests}/grafana-dashboards.yaml`;
const shown = 'test/requirements/quickcart.test.ts';
const engine = 'test/requirements/quickcart.program.test.ts';
const running = 'test/requirements/quickcart-running.program.test.ts';
const mistakes = 'test/requirements/quickcart-mistakes.test.ts';
const routing: Link = 'rules/quickcart/routing.ts#quickcartRouting';
const receivers: Link = 'rules/quickcart/routing.ts#receivers';
const probes: Link = 'rules/quickcart/targets.ts#quickcartProbes';
const hours: Link = 'rules/quickcart/hours.ts#shopHours';
const bounds: Link = 'rules/quickcart/business-alerts.ts#bounds';

const { metric, alerted, scraped } = answersFor('quickcart');

const board = (id: RequirementId, asks: string, code: Link, ...titles: readonly string[]): Requirement => met(id, asks, code, panelProof, ...titles.map((title): Link => `${boards}#"title": "${title}"`));

const platform = 'rules/quickcart/platform-alerts.ts';
const service = 'rules/quickcart/service-alerts.ts';
const payment = 'rules/quickcart/payment-alerts.ts';
const business = 'rules/quickcart/business-alerts.ts';
const security = 'rules/quickcart/security-alerts.ts';
const node = 'lib/metric/exporters/node-exporter.ts';

const measured: readonly Requirement[] = [
  met('QC-M01', 'CPU in use, as a share', `${node}#nodeCpuSeconds`, 'rules/shared/host-alerts.ts#hostUse', `${mistakes}#a share as a percentage is no metric`),
  met('QC-M02', 'memory in use, as a share', `${node}#nodeMemoryAvailable`, 'rules/shared/host-alerts.ts#hostUse'),
  met('QC-M03', 'disks in use, as a share', `${node}#nodeFilesystemAvailable`, 'rules/shared/host-alerts.ts#hostUse'),
  read(met('QC-M04', 'traffic of a host', 'rules/shared/host-alerts.ts#hostTraffic', 'rules/shared/host-alerts.ts#megabits'), 'megabits per second, in both directions together'),
  read(met('QC-M05', 'connections to PostgreSQL', 'lib/metric/exporters/postgres.ts#postgresMetrics', `${platform}#connectionUse`), '80 of the limit of 100 is read as 80 % of the limit, whatever it is'),
  read(metric('QC-M06', 'slow queries', 'databaseQueryDuration', 'database_query_duration_seconds'), 'slower than a second, within five minutes'),
  read(met('QC-M07', 'how far the replica is behind', 'lib/metric/exporters/postgres.ts#postgresMetrics', `${metrics}#postgres`), 'seconds, of replicas alone'),
  met('QC-M08', 'memory of Redis and its limit', 'lib/metric/exporters/redis.ts#redisMetrics', `${platform}#redisMemoryUse`, wrongQueries),
  met('QC-M09', 'restarts of containers', 'lib/metric/exporters/kube-state-metrics.ts#containerRestarts', wrongQueries),
  met('QC-M10', 'how long images take to arrive', 'lib/metric/exporters/kubelet.ts#imagePullDuration', wrongQueries),
  metric('QC-M11', 'how long requests take', 'httpRequestDuration', 'http_request_duration_seconds'),
  metric('QC-M12', 'requests by method, route and code', 'httpRequests', 'http_requests_total', wrongQueries),
  contract('QC-M13', 'the share of requests that fail', `${service}#failedShare`, `${published}#"http_requests_total"`),
  metric('QC-M14', 'how long Pakasir takes', 'pakasirDuration', 'pakasir_api_request_duration_seconds'),
  read(metric('QC-M15', 'calls to Pakasir by outcome', 'pakasirRequests', 'pakasir_api_requests_total'), '5 is read as 5 %'),
  metric('QC-M16', 'payments by how they ended', 'payments', 'payments_total', wrongQueries),
  contract('QC-M17', 'payments that expired', `${metrics}#payments`, `${published}#"payments_total"`),
  metric('QC-M18', 'how long messages take', 'telegramSendDuration', 'telegram_message_send_duration_seconds', `${mistakes}#a duration says its unit`),
  metric('QC-M19', 'how long updates take', 'telegramWebhookDuration', 'telegram_webhook_duration_seconds'),
  metric('QC-M20', 'messages that Telegram refused for being too many', 'telegramRateLimits', 'telegram_rate_limit_hits_total'),
  contract('QC-M21', 'whether the bot answers, from outside and by its own check', 'lib/metric/exporters/blackbox.ts#probeSuccess', `${metrics}#botHealth`, `${published}#"bot_health_check_success"`),
  met('QC-M22', 'whether PostgreSQL answers', `${metrics}#postgres`, 'lib/metric/exporters/postgres.ts#postgresMetrics'),
  met('QC-M23', 'whether Redis answers', `${metrics}#redis`, 'lib/metric/exporters/redis.ts#redisMetrics'),
  metric('QC-M24', 'new users', 'registrations', 'user_registrations_total'),
  met('QC-M25', 'users who were there within a day', `${metrics}#activeUsers`, `${prometheus}#job_name: quickcart-sql`),
  metric('QC-M26', 'how long sessions take', 'sessionDuration', 'user_session_duration_seconds', `${mistakes}#minutes are no base unit`),
  metric('QC-M27', 'orders by what became of them', 'orders', 'orders_total'),
  read(metric('QC-M28', 'money received', 'revenue', 'revenue_idr_total', `${metrics}#refunds`), 'money given back is a counter of its own'),
  contract('QC-M29', 'the value of an order', `${business}#averageOrder`, `${published}#"orders_total"`),
  read(metric('QC-M30', 'cases of fraud that were noticed', 'fraudCases', 'fraud_cases_total'), 'reviewed cases of seven days; at the moment of a payment nobody knows'),
  metric('QC-M31', 'tickets', 'supportTickets', 'support_tickets_total'),
  read(metric('QC-M32', 'commands of administrators by outcome', 'adminCommands', 'admin_commands_total'), 'the share that succeeds, not the rate'),
  contract('QC-M33', 'Pakasir under its second names', `${metrics}#pakasirDuration`, `${payment}#pakasirProbe`, `${published}#"pakasir_api_request_duration_seconds"`),
  metric('QC-M34', 'active users, orders per minute, messages', 'telegramMessages', 'telegram_messages_total', `${metrics}#activeUsers`),
  metric('QC-M35', 'cases that wait, and transactions that are blocked', 'blockedTransactions', 'blocked_transactions_total', `${metrics}#reviewQueue`),
  read(met('QC-M36', 'what only the database knows of users, products and months', `${metrics}#revenuePerUser`, `${metrics}#productSales`, `${metrics}#lifetimeValue`, `${metrics}#retained`), 'read by the SQL exporter into gauges of few series, so that nobody who reads a dashboard asks the database'),
  contract('QC-M37', 'what CI asks for', `${published}#"external_api_call_duration_seconds"`, `${shown}#every metric of the CI list and of the payment flow is in the contract`),
  metric('QC-M38', 'what the test of a payment asks for', 'paymentDuration', 'payment_request_duration_seconds', `${shown}#every metric of the CI list and of the payment flow is in the contract`),
  met('QC-M39', 'no label holds an id or a name', `${published}#"labels"`, `${shown}#no label holds an id`),
  contract('QC-M40', 'an endpoint for metrics, and their types', `${published}#"endpoint"`, `${prometheus}#job_name: quickcart-bot`, `${shown}#every job of the contract is scraped`),
];

const alerts: readonly Requirement[] = [
  alerted('QC-A01', 'a host computes above 80 % for five minutes', 'rules/shared/host-alerts.ts#hostCpuHigh', 'HostCpuHigh', boundaryProof),
  alerted('QC-A02', 'memory above 85 %', 'rules/shared/host-alerts.ts#hostMemoryHigh', 'HostMemoryHigh', boundaryProof),
  read(alerted('QC-A03', 'a disk above 90 %', 'rules/shared/host-alerts.ts#hostDiskHigh', 'HostDiskUsageHigh', wrongQueries), 'after 15 minutes: a minute of something that takes hours is noise; NodeFilesystemFillingUp tells the trend'),
  alerted('QC-A04', 'more than 100 megabits per second', 'rules/shared/host-alerts.ts#hostNetworkHigh', 'HostNetworkHigh', boundaryProof),
  alerted('QC-A05', 'more than 80 % of the connections are in use', `${platform}#postgresConnectionsHigh`, 'PostgresConnectionsHigh', boundaryProof),
  alerted('QC-A06', 'more than ten slow queries within five minutes', `${platform}#postgresSlowQueries`, 'PostgresSlowQueries'),
  alerted('QC-A07', 'the replica is more than ten seconds behind', `${platform}#postgresReplicationLag`, 'PostgresReplicationLag'),
  alerted('QC-A08', 'Redis uses more than 80 % of its limit, or has none', `${platform}#redisMemoryHigh`, 'RedisMemoryHigh', `${platform}#redisWithoutLimit`, `${rules}#alert: RedisWithoutLimit`, `${engine}#a Redis without a limit does not fire for ever`, wrongQueries),
  read(alerted('QC-A09', 'more than three restarts within an hour', `${platform}#containerRestarting`, 'ContainerRestarting', wrongQueries), 'on Kubernetes; the hour is the window, and nothing is waited for'),
  read(alerted('QC-A10', 'images take more than five minutes', `${platform}#imagePullSlow`, 'ImagePullSlow', wrongQueries), "of the kubelet; Docker's own histogram ends at ten seconds, which a check refuses"),
  alerted('QC-A11', 'the bot does not answer for two minutes', `${service}#botDown`, 'BotDown', `${alertmanager}#alert-bot-token`, wrongQueries),
  alerted('QC-A12', 'the bot takes more than three seconds', `${service}#botSlow`, 'BotSlow', wrongQueries),
  alerted('QC-A13', 'PostgreSQL does not answer', `${platform}#databaseDown`, 'DatabaseDown', wrongQueries),
  alerted('QC-A14', 'Redis does not answer', `${platform}#redisDown`, 'RedisDown', wrongQueries),
  alerted('QC-A15', 'one request in twenty takes more than two seconds', `${service}#httpLatencyP95High`, 'HttpLatencyP95High', boundaryProof),
  alerted('QC-A16', 'one request in a hundred takes more than three seconds', `${service}#httpLatencyP99High`, 'HttpLatencyP99High', boundaryProof),
  alerted('QC-A17', 'more than 100 requests per second', `${service}#httpRequestSpike`, 'HttpRequestSpike', boundaryProof),
  alerted('QC-A18', 'more than 1 % of the requests fail, silent while 5 % do', `${service}#httpErrorRateHigh`, 'HttpErrorRateHigh', `${shown}#the higher error rate silences the lower, and not the other way round`),
  alerted('QC-A19', 'more than 5 % of the requests fail', `${service}#httpErrorRateCritical`, 'HttpErrorRateCritical', boundaryProof),
  read(alerted('QC-A20', 'Pakasir takes more than 30 seconds', `${payment}#pakasirSlow`, 'PakasirSlow', boundaryProof), 'the 95th percentile; the bot does not wait for it'),
  alerted('QC-A21', 'more than 5 % of the calls to Pakasir fail', `${payment}#pakasirErrorRateHigh`, 'PakasirErrorRateHigh', boundaryProof),
  read(alerted('QC-A22', 'fewer than 95 % of the payments succeed, and more urgently fewer than 50 %', `${payment}#paymentSuccessRateLow`, 'PaymentSuccessRateLow', `${payment}#paymentSuccessRateCritical`, `${rules}#alert: PaymentSuccessRateCritical`, `${engine}#a low share of payments is told, and a high one is not`, wrongQueries), 'expired ones were never tried: QC-A23 counts them'),
  alerted('QC-A23', 'more than 10 % of the payments expire', `${payment}#paymentExpiryRateHigh`, 'PaymentExpiryRateHigh', boundaryProof),
  alerted('QC-A24', 'messages take more than ten seconds', `${payment}#telegramSendSlow`, 'TelegramSendSlow'),
  alerted('QC-A25', 'updates take more than five seconds', `${payment}#telegramWebhookSlow`, 'TelegramWebhookSlow'),
  read(alerted('QC-A26', 'Telegram refuses more than five messages', `${payment}#telegramRateLimited`, 'TelegramRateLimited', wrongQueries), 'within a minute, which is four scrapes'),
  alerted('QC-A27', 'fewer than one new user within an hour', `${business}#newUsersLow`, 'NewUsersLow', hours),
  alerted('QC-A28', 'fewer than 50 users within a day', `${business}#dailyActiveUsersLow`, 'DailyActiveUsersLow'),
  alerted('QC-A29', 'sessions of less than three minutes', `${business}#sessionDurationLow`, 'SessionDurationLow'),
  alerted('QC-A30', 'fewer than two orders within an hour', `${business}#ordersLow`, 'OrdersLow', `${engine}#few orders are told while the shop is open, and not while it is closed`),
  alerted('QC-A31', 'less than 100,000 rupiah within an hour', `${business}#revenueLow`, 'RevenueLow', hours),
  alerted('QC-A32', 'orders of less than 25,000 rupiah', `${business}#averageOrderValueLow`, 'AverageOrderValueLow'),
  read(alerted('QC-A33', 'fewer than 90 % of the cases of fraud were noticed', `${business}#fraudDetectionRateLow`, 'FraudDetectionRateLow'), 'over seven days of reviewed cases'),
  alerted('QC-A34', 'more than 20 tickets within a day', `${business}#supportTicketsHigh`, 'SupportTicketsHigh'),
  alerted('QC-A35', 'fewer than 95 % of the commands of administrators succeed', `${business}#adminCommandSuccessLow`, 'AdminCommandSuccessLow', boundaryProof),
  read(alerted('QC-A36', 'the payment system is down', `${payment}#paymentSystemDown`, 'PaymentSystemDown', `${payment}#paymentProviderDown`, `${rules}#alert: PaymentProviderDown`), 'two alerts: the provider does not answer, or every call fails'),
  alerted('QC-A37', 'three times as many transactions are blocked as usual at this hour', `${security}#fraudSpikeDetected`, 'FraudSpikeDetected'),
  alerted('QC-A38', 'a breach of security', `${security}#securityBreachSuspected`, 'SecurityBreachSuspected'),
  read(alerted('QC-A39', 'more than 20 cases wait for a person', `${security}#queueBackup`, 'QueueBackup'), 'the one queue that the document names'),
  alerted('QC-A40', 'less than a third of the users of last week, in business hours', `${security}#userActivityLow`, 'UserActivityLow'),
  read(alerted('QC-A41', 'more requests than history lets one expect', `${security}#dynamicThresholdExceeded`, 'DynamicThresholdExceeded', `${engine}#tells what no ordinary day has, long before the fixed limit`, `${engine}#stands beside a fixed limit, which a slow rise does not escape`), 'beside the fixed limit, not instead of it; the mean and the deviation of a day, which holds the quiet hours and the busy ones'),
  read(met('QC-A42', 'a critical alert that nobody answers goes on after five minutes', routing, `${shown}#a critical alert goes to Telegram, mail, SMS and Slack at once, and to the second line after five minutes`, `${running}#a critical alert that nobody answers reaches the second line, and a silenced one does not`), 'by a route and not by a rule, so that a silence holds it back'),
  met('QC-A43', 'the budget of the objective burns', 'rules/quickcart/slos.ts#shopAvailability', `${rules}#alert: AvailabilityBudgetBurn1h`, `${rules}#alert: AvailabilityBudgetBurn6h`, alertProof),
];

const routed: readonly Requirement[] = [
  met('QC-R01', 'critical: Telegram, mail, SMS and Slack, and more after five minutes', routing, `${shown}#a critical alert goes to Telegram, mail, SMS and Slack at once, and to the second line after five minutes`),
  met('QC-R02', 'high: Telegram and Slack', routing, `${shown}#a high alert goes to Telegram and Slack`),
  read(met('QC-R03', 'medium: Slack, in business hours', routing, `${shown}#a medium alert goes to Slack, in the hours of the shop alone`, `${running}#a medium alert waits, and a critical one does not`), 'what still fires when the shop opens is told then'),
  met('QC-R04', 'low: mail', routing, `${shown}#a low alert is mailed`),
  met('QC-R05', 'receivers by name, Slack among those of a payment system that is down', receivers, `${alertmanager}#name: quickcart-telegram-security`, `${alertmanager}#name: quickcart-slack-fraud-team`, `${shown}#fraud and security go to their teams`),
  met('QC-R06', "SMS through SNS, Telegram with a bot that is not the shop's", receivers, `${alertmanager}#sns_configs`, `${alertmanager}#bot_token_file`, `${mistakes}#a chat is a number, and the bot's token a file`),
  met('QC-R07', 'escalation after five minutes, of what was neither resolved nor silenced', routing, `${running}#a critical alert that nobody answers reaches the second line, and a silenced one does not`, `${shown}#an escalation is for each alert by itself`, 'test/route/running.program.test.ts#an escalation comes late, and only for what is not over'),
  met('QC-R08', 'a window of five minutes for duplicates', routing, `${shown}#alerts of one name and service share a message for five minutes, and are told again after four hours, critical ones after half an hour`, `${running}#alerts of one name and service within the window share a message`, `${mistakes}#a window for duplicates that is longer than the time to tell again is refused`),
  met('QC-R09', 'an alert that begins three times within an hour is told more urgently', `${security}#repeatedAlert`, `${rules}#alert: RepeatedAlert`, alertProof),
  read(met('QC-R10', 'maintenance holds everything back but security', 'rules/quickcart/routing.ts#maintenance', `${alertmanager}#quickcart-maintenance`, `${shown}#holds every alert back but a breach of security`, `${shown}#ends by itself`, `${running}#nothing is told but a breach of security`, `${mistakes}#maintenance without an end, as a flag in memory is, is refused`), 'planned work is a window in the configuration, with an end; what is not planned is a silence, to which every message links'),
  met('QC-R11', 'what is down silences what follows from it', routing, `${shown}#a database that is down silences HTTP and payment alerts`, `${shown}#a payment system that is down silences Pakasir and payment rates`),
  read(met('QC-R12', 'few users are told in business hours alone', hours, `${security}#userActivityLow`, `${engine}#few users are told while the shop is open, and not at night`), 'the document holds them back in business hours, against its own purpose; Monday to Saturday, 8 to 22 in Jakarta, until the owners confirm'),
  read(met('QC-R13', 'texts for a payment system that is down, fraud, a slow bot and a dead one', `${payment}#paymentProviderDown`, `${service}#botSlow`, `${boards}#"title": "Last payment"`, `${boards}#"title": "Usual revenue at this hour"`, 'docs/runbooks/quickcart/payment-system-down.md#payment_last_success_timestamp_seconds'), 'the last payment and what an hour costs stand on the dashboard that the message links to, as they are when it is read; how many users are hit has no source'),
  read(met('QC-R14', 'titles without broken signs', 'lib/route/template/common.ts#titleOf', 'test/route/template.program.test.ts#says what is wrong with which alerts, and where to go'), 'words tell the severity: they are searched for and read aloud'),
  met('QC-R15', 'the business is asked before anybody is told', 'rules/quickcart/hours.ts#openingHours', `${alertmanager}#quickcart-opening-hours`, `${shown}#a medium alert goes to Slack, in the hours of the shop alone`),
];

const drawn: readonly Requirement[] = [
  board('QC-D01', 'hosts: CPU, memory, disks, with their limits', 'dashboards/quickcart/system.ts#systemHealth', 'CPU', 'Memory', 'Disk'),
  board('QC-D02', 'payments: success, time, the state of Pakasir', 'dashboards/quickcart/payments.ts#paymentBoard', 'Payments that succeed', 'Pakasir p95', 'Pakasir'),
  board('QC-D03', 'users, orders per minute, messages', 'dashboards/quickcart/activity.ts#activity', 'Active users', 'Orders per minute', 'Messages'),
  board('QC-D04', 'fraud: noticed, waiting, blocked', 'dashboards/quickcart/fraud.ts#fraudBoard', 'Cases that were noticed', 'Review queue', 'Blocked transactions'),
  read(board('QC-D05', 'revenue by day and month, and per user', 'dashboards/quickcart/business.ts#revenueBoard', 'Revenue per day', 'Revenue of 30 days', 'Revenue per user'), 'from counters that are kept for 35 days'),
  board('QC-D06', 'products: what sells, turnover, conversion', 'dashboards/quickcart/business.ts#products', 'What sells most', 'Stock turnover', 'Conversion'),
  read(met('QC-D07', 'users: growth, value, return', 'dashboards/quickcart/business.ts#usersBoard', panelProof, `${boards}#"title": "Customer lifetime value"`, wrongQueries), '30 days instead of 90, because samples are kept for 35 and a check refuses more; the database knows the rest'),
  met('QC-D08', 'messages lead to the dashboards', 'rules/quickcart/team.ts#fraudDashboard', `${rules}#quickcart-fraud`, `${rules}#quickcart-payments`),
];

const told: readonly Requirement[] = [
  contract('QC-L01', 'the fields of a payment', `${published}#payment_event`, `${published}#"correlation_id"`),
  contract('QC-L02', 'one correlation id for a request', `${published}#made once for an update or a request`),
  contract('QC-L03', 'lines as JSON', `${published}#JSON renderer`, `${gateway}#transform/read_lines`, logPath),
  contract('QC-L04', 'info is not dropped', `${published}#filter level 20`),
  contract('QC-L05', 'a logger that fits its processors', `${published}#the logger factory of the standard library`),
  contract('QC-L06', 'nobody awaits what is not asynchronous', `${published}#are not awaited`),
  contract('QC-L07', 'context variables instead of thread locals', `${published}#context variables`),
  contract('QC-L08', 'a time with its zone, written once', `${published}#ISO 8601 with a zone`),
  contract('QC-L09', 'one set-up, to the standard output alone', `${published}#to the standard output alone`, 'test/component/signal-path.program.test.ts#is read to Loki, named after its pod, with the trace that the line names'),
  read(met('QC-L10', 'how long each category is kept', 'charts/environments/quickcart.ts#quickcartEnvironment', `${manifests}/loki.yaml#k8s_namespace_name="quickcart"`, `${published}#decides how long the line is kept`), 'a line is of several categories at once, so that all of the shop are kept for the longest, 90 days; measurements are metrics, not debug lines'),
  read(contract('QC-L11', 'stores for the law', `${published}#"compliance"`), 'archives are stores of their own, which the application writes; Loki holds 90 days to search in. Keeping for ever contradicts erasure: ten years, until the owners confirm'),
  contract('QC-L12', 'audit entries, and an alert when one is lost', `${published}#"audit"`, `${security}#auditWritesFail`, `${rules}#alert: AuditWritesFail`, alertProof),
  read(alerted('QC-L13', 'an alert on security events that fail', `${security}#securityFailuresHigh`, 'SecurityFailuresHigh', `${metrics}#securityEvents`), 'on the counter that stands beside the line: it is there when the store of the logs is not'),
  read(alerted('QC-L14', 'slow statements', `${platform}#postgresSlowQueries`, 'PostgresSlowQueries'), 'measured where they are asked, not read from the log of the server'),
  contract('QC-L15', 'the events that CI asks for', `${published}#user_action`, `${published}#error_event`, `${shown}#every metric of the CI list and of the payment flow is in the contract`),
  met('QC-L16', 'numbers, addresses and tokens are masked', 'lib/component/collector/redaction.ts#redactionRules', `${gateway}#transform/redact_lines`, redactionProof),
  read(met('QC-L17', 'a store for logs', `${manifests}/loki.yaml#retention_period`, logPath), 'Loki'),
];

export const quickcartRequirements: RequirementList = {
  document: 'QC',
  system: 'quickcart',
  title: 'QuickCart',
  requirements: [
    ...measured,
    ...alerts,
    ...routed,
    ...drawn,
    ...told,
    met('QC-T01', 'spans by OTLP; all that failed or were slow are kept, and a tenth of the others', `${gateway}#tail_sampling`, `${gateway}#threshold_ms: 3000`, `${published}#telegram update`, spanPath, 'test/requirements/sampling.program.test.ts#every trace that failed or took longer than two seconds is kept, and about a tenth of the rest'),

    contract('QC-H01', "the bot's own check, within three seconds", `${published}#"/health"`, `${published}#"checkTimeout"`, probes),
    contract('QC-H02', 'a trivial query', `${published}#"database"`),
    contract('QC-H03', 'a ping', `${published}#"redis"`),
    read(met('QC-H04', 'probes of the bot and of Telegram', probes, `${prometheus}#telegram-api`, `${shown}#the bot is asked every 30 seconds, Telegram every minute`), 'the bot every 30 seconds, so that five minutes hold ten samples; Telegram without a token, which would stand in the address'),
    met('QC-H05', 'a probe of Pakasir every 30 seconds', probes, `${prometheus}#app.pakasir.com`, `${shown}#the bot is asked every 30 seconds, Telegram every minute`),
    met('QC-H06', 'restarts and image pulls', `${platform}#containerAlerts`, `${rules}#alert: ImagePullSlow`),

    met('QC-S01', 'the shop is there for 99.5 % of 30 days', 'rules/quickcart/slos.ts#shopAvailability', `${rules}#alert: AvailabilityBudgetBurn1h`, alertProof),
    read(alerted('QC-S02', 'the bot answers within three seconds', `${service}#botSlow`, 'BotSlow'), 'a threshold: probes every 30 seconds are too few for a share of slow answers'),
    met('QC-S03', '95 % of the requests take two seconds at most, 99 % three', 'rules/quickcart/slos.ts#apiLatency', `${service}#httpLatencyP99High`, `${rules}#alert: ApiLatencyBudgetBurn1h`, alertProof),
    met('QC-S04', '95 % of the payments succeed', 'rules/quickcart/slos.ts#paymentSuccess', `${rules}#alert: PaymentSuccessBudgetBurn1h`, alertProof),
    read(met('QC-S05', 'how soon people answer', routing, 'docs/runbooks/quickcart/bot-down.md#Escalation'), 'each page says whom to call and when; the time to acknowledge is not measured, because Alertmanager knows silences and no acknowledgement'),

    met('QC-I01', 'hosts', `${manifests}/node-exporter.yaml#kind: DaemonSet`, `${prometheus}#job_name: node-exporter`),
    scraped('QC-I02', 'PostgreSQL and its replica', 'postgresql'),
    scraped('QC-I03', 'Redis', 'redis'),
    met('QC-I04', 'containers', `${manifests}/kube-state-metrics.yaml#kind: Deployment`, `${prometheus}#job_name: kubelet`),
    met('QC-I05', 'bot and API', 'rules/quickcart/targets.ts#quickcartScrape', `${prometheus}#job_name: quickcart-bot`, `${prometheus}#job_name: quickcart-api`),
    met('QC-I06', 'probes', probes, `${prometheus}#quickcart-bot.quickcart:8080/health`),
    scraped('QC-I07', 'what the database knows', 'quickcart-sql'),
    declined('QC-I08', 'the database as a data source of Grafana', 'whoever may read a dashboard could ask the database anything; an exporter asks what the dashboards show, with a user who may read nothing else'),
    read(met('QC-I09', 'intervals', 'rules/quickcart/targets.ts#quickcartScrape', `${prometheus}#scrape_interval: 15s`, `${prometheus}#scrape_interval: 2m`), 'what asks the database every two minutes: after five without a sample a series is gone'),

    ...baselines(),

    contract('QC-V01', 'CI sees metric, line and error handling of each handler', `${published}#"handlers"`),
    contract('QC-V02', 'CI sees that the metrics and events are there', `${published}#"metrics"`, `${shown}#every metric of the CI list and of the payment flow is in the contract`),
    contract('QC-V03', 'the test of a payment: metrics, and two lines with one correlation id', `${published}#payment_event`, `${published}#made once for an update or a request`, `${shown}#every metric of the CI list and of the payment flow is in the contract`),
    met('QC-V04', 'tests of the rules on their low side', alertProof, boundaryProof, `${engine}#many orders are not told: the low side is the bad one`, `${engine}#a Redis without a limit does not fire for ever`, `${shown}#the higher error rate silences the lower, and not the other way round`),
    met('QC-V05', 'tests of the hours', `${shown}#a medium alert goes to Slack, in the hours of the shop alone`, `${shown}#a critical alert is told whatever the hour`, `${running}#a medium alert waits, and a critical one does not`),

    met('QC-X01', 'problems are seen first, without weariness', 'rules/quickcart/groups.ts#quickcartGroups', `${manifests}/delivery.md#DatabaseDown`),
    declined('QC-X02', 'what other documents say', 'they are not at hand'),
    met('QC-X03', 'the stability of the bot', `${service}#botDown`, 'docs/runbooks/quickcart/bot-down.md#BotDown'),
    declined('QC-X04', 'a room for each incident', "the team's channel is the room: its messages link to page, dashboard and silence; a room for each is what a tool for incidents makes of the webhook"),
    contract('QC-X05', 'encryption and access', `${published}#"encryption"`),
    met('QC-X06', 'one place where things are judged', `${published}#"evaluation"`, 'rules/quickcart/groups.ts#quickcartGroups'),
  ],
  names: [
    { theirs: 'cpu_usage_percent, memory_usage_percent, disk_usage_percent', ours: 'node_cpu_seconds_total, node_memory_MemAvailable_bytes, node_filesystem_avail_bytes', why: 'exporters tell seconds and bytes; a share is an expression' },
    { theirs: 'http_requests_per_second, orders_per_hour, revenue_per_hour_idr', ours: 'http_requests_total, orders_total, revenue_idr_total', why: 'a rate is an expression over a counter' },
    { theirs: 'pakasir_api_response_time, payment_response_time, pakasir_api_call_duration', ours: 'pakasir_api_request_duration_seconds', why: 'one quantity, one name, with its unit' },
    { theirs: 'user_session_duration_minutes', ours: 'user_session_duration_seconds', why: 'the base unit' },
    { theirs: 'sql-exporter', ours: 'quickcart-sql', why: 'a job says whose it is: another system has one of the same name' },
    { theirs: 'CRITICAL, HIGH, MEDIUM, LOW', ours: 'critical, high, warning, info', why: 'one scale for all systems; the words of the document are understood' },
  ],
};

/** Baselines are constants of the alerts, which say them in their texts. */
function baselines(): readonly Requirement[] {
  const of = (id: RequirementId, asks: string, name: string, where: Link = bounds): Requirement => met(id, asks, where, `${rules}#alert: ${name}`);
  return [
    of('QC-B01', '5 registrations within an hour, 1 at least', 'NewUsersLow'),
    of('QC-B02', '100 users within a day, 50 at least', 'DailyActiveUsersLow'),
    of('QC-B03', 'sessions of 10 minutes, 3 at least', 'SessionDurationLow'),
    of('QC-B04', '10 orders within an hour, 2 at least', 'OrdersLow'),
    of('QC-B05', '500,000 rupiah within an hour, 100,000 at least', 'RevenueLow'),
    of('QC-B06', '50,000 rupiah for an order, 25,000 at least', 'AverageOrderValueLow'),
    of('QC-B07', '95 % of fraud noticed, 90 at least', 'FraudDetectionRateLow'),
    of('QC-B08', '5 tickets within a day, 20 at most', 'SupportTicketsHigh'),
    of('QC-B09', '99 % of commands succeed, 95 at least', 'AdminCommandSuccessLow'),
    of('QC-B10', '10 requests per second, 100 at most', 'HttpRequestSpike', `${service}#httpRequestSpike`),
    of('QC-B11', '95 % of payments at least', 'PaymentSuccessRateLow', `${payment}#successLimits`),
    of('QC-B12', '10 % expired payments at most', 'PaymentExpiryRateHigh', `${payment}#paymentExpiryRateHigh`),
  ];
}
