import { check } from '../../check';
import { alerting } from '../../example/example';
import { burnThresholds } from './burn-rate';

const burn = `sum(rate(http_requests_total{code=~"5.."}[1h])) / sum(rate(http_requests_total[1h])) > 14.4 * 0.001\nand\nsum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 14.4 * 0.001`;

export const waiting = check({
  id: 'slo/waiting',
  severity: 'info',
  title: 'a waiting time on a burn rate alert',
  rationale: 'The long window is the waiting time already: it says that enough of the budget is gone. A further wait lets more of it burn.',
  subject: 'alert',
  bad: alerting(burn, { for: '15m' }),
  good: alerting(burn, { for: '' }),
  *find(alert) {
    const { expression, forText } = alert;
    if (expression === undefined || forText === undefined) return;
    const windows = burnThresholds(expression).flatMap(({ window }) => (window === undefined ? [] : [window]));
    if (windows.length >= 2 && alert.for > Math.min(...windows)) yield { message: 'it waits longer than its short window', spot: { text: forText }, fix: "leave 'for' out" };
  },
});
