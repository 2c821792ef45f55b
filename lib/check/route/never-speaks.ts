import type { NamedSpans } from '../../route/model';
import { contains } from '../../route/time-interval/contains';
import { routeCheck } from './route-check';

export const neverSpeaks = routeCheck({
  id: 'route/never-speaks',
  severity: 'error',
  title: 'intervals that leave a route no time to speak',
  rationale: 'a route that is muted whenever it is active tells nobody',
  bad: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['team="web"'], active_time_intervals: [office], mute_time_intervals: [days] }] }
time_intervals:
  - { name: office, time_intervals: [{ weekdays: ['monday:friday'], times: [{ start_time: '09:00', end_time: '17:00' }] }] }
  - { name: days, time_intervals: [{ times: [{ start_time: '08:00', end_time: '20:00' }] }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
  },
  good: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['team="web"'], active_time_intervals: [office], mute_time_intervals: [lunch] }] }
time_intervals:
  - { name: office, time_intervals: [{ weekdays: ['monday:friday'], times: [{ start_time: '09:00', end_time: '17:00' }] }] }
  - { name: lunch, time_intervals: [{ times: [{ start_time: '12:00', end_time: '13:00' }] }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
  },
  *find({ model, routes }) {
    const answers = new Map<string, boolean>();
    const intervals = (names: readonly string[]): readonly NamedSpans[] => names.flatMap((name) => model.timeIntervals.get(name) ?? []);
    for (const { node } of routes) {
      const [active, muting] = [intervals(node.activeDuring), intervals(node.muteDuring)];
      // A mute that has an end of day or a day off alone leaves time; only a whole one, or one beside an active time, needs a look.
      if (active.length === 0 && !muting.some(({ spans }) => spans.some(({ weekdays, daysOfMonth, months, years }) => [weekdays, daysOfMonth, months, years].every((field) => field === undefined)))) continue;
      const key = JSON.stringify([node.activeDuring, node.muteDuring]);
      const speaks = answers.get(key) ?? hasFreeMoment(active, muting);
      answers.set(key, speaks);
      if (!speaks) yield { message: `there is no moment ${active.length === 0 ? '' : `within ${node.activeDuring.join(', ')} `}that is not within ${node.muteDuring.join(', ') || 'nothing'}`, place: node.place, fix: 'correct the intervals, or remove the route' };
    }
  },
});

const firstYear = 2024;
const quarterHour = 900_000;

/** Looks at quarters of hours until it finds one, through the years that the intervals name and the next four. */
function hasFreeMoment(active: readonly NamedSpans[], muting: readonly NamedSpans[]): boolean {
  const within = (all: readonly NamedSpans[], at: Date): boolean => all.some(({ spans }) => spans.some((span) => contains(span, at)));
  const isFree = (at: Date): boolean => (active.length === 0 || within(active, at)) && !within(muting, at);
  const named = [...active, ...muting].flatMap(({ spans }) => spans.flatMap(({ years }) => years ?? [])).flatMap(({ begin, end }) => [begin, end]);
  for (const year of new Set([...named, firstYear, firstYear + 1, firstYear + 2, firstYear + 3])) {
    for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += quarterHour) if (isFree(new Date(at))) return true;
  }
  return false;
}
