import type { ResolvedRoute } from '../../route/resolved-route';
import { pathTo } from '../../route/resolved-route';
import { reachability } from '../../route/reach/reachable';
import { routeCheck } from './route-check';

export const idleRoute = routeCheck({
  id: 'route/idle',
  severity: 'warning',
  title: 'a route for alerts that no rule raises',
  rationale: 'a route that none of the alerts takes is misspelt, or a leftover',
  bad: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['severity="page"'], receiver: pager }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }]`,
    alerts: { DiskFull: { severity: 'critical' } },
  },
  good: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['severity="critical"'], receiver: pager }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }]`,
    alerts: { DiskFull: { severity: 'critical' } },
  },
  *find({ routes, domain, alerts, outcomes }) {
    if (alerts === undefined || alerts.length === 0) return;
    const used = new Set<ResolvedRoute>();
    for (const alert of alerts) for (const route of outcomes.routesOf(alert)) for (const above of pathTo(route)) used.add(above);
    for (const route of routes) {
      if (used.has(route) || (route.parent !== undefined && !used.has(route.parent)) || reachability(domain, route).kind !== 'reachable') continue;
      yield { message: 'none of the alerts takes this route', place: route.node.place, fix: 'compare its matchers with the labels that the rules set, or remove it' };
    }
  },
});
