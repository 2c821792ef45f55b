import { hours, minutes, seconds } from '../lib/core/duration';
import { secretKey } from '../lib/core/secret';
import { pagerDuty } from '../lib/route/receiver/pagerduty';
import { slack } from '../lib/route/receiver/slack';
import { webhook } from '../lib/route/receiver/webhook';
import { routesFor } from '../lib/route/routes-for';
import type { Routing } from '../lib/route/routing';
import { routing } from '../lib/route/routing';
import type { Team } from '../lib/route/team';
import { severities } from '../lib/rule/severity';
import { watchdog } from './belfry/watchdog';
import { canvascastRouting } from './canvascast/routing';
import { team as platformTeam } from './belfry/team';

/** Wakes whoever is on call for the monitoring itself. */
const platformPager = pagerDuty('platform-pagerduty', { routingKey: secretKey('platform-receivers', 'pagerduty-routing-key') });

const platformSlack = slack('platform-slack', { apiUrl: secretKey('platform-receivers', 'slack-api-url'), channel: '#monitoring' });

/** A service outside the cluster that raises the alarm when the beat stops. Its address is the credential. */
const outsideHeartbeat = webhook('outside-heartbeat', { url: secretKey('platform-receivers', 'heartbeat-url'), sendResolved: false });

const { when, team } = routesFor({ severity: severities, team: [platformTeam], alertname: 'open', service: 'open' });

/** The people who run the stack. */
const platformRouting = team('platform', {
  owns: { team: platformTeam },
  default: platformSlack,
  groupBy: ['alertname', 'service'],
  groupWait: seconds(30),
  groupInterval: minutes(5),
  repeatInterval: hours(4),
  routes: [
    when({ severity: 'critical' }, { repeatInterval: hours(1) }).to(platformPager, platformSlack),
    when({ severity: ['high', 'warning', 'info'] }).to(platformSlack),
  ],
});

/**
 * The tree of the people who run the stack and of the teams beside them. What no team owns is told to the platform, so
 * that nothing is lost in silence.
 */
export function routingWith(...teams: readonly Team[]): Routing {
  return routing({
    default: platformSlack,
    teams: [...teams, platformRouting],
    heartbeat: { alert: watchdog.name, to: outsideHeartbeat, timeout: minutes(5) },
  });
}

/** The tree of the environment `small`. */
export const alertRouting: Routing = routingWith(canvascastRouting);
