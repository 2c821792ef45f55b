import { renderPlace } from '../../core/problem';
import { reachability } from '../../route/reach/reachable';
import { routeCheck } from './route-check';

export const swallowed = routeCheck({
  id: 'route/swallowed',
  severity: 'error',
  title: 'a route behind one that takes everything',
  rationale: 'a route that no alert reaches tells nobody, and looks as if it did',
  bad: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['team="web"'], receiver: chat }, { matchers: ['team="web"', 'severity="critical"'], receiver: pager }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }]`,
  },
  good: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['team="web"', 'severity="critical"'], receiver: pager }, { matchers: ['team="web"'], receiver: chat }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }]`,
  },
  *find({ routes, domain }) {
    for (const route of routes) {
      const result = reachability(domain, route);
      // What stands below a route that nothing reaches is not reported again.
      if (result.kind !== 'swallowed' || (route.parent !== undefined && reachability(domain, route.parent).kind !== 'reachable')) continue;
      const before = result.by.map(({ node }) => renderPlace({ ...node.place, excerpt: { text: '', from: 0, to: 0 } })).join(' and ');
      yield {
        message: `no alert ever arrives here: ${before || 'the routes before it'} ${result.by.length === 1 ? 'takes' : 'take'} every one that would`,
        place: route.node.place,
        fix: 'move it before them, narrow their matchers, or give them continue: true where both are to be told',
      };
    }
  },
});
