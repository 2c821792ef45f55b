import { hours, minutes, seconds } from '../../lib/core/duration';
import { secretKey } from '../../lib/core/secret';
import { namesOf } from '../../lib/route/alert';
import { email } from '../../lib/route/receiver/email';
import { slack } from '../../lib/route/receiver/slack';
import { routesFor } from '../../lib/route/routes-for';
import { severities } from '../../lib/rule/severity';
import { sloInhibitions } from '../shared/slo-inhibitions';
import { cacheAndQueueAlerts, databaseAlerts, hostAlerts, thirdPartyDown } from './dependency-alerts';
import { serviceAlerts } from './service-alerts';
import { bakhmachSlos } from './slos';
import { team as teamName } from './team';

const mail = (name: string, to: string): ReturnType<typeof email> =>
  email(name, { to, from: 'belfry@bakhmach.example.com', relay: 'smtp.bakhmach.example.com:587', login: { username: 'belfry', password: secretKey('bakhmach-receivers', 'smtp-password') } });

const chat = (name: string, channel: `#${string}`): ReturnType<typeof slack> => slack(name, { apiUrl: secretKey('bakhmach-receivers', 'slack-api-url'), channel });

/** The owner has named nobody yet: every address here stands for whoever it will be. */
export const receivers = {
  critical: mail('bakhmach-critical', 'on-call@bakhmach.example.com'),
  warning: chat('bakhmach-warning', '#bakhmach'),
  ticket: mail('bakhmach-ticket', 'tickets@bakhmach.example.com'),
  default: chat('bakhmach-default', '#bakhmach'),
  /** The next line, when the first cannot cope. */
  escalation: mail('bakhmach-escalation', 'lead@bakhmach.example.com'),
} as const;

const { when, inhibit, team } = routesFor({
  alertname: namesOf([...serviceAlerts, ...databaseAlerts, ...cacheAndQueueAlerts, ...hostAlerts, thirdPartyDown]),
  severity: severities,
  team: [teamName],
  service: ['backend', 'database', 'cache', 'queue', 'hosts', 'payments'],
  instance: 'open',
});

/** Critical alerts are mailed and told in the chat, warnings told in the chat, tickets mailed where tickets are kept. */
export const bakhmachRouting = team('bakhmach', {
  owns: { team: teamName },
  default: receivers.default,
  groupBy: ['alertname', 'service'],
  groupWait: seconds(30),
  groupInterval: minutes(5),
  repeatInterval: hours(4),
  routes: [
    when({ alertname: 'VeryHighErrorRate' }).to(receivers.critical, receivers.warning, receivers.escalation),
    when({ alertname: 'HighErrorRate' }, { escalate: [{ after: minutes(15), to: receivers.escalation }] }).to(receivers.critical, receivers.warning),
    when({ severity: 'critical' }).to(receivers.critical, receivers.warning),
    when({ severity: ['high', 'warning'] }).to(receivers.warning),
    when({ severity: 'info' }).to(receivers.ticket),
  ],
  inhibit: [
    inhibit({ name: 'without a database every request fails', source: { alertname: 'DatabaseDown' }, target: { alertname: ['HighErrorRate', 'VeryHighErrorRate'] }, equal: [] }),
    inhibit({ name: 'the higher error rate speaks for the lower', source: { alertname: 'VeryHighErrorRate' }, target: { alertname: 'HighErrorRate' }, equal: ['service'] }),
    inhibit({ name: 'what is critical speaks for the warnings of the same part', source: { severity: 'critical' }, target: { severity: 'warning' }, equal: ['service', 'instance'] }),
    ...sloInhibitions(bakhmachSlos),
  ],
});
