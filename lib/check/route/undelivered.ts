import { proveDelivery } from '../../route/delivery';
import { routeCheck } from './route-check';

export const undelivered = routeCheck({
  id: 'route/undelivered',
  severity: 'error',
  title: 'an alert that nobody is told of',
  rationale: 'an alert that nobody is told of might as well not exist',
  bad: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['severity="info"'], receiver: quiet }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: quiet }]`,
    alerts: { DiskFull: { severity: 'info' } },
  },
  good: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['severity="info"'], receiver: quiet }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: quiet }]`,
    alerts: { DiskFull: { severity: 'warning' } },
  },
  *find({ model, alerts = [], outcomes }) {
    for (const { message, place, fix } of proveDelivery(model, alerts, outcomes)) yield { message, place, fix: fix ?? '' };
  },
});
