import { principalThresholds } from '../../analysis/threshold';
import { check } from '../../check';
import { alerting } from '../../example/example';

/** `job:http_requests:rate5m`. Source: https://prometheus.io/docs/practices/rules/#naming */
const recordedWindow = /:[a-z_]+[0-9]+(?:ms|[smhdwy])$/;

export const noWait = check({
  id: 'alert/no-wait',
  severity: 'warning',
  title: 'a level that fires at the first glance',
  rationale: 'A gauge compared as it is crosses its limit for a moment now and then. Without a waiting time of at least two evaluations each of these moments is an alert.',
  subject: 'alert',
  bad: alerting('http_active_connections > 100', { for: '' }),
  good: alerting('max_over_time(http_active_connections[10m]) > 100', { for: '' }),
  *find({ expression, for: duration, name }) {
    if (expression === undefined || duration > 0) return;
    // Whatever looks back over a range is smooth already, recorded under the name of its window too; a moment in time and a state do not flap.
    const looksBack = expression.ranges.length > 0 || expression.subqueries.length > 0 || expression.selectors.some(({ name: series }) => recordedWindow.test(series ?? ''));
    const isLevel = principalThresholds(expression).some(({ sign, measured }) => sign !== '==' && sign !== '!=' && expression.facts(measured).sample === 'gauge' && expression.facts(measured).constant === undefined);
    const isAge = expression.calls.some(({ name: called }) => called === 'time' || called.startsWith('absent'));
    if (!looksBack && isLevel && !isAge) yield { message: 'it fires at the first evaluation above the limit', spot: { text: name }, fix: 'add for: 5m, or look back over a range: avg_over_time(...[5m])' };
  },
});
