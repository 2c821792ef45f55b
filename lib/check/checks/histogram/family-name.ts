import type { SelectorNode } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { quantileCalls } from './quantile-call';

/** Whether a selector names a classic histogram without saying which of its series. */
export function isFamilyName(expression: Expression, selector: SelectorNode): boolean {
  return expression.known.declarations(selector).some(({ type, name }) => type === 'histogram' && name === selector.name);
}

export const familyName = check({
  id: 'histogram/family-name',
  severity: 'error',
  title: 'a classic histogram without _bucket, _count or _sum',
  rationale: 'A classic histogram has no series of its own name: only NAME_bucket, NAME_count and NAME_sum exist. A query for the family name finds nothing, ever, and no rule checker complains.',
  subject: 'expression',
  bad: alerting('histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds[5m]))) > 1'),
  good: alerting('histogram_quantile(0.95, sum by (service) (rate(rpc_duration_seconds[5m]))) > 1'),
  *find(expression) {
    for (const selector of expression.selectors) {
      if (!isFamilyName(expression, selector)) continue;
      const { name = '' } = selector;
      yield { message: `${name} is a classic histogram: there is no series of that name`, spot: expression.spot(selector), fix: `write ${name}_bucket for quantiles, ${name}_count or ${name}_sum otherwise` };
    }
    for (const { sources } of quantileCalls(expression)) {
      for (const { selector, path } of sources) {
        const { name = '' } = selector;
        const isUnknown = name !== '' && !name.endsWith('_bucket') && !name.includes(':') && expression.known.declarations(selector).length === 0;
        if (!isUnknown || !path.some((node) => node.kind === 'aggregate' && node.grouping?.mode === 'by' && node.grouping.labels.includes('le'))) continue;
        yield { message: `${name} is grouped by le, yet only ${name}_bucket can have that label`, spot: expression.spot(selector), severity: 'warning', fix: `write ${name}_bucket; for a native histogram drop 'le' from the grouping` };
      }
    }
  },
});
