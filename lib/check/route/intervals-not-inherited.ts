import type { ResolvedRoute } from '../../route/resolved-route';
import { routeCheck } from './route-check';

export const intervalsNotInherited = routeCheck({
  id: 'route/intervals-not-inherited',
  severity: 'warning',
  title: 'time intervals on a route that has others below it',
  rationale: 'receiver, grouping and timers pass to the routes below; mute and active intervals do not, so those speak at any time',
  bad: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['team="web"'], mute_time_intervals: [nights], routes: [{ matchers: ['severity="critical"'], receiver: pager }] }] }
time_intervals: [{ name: nights, time_intervals: [{ times: [{ start_time: '22:00', end_time: '24:00' }] }] }]
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }]`,
  },
  good: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['team="web"'], mute_time_intervals: [nights], routes: [{ matchers: ['severity="critical"'], receiver: pager, mute_time_intervals: [nights] }] }] }
time_intervals: [{ name: nights, time_intervals: [{ times: [{ start_time: '22:00', end_time: '24:00' }] }] }]
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }]`,
  },
  *find({ routes }) {
    for (const route of routes) {
      const forgotten = [...route.node.muteDuring.map((name) => ({ name, field: 'mute_time_intervals' as const })), ...route.node.activeDuring.map((name) => ({ name, field: 'active_time_intervals' as const }))].find(({ name, field }) =>
        route.children.some((child) => !namesOf(child, field).includes(name) && (field === 'mute_time_intervals' || child.node.activeDuring.length === 0)),
      );
      if (forgotten === undefined) continue;
      yield { message: `${forgotten.field} '${forgotten.name}' holds for this route alone, not for those below it`, place: route.node.place, fix: `repeat ${forgotten.field}: [${forgotten.name}] on the routes below that are to keep to it` };
    }
  },
});

function namesOf({ node }: ResolvedRoute, field: 'mute_time_intervals' | 'active_time_intervals'): readonly string[] {
  return field === 'mute_time_intervals' ? node.muteDuring : node.activeDuring;
}
