import { core, sources } from '../../analysis/path';
import { principalThresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import { unwrapped } from '../../../promql/node';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const successAbove = check({
  id: 'direction/success-above',
  severity: 'error',
  title: 'a share of successes compared like one of failures',
  rationale: 'One minus the share of failures is the share of successes. Above 0.05 it is on every day but the worst: what was meant is the share of failures, or a limit of 0.95.',
  subject: 'expression',
  bad: alerting('1 - sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05\nand sum(rate(http_requests_total[5m])) > 1'),
  good: alerting('1 - sum(rate(http_requests_total{code!~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05\nand sum(rate(http_requests_total[5m])) > 1'),
  *find(expression) {
    if (expression.purpose !== 'alert') return;
    for (const { measured, sign, limit, comparison } of principalThresholds(expression)) {
      const inner = core(measured);
      if (inner.kind !== 'binary' || inner.operator !== '-' || expression.facts(inner.left).constant !== 1 || !sign.startsWith('>') || limit <= 0 || limit > 0.5) continue;
      const share = unwrapped(inner.right);
      const isFailures = share.kind === 'binary' && share.operator === '/' && expression.facts(share).share === 'certain' && sources(expression, share.left).some(({ selector }) => selectsFailures(selector.matchers) || /(?:error|fail)\w*$/.test((selector.name ?? '').replace(/_total$/, '')));
      if (isFailures) yield { message: `the share of successes is compared with ${numberText(limit)}`, spot: expression.spot(comparison), fix: `leave out the 1 -, or write < ${numberText(1 - limit)}` };
    }
  },
});

function selectsFailures(matchers: readonly { readonly operator: string; readonly value: string }[]): boolean {
  return matchers.some(({ operator, value }) => (operator === '=' || operator === '=~') && /^(?:5\.\.|5xx|5\d\d|5\.\+|5\.\*|error|errors|fail|failed|failure)$/i.test(value));
}
