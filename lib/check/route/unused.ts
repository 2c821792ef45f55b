import { routeCheck } from './route-check';

export const unused = routeCheck({
  id: 'route/unused',
  severity: 'warning',
  title: 'a receiver or an interval that no route names',
  rationale: 'what no route names does nothing, and looks as if it did',
  bad: {
    config: `
route: { receiver: chat }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }]`,
  },
  good: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['severity="critical"'], receiver: pager }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }]`,
  },
  *find({ model, routes }) {
    const named = new Set(routes.map(({ node }) => node.receiver));
    for (const { name, place } of model.receivers.values()) {
      if (!named.has(name)) yield { message: `no route names the receiver ${name}`, place, fix: 'name it in a route, or remove it' };
    }
    const timed = new Set(routes.flatMap(({ node }) => [...node.muteDuring, ...node.activeDuring]));
    for (const { name, place } of model.timeIntervals.values()) {
      if (!timed.has(name)) yield { message: `no route names the time interval ${name}`, place, fix: 'name it in a route, or remove it' };
    }
  },
});
