import { check } from '../../check';
import { panel } from '../../example/example';

const drawn: ReadonlySet<string> = new Set(['timeseries', 'graph', 'stat', 'gauge', 'bargauge', 'barchart', 'singlestat']);

export const noUnit = check({
  id: 'panel/no-unit',
  severity: 'info',
  title: 'a panel without a unit',
  rationale: 'Without a unit a reader sees 0.05 or 1610612736, and has to know the query to tell what that is.',
  subject: 'panel',
  bad: panel('sum(rate(http_requests_total[$__rate_interval]))', { unit: '' }),
  good: panel('sum(rate(http_requests_total[$__rate_interval]))', { unit: 'reqps' }),
  *find({ type, title, unit, targets }) {
    if (drawn.has(type) && targets.length > 0 && (unit === undefined || unit.value === '')) yield { message: 'nothing says what its numbers are', spot: { text: title }, fix: 'set fieldConfig.defaults.unit, as in s, bytes, percentunit or reqps' };
  },
});
