import { hours, minutes, seconds } from '../../lib/core/duration';
import { secretKey } from '../../lib/core/secret';
import { namesOf } from '../../lib/route/alert';
import { email } from '../../lib/route/receiver/email';
import { pagerDuty } from '../../lib/route/receiver/pagerduty';
import { slack } from '../../lib/route/receiver/slack';
import { webhook } from '../../lib/route/receiver/webhook';
import { routesFor } from '../../lib/route/routes-for';
import { severities } from '../../lib/rule/severity';
import { sloInhibitions } from '../shared/slo-inhibitions';
import { dependencyAlerts } from './dependency-alerts';
import { serviceAlerts } from './service-alerts';
import { baselineSlos } from './slos';
import { team as teamName } from './team';

/** Wakes whoever is on call. */
export const backendPager = pagerDuty('backend-pagerduty', { routingKey: secretKey('backend-receivers', 'pagerduty-routing-key') });

export const backendSlack = slack('backend-slack', { apiUrl: secretKey('backend-receivers', 'slack-api-url'), channel: '#backend-alerts' });

export const backendMail = email('backend-mail', { to: 'backend@example.com', from: 'belfry@example.com', relay: 'smtp.example.com:587', login: { username: 'belfry', password: secretKey('backend-receivers', 'smtp-password') } });

/** Whatever tool the incidents are kept in: it gets Alertmanager's own webhook message, whose form is published. */
export const incidents = webhook('backend-incidents', { url: secretKey('backend-receivers', 'incident-webhook-url') });

const { when, inhibit, team } = routesFor({ alertname: namesOf([...serviceAlerts, ...dependencyAlerts]), severity: severities, team: [teamName], service: ['api', 'cache', 'queue'] });

/** Critical alerts page, are told in Slack and open an incident; warnings are told in Slack; what is left is mailed. */
export const baselineRouting = team('backend', {
  owns: { team: teamName },
  default: backendMail,
  groupBy: ['alertname', 'service'],
  groupWait: seconds(30),
  groupInterval: minutes(5),
  repeatInterval: hours(4),
  routes: [
    when({ severity: 'critical' }).to(backendPager, backendSlack, incidents),
    when({ severity: ['high', 'warning'] }).to(backendSlack),
  ],
  inhibit: [
    inhibit({ name: 'without a database nothing else works', source: { alertname: 'DatabaseDown' }, target: { alertname: ['HighErrorRate', 'HighResponseTime', 'ServiceNotReady', 'ConnectionPoolExhausted'] }, equal: ['service'] }),
    inhibit({ name: 'an API that is not ready is also slow', source: { alertname: 'ServiceNotReady' }, target: { alertname: 'HighResponseTime' }, equal: ['service'] }),
    ...sloInhibitions(baselineSlos),
  ],
});
