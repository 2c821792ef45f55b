import { matchersText } from '../../route/matcher/matcher';
import { canHold, reachability } from '../../route/reach/reachable';
import { routeCheck } from './route-check';

export const contradiction = routeCheck({
  id: 'route/contradiction',
  severity: 'error',
  title: 'matchers that cannot hold together',
  rationale: 'a route that no alert can match tells nobody, and looks as if it did',
  bad: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['team="web"'], routes: [{ matchers: ['team=~"data|ml"'], receiver: pager }] }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }]`,
  },
  good: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['team=~"web|data"'], routes: [{ matchers: ['team=~"data|ml"'], receiver: pager }] }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }]`,
  },
  *find({ model, routes, domain }) {
    for (const route of routes) {
      const result = reachability(domain, route);
      if (result.kind !== 'contradiction' || (route.parent !== undefined && reachability(domain, route.parent).kind === 'contradiction')) continue;
      const isOwn = !canHold(domain, route.node.matchers);
      yield {
        message: `${matchersText(isOwn ? route.node.matchers : result.matchers)} can never hold${isOwn ? '' : ', together with the routes around it'}`,
        place: route.node.place,
        fix: isOwn ? 'name the values of one label in one matcher: label=~"a|b"' : 'move the route out of the one around it, or correct its matchers',
      };
    }
    for (const rule of model.inhibitions) {
      for (const [side, matchers] of [['source', rule.source], ['target', rule.target]] as const) {
        if (!canHold(domain, matchers)) yield { message: `its ${side} ${matchersText(matchers)} can never hold`, place: rule.place, fix: 'name the values of one label in one matcher: label=~"a|b"' };
      }
    }
  },
});
