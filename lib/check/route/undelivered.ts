import { proveDelivery, tellsNobody } from '../../route/delivery';
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
  *find({ model, routes, alerts, outcomes }) {
    for (const { message, place, fix = '' } of proveDelivery(model, alerts ?? [], outcomes)) yield { message, place, fix };
    if (alerts !== undefined) return;
    for (const { node } of routes) {
      const receiver = node.receiver === undefined ? undefined : model.receivers.get(node.receiver);
      if (receiver === undefined || !tellsNobody(receiver)) continue;
      yield { message: `its receiver ${receiver.name} tells nobody`, place: node.place, fix: `give ${receiver.name} an integration, or call it null if that is meant`, severity: 'warning' };
    }
  },
});
