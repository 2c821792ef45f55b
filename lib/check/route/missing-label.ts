import { carries } from '../../route/reach/alert-match';
import { pathTo } from '../../route/resolved-route';
import { routeCheck } from './route-check';

export const missingLabel = routeCheck({
  id: 'route/missing-label',
  severity: 'warning',
  title: 'a matcher that holds for alerts without the label',
  rationale: 'a label that an alert does not carry counts as empty: a negated matcher, and a pattern that matches nothing, hold for it',
  bad: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['environment!="staging"'], receiver: pager }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }]`,
    alerts: { DiskFull: { severity: 'warning' }, HighErrorRate: { environment: ['staging', 'production'] } },
  },
  good: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['environment!="staging"'], receiver: pager }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }]`,
    alerts: { DiskFull: { environment: ['staging', 'production'] }, HighErrorRate: { environment: ['staging', 'production'] } },
  },
  *find({ routes, alerts, outcomes }) {
    if (alerts === undefined) {
      for (const { node } of routes) {
        for (const { operator, text, matches } of node.matchers) {
          if (operator === '=~' && matches('')) yield { message: `${text} holds for every alert without the label as well`, place: node.place, fix: 'write =~".+" for "is there", or leave the matcher out' };
        }
      }
      return;
    }
    for (const route of routes) {
      for (const { label, operator, value, text, matches } of route.node.matchers) {
        // label="" and label!="x" beside label="" say plainly that the label may be missing.
        if (!matches('') || (operator === '=' && value === '')) continue;
        const arriving = alerts.filter((alert) => [...outcomes.routesOf(alert)].some((one) => pathTo(one).includes(route)));
        const without = arriving.find((alert) => carries(alert, label) === 'never');
        // Where no alert carries the label, it is misspelt, and where every one does, nothing is missing.
        if (without === undefined || !alerts.some((alert) => carries(alert, label) === 'always')) continue;
        yield { message: `${text} also holds for alert ${without.name}, which has no label ${label}`, place: route.node.place, fix: `add ${label}!="" beside it, or give every alert the label` };
      }
    }
  },
});
