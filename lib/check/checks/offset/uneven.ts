import type { Node } from '../../../promql/node';
import { unwrapped } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import { sources } from '../../analysis/path';
import { isSameLapse } from '../../analysis/part-of-whole';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const unevenOffset = check({
  id: 'offset/uneven',
  severity: 'warning',
  title: 'a part of now divided by a whole of then',
  rationale: 'A share compares events of the same time. With an offset on one side only, yesterday\'s requests are the whole of today\'s failures.',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m] offset 1d)) > 0.05'),
  good: alerting('sum(rate(http_requests_total[5m])) / sum(rate(http_requests_total[5m] offset 1d)) > 3'),
  *find(expression) {
    for (const node of expression.binaries) {
      if (node.operator !== '/') continue;
      const [part, whole] = [only(expression, node.left), only(expression, node.right)];
      if (part === undefined || whole === undefined || part.name !== whole.name || isSameLapse(part.offset, whole.offset)) continue;
      // The same thing at two times is growth.
      const matchers = (selector: typeof part): string => selector.matchers.map(({ label, operator, value }) => `${label}${operator}${value}`).sort().join();
      if (matchers(part) !== matchers(whole)) yield { message: 'numerator and denominator are of different times', spot: expression.spot(node), fix: 'put the offset on both sides, or on none' };
    }
  },
});

function only(expression: Expression, node: Node): ReturnType<typeof sources>[number]['selector'] | undefined {
  const found = sources(expression, unwrapped(node));
  return found.length === 1 ? found[0]?.selector : undefined;
}
