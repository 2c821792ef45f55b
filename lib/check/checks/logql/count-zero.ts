import type { MetricNode } from '../../../logql/node';
import { check } from '../../check';
import { alerting } from '../../example/example';

const never = (operator: string, limit: number, least: number): boolean => (operator === '==' ? limit < least : operator === '<' ? limit <= least : operator === '<=' && limit < least);

export const countZero = check({
  id: 'logql/count-zero',
  severity: 'error',
  title: 'an alert on few lines that is silent when there are none',
  rationale: 'No lines yield no series, not 0. An alert on a low count does not fire when the lines stop altogether, which is the worst case of all.',
  subject: 'logql',
  bad: alerting('sum(count_over_time({service_name="shop-worker"} |= "backup finished" [1d])) == 0'),
  good: alerting('absent_over_time({service_name="shop-worker"} |= "backup finished" [1d])'),
  *find(query) {
    if (query.purpose !== 'alert' || query.ranges.some(({ operator }) => operator === 'absent_over_time')) return;
    for (const { operator, left, right, bool, span } of query.binaries) {
      if (bool === true || right.kind !== 'number' || !(operator === '==' || operator === '<' || operator === '<=')) continue;
      const least = leastOf(left);
      if (least === undefined || (operator === '==' && right.value > 0)) continue;
      const isNever = never(operator, right.value, least);
      yield {
        message: isNever ? `where there are lines the value is above 0, and where there are none there is no value, so '${operator} ${String(right.value)}' is never true` : 'this is silent when there is no line at all',
        spot: query.spot(span),
        severity: isNever ? 'error' : 'warning',
        fix: 'write absent_over_time(...), or give it a default: (sum(...) or vector(0)) ' + `${operator} ${String(right.value)}`,
      };
    }
  },
});

/** The smallest value that a count of lines can have; undefined for everything else. */
function leastOf(node: MetricNode): number | undefined {
  if (node.kind === 'vectorAggregate') return node.operator === 'sum' || node.operator === 'min' || node.operator === 'max' || node.operator === 'avg' ? leastOf(node.expression) : undefined;
  if (node.kind !== 'rangeAggregate' || node.range.unwrap !== undefined) return undefined;
  // A rate is a count divided by the seconds of the range.
  return node.operator === 'count_over_time' ? 1 : node.operator === 'rate' ? 1000 / node.range.range.milliseconds : undefined;
}
