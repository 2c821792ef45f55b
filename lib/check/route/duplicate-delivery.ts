import type { RoutableAlert } from '../../route/alert';
import { describe } from '../../route/delivery';
import type { Outcome } from '../../route/reach/outcomes';
import type { ResolvedRoute } from '../../route/resolved-route';
import { routeCheck } from './route-check';

/** Where the alerts are not known, any combination of labels that the tree asks for may come. */
const anyAlert: RoutableAlert = { name: '', labels: { known: new Map(), hasOthers: true } };

export const duplicateDelivery = routeCheck({
  id: 'route/duplicate-delivery',
  severity: 'warning',
  title: 'the same receiver told twice',
  rationale: 'two routes have groups of their own, so the receiver gets every message twice',
  bad: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['team="web"'], receiver: chat, continue: true }, { matchers: ['severity="critical"'], receiver: chat }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
    alerts: { DiskFull: { severity: 'critical', team: 'web' } },
  },
  good: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['team="web"'], receiver: chat, continue: true }, { matchers: ['severity="critical"'], receiver: pager }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }]`,
    alerts: { DiskFull: { severity: 'critical', team: 'web' } },
  },
  *find({ alerts, outcomes }) {
    const reported = new Set<ResolvedRoute>();
    const seen = new Set<readonly Outcome[]>();
    for (const alert of alerts ?? [anyAlert]) {
      const fates = outcomes.of(alert);
      if (seen.has(fates)) continue;
      seen.add(fates);
      for (const outcome of fates) {
        const { routes } = outcome;
        const second = routes.find((route, index) => routes.slice(0, index).some((earlier) => isSameMessage(earlier, route)));
        if (second === undefined || reported.has(second)) continue;
        reported.add(second);
        yield { message: `${alert === anyAlert ? 'an alert' : `alert ${alert.name}`} with ${describe(outcomes.exampleOf(alert, outcome))} is told to ${second.receiver} twice, here and by an earlier route`, place: second.node.place, fix: 'name another receiver, or remove continue from the earlier route' };
      }
    }
  },
});

/** A second message that comes much later is an escalation. */
const escalationDelay = 300_000;

function isSameMessage(earlier: ResolvedRoute, later: ResolvedRoute): boolean {
  return earlier.receiver === later.receiver && Math.abs(later.groupWait.milliseconds - earlier.groupWait.milliseconds) < escalationDelay;
}
