import { hours, minutes, seconds } from '../../lib/core/duration';
import type { SecretKey } from '../../lib/core/secret';
import { secretKey } from '../../lib/core/secret';
import { namesOf } from '../../lib/route/alert';
import type { Receiver } from '../../lib/route/receiver/receiver';
import { email } from '../../lib/route/receiver/email';
import { pagerDuty } from '../../lib/route/receiver/pagerduty';
import { slack } from '../../lib/route/receiver/slack';
import { webhook } from '../../lib/route/receiver/webhook';
import { routesFor } from '../../lib/route/routes-for';
import { maintenanceWindow } from '../../lib/route/time-interval/time-interval';
import { severities, severityOf } from '../../lib/rule/severity';
import { sloInhibitions } from '../shared/slo-inhibitions';
import { buatfilmAlerts } from './groups';
import { buatfilmSlos } from './slos';
import { team as teamName } from './team';

const secret = (key: string): SecretKey => secretKey('buatfilm-receivers', key);

const channel = (name: string, of: `#${string}`, sendResolved: boolean): Receiver => slack(name, { apiUrl: secret('slack-api-url'), channel: of, sendResolved });

const mail = (name: string, to: string, sendResolved: boolean): Receiver =>
  email(name, { to, from: 'belfry@agentbar.example.com', relay: 'smtp.agentbar.example.com:587', login: { username: 'belfry', password: secret('smtp-password') }, sendResolved });

/** Everybody whom an alert can reach. The end of an alert is told from P0 to P2. */
export const receivers = {
  pager: pagerDuty('buatfilm-pagerduty-critical', { routingKey: secret('pagerduty-routing-key') }),
  slackCritical: channel('buatfilm-slack-critical', '#alerts-critical', true),
  /** A bridge to telephony: Alertmanager does not call anybody itself. A call that something is over wakes for nothing. */
  call: webhook('buatfilm-call-on-call', { url: secret('telephony-bridge-url'), sendResolved: false }),
  slackHigh: channel('buatfilm-slack-high', '#alerts-high', true),
  emailTeam: mail('buatfilm-email-team', 'oncall@agentbar.example.com', true),
  slackMedium: channel('buatfilm-slack-medium', '#alerts-medium', true),
  emailLow: mail('buatfilm-email-low', 'team@agentbar.example.com', false),
  /** The second line: whoever is called when the first did not answer. */
  escalation: pagerDuty('buatfilm-pagerduty-escalation', { routingKey: secret('pagerduty-escalation-key') }),
} as const;

/** Planned work, to the minute: a window per occasion. What is not planned is silenced in Alertmanager, by name and with an end. */
export const maintenance = maintenanceWindow('buatfilm-maintenance', { timeZone: 'Asia/Jakarta', from: '2026-12-13 02:00', to: '2026-12-13 04:00' });

const { when, inhibit, team } = routesFor({
  alertname: namesOf(buatfilmAlerts),
  severity: severities,
  team: [teamName],
  service: ['payment-api', 'webhooks', 'payments', 'midtrans', 'notifications', 'database', 'hosts'],
});

const { pager, slackCritical, call, slackHigh, emailTeam, slackMedium, emailLow, escalation } = receivers;

const outside = { muteDuring: [maintenance] } as const;

/** Four priorities, four ways to be told. The severity is the one key; a priority is another word for it. */
export const buatfilmRouting = team('buatfilm', {
  owns: { team: teamName },
  default: emailTeam,
  groupBy: ['alertname', 'service'],
  groupWait: seconds(30),
  groupInterval: minutes(5),
  repeatInterval: hours(12),
  routes: [
    when({ severity: severityOf('P0') }, { ...outside, groupWait: seconds(10), repeatInterval: hours(1), escalate: [{ after: minutes(15), to: escalation }] }).to(pager, slackCritical, call),
    when({ severity: severityOf('P1') }, { ...outside, repeatInterval: hours(4) }).to(slackHigh, emailTeam),
    when({ severity: severityOf('P2') }, outside).to(slackMedium),
    when({ severity: severityOf('P3') }, outside).to(emailLow),
  ],
  inhibit: [
    inhibit({ name: 'without a database nothing else works', source: { alertname: 'DatabaseDown' }, target: { alertname: ['HighErrorRate', 'SlowWebhookProcessing', 'HighOutboxBacklog'] }, equal: [] }),
    inhibit({ name: 'a provider that is gone also fails', source: { alertname: 'MidtransUnavailable' }, target: { alertname: ['MidtransErrorsHigh', 'MidtransSlowResponse'] }, equal: ['service'] }),
    inhibit({ name: 'a worker that does not run sends nothing', source: { alertname: ['WorkerDown', 'WorkerHung'] }, target: { alertname: 'HighOutboxBacklog' }, equal: ['service'] }),
    inhibit({ name: 'the fuller disk speaks', source: { alertname: 'DiskSpaceVeryLow' }, target: { alertname: 'DiskSpaceLow' }, equal: ['service'] }),
    ...sloInhibitions(buatfilmSlos),
  ],
});
