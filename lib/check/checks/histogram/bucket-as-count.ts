import { ancestors } from '../../analysis/path';
import type { Node } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import { thresholds } from '../../analysis/threshold';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { leMatchers } from './le-matcher';

const takesBuckets: ReadonlySet<string> = new Set(['histogram_quantile', 'histogram_fraction']);

export const bucketAsCount = check({
  id: 'histogram/bucket-as-count',
  severity: 'error',
  title: 'buckets added up as if they were events',
  rationale: 'Buckets are cumulative: a fast request is counted in every bucket above its duration. Their sum counts it once for each, so it is several times the number of requests.',
  subject: 'expression',
  bad: alerting('sum by (route) (rate(http_request_duration_seconds_bucket[5m])) > 100'),
  good: alerting('sum by (route) (rate(http_request_duration_seconds_count[5m])) > 100'),
  *find(expression) {
    for (const selector of expression.selectors) {
      const { sample } = expression.facts(selector);
      if (sample !== 'buckets' || selector.name?.endsWith('_bucket') !== true) continue;
      const above = ancestors(expression, selector);
      if (above.some((node) => node.kind === 'call' && (takesBuckets.has(node.name) || node.name.startsWith('absent')))) continue;
      const aggregate = above.find((node) => node.kind === 'aggregate' && (node.operator === 'sum' || node.operator === 'avg') && !expression.facts(node).labels.known.has('le'));
      if (aggregate === undefined || isZeroTest(expression, aggregate)) continue;
      const picked = leMatchers(expression).find((found) => found.selector === selector);
      if (picked !== undefined && (picked.declaration === undefined || picked.passing.length <= 1)) continue;
      yield {
        message: `the buckets of ${selector.name} are added up, and each event is in every bucket above its value`,
        spot: expression.spot(aggregate),
        fix: `count with ${selector.name.replace(/_bucket$/, '_count')}, or keep le: by (le, ...)`,
      };
    }
  },
});

/** Whether there was anything at all can be asked of buckets as well. */
function isZeroTest(expression: Expression, aggregate: Node): boolean {
  return thresholds(expression).some(({ measured, limit }) => measured === aggregate && limit === 0);
}
