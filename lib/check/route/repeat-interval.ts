import { formatDuration, hours, milliseconds } from '../../core/duration';
import { longestRepeat } from '../../route/resolved-route';
import { routeCheck } from './route-check';

/** How long Alertmanager remembers what it sent, unless told otherwise. Source: cmd/alertmanager/main.go, --data.retention. */
const retention = hours(120);

export const repeatInterval = routeCheck({
  id: 'route/repeat-interval',
  severity: 'warning',
  title: 'a repeat interval that is not kept',
  rationale: 'Alertmanager looks at a group once per group_interval and forgets what it sent after its retention, so repeats come at other times than written',
  bad: {
    config: `
route: { receiver: chat, group_interval: 5m, repeat_interval: 5m }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
  },
  good: {
    config: `
route: { receiver: chat, group_interval: 5m, repeat_interval: 4h }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
  },
  *find({ routes }) {
    for (const route of routes) {
      const { node, groupInterval, repeatInterval: repeat } = route;
      // A route that inherits both repeats as the one that it has them from, where that is said.
      if (route.parent !== undefined && node.groupInterval === undefined && node.repeatInterval === undefined) continue;
      const written = `repeat_interval ${formatDuration(repeat)} with group_interval ${formatDuration(groupInterval)}`;
      const actual = milliseconds(longestRepeat(route));
      if (repeat.milliseconds > retention.milliseconds) {
        yield { message: `repeat_interval ${formatDuration(repeat)} is longer than Alertmanager remembers: it repeats after ${formatDuration(retention)}`, place: node.place, fix: `write ${formatDuration(retention)} or less, or raise --data.retention` };
      } else if (actual.milliseconds > 1.25 * repeat.milliseconds) {
        yield { message: `${written} repeats every ${formatDuration(actual)}`, place: node.place, fix: 'make group_interval much shorter than repeat_interval' };
      } else if (repeat.milliseconds % groupInterval.milliseconds !== 0) {
        yield { message: `${written} repeats every ${formatDuration(actual)}: it is no multiple`, place: node.place, fix: `write repeat_interval: ${formatDuration(milliseconds(Math.floor(repeat.milliseconds / groupInterval.milliseconds) * groupInterval.milliseconds))}`, severity: 'info' };
      }
    }
  },
});
