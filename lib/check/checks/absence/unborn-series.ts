import { unwrapped } from '../../../promql/node';
import { sources } from '../../analysis/path';
import { principalThresholds } from '../../analysis/threshold';
import { check } from '../../check';
import { alerting } from '../../example/example';

const catalog = `metrics:
  payments_total: {type: counter, unit: payments, labels: {status: [paid, failed]}, createdOnFirstEvent: true, jobs: [api]}
  checkouts_total: {type: counter, unit: payments, labels: {status: [paid, failed]}, jobs: [api]}
`;

export const unbornSeries = check({
  id: 'absence/unborn-series',
  severity: 'warning',
  title: 'a low value asked of a series that may not exist yet',
  rationale: 'The series is born at its first event. Before that there is no 0, there is nothing, and nothing is not below a limit: the alert is silent in the worst case, when the good event never happens.',
  subject: 'expression',
  bad: alerting('sum(increase(payments_total{status="paid"}[1h])) < 5', { catalog }),
  good: alerting('sum(increase(checkouts_total{status="paid"}[1h])) < 5', { catalog }),
  *find(expression) {
    if (expression.purpose !== 'alert') return;
    for (const { measured, sign, limit, comparison } of principalThresholds(expression)) {
      if (sign !== '<' && sign !== '<=' && !(sign === '==' && limit === 0)) continue;
      const inner = unwrapped(measured);
      const part = inner.kind === 'binary' && inner.operator === '/' ? inner.left : inner;
      for (const { selector, path } of sources(expression, part)) {
        const isLate = expression.known.declarations(selector).some(({ createdOnFirstEvent }) => createdOnFirstEvent);
        const hasDefault = path.some((node) => node.kind === 'binary' && node.operator === 'or') || rootHasAbsent(expression.calls);
        if (isLate && !hasDefault) yield { message: `${selector.name ?? 'the series'} does not exist before its first event, and nothing is not ${sign} ${limit}`, spot: expression.spot(comparison), fix: 'let the application create the series at 0, or add a default: (... or vector(0))' };
      }
    }
  },
});

function rootHasAbsent(calls: readonly { readonly name: string }[]): boolean {
  return calls.some(({ name }) => name.startsWith('absent'));
}
