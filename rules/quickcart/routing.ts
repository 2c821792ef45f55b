import { hours, minutes, seconds } from '../../lib/core/duration';
import { secretKey } from '../../lib/core/secret';
import { namesOf } from '../../lib/route/alert';
import { email } from '../../lib/route/receiver/email';
import { slack } from '../../lib/route/receiver/slack';
import { sms } from '../../lib/route/receiver/sms';
import { telegram } from '../../lib/route/receiver/telegram';
import { routesFor } from '../../lib/route/routes-for';
import { maintenanceWindow } from '../../lib/route/time-interval/time-interval';
import { severities } from '../../lib/rule/severity';
import { sloInhibitions } from '../shared/slo-inhibitions';
import { businessAlerts, fraudDetectionRateLow } from './business-alerts';
import { openingHours } from './hours';
import { paymentAlerts, telegramAlerts } from './payment-alerts';
import { containerAlerts, databaseAlerts, hostAlerts } from './platform-alerts';
import { fraudAlerts, historyAlerts, repeatedAlert, securityAlerts } from './security-alerts';
import { serviceAlerts } from './service-alerts';
import { quickcartSlos } from './slos';
import { team as teamName } from './team';

const secret = (key: string): ReturnType<typeof secretKey> => secretKey('quickcart-receivers', key);

/** A bot of its own: the shop's bot cannot announce its own death. */
const chat = (name: string, key: string): ReturnType<typeof telegram> => telegram(name, { botToken: secret('alert-bot-token'), chat: secret(key) });

const mail = (name: string, to: string): ReturnType<typeof email> =>
  email(name, { to, from: 'belfry@quickcart.example.com', relay: 'smtp.quickcart.example.com:587', login: { username: 'belfry', password: secret('smtp-password') } });

const channel = (name: string, of: `#${string}`): ReturnType<typeof slack> => slack(name, { apiUrl: secret('slack-api-url'), channel: of });

/** Everybody whom an alert can reach, by what they are there for. */
export const receivers = {
  telegramCritical: chat('quickcart-telegram-critical', 'chat-critical'),
  telegramOps: chat('quickcart-telegram-ops', 'chat-ops'),
  telegramSecurity: chat('quickcart-telegram-security', 'chat-security'),
  emailCritical: mail('quickcart-email-critical', 'critical@quickcart.example.com'),
  emailOps: mail('quickcart-email-ops', 'ops@quickcart.example.com'),
  smsOncall: sms('quickcart-sms-oncall', { region: 'ap-southeast-3', phoneNumber: '+6281234567890', credentials: secret('aws-credentials') }),
  slackCritical: channel('quickcart-slack-critical', '#critical'),
  slackOps: channel('quickcart-slack-ops', '#ops'),
  slackFraud: channel('quickcart-slack-fraud-team', '#fraud'),
  /** The second line: whoever is asked when the first did not answer. */
  escalation: chat('quickcart-escalation', 'chat-escalation'),
} as const;

/** Planned work, to the minute: a window per occasion. What is not planned is silenced in Alertmanager, by name and with an end. */
export const maintenance = maintenanceWindow('quickcart-maintenance', { timeZone: 'Asia/Jakarta', from: '2026-12-06 23:00', to: '2026-12-07 03:00' });

const fraud = ['FraudSpikeDetected', 'FraudDetectionRateLow', 'SecurityFailuresHigh', 'AuditWritesFail'] as const;

const { when, inhibit, team } = routesFor({
  alertname: namesOf([...hostAlerts, ...databaseAlerts, ...containerAlerts, ...serviceAlerts, ...paymentAlerts, ...telegramAlerts, ...businessAlerts, fraudDetectionRateLow, ...fraudAlerts, ...securityAlerts, ...historyAlerts, repeatedAlert]),
  severity: severities,
  team: [teamName],
  service: 'open',
});

const { telegramCritical, telegramOps, telegramSecurity, emailCritical, emailOps, smsOncall, slackCritical, slackOps, slackFraud, escalation } = receivers;

const outside = { muteDuring: [maintenance] } as const;

/** What nobody answered for five minutes goes on to the second line; a silence is the answer. */
const escalated = { repeatInterval: minutes(30), escalate: [{ after: minutes(5), to: escalation }] } as const;

/** Four severities, four ways to be told, and three kinds of alert that go elsewhere. */
export const quickcartRouting = team('quickcart', {
  owns: { team: teamName },
  default: emailOps,
  groupBy: ['alertname', 'service'],
  groupWait: seconds(30),
  groupInterval: minutes(5),
  repeatInterval: hours(4),
  routes: [
    when({ alertname: 'SecurityBreachSuspected' }, escalated).to(telegramCritical, emailCritical, smsOncall, slackCritical, telegramSecurity),
    when({ severity: 'critical' }, { ...escalated, ...outside }).to(telegramCritical, emailCritical, smsOncall, slackCritical),
    when({ alertname: fraud }, outside).to(telegramSecurity, slackFraud),
    when({ severity: 'high' }, outside).to(telegramOps, slackOps),
    when({ severity: 'warning' }, { activeDuring: [openingHours], ...outside }).to(slackOps),
    when({ severity: 'info' }, outside).to(emailOps),
  ],
  inhibit: [
    inhibit({ name: 'without a database nothing else works', source: { alertname: 'DatabaseDown' }, target: { alertname: ['HttpErrorRateHigh', 'HttpErrorRateCritical', 'HttpLatencyP95High', 'HttpLatencyP99High', 'PaymentSuccessRateLow', 'PaymentSuccessRateCritical', 'PaymentSystemDown'] }, equal: [] }),
    inhibit({ name: 'without the provider every payment fails', source: { alertname: ['PaymentProviderDown', 'PaymentSystemDown'] }, target: { alertname: ['PakasirSlow', 'PakasirErrorRateHigh', 'PaymentSuccessRateLow', 'PaymentSuccessRateCritical', 'PaymentExpiryRateHigh'] }, equal: ['service'] }),
    inhibit({ name: 'the higher error rate speaks for the lower', source: { alertname: 'HttpErrorRateCritical' }, target: { alertname: 'HttpErrorRateHigh' }, equal: ['service'] }),
    inhibit({ name: 'the lower success rate speaks for the higher', source: { alertname: 'PaymentSuccessRateCritical' }, target: { alertname: 'PaymentSuccessRateLow' }, equal: ['service'] }),
    inhibit({ name: 'a bot that is down is not slow', source: { alertname: 'BotDown' }, target: { alertname: ['BotSlow', 'TelegramWebhookSlow', 'TelegramSendSlow'] }, equal: ['service'] }),
    ...sloInhibitions(quickcartSlos),
  ],
});
