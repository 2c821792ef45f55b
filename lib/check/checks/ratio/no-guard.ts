import { principalThresholds, thresholds } from '../../analysis/threshold';
import { core, isRateCall, sources } from '../../analysis/path';
import type { Expression } from '../../analysis/expression';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const noGuard = check({
  id: 'ratio/no-guard',
  severity: 'info',
  title: 'a share of next to nothing',
  rationale: 'At ten requests an hour a single failure is ten percent. A condition on the volume keeps the alert silent while there is too little to judge by.',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05'),
  good: alerting('sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05\nand sum(rate(http_requests_total[5m])) > 0.1'),
  *find(expression) {
    if (expression.purpose !== 'alert') return;
    const shares = principalThresholds(expression).filter(({ measured }) => isShareOfEvents(expression, measured));
    const [first] = shares;
    if (first === undefined || shares.length > 1) return;
    const isGuarded = thresholds(expression).some(({ role }) => role === 'guard');
    if (!isGuarded) yield { message: 'a single event among few can exceed the limit', spot: expression.spot(first.comparison), fix: 'add a condition on the volume: and sum(rate(...[5m])) > 0.1' };
  },
});

function isShareOfEvents(expression: Expression, measured: Parameters<typeof core>[0]): boolean {
  const inner = core(measured);
  if (inner.kind !== 'binary' || inner.operator !== '/' || expression.facts(inner).share !== 'certain') return false;
  // Seconds of CPU time and bytes come in numbers that make a share.
  return sources(expression, inner).some(({ selector, path }) => path.some(isRateCall) && !['seconds', 'bytes'].includes(expression.facts(selector).unit ?? ''));
}
