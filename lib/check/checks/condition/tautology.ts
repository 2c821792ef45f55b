import type { Node } from '../../../promql/node';
import { unwrapped } from '../../../promql/node';
import type { Threshold } from '../../analysis/threshold';
import { thresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const tautology = check({
  id: 'condition/tautology',
  severity: 'error',
  title: 'two conditions of which one always holds',
  rationale: 'The operator or keeps a series for which either side holds. Where the two cover all values, every series passes and the alert fires always.',
  subject: 'expression',
  bad: alerting('http_active_connections > 10 or http_active_connections < 100'),
  good: alerting('http_active_connections > 100 or http_active_connections < 10'),
  *find(expression) {
    const byComparison = new Map<Node, Threshold>(thresholds(expression).map((threshold) => [threshold.comparison, threshold]));
    for (const node of expression.binaries) {
      if (node.operator !== 'or') continue;
      const [a, b] = [byComparison.get(unwrapped(node.left)), byComparison.get(unwrapped(node.right))];
      if (a === undefined || b === undefined || expression.identity(a.measured) !== expression.identity(b.measured) || !coverAll(a, b)) continue;
      yield { message: `every value is '${a.sign} ${numberText(a.limit)}' or '${b.sign} ${numberText(b.limit)}'`, spot: expression.spot(node), fix: "correct the limits, or write 'and'" };
    }
  },
});

function coverAll(a: Threshold, b: Threshold): boolean {
  const [lower, upper] = [a, b].map(({ sign }) => sign)[0]?.startsWith('>') === true ? [a, b] : [b, a];
  if (!lower.sign.startsWith('>') || !upper.sign.startsWith('<')) return (a.sign === '!=' && b.sign === '!=' && a.limit !== b.limit) || (a.limit === b.limit && ((a.sign === '==' && b.sign === '!=') || (a.sign === '!=' && b.sign === '==')));
  return lower.limit < upper.limit || (lower.limit === upper.limit && (lower.sign === '>=' || upper.sign === '<='));
}
