import { unwrapped, type Node } from '../../../promql/node';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const quantileRange = check({
  id: 'histogram/quantile-range',
  severity: 'error',
  title: 'a quantile outside 0 to 1',
  rationale: 'Quantiles are written as shares: 0.95 for the 95th percentile. Above 1 the result is +Inf, below 0 it is -Inf.',
  subject: 'expression',
  bad: alerting('histogram_quantile(95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1'),
  good: alerting('histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1'),
  *find(expression) {
    const quantiles: (readonly [what: string, quantile: Node | undefined])[] = [
      ...expression.calls.filter(({ name }) => name === 'histogram_quantile' || name === 'quantile_over_time').map(({ name, arguments: [quantile] }) => [name, quantile] as const),
      ...expression.aggregates.filter(({ operator }) => operator === 'quantile').map(({ operator, parameter }) => [operator, parameter] as const),
    ];
    for (const [what, node] of quantiles) {
      const quantile = node === undefined ? undefined : expression.facts(node).constant;
      if (node === undefined || quantile === undefined || (quantile >= 0 && quantile <= 1)) continue;
      const isPercent = quantile > 1 && quantile <= 100;
      yield {
        message: `the quantile ${expression.source(unwrapped(node))} of ${what} lies outside 0 to 1, so the result is infinite`,
        spot: expression.spot(node),
        fix: isPercent ? `write ${String(Number((quantile / 100).toPrecision(12)))}` : 'write a share between 0 and 1',
      };
    }
  },
});
