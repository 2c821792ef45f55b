import { postgresMetrics } from '../../lib/metric/exporters/postgres';
import { redisMetrics } from '../../lib/metric/exporters/redis';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { open } from '../../lib/metric/declaration';
import { counter, gauge, histogram } from '../../lib/metric/metric';

/** What QuickCart, a shop within Telegram, tells of itself. */

export const botJob = 'quickcart-bot';
export const apiJob = 'quickcart-api';
export const sqlJob = 'quickcart-sql';

const httpMethod = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const httpStatus = ['200', '201', '204', '301', '302', '400', '401', '403', '404', '409', '422', '429', '500', '502', '503', '504'] as const;
const paymentMethod = ['qris', 'virtual_account', 'ewallet'] as const;
const botMethod = ['sendMessage', 'sendPhoto', 'editMessageText', 'answerCallbackQuery'] as const;
const inApi = { jobs: [apiJob] } as const;
const inBot = { jobs: [botJob] } as const;
const inSql = { jobs: [sqlJob], shared: true, range: { min: 0 } } as const;

export const httpRequestDuration = histogram('http_request_duration_seconds', {
  ...inApi, help: 'Time to answer a request.', unit: 'seconds', counts: 'requests', labels: { method: httpMethod, route: open({ expected: 25 }), status: httpStatus }, buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10],
});
export const httpRequests = counter('http_requests_total', { ...inApi, help: 'Requests answered.', unit: 'requests', labels: { method: httpMethod, route: open({ expected: 25 }), status: httpStatus } });

/** Operations and tables are closed lists of the application; ids are never a label. */
export const databaseQueryDuration = histogram('database_query_duration_seconds', {
  ...inApi, help: 'Time of a query.', unit: 'seconds', counts: 'queries', labels: { operation: ['select', 'insert', 'update', 'delete'], table: open({ expected: 15 }) }, buckets: [0.005, 0.01, 0.05, 0.1, 0.5, 1, 2, 5],
});
export const externalCallDuration = histogram('external_api_call_duration_seconds', {
  ...inApi, help: 'Time of a call to somebody else.', unit: 'seconds', counts: 'calls', labels: { service: ['pakasir', 'telegram'], status: ['success', 'error', 'timeout'] }, buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60],
});
export const pakasirDuration = histogram('pakasir_api_request_duration_seconds', {
  ...inApi, help: 'Time of a call to Pakasir.', unit: 'seconds', counts: 'calls', labels: { operation: ['create', 'check', 'cancel'], status: ['success', 'error', 'timeout'] }, buckets: [0.5, 1, 2, 5, 10, 20, 30, 45, 60],
});
export const pakasirRequests = counter('pakasir_api_requests_total', { ...inApi, help: 'Calls to Pakasir by outcome.', unit: 'calls', labels: { operation: ['create', 'check', 'cancel'], status: ['success', 'error', 'timeout'] } });
export const paymentDuration = histogram('payment_request_duration_seconds', { ...inApi, help: 'Time from an order to its payment request.', unit: 'seconds', counts: 'payments', labels: { payment_method: paymentMethod }, buckets: [0.5, 1, 2, 5, 10, 30] });
export const payments = counter('payments_total', { ...inApi, help: 'Payments that came to an end, by how.', unit: 'payments', labels: { status: ['succeeded', 'failed', 'expired'], payment_method: paymentMethod } });
export const lastPayment = gauge('payment_last_success_timestamp_seconds', { ...inApi, help: 'When a payment last succeeded.', unit: 'timestamp', labels: {} });
export const orders = counter('orders_total', { ...inApi, help: 'Orders by what became of them.', unit: 'orders', labels: { status: ['created', 'paid', 'cancelled'], payment_method: paymentMethod } });
export const revenue = counter('revenue_idr_total', { ...inApi, help: 'Money received.', unit: 'IDR', labels: { payment_method: paymentMethod } });
export const refunds = counter('refunds_idr_total', { ...inApi, help: 'Money given back.', unit: 'IDR', labels: { payment_method: paymentMethod } });
export const fraudCases = counter('fraud_cases_total', { ...inApi, help: 'Cases of fraud that were reviewed, by whether they had been noticed before.', unit: 'cases', labels: { outcome: ['detected', 'missed'] } });
export const blockedTransactions = counter('blocked_transactions_total', { ...inApi, help: 'Transactions that were blocked, by reason.', unit: 'transactions', labels: { reason: open({ expected: 8 }) } });
export const securityEvents = counter('security_events_total', { ...inApi, help: 'Security events by outcome.', unit: 'events', labels: { event_type: open({ expected: 8 }), outcome: ['success', 'failure', 'breach'] } });
export const auditFailures = counter('audit_write_failures_total', { ...inApi, help: 'Audit entries that could not be written.', unit: 'entries', labels: {} });

export const telegramSendDuration = histogram('telegram_message_send_duration_seconds', {
  ...inBot, help: 'Time to send a message.', unit: 'seconds', counts: 'messages', labels: { method: botMethod, status: ['sent', 'failed'] }, buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30],
});
export const telegramWebhookDuration = histogram('telegram_webhook_duration_seconds', {
  ...inBot, help: 'Time to handle an update.', unit: 'seconds', counts: 'updates', labels: { update_type: ['message', 'callback_query', 'inline_query'] }, buckets: [0.05, 0.1, 0.5, 1, 2, 5, 10],
});
export const telegramRateLimits = counter('telegram_rate_limit_hits_total', { ...inBot, help: 'Answers of Telegram with the code 429.', unit: 'answers', labels: { method: botMethod } });
export const telegramMessages = counter('telegram_messages_total', { ...inBot, help: 'Messages by whether they were sent.', unit: 'messages', labels: { status: ['sent', 'failed'] } });
export const telegramUpdates = counter('telegram_updates_total', { ...inBot, help: 'Updates received.', unit: 'updates', labels: { update_type: ['message', 'callback_query', 'inline_query'] } });
export const registrations = counter('user_registrations_total', { ...inBot, help: 'New users.', unit: 'users', labels: { source: ['direct', 'invite', 'campaign'] } });
export const sessionDuration = histogram('user_session_duration_seconds', { ...inBot, help: 'Length of a session.', unit: 'seconds', counts: 'sessions', labels: {}, buckets: [30, 60, 180, 300, 600, 1200, 1800, 3600] });
export const supportTickets = counter('support_tickets_total', { ...inBot, help: 'Tickets opened.', unit: 'tickets', labels: { category: open({ expected: 6 }) } });
export const adminCommands = counter('admin_commands_total', { ...inBot, help: 'Commands of administrators by outcome.', unit: 'commands', labels: { command: open({ expected: 15 }), status: ['success', 'failure'] } });
export const botHealth = gauge('bot_health_check_success', { ...inBot, help: "Whether a part of the bot's own check passed.", unit: 'ratio', labels: { check: ['telegram', 'database', 'redis'] }, direction: 'lowIsBad' });
export const botHealthDuration = gauge('bot_health_check_duration_seconds', { ...inBot, help: "How long the bot's own check took.", unit: 'seconds', labels: {}, range: { min: 0 } });

/** Read from the replica every five minutes: what no counter can tell. */
export const activeUsers = gauge('active_users', { ...inSql, help: 'Users who did something within the window.', unit: 'users', labels: { window: ['1h', '24h', '30d'] } });
export const reviewQueue = gauge('fraud_review_queue_size', { ...inSql, help: 'Cases that wait for a person.', unit: 'cases', labels: {}, direction: 'highIsBad' });
export const revenuePerUser = gauge('revenue_per_user_idr', { ...inSql, help: 'Money received per paying user of the last 30 days.', unit: 'IDR', labels: {} });
export const productSales = gauge('product_sales', { ...inSql, help: 'Pieces sold within seven days, of the twenty products that sold most.', unit: 'pieces', labels: { product: open({ expected: 20 }) } });
export const stockTurnover = gauge('stock_turnover_ratio', { ...inSql, help: 'Share of the stock that was sold within seven days.', unit: 'ratio', labels: { category: open({ expected: 8 }) } });
export const productConversion = gauge('product_conversion_ratio', { ...inSql, help: 'Share of those who looked at a product who bought it.', unit: 'ratio', labels: { category: open({ expected: 8 }) } });
export const users = gauge('users', { ...inSql, help: 'Users that there are.', unit: 'users', labels: {} });
export const lifetimeValue = gauge('customer_lifetime_value_idr', { ...inSql, help: 'Money that a customer has spent since the first order, on average.', unit: 'IDR', labels: {} });
export const retained = gauge('user_retention_ratio', { ...inSql, help: 'Share of the users of a month who came back in the next.', unit: 'ratio', labels: {} });

export const postgres = postgresMetrics('postgresql');
export const redis = redisMetrics('redis');
export const botTarget = targetMetrics(botJob);
export const apiTarget = targetMetrics(apiJob);
