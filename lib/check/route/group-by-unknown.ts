import type { ResolvedRoute } from '../../route/resolved-route';
import { carries } from '../../route/reach/alert-match';
import { routeCheck } from './route-check';

export const groupByUnknown = routeCheck({
  id: 'route/group-by-unknown',
  severity: 'warning',
  title: 'grouping by a label that no alert carries',
  rationale: 'a label that is missing everywhere divides nothing: alerts that were to be told apart share one message',
  bad: {
    config: `
route: { receiver: chat, group_by: [alertname, cluster_name] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
    alerts: { DiskFull: { severity: 'critical', cluster: 'eu' } },
  },
  good: {
    config: `
route: { receiver: chat, group_by: [alertname, cluster] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
    alerts: { DiskFull: { severity: 'critical', cluster: 'eu' } },
  },
  *find({ alerts, outcomes }) {
    const arriving = new Map<ResolvedRoute, Set<string>>();
    for (const alert of alerts ?? []) {
      for (const route of outcomes.routesOf(alert)) {
        if (route.groupBy === 'all') continue;
        const missing = arriving.get(route) ?? new Set(route.groupBy);
        for (const label of missing) if (carries(alert, label) !== 'never') missing.delete(label);
        arriving.set(route, missing);
      }
    }
    const declared = new Map<ResolvedRoute, string[]>();
    for (const [route, missing] of arriving) {
      const declaring = declaringRoute(route);
      const known = declared.get(declaring);
      declared.set(declaring, known === undefined ? [...missing] : known.filter((label) => missing.has(label)));
    }
    for (const [route, labels] of declared) {
      for (const label of labels) yield { message: `it groups by ${label}, which none of the alerts that arrive carries`, place: route.node.place, fix: `group by a label that the alerts carry, or keep ${label} through the aggregation in the rules` };
    }
  },
});

/** The route that says the grouping which this one inherits. */
function declaringRoute(route: ResolvedRoute): ResolvedRoute {
  return route.node.groupBy === undefined && route.parent !== undefined ? declaringRoute(route.parent) : route;
}
