import { formatDuration, milliseconds, parseDuration } from '../../../core/duration';
import { isCalculated } from '../../../promql/node';
import { check } from '../../check';
import { recording } from '../../example/example';

export const window = check({
  id: 'record/window',
  severity: 'warning',
  title: 'a name that says another window',
  rationale: 'The name of a recorded series is all that its readers see. Where it says five minutes and the rule looks at one, every threshold on it is chosen for another value.',
  subject: 'recording',
  bad: recording('job:http_requests:rate5m', 'sum by (job) (rate(http_requests_total[1m]))'),
  good: recording('job:http_requests:rate1m', 'sum by (job) (rate(http_requests_total[1m]))'),
  *find({ name, expression }) {
    const named = /(?:rate|increase|irate|over|avg|max|min|sum|ratio_rate)_?(\d+(?:ms|[smhdw]))$/.exec(name.value)?.[1];
    const said = named === undefined ? undefined : parseDuration(named)?.milliseconds;
    if (said === undefined || expression === undefined) return;
    const lapses = [...expression.ranges, ...expression.subqueries].map(({ range }) => range);
    if (lapses.length === 0 || lapses.some((lapse) => isCalculated(lapse) || lapse.milliseconds === said)) return;
    // A series that is recorded from another one has the window of that.
    const [lapse] = lapses;
    if (lapse !== undefined && !isCalculated(lapse)) yield { message: `the name says ${formatDuration(milliseconds(said))}, and the rule looks at ${formatDuration(lapse)}`, spot: { text: name }, fix: 'make the two agree' };
  },
});
