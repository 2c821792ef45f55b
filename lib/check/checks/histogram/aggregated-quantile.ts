import { ancestors } from '../../analysis/path';
import { check } from '../../check';
import type { Node, SelectorNode } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import { alerting } from '../../example/example';

export const aggregatedQuantile = check({
  id: 'histogram/aggregated-quantile',
  severity: 'error',
  title: 'quantiles added up or averaged',
  rationale: 'Quantiles of parts say nothing about the quantile of the whole: the average of two 99th percentiles is the 99th percentile of nothing. Add up the buckets first and take the quantile last.',
  subject: 'expression',
  bad: alerting('avg(histogram_quantile(0.95, sum by (le, route) (rate(http_request_duration_seconds_bucket[5m])))) > 1'),
  good: alerting('max(histogram_quantile(0.95, sum by (le, route) (rate(http_request_duration_seconds_bucket[5m])))) > 1'),
  *find(expression) {
    const quantiles: readonly Node[] = [...expression.calls.filter(({ name }) => name === 'histogram_quantile'), ...expression.selectors.filter((selector) => isSummaryQuantile(expression, selector))];
    for (const quantile of quantiles) {
      const aggregate = aggregationOf(expression, quantile);
      if (aggregate === undefined) continue;
      yield {
        message: `quantiles are ${aggregate.operator === 'sum' ? 'added up' : 'averaged'}, which yields no quantile`,
        spot: expression.spot(aggregate),
        fix: quantile.kind === 'selector' ? 'take max(...), or let the application export a histogram' : 'take the quantile of sum by (le) (...), or the largest: max(...)',
      };
    }
  },
});

function aggregationOf(expression: Expression, quantile: Node): Extract<Node, { kind: 'aggregate' }> | undefined {
  for (const node of ancestors(expression, quantile)) {
    if (node.kind === 'aggregate') return node.operator === 'sum' || node.operator === 'avg' ? node : undefined;
    if (node.kind !== 'call' || !node.name.endsWith('_over_time')) return undefined;
  }
  return undefined;
}

function isSummaryQuantile(expression: Expression, selector: SelectorNode): boolean {
  return expression.known.declarations(selector).some(({ type, name }) => type === 'summary' && name === selector.name);
}
