import { hours, minutes, seconds } from '../../lib/core/duration';
import { secretKey } from '../../lib/core/secret';
import { namesOf } from '../../lib/route/alert';
import { pagerDuty } from '../../lib/route/receiver/pagerduty';
import { slack } from '../../lib/route/receiver/slack';
import { routesFor } from '../../lib/route/routes-for';
import { severities } from '../../lib/rule/severity';
import { sloInhibitions } from '../shared/slo-inhibitions';
import { apiAlerts } from './api-alerts';
import { dependencyAlerts } from './dependency-alerts';
import { canvascastSlos } from './slos';
import { team as teamName } from './team';
import { workerAlerts } from './worker-alerts';

/** Wakes whoever is on call for CanvasCast. */
export const canvascastPager = pagerDuty('canvascast-pagerduty', { routingKey: secretKey('canvascast-receivers', 'pagerduty-routing-key') });

/** The one Slack channel of CanvasCast. */
export const canvascastSlack = slack('canvascast-slack', { apiUrl: secretKey('canvascast-receivers', 'slack-api-url'), channel: '#alerts' });

const { when, inhibit, team } = routesFor({
  alertname: namesOf([...apiAlerts, ...workerAlerts, ...dependencyAlerts]),
  severity: severities,
  team: [teamName],
  service: ['web', 'api', 'worker'],
});

/** Critical alerts page and are told in Slack; everything else is told in Slack alone. */
export const canvascastRouting = team('canvascast', {
  owns: { team: teamName },
  default: canvascastSlack,
  groupBy: ['alertname', 'service'],
  groupWait: seconds(30),
  groupInterval: minutes(5),
  repeatInterval: hours(4),
  routes: [
    when({ severity: 'critical' }, { repeatInterval: hours(1) }).to(canvascastPager, canvascastSlack),
    when({ severity: ['high', 'warning', 'info'] }).to(canvascastSlack),
  ],
  inhibit: [
    inhibit({ name: 'an API that is not ready is also slow and full of errors', source: { alertname: 'ServiceNotReady' }, target: { alertname: ['SlowResponses', 'HighErrorRate', 'ElevatedErrorRate'] }, equal: ['service'] }),
    inhibit({ name: 'without a worker the queue grows and nothing finishes', source: { alertname: 'WorkerDown' }, target: { alertname: ['QueueBacklog', 'JobsWaitTooLong', 'WorkerStalled'] }, equal: ['service'] }),
    inhibit({ name: 'the higher threshold speaks for the lower', source: { alertname: 'HighErrorRate' }, target: { alertname: 'ElevatedErrorRate' }, equal: ['service'] }),
    ...sloInhibitions(canvascastSlos),
  ],
});
